"""The words of notices, as one office writes to another."""

from __future__ import annotations

from govreport.text import Text

NUMERALS = "一二三四五六七八九十"

PARTS = {
    "correct": (
        Text("需要改正的数字", "Figures to correct"),
        Text(
            "下列数字与报告中的其他数字不符，“应为”由其余数字推算，请对照原始记录核定。",
            "These figures disagree with others of the report. What they should be follows from the "
            "rest of the report; please confirm it by your records.",
        ),
    ),
    "verify": (
        Text("请予核实的内容", "To verify"),
        Text(
            "下列内容不一定有误，请核实；无误的，说明情况即可。",
            "These are not necessarily mistakes. Please look at them, and explain those that are in "
            "order.",
        ),
    ),
    "scope": (
        Text("请说明统计口径的内容", "Definitions to explain"),
        Text(
            "下列数字统计口径不同时都可能正确，请说明各自的口径。",
            "These figures can all be right under different definitions. Please say which apply.",
        ),
    ),
    "reading": (
        Text("未能读准的内容", "What could not be read with certainty"),
        Text(
            "以下内容未能读准，请核对原文件。这是读取文件造成的，不作为你单位的差错。",
            "The following could not be read with certainty; please compare your original. This comes "
            "from reading the file and is not counted as your mistake.",
        ),
    ),
    "notes": (
        Text("供参考的情况", "For your information"),
        Text("以下情况供参考，无须回复。", "No answer is needed to these."),
    ),
}
"""Titles and first words of the parts of a letter, in their order."""

COUNTS = {
    "correct": Text("有 {n} 处数字不符，请予改正", "{n} to correct"),
    "verify": Text("有 {n} 处请予核实", "{n} to verify"),
    "scope": Text("有 {n} 处请说明统计口径", "{n} to explain"),
    "reading": Text("有 {n} 处未能读准", "{n} not read with certainty"),
}
COUNTED = Text("经核对，{counts}。", "It was checked: {counts}.")
FOUND_NOTHING = Text("未发现数字不符", "no figure found wrong")
UNVERIFIABLE = Text(
    "报告中没有可以核对的表格数字", "its tables hold no figures that could be checked"
)

MATTERS = {"correct": Text("整改", "correct"), "verify": Text("核实", "verify")}
"""What a letter asks for, as its title has it."""

NO_BODY = Text("________", "________")
NO_YEAR = Text("____", "____")
NO_TITLE = Text("政府信息公开工作年度报告", "annual report on information disclosure")
STANDARD_INPUT = Text("标准输入", "standard input")
NO_DATE = Text("____年__月__日", "________")
NO_CONTACT = Text("________", "________")
NO_ISSUER = Text("________________", "________________")
"""Blanks to fill in by hand."""

FIGURE_HEADS = (
    Text("序号", "no."),
    Text("位置", "where"),
    Text("印为", "printed"),
    Text("应为", "should be"),
    Text("相差", "off by"),
)
RULES_TITLE = Text("附：核对规则及依据", "Annex: the rules and their sources")
RULE_HEADS = (
    Text("规则", "rule"),
    Text("核对内容", "what is checked"),
    Text("依据", "source"),
)

BLANK = Text("空白", "blank")
MISSING = Text("缺", "missing")
PROSE = Text("正文", "prose")
WAY = Text("改法 {n}：", "Way {n}: ")
ABOVE = Text("见说明", "see below")
AT_LEAST = Text("不少于 {n}", "at least {n}")
AT_MOST = Text("不多于 {n}", "at most {n}")

THIS_MENDS = Text(
    "改这一格，下列关系即全部成立。", "Changing this cell makes all of the following hold."
)
THESE_MEND = Text(
    "以上 {n} 格一并改正，下列关系即全部成立。",
    "Changing these {n} cells together makes all of the following hold.",
)
UNSURE = Text(
    "这是可能性最大的改法，但尚不能完全确定，请对照原始记录确定。",
    "This is the likeliest change, but not certain; please decide by your records.",
)
TIED = Text(
    "以上改法取其一，下列关系即全部成立；仅凭报告无法断定是哪一种，可能性大的在前，请对照原始记录确定。",
    "Any one of the changes above makes all of the following hold. The report alone does not tell which "
    "it is (likeliest first); please decide by your records.",
)
EITHER = Text(
    "如正文无误，请改正表中的数字，使两处一致。",
    "If the prose is right, please correct the table, so that both agree.",
)
STOP = Text("。", ".")
DIFFERENCE = Text("，相差 {n}", ", difference {n}")
QUOTED = Text("原文：", "The sentence: ")
NUMBERED = Text("{n}. ", "{n}. ")


def as_title(ordinal: int, title: Text) -> Text:
    """Return the title of a part with its ordinal, from 1."""
    return Text(f"{NUMERALS[ordinal - 1]}、{title.zh}", f"{ordinal}. {title.en}")


# ── the list ──

CHECKED = Text("本次核对 {files} 个文件：{counts}。", "{files} files: {counts}.")
STATES = {
    "notified": (
        Text("已拟发通知的单位", "Bodies with a notice"),
        Text("已拟发通知 {n} 份", "{n} with a notice"),
        Text(
            "下列单位的报告有需要改正、核实或说明的内容，通知见同一文件夹。",
            "Their reports have something to correct, to verify or to explain; the notices lie in this "
            "folder.",
        ),
    ),
    "clean": (
        Text("核对无误的单位", "Bodies without fault"),
        Text("核对无误 {n} 份", "{n} without fault"),
        Text(
            "下列单位的报告各项勾稽关系成立，未发现需要核实的内容。",
            "Everything that could be checked in their reports agrees.",
        ),
    ),
    "unchecked": (
        Text("未能完全核对的报告", "Reports that could not be checked in full"),
        Text("未能完全核对 {n} 份", "{n} not checked in full"),
        Text(
            "下列报告中未发现错误，但有内容未能核对或未能读准，不计入核对无误，请人工核对。",
            "Nothing wrong was found in them, but not everything could be checked or read with "
            "certainty. They do not count as clean; a person should look at them.",
        ),
    ),
    "failed": (
        Text("未能读取的文件", "Files that could not be read"),
        Text("未能读取 {n} 个", "{n} not read"),
        Text("下列文件没有核对。", "These were not checked."),
    ),
    "skipped": (
        Text("未作核对的其他文件", "Other files"),
        Text("其他文件 {n} 个", "{n} other files"),
        Text(
            "下列文件不是年度报告，没有核对。", "These are no annual reports and were not checked."
        ),
    ),
}
"""What files come to: a title, a count, and the first words, in the order of the list."""

LIST_HEADS = (
    Text("序号", "no."),
    Text("单位", "body"),
    Text("年度", "year"),
    Text("文件", "file"),
    Text("说明", "remarks"),
)
NOTICE = Text("通知：{name}", "notice: {name}")
NOT_WRITTEN = Text("通知未能写入", "the notice could not be written")
BROKEN = Text("程序故障，有 {n} 项未能核对", "{n} checks broke, through a fault of the program")
ACCEPTED = Text("另有已接受的问题 {n} 项", "{n} accepted findings beside")

NAME = {
    "correct": Text("{body}-整改通知.docx", "{body}-notice.docx"),
    "verify": Text("{body}-核实通知.docx", "{body}-to-verify.docx"),
}
"""Names of the files."""
LIST_NAME = Text("核对情况汇总.docx", "overview.docx")
WRITTEN = Text(
    "已写入通知 {n} 份，核对无误的 {clean} 份和未能核对的见 {path}",
    "{n} notices written; {path} lists the {clean} without fault and what could not be checked",
)
