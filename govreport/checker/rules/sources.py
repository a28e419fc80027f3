"""The legal sources that the rules quote."""

from __future__ import annotations

from govreport.text import Text

__all__ = ["FORMAT", "format_table"]

FORMAT = Text(
    "国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》；2019、2020 年度见国办公开办函〔2019〕60号",
    "国办公开办函〔2021〕30号; for 2019 and 2020 国办公开办函〔2019〕60号",
)


def format_table(ordinal: str) -> Text:
    """Return the source of a table of the form.

    Arguments:
        ordinal: number of the section that holds it, such as ``"三"``.
    """
    return Text(
        f"国办公开办函〔2021〕30号《政府信息公开工作年度报告格式》表{ordinal}；"
        "2019、2020 年度见国办公开办函〔2019〕60号",
        f"国办公开办函〔2021〕30号, table {ordinal}; for 2019 and 2020 国办公开办函〔2019〕60号",
    )
