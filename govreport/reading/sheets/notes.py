"""What a person must know about a spreadsheet to trust what was read from it."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.reading.document import Location, Note
from govreport.text import Text

__all__ = [
    "DATE", "ERROR", "LOST", "PICTURE", "ROUNDED", "SCALED", "UNCALCULATED",
    "attachment", "formulas", "hidden_lines", "hidden_sheet", "picture",
]  # fmt: skip

ERROR = Text(
    zh="单元格是公式错误值 {error}，没有数值",
    en="the cell holds the formula error {error} and no figure",
)
UNCALCULATED = Text(
    zh="单元格是公式，文件中没有保存计算结果",
    en="the cell holds a formula whose result is not stored in the file",
)
DATE = Text(
    zh="单元格是日期（{date}），可能是录入的数字被自动转换成了日期",
    en="the cell holds a date ({date}), perhaps typed as something else and converted",
)
ROUNDED = Text(
    zh="单元格显示 {shown}，实际保存的是 {stored}",
    en="the cell shows {shown} but holds {stored}",
)
LOST = Text(
    zh="单元格的文字在文件中缺失",
    en="the text of the cell is missing in the file",
)
SCALED = Text(
    zh="单元格按千或更大单位缩放显示，实际保存的是 {stored}",
    en="the cell is shown in thousands or more; it holds {stored}",
)
PICTURE = Text(
    zh="单元格中是图片，其中的文字和数字无法读取",
    en="the cell holds a picture; text and figures in it cannot be read",
)
LISTED = 10
"""So many hidden rows or columns are named one by one."""


def formulas(count: int, first: Location) -> Note:
    """Return the note on formulas without stored values.

    Arguments:
        count: how many there are.
        first: where the first of them stands.
    """
    return Note(
        "formula",
        Text(
            zh="有 {count} 个公式没有保存计算结果，未按空白处理；请用 Excel 或 WPS 打开后保存，再检查。",
            en="the results of {count} formulas are not stored in the file, and they are not taken "
            "for blank; open it in Excel or WPS, save it and check again",
        ).format(count=count),
        first,
    )


def hidden_sheet(name: str) -> Note:
    """Return the note that a hidden worksheet was read."""
    return Note(
        "hidden",
        Text(
            zh="工作表“{name}”是隐藏的，也已读取（排在可见工作表之后）。",
            en="the worksheet “{name}” is hidden; it was read, after those that are shown",
        ).format(name=name),
        Location(sheet=name),
    )


def hidden_lines(sheet: str | None, rows: Sequence[str], columns: Sequence[str]) -> Note | None:
    """Return the note that hidden rows or columns were read, ``None`` where there are none.

    Arguments:
        sheet: the worksheet.
        rows: names of the hidden rows that hold text.
        columns: names of the hidden columns that hold text.
    """
    if not rows and not columns:
        return None
    zh = [f"第 {_some(rows)} 行"] * bool(rows) + [f"{_some(columns)} 列"] * bool(columns)
    en = [f"rows {_some(rows)}"] * bool(rows) + [f"columns {_some(columns)}"] * bool(columns)
    text = Text(
        zh="{zh}是隐藏的，仍按表格的一部分读取。",
        en="{en} are hidden; they were read as part of the table",
    ).format(zh="、".join(zh), en=" and ".join(en))
    return Note("hidden", text, Location(sheet=sheet))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "")


def picture(location: Location) -> Note:
    """Return the note that a picture stands on a worksheet."""
    return Note(
        "picture",
        Text(
            zh="工作表中有图片，其中的文字和数字无法读取。",
            en="the worksheet holds a picture; text and figures in it cannot be read",
        ),
        location,
    )


def attachment(location: Location) -> Note:
    """Return the note that a file is embedded in a worksheet."""
    return Note(
        "attachment",
        Text(
            zh="工作表中嵌入了另一个文件，其内容未读取；请单独打开检查。",
            en="another file is embedded in the worksheet; it was not read, open it by itself",
        ),
        location,
    )
