"""The mapping file of ``govreport compare --bodies``: body, parent, report."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from govreport.checker.compare import Bodies, Member
from govreport.reading.encoding import decode
from govreport.text import Text

__all__ = ["BodiesError", "read_bodies"]

_HEADS = {
    "body": ("body", "机关", "单位", "名称", "机关名称", "单位名称"),
    "parent": ("parent", "上级", "上级机关", "所属", "汇总到", "主管"),
    "report": ("report", "报告", "文件", "报告文件", "file"),
}

_UNOPENED = Text(
    "无法打开机关对照表 {path}（{why}）", "the mapping of bodies {path} cannot be opened ({why})"
)
_NO_HEAD = Text(
    "机关对照表 {path} 第一行应为列名 body,parent,report（机关、上级、报告）",
    "the first line of {path} must name the columns body,parent,report",
)
_NO_BODY = Text(
    "机关对照表 {path} 第 {line} 行没有机关名称", "{path}, line {line}: no body is named"
)


class BodiesError(Exception):
    """A mapping of bodies that cannot be read."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def read_bodies(path: str) -> Bodies:
    """Read a mapping file: CSV with a first line that names the columns; UTF-8 or GBK.

    Arguments:
        path: the file. ``parent`` and ``report`` may be missing or empty.

    Raises:
        BodiesError: it cannot be read, or a line has no body.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BodiesError(_UNOPENED.format(path=path, why=error.strerror)) from error
    rows = list(csv.reader(io.StringIO(decode(data)[0])))
    columns = _columns(rows[0]) if rows else {}
    if "body" not in columns:
        raise BodiesError(_NO_HEAD.format(path=path))
    members = []
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        found = {k: row[at].strip() if at < len(row) else "" for k, at in columns.items()}
        if not found["body"]:
            raise BodiesError(_NO_BODY.format(path=path, line=number))
        members.append(Member(**found))
    return Bodies(tuple(members))


def _columns(head: list[str]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in head]
    return {
        key: at
        for key, spellings in _HEADS.items()
        if (at := next((n for n, name in enumerate(names) if name in spellings), None)) is not None
    }
