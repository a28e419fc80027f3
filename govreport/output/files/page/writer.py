"""Writes the page: reports go to a temporary file as they come, the order is made at the end."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import IO

from govreport import __version__
from govreport.checker.model import Result
from govreport.checker.rule import Rule
from govreport.checker.rules import CATALOGUE, rules_for
from govreport.output.entries import entry_of
from govreport.output.files.page.charts import Tally, rules_chart, scores_chart
from govreport.output.files.page.markup import Markup, join, tag
from govreport.output.files.page.overview import Line, controls, counts, line_of, table
from govreport.output.files.page.report import report
from govreport.output.items import Item, Summary
from govreport.output.spool import Spool
from govreport.text import Language, Text

__all__ = ["BEGINS", "Page", "write_page"]

_TITLE = Text(
    "政府信息公开工作年度报告检查结果", "Check of annual reports on information disclosure"
)
_REPORTS = Text("逐份结果", "Report by report")
_KEY = Text(
    "表中标记：× 错误（原数 → 应为），? 待定（几种改法之一）或读取存疑，! 警告。",
    "Marks in the tables: × error (printed → should be), ? undecided (one of several ways) or "
    "doubtful (perhaps misread), ! warning.",
)
_MADE = Text("由 govreport {version} 生成，无需联网。", "Made by govreport {version}.")
_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_BEGINS = (
    '<!DOCTYPE html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="govreport">\n'
)
BEGINS: tuple[str, ...] = tuple(_BEGINS.format(name) for name in _LANGUAGES.values())
"""What a page begins with, one of these."""


class Page:
    """Keeps a line for each file; what is shown of each report waits on disk for its place."""

    begins = BEGINS
    encoding: str | None = None

    def __init__(self, file: IO[bytes], language: Language) -> None:
        self.file = file
        self.language = language
        self.folder = os.path.dirname(os.path.abspath(file.name))
        self.reports = Spool()
        self.lines: list[Line] = []
        self.summary = Summary()
        self.tally = Tally()
        self.rules: dict[str, Rule] = {rule.code: rule for rule in CATALOGUE}

    def add(self, item: Item) -> None:
        """Write one report to the temporary file, and keep its line."""
        self.summary.add(item)
        entry = entry_of(item, self.language)
        number = 0
        if isinstance(item, Result):
            number = len(self.reports) + 1
            self.tally.add(item, entry)
            self.rules |= {rule.code: rule for rule in rules_for(item.report.form)}
            self.reports.add(report(item, entry, number, self.language))
        self.lines.append(line_of(number, entry, self.folder, self.language))

    def close(self) -> None:
        """Write the page: the overview, then the reports, worst first."""
        self.lines.sort(key=lambda line: line.badness)
        write_page(self.file, _TITLE.of(self.language), self._parts(), self.language)
        self.reports.close()

    def _parts(self) -> Iterator[str | bytes]:
        yield counts(self.summary, self.language) + "\n"
        yield from self._overview()
        yield from self._reports()

    def _overview(self) -> Iterator[str]:
        """Yield what compares the files; a single one needs no comparison."""
        if len(self.lines) > 1:
            drawn = join(
                scores_chart(self.tally, self.language),
                rules_chart(self.tally, self.rules, self.language),
            )
            yield tag("div", drawn, class_="charts") + "\n"
            yield controls(self.lines, self.language) + "\n"
        yield '<div class="scroll">'
        yield from table(self.lines, self.language)
        yield "</div>\n"

    def _reports(self) -> Iterator[str | bytes]:
        numbers = [line.number for line in self.lines if line.number]
        if not numbers:
            return
        yield tag("h2", _REPORTS.of(self.language)) + "\n"
        yield tag("p", _KEY.of(self.language), class_="key") + "\n"
        for number in numbers:
            shown = self.reports[number - 1]
            if len(numbers) == 1:
                shown = shown.replace(b"<details ", b"<details open ", 1)
            yield shown + b"\n"


def write_page(
    file: IO[bytes], title: str, parts: Iterable[str | bytes], language: Language
) -> None:
    """Write a page.

    Arguments:
        file: where to write.
        title: what it shows.
        parts: its content; bytes are UTF-8.
        language: its language.
    """
    made = _MADE.of(language).format(version=__version__)
    begin = (_BEGINS.format(_LANGUAGES[language]), _head(title), "<body>\n<main>")
    end = (f"</main>\n{tag('footer', made)}", f"<script>{_asset('page.js')}</script>")
    file.write("".join(begin).encode())
    for part in chain([f"\n{tag('h1', title)}"], parts, [*end, "</body>\n</html>"]):
        file.write(part if isinstance(part, bytes) else part.encode("utf-8", "replace"))
        file.write(b"\n")
    file.flush()


def _head(title: str) -> str:
    """Return the rest of the head, with a policy that lets nothing run but our own script."""
    policy = (
        f"default-src 'none'; style-src {_hash('page.css')}; script-src {_hash('page.js')}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    meta = tag("meta", http_equiv="Content-Security-Policy", content=Markup(policy))
    view = tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    style = f"<style>{_asset('page.css')}</style>"
    return f"{meta}\n{view}\n{tag('title', title)}\n{style}\n</head>\n"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
