"""The legal sources that the rules quote."""

from __future__ import annotations

from govreport.text import Text

__all__ = ["FORMAT", "applicable", "format_table"]

_NOW = "国办公开办函〔2021〕30号"
_BEFORE = "国办公开办函〔2019〕60号"
_NAME = "《政府信息公开工作年度报告格式》"
_EARLIER_YEARS = Text(f"；2019、2020 年度见{_BEFORE}", f"; for 2019 and 2020 {_BEFORE}")

FORMAT = Text(f"{_NOW}{_NAME}{_EARLIER_YEARS.zh}", f"{_NOW}{_EARLIER_YEARS.en}")


def format_table(ordinal: str) -> Text:
    """Return the source of a table of the form.

    Arguments:
        ordinal: number of the section that holds it, such as ``"三"``.
    """
    return Text(
        f"{_NOW}{_NAME}表{ordinal}{_EARLIER_YEARS.zh}",
        f"{_NOW}, table {ordinal}{_EARLIER_YEARS.en}",
    )


def applicable(source: Text, authority: str) -> Text:
    """Return what of a source applies to reports on one form.

    Arguments:
        source: the source of a rule, which may name the format of every year.
        authority: what prescribes the form, see :attr:`govreport.forms.model.Form.authority`.
    """
    zh = source.zh.removesuffix(_EARLIER_YEARS.zh).replace(_NOW, authority)
    en = source.en.removesuffix(_EARLIER_YEARS.en).replace(_NOW, authority)
    # Only these two prescribe what the format calls itself.
    return Text(zh if authority in (_NOW, _BEFORE) else zh.replace(_NAME, ""), en)
