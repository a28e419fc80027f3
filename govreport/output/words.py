"""The words and symbols that every output uses for verdicts, severities and counts.

The symbols are characters that GBK can encode; none is without its word.
"""

from __future__ import annotations

from govreport.text import Language, Text

__all__ = ["COUNTS", "HEADS", "MARKS", "REASONS", "word"]

MARKS = {
    "consistent": "√",
    "inconsistent": "×",
    "unverifiable": "?",
    "failed": "×",
    "skipped": "-",
    "error": "×",
    "warning": "!",
    "note": "·",
    "accepted": "-",
}

_WORDS = {
    "consistent": Text("一致", "consistent"),
    "inconsistent": Text("不一致", "inconsistent"),
    "unverifiable": Text("无法核验", "unverifiable"),
    "failed": Text("无法读取", "unreadable"),
    "skipped": Text("已跳过", "skipped"),
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "note": Text("提示", "note"),
    "accepted": Text("已接受", "accepted"),
}

HEADS = (
    Text("规则", "rule"),
    Text("位置", "where"),
    Text("印为", "printed"),
    Text("应为", "expected"),
    Text("相差", "difference"),
)
"""Heads of a table of findings."""

COUNTS = {
    "score": Text("得分", "score"),
    "passed": Text("通过", "passed"),
    "failed": Text("未通过", "failed"),
    "skipped": Text("跳过", "skipped"),
    "error": Text("程序故障", "broken"),
    "accepted": Text("已接受", "accepted"),
}


REASONS = {
    "not-a-report": Text(
        "不是政府信息公开工作年度报告", "no annual report on information disclosure"
    ),
    "not-a-document": Text("不是文档", "no document"),
    "unsupported": Text("不支持的文件类型", "not a kind of file that is read"),
}
"""Why a file was skipped."""


def word(name: str, language: Language) -> str:
    """Return the word for a verdict or a severity."""
    return _WORDS[name].of(language)
