"""Many reports on the terminal: a table, worst first, and a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from rich.console import RenderableType
from rich.text import Text as Line

from govreport.output.entries import Badness, Entry
from govreport.output.items import Summary
from govreport.output.safe import one_line
from govreport.output.terminal.listing import Listing, Piece, Row
from govreport.output.terminal.style import line, mark
from govreport.output.terminal.wrap import Prose
from govreport.output.words import word
from govreport.text import Language, Text

__all__ = ["overview", "row_of", "total"]

_TABLE = (
    Text("结果", "result"),
    Text("得分", "score"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("报告和首要问题", "report and first problem"),
)
_TOTAL = Text("共 {files} 个文件", "{files} files")
_SKIPPED = Text("已跳过 {n} 个（不是年度报告）：", "skipped {n} (no annual report): ")
_MORE = Text("等（-v 列出全部）", ", … (-v lists all)")
_HINT = Text(
    "逐份详情：加 -v，或单独检查一个文件", "details of each report: add -v, or check one file"
)
_COUNTED = ("consistent", "inconsistent", "unverifiable")
_LISTED = 5
"""So many skipped files are named without being asked."""


def overview(
    rows: Sequence[tuple[Badness, Row]],
    skipped: Sequence[str],
    summary: Summary,
    language: Language,
    *,
    verbose: bool = False,
) -> Iterator[RenderableType]:
    """Yield the table, the files that were skipped, and the total.

    Arguments:
        rows: the files, in the order in which they came, with what they are sorted by.
        skipped: paths of the files that are no annual reports.
        summary: the counts.
        language: the language of every word that is not the reports'.
        verbose: name every skipped file.
    """
    if rows:
        heads = [head.of(language) for head in _TABLE]
        yield Listing(heads, [row for _, row in sorted(rows, key=itemgetter(0))])
    yield Line("")
    if skipped:
        yield _skipped(skipped, language, verbose)
    yield total(summary, language)
    if not verbose and summary.severities["error"]:
        yield Line(_HINT.of(language), style="dim")


def row_of(entry: Entry, language: Language) -> Row:
    """Return the line of a file."""
    known = entry.state != "failed"
    score = "—" if entry.score is None else str(entry.score)
    figures = (score, str(entry.errors), str(entry.warnings)) if known else ("", "", "")
    name, source = one_line(entry.name), one_line(entry.source)
    about: list[list[Piece]] = [[(name, "bold"), ("  " if name else "", ""), (source, "")]]
    if entry.problem:
        about.append([(f"→ {one_line(entry.problem)}", "")])
    return Row.of(mark(entry.state, language), figures, about)


def _skipped(paths: Sequence[str], language: Language, verbose: bool) -> Prose:
    shown = paths if verbose else paths[:_LISTED]
    text = _SKIPPED.of(language).format(n=len(paths)) + ("、" if language == "zh" else ", ").join(
        shown
    )
    return Prose(line(text + (_MORE.of(language) if len(shown) < len(paths) else ""), "dim"))


def total(summary: Summary, language: Language) -> Line:
    """Return the line that counts the files by what came of them."""
    counts = {name: summary.verdicts[name] for name in _COUNTED}
    counts |= {"failed": summary.failed, "skipped": summary.skipped}
    parts = [f"{word(name, language)} {n}" for name, n in counts.items() if n]
    parts.insert(0, _TOTAL.of(language).format(files=summary.files))
    return Line(("，" if language == "zh" else ", ").join(parts), style="bold")
