"""Why the text of a cell may be misread."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.reading.pdf.glyphs import Area, Glyph
from govreport.text import Text

__all__ = ["OVER_THE_LINE", "RECOGNISED", "UNKNOWN_CHARACTER", "doubt_of"]

UNKNOWN_CHARACTER = Text(
    "此处有文件未注明编码的字符，无法确认是什么字",
    "the file does not say which characters stand here",
)
RECOGNISED = Text(
    "此处文字是扫描后自动识别的，可能有误",
    "the text was recognised from a scanned picture and may be wrong",
)
OVER_THE_LINE = Text(
    "此处文字压在表格线上，分不清属于哪一格",
    "the text runs over a ruled line; which cell it belongs to is not clear",
)

OVERHANG = 0.3
"""A character that reaches over a line by more than this part of its width runs over it."""


def doubt_of(glyphs: Sequence[Glyph], area: Area | None = None) -> Text | None:
    """Return why the text of these glyphs may be misread, ``None`` when it is sure.

    Arguments:
        area: the cell that holds them, where lines enclose it.
    """
    inked = [glyph for glyph in glyphs if not glyph.is_space]
    if any("\ufffd" in glyph.text or not glyph.known for glyph in inked):
        return UNKNOWN_CHARACTER
    if any(not glyph.visible for glyph in inked):
        return RECOGNISED
    if area and any(_hangs_over(glyph, area) for glyph in inked):
        return OVER_THE_LINE
    return None


def _hangs_over(glyph: Glyph, area: Area) -> bool:
    reach = OVERHANG * (glyph.x1 - glyph.x0)
    return glyph.x0 < area.x0 - reach or glyph.x1 > area.x1 + reach
