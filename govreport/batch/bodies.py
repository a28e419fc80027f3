"""The mapping file of ``govreport compare --bodies``: body, parent, report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from govreport.checker.compare import Bodies, Member
from govreport.checker.compare.names import region_of, shared
from govreport.checker.compare.spelling import canonical, spellings
from govreport.oserror import why
from govreport.reading.encoding import decode
from govreport.text import Text

__all__ = ["BodiesError", "check_files", "read_bodies", "remarks"]

_HEADS = {
    "body": ("body", "机关", "单位", "名称", "机关名称", "单位名称"),
    "parent": ("parent", "上级", "上级机关", "所属", "汇总到", "主管"),
    "report": ("report", "报告", "文件", "报告文件", "file"),
}
_DELIMITERS = ",;\t，；"

_UNOPENED = Text(
    "无法打开机关对照表 {path}（{why}）", "the mapping of bodies {path} cannot be opened ({why})"
)
_WORKBOOK = Text(
    "机关对照表 {path} 不是 CSV 文件；请在 Excel 或 WPS 中另存为 CSV",
    "the mapping of bodies {path} is no CSV file; save it as CSV in Excel or WPS",
)
_NO_HEAD = Text(
    "机关对照表 {path} 第一行应为列名 body,parent,report（机关、上级、报告），其中 body 和另外一列不可缺少",
    "the first line of {path} must name the columns body,parent,report: body, and one of the others",
)
_EMPTY = Text("机关对照表 {path} 中没有机关", "{path} names no body")
_NO_BODY = Text(
    "机关对照表 {path} 第 {line} 行没有机关名称", "{path}, line {line}: no body is named"
)
_BROKEN = Text(
    "机关对照表 {path} 第 {line} 行不是有效的 CSV（引号未成对？）",
    "{path}, line {line}: not valid CSV (a quotation mark without its pair?)",
)
_TWO_PARENTS = Text(
    "机关对照表 {path} 第 {line} 行：{body}已在第 {other} 行归入{parent}，不能再归入另一上级",
    "{path}, line {line}: {body} is under {parent} already (line {other}), and cannot be under another",
)
_TWO_BODIES = Text(
    "机关对照表 {path} 第 {line} 行：文件 {report} 已在第 {other} 行写作{body}的报告",
    "{path}, line {line}: {report} is the report of {body} already (line {other})",
)
_CYCLE = Text(
    "机关对照表 {path} 第 {line} 行：上下级关系成环：{names}",
    "{path}, line {line}: the bodies go round in a circle: {names}",
)
_SEVERAL = Text(
    "机关对照表第 {line} 行的文件 {report} 与 {count} 个文件相符（{files}），请写明所在文件夹",
    "line {line} of the mapping: {report} fits {count} files ({files}); name its folder, too",
)
_NO_FILE = Text(
    "机关对照表第 {line} 行的文件 {report} 不在所比较的文件中",
    "line {line} of the mapping: {report} is not among the files compared",
)
_NEAR = Text(
    "机关对照表第 {line} 行的上级“{parent}”没有报告，对照表中也没有这个机关；是否指“{near}”？",
    "line {line} of the mapping: “{parent}” has no report and is listed nowhere; “{near}”?",
)
_NEAR_BODY = Text(
    "机关对照表第 {line} 行的“{body}”没有报告；是否指“{near}”？",
    "line {line} of the mapping: there is no report of “{body}”; “{near}”?",
)


class BodiesError(Exception):
    """A mapping of bodies that cannot be read."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def read_bodies(path: str) -> Bodies:
    """Read a mapping file: CSV, best with a line that names the columns; UTF-8, UTF-16 or GBK.

    Arguments:
        path: the file. One of the columns ``parent`` and ``report`` may be missing, both may be
            empty; without a line that names them, the columns are body, parent and report. Commas,
            semicolons or tabs separate.

    Raises:
        BodiesError: it cannot be read, a line has no body, a body is under two parents or under
            itself, or a file is given to two bodies.
    """
    members = _members(path, _text_of(path))
    if not members:
        raise BodiesError(_EMPTY.format(path=path))
    _check_parents(path, members)
    _check_reports(path, members)
    return Bodies(members)


def _text_of(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BodiesError(_UNOPENED.format(path=path, why=why(error))) from error
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BodiesError(_WORKBOOK.format(path=path))
    return decode(data)[0].removeprefix("\ufeff")


def _members(path: str, text: str) -> tuple[Member, ...]:
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda char: (head.count(char), char == ","))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: dict[str, int] = {}
    members: list[Member] = []
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if not columns:
                columns, headed = _columns(cells), True
                if not columns and _names_bodies(cells):
                    columns, headed = dict(zip(_HEADS, range(len(cells)), strict=False)), False
                if "body" not in columns or len(columns) == 1:
                    raise BodiesError(_NO_HEAD.format(path=path))
                if headed:
                    continue
            if any(cells):
                members.append(_member(path, rows.line_num, cells, columns))
    except csv.Error as error:
        raise BodiesError(_BROKEN.format(path=path, line=rows.line_num)) from error
    if not columns:
        raise BodiesError(_NO_HEAD.format(path=path))
    return tuple(members)


