"""How outputs head the parts of a report, and word what is to be changed."""

from __future__ import annotations

from govreport.checker.model import Repair
from govreport.output.safe import one_line
from govreport.text import Language, Text

__all__ = [
    "BETWEEN",
    "COLON",
    "COMPARISON",
    "ONE",
    "SECTIONS",
    "SEMICOLON",
    "SEVERAL",
    "TIED",
    "aside",
    "why",
]

SECTIONS = {
    "failed": Text("不成立的勾稽关系", "What does not add up"),
    "sentences": Text("与数据矛盾的文字", "Sentences that contradict the figures"),
    "repairs": Text("改正建议", "What to change"),
    "remarks": Text("警告和提示", "Warnings and notes"),
    "accepted": Text("已接受的问题", "Accepted findings"),
    "skipped": Text("未能核验的项目", "What could not be checked"),
    "readings": Text("正文数字与表格相符的口径", "How figures in the prose agree with the tables"),
    "broken": Text("程序自身的故障（不是报告的错误）", "Faults of the program (not of the report)"),
}
"""Headings of the parts of a report."""

COMPARISON = {
    "groups": Text("分组（请先核对）", "Grouping (look at this first)"),
    "apart": Text("未参加比较", "left apart"),
    "findings": Text("各报告之间的矛盾", "What contradicts between reports"),
    "repairs": Text("可能的原因和改法", "What explains it, and what to change"),
    "sums": Text("汇总核对", "Sums over the bodies"),
    "skipped": Text("未能核对的项目", "What could not be checked"),
    "broken": SECTIONS["broken"],
}
"""Headings of the parts of a comparison."""

COLON = Text("：", ": ")
SEMICOLON = Text("；", "; ")

ONE = Text("改这一格：", "Change this cell: ")
SEVERAL = Text("一并改这 {n} 格：", "Change these {n} cells together:")
TIED = Text(
    "有 {n} 种改法，无法断定是哪一种，可能性大的在前：", "{n} ways to mend it, likeliest first:"
)

BETWEEN = "，. "
"""What :func:`why` begins with, to be taken off where nothing stands before it."""

_WHY = Text("，理由：{reason}", ". Reason: {reason}")
_READING = Text("（疑为读取有误，请核对原文件）", " (perhaps misread: compare with the file)")
_CUT_SHORT = Text(
    "（可能还有别的改法，未能全部试完）", " (there may be others: the search was cut short)"
)


def aside(text: object, language: Language) -> str:
    """Return what stands in brackets behind something, nothing for nothing."""
    if text == "":
        return ""
    return f"（{text}）" if language == "zh" else f" ({text})"


def why(repair: Repair, language: Language) -> str:
    """Give the reason of a repair, and say how far it is to be trusted."""
    if not repair.changes:  # there is nothing that a reason could be given for
        return "" if repair.reason is None else one_line(repair.reason.of(language))
    text = ""
    if repair.reason is not None:
        text += _WHY.of(language).format(reason=one_line(repair.reason.of(language)))
    if repair.kind == "reading":
        text += _READING.of(language)
    if not repair.complete:
        text += _CUT_SHORT.of(language)
    return text
