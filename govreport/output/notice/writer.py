"""Writes a notice for each report that needs one, and a list of all files, into a folder."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from govreport.checker.model import Result
from govreport.output.folder import Folder, safe_name
from govreport.output.items import Failure, Item, Skipped
from govreport.output.notice import wording
from govreport.output.notice.details import Details
from govreport.output.notice.letter import Matter, file_of, letter_of
from govreport.output.notice.overview import Overview
from govreport.output.notice.template import Placeholders, Template, TemplateError
from govreport.reading.errors import ReadingError
from govreport.reading.limits import DEFAULT
from govreport.text import Language, Text

__all__ = ["LETTER", "Notices"]

LETTER = Placeholders(
    texts={
        "单位": "body", "年度": "year", "报告": "report", "文件": "file", "事项": "matter",
        "概况": "summary", "期限": "deadline", "联系人": "contact", "发文机关": "issuer",
        "日期": "date",
    },
    blocks={"问题": "findings", "依据": "rules"},
    needed=("单位", "问题"),
)  # fmt: skip
"""What the template of a letter can hold."""

_LIST = Placeholders(
    texts={"概况": "summary", "发文机关": "issuer", "日期": "date"},
    blocks={"名单": "list"},
    needed=("名单",),
)

_LONGEST_BODY = 50
"""Characters of a body's name that the name of a file keeps."""


class Notices:
    """Writes each notice as its report comes, and the list when all have come.

    Arguments:
        path: the folder; it is made when it is not there.
        details: what the sender says of himself, and the template.
        language: the language of every word that is not the reports'.

    Raises:
        TemplateError: the template cannot be used.
        OutputError: the folder cannot be made.
    """

    def __init__(self, path: str, details: Details, language: Language) -> None:
        self._details = details
        self._language = language
        self._template = _letter_template(details.template, language)
        self._overview = Overview(details, language)
        self._list = ""
        self.folder = Folder(path)

    def add(self, item: Item) -> None:
        """Write the notice about one report where it needs one."""
        if isinstance(item, Failure | Skipped):
            self._overview.add_unread(item)
            return
        letter = letter_of(item, self._details, self._language)
        if letter is None:
            self._overview.add_result(item)
            self._withdraw(item)
            return
        data = self._template.fill(letter.fields(), letter.blocks())
        written = self.folder.put(self._name(item, letter.matter), data)
        self._withdraw(item, letter.matter)
        self._overview.add_letter(letter, os.path.basename(written or ""))

    def close(self) -> None:
        """Write the list."""
        template = _built_in("list", self._language, _LIST)
        data = template.fill(self._overview.fields(), self._overview.blocks())
        self._list = self.folder.put(wording.LIST_NAME.of(self._language), data) or ""

    def told(self) -> list[Text]:
        """Say how many notices there are, and where the others are listed."""
        if not self._list:
            return []
        clean = self._overview.count("clean")
        notices = len(self.folder.written) - 1
        return [wording.WRITTEN.format(n=notices, clean=clean, path=self._list)]

    def _name(self, result: Result, matter: Matter) -> str:
        """Name a notice by body and year; by the report's file where the body is not known."""
        report = result.report
        if report.organization:
            year = "" if report.year is None else f"-{report.year}"
            known = f"{report.organization[:_LONGEST_BODY]}{year}"
        else:
            known = PurePath(file_of(report.source)).stem[:_LONGEST_BODY]
        return safe_name(wording.NAME[matter].format(body=known).of(self._language))

    def _withdraw(self, result: Result, written: Matter | None = None) -> None:
        """Take away what an earlier run wrote about a report that now gets another notice or none."""
        for matter in ("correct", "verify"):
            if matter != written:
                self.folder.withdraw(self._name(result, matter))


def _letter_template(path: str, language: Language) -> Template:
    """Return the user's template, or the one of the package.

    Raises:
        TemplateError: it cannot be used.
    """
    from govreport.reading import load

    if not path:
        return _built_in("letter", language, LETTER)
    try:
        data = load(path)
    except ReadingError as error:
        raise TemplateError(path, error.message) from error
    return Template(data, path, LETTER, DEFAULT)


def _built_in(name: str, language: Language, known: Placeholders) -> Template:
    path = Path(__file__).with_name(f"{name}.{language}.docx")
    return Template(path.read_bytes(), str(path), known)
