"""What the parser refuses."""

from __future__ import annotations

from govreport.text import Text

__all__ = ["NotAReport"]


class NotAReport(Exception):  # noqa: N818 - it is an answer about the file, not a fault of it
    """The document is no annual report: neither title, sections nor tables say so.

    Arguments:
        source: the path as the user gave it.
        message: what the file is not, in one line.
    """

    code = "not-a-report"

    def __init__(self, source: str, message: Text | None = None) -> None:
        self.source = source
        self.message = message or Text(
            "不是政府信息公开工作年度报告：没有年度报告的标题、章节或统计表",
            "no annual report on information disclosure: "
            "it has none of the title, sections and tables of one",
        )
        super().__init__(self.message.en)

    def __reduce__(self) -> tuple[type[NotAReport], tuple[str, Text]]:
        return type(self), (self.source, self.message)