def _columns(head: Sequence[str]) -> dict[str, int]:
    names = [cell.lower() for cell in head]
    return {
        key: at
        for key, spellings in _HEADS.items()
        if (at := next((n for n, name in enumerate(names) if name in spellings), None)) is not None
    }


def _names_bodies(row: Sequence[str]) -> bool:
    """Tell whether a first line names no columns, but a body already and something beside it."""
    return len(row) > 1 and bool(region_of(row[0]) or shared(row[0]))


def _member(path: str, line: int, row: Sequence[str], columns: dict[str, int]) -> Member:
    found = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
    if not found["body"]:
        raise BodiesError(_NO_BODY.format(path=path, line=line))
    return Member(**found, line=line)


def _check_parents(path: str, members: Sequence[Member]) -> None:
    """A body is under one parent, and never under itself, however far up."""
    parents: dict[str, Member] = {}
    full_name = Bodies().full_name
    for member in members:
        if not member.parent:
            continue
        known = parents.setdefault(canonical(full_name(member)), member)
        if canonical(known.parent) != canonical(member.parent):
            raise BodiesError(_TWO_PARENTS.format(
                path=path, line=member.line, body=member.body, parent=known.parent, other=known.line,
            ))  # fmt: skip
        chain = [member.body]
        above: Member | None = member
        while above is not None and len(chain) <= len(members) + 1:
            chain.append(above.parent)
            if canonical(above.parent) == canonical(full_name(member)):
                told = " → ".join(chain)
                raise BodiesError(_CYCLE.format(path=path, line=member.line, names=told))
            above = parents.get(canonical(above.parent))


def _check_reports(path: str, members: Iterable[Member]) -> None:
    """A file is the report of one body."""
    full_name = Bodies().full_name
    files: dict[str, Member] = {}
    for member in members:
        if not member.report:
            continue
        known = files.setdefault(member.report, member)
        if canonical(full_name(known)) != canonical(full_name(member)):
            raise BodiesError(_TWO_BODIES.format(
                path=path, line=member.line, report=member.report, body=known.body, other=known.line,
            ))  # fmt: skip


def check_files(bodies: Bodies, sources: Iterable[str]) -> None:
    """See that each file of the mapping is told apart from the others.

    Arguments:
        bodies: the mapping.
        sources: the files that are compared.

    Raises:
        BodiesError: the name in the mapping fits several files of which none is said to be it.
    """
    for member, fitting in bodies.files(sources).items():
        if len(fitting) > 1 and member.report not in fitting:
            raise BodiesError(_SEVERAL.format(
                line=member.line, report=member.report, count=len(fitting),
                files=", ".join(fitting[:2]) + ("…" if len(fitting) > 2 else ""),
            ))  # fmt: skip


def remarks(bodies: Bodies, sources: Sequence[str], with_report: Sequence[str]) -> Iterator[Text]:
    """Yield what in the mapping leads nowhere, a line each.

    Arguments:
        bodies: the mapping.
        sources: the files that are compared.
        with_report: the bodies of which there is a report.
    """
    for member, fitting in bodies.files(sources).items():
        if not fitting:
            yield _NO_FILE.format(line=member.line, report=member.report)
    yield from _misspelt(bodies, with_report)
    names = [*with_report, *(member.body for member in bodies.members)]
    known = {canonical(name) for name in names}
    firsts = {canonical(member.parent): member for member in reversed(bodies.members)}
    for parent, member in firsts.items():
        if parent and parent not in known:
            near = get_close_matches(member.parent, [*names, *bodies.parents], 2, 0.7)
            for other in [name for name in near if canonical(name) != parent][:1]:
                yield _NEAR.format(line=member.line, parent=member.parent, near=other)


def _misspelt(bodies: Bodies, with_report: Sequence[str]) -> Iterator[Text]:
    """Yield bodies of the mapping without a report that are nearly called as one with a report."""
    listed = {name for m in bodies.members for name in spellings(m.body, m.parent)}
    found = {canonical(name): name for name in with_report}
    others = {key: name for key, name in found.items() if key not in listed}
    for member in bodies.members:
        if found.keys().isdisjoint(spellings(member.body, member.parent)) and not member.report:
            full = canonical(bodies.full_name(member))
            for key in get_close_matches(full, [k for k in others if len(k) == len(full)], 1, 0.75):
                yield _NEAR_BODY.format(line=member.line, body=member.body, near=others[key])
