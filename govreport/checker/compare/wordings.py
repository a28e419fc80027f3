"""What is said of a sum that does not come out (SUM001)."""

from __future__ import annotations

from collections.abc import Mapping

from govreport.text import Text

__all__ = [
    "ALTERNATIVES",
    "AT_BODY",
    "BESIDE",
    "BLANK",
    "INCOMPLETE",
    "NO_PARENT",
    "ONE_WAY",
    "ONLY_ONE",
    "SCOPE",
    "SCOPE_OF_ONE",
    "TABLE",
    "UNDECIDED",
    "UNREAD",
    "WORDINGS",
]

SCOPE = Text(
    "{parent} {year} 年度汇总：“{tables}”的数字是{names}之和，没有计入{left}；"
    "报告可能只统计这一范围，两种口径都可能是对的，请核对并在报告中说明",
    "{parent} {year}: “{tables}” adds up {names}, without {left}: the report may speak of these only; "
    "either scope may be right",
)
SCOPE_OF_ONE = Text(
    "{parent} {year} 年度汇总：“{tables}”的数字就是{names}的数字，没有计入{left}；"
    "报告可能只统计本级，两种口径都可能是对的，请核对并在报告中说明",
    "{parent} {year}: “{tables}” gives the figures of {names}, without {left}: the report may speak of "
    "it alone; either scope may be right",
)
NO_PARENT = Text("没有汇总报告，只生成草稿", "no report of the parent: only a draft is made")
UNREAD = Text(
    "汇总报告或各机关的报告没有这一格、未填写或没有读准",
    "the cell is missing, blank or could not be read for certain in the parent's report or the bodies'",
)
INCOMPLETE = Text(
    "所辖机关的报告不齐，差额无法判断", "reports of bodies are missing: the difference says nothing"
)
BLANK = Text(
    "{names}的这一格空白或没有读准，差额无法判断",
    "blank or not read for certain at {names}: the difference says nothing",
)
ALTERNATIVES = Text("（{names}的数字也能解释）", " ({names} would explain it too)")
ONLY_ONE = Text(
    "（报告口径本就不含下级政府的，请说明）", " (unless the report leaves out governments below)"
)
BESIDE = Text(
    "，其中 {left} 不能由漏计或重复计入的机关解释",
    ", of which {left} no body left out or doubled explains",
)
AT_BODY = Text(
    "{parent} {year} 年度汇总：{cell}为 {printed}，各机关之和为 {total}，相差 {difference}{beside}；"
    "{body}的报告自身的勾稽关系表明该机关这一格有误",
    "{parent} {year}: {cell} is {printed}, its bodies add up to {total}; difference "
    "{difference}{beside}; the report of {body} shows by itself that its cell is wrong",
)
UNDECIDED = Text(
    "（该格没有其他勾稽关系，也可能是某一机关的数字有误）",
    " (no other identity tells whether the parent's figure or one of a body is wrong)",
)
WORDINGS = {
    "body-left-out": Text(
        "{parent} {year} 年度汇总：差额等于{name}的全部数字，疑漏计该机关",
        "{parent} {year}, sum over its bodies: the difference is {name}: left out",
    ),
    "body-doubled": Text(
        "{parent} {year} 年度汇总：差额等于{name}的全部数字，疑重复计入该机关",
        "{parent} {year}, sum over its bodies: the difference is {name}: counted twice",
    ),
    "cell": Text(
        "{parent} {year} 年度汇总：{cell}为 {printed}，各机关之和为 {total}，相差 {difference}{beside}，"
        "疑为笔误{remark}",
        "{parent} {year}: {cell} is {printed}, but its bodies add up to {total}; difference "
        "{difference}{beside}: a slip in one cell{remark}",
    ),
    "two-defendants": Text(
        "{parent} {year} 年度汇总：{cell}为 {printed}，各机关之和为 {total}，相差 {difference}{beside}；"
        "复议机关与原机关作共同被告的案件可能由两家各计了一次（国办公开办函〔2016〕201号：由作出行为的机关计入一次）",
        "{parent} {year}: {cell} is {printed}, its bodies add up to {total}; difference "
        "{difference}{beside}; a case with two defendants may be counted by both (201号: once, by the body that acted)",
    ),
}
TABLE = Text(
    "{parent} {year} 年度汇总：“{table}”有 {count} 格与各机关之和不符：{cells}{remark}",
    "{parent} {year}: {count} cells of “{table}” differ from the sum over its bodies: {cells}{remark}",
)
ONE_WAY: Mapping[str, Text] = {
    "above": Text(
        "。不符的各格都大于各机关之和：对照表可能没有列全所辖机关（如本级办公室），请先核对",
        ". All of them are above the sum: perhaps the mapping lacks bodies, such as the own office",
    ),
    "below": Text(
        "。不符的各格都小于各机关之和：汇总报告可能只统计了一部分机关，请先核对口径",
        ". All of them are below the sum: perhaps the parent's report takes in some of the bodies only",
    ),
}
