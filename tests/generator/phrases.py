"""Phrasings of such reports: figures by name, and ways to say one thing in brackets.

``{name}`` is a figure of the report, ``[a|b|c]`` one of these, ``(x)`` may be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

__all__ = [
    "CLAIMED",
    "CLOSING",
    "DISPUTES",
    "INTRODUCTION",
    "OTHER_WORK",
    "PROACTIVE_2021",
    "REQUESTS",
    "Phrase",
]

Figures = Mapping[str, Any]


class Phrase(NamedTuple):
    """A way to say something.

    Arguments:
        text: the wording; the names that :data:`CLAIMED` knows are claims of the body.
        when: under which figures the wording is true.
    """

    text: str
    when: Callable[[Figures], bool] = lambda _: True


CLAIMED = {
    "new": "received",
    "in_hand": "received",
    "carried_in": "carried_in",
    "handled": "handled",
    "carried_out": "carried_out",
    "granted": "granted",
    "partial": "partial",
    "granted_partial": "granted_partial",
    "denied": "denied",
    "unavailable": "unavailable",
    "refused": "refused",
    "others": "other",
    "natural_person": "natural_person",
    "legal_persons": "legal_persons",
    "reconsideration": "reconsideration",
    "upheld": "reconsideration.upheld",
    "corrected": "reconsideration.corrected",
    "other_outcome": "reconsideration.other",
    "pending": "reconsideration.pending",
    "litigation": "litigation",
    "direct": "litigation.direct",
    "after": "litigation.after_reconsideration",
    "disputes": "reconsideration_litigation",
    "normative_issued": "proactive.normative_documents.issued",
    "normative_repealed": "proactive.normative_documents.repealed",
    "normative_in_force": "proactive.normative_documents.in_force",
    "permits": "proactive.permits.decisions",
    "penalties": "proactive.penalties.decisions",
}

# ── requests ──

TIME = (
    "[{year}年，|{year}年度，|{year}年全年，|全年|本年度|一年来，|{year}年1月1日至12月31日，|"
    "截至{year}年12月31日，|截至{year}年底，|依申请公开方面，|（二）依申请公开。{year}年，]"
)
WHO = "([{who}|{body}])"
GOT = "(共|累计|依法)[收到|受理|接收|收到并受理|接到|登记受理]"
NOUN = (
    "[政府信息公开申请|政府信息公开申请|依申请公开|依申请公开件|信息公开申请|依申请公开政府信息申请|"
    "公民、法人和其他组织提出的政府信息公开申请|依申请公开事项|申请公开政府信息]"
)
UNIT = "[件|件|件|件|条|宗|份|起|项]"
DONE = "[办结|答复|已办结|按期答复|共办结|依法答复|办理完毕|已按时办结]"
INTO = "[结转下年度|结转至{next_year}年|结转下一年度继续办理|转{next_year}年办理|顺延至下年度办理|结转下年]"
FROM = "[上年结转|{last_year}年结转|上年度结转|上一年度结转]"
BEGIN = f"{TIME}{WHO}{GOT}"


def _closed(figures: Figures) -> bool:
    """All that came in this year was handled, and nothing else."""
    return bool(figures["new"] > 0 == figures["carried_in"] == figures["carried_out"])


def _grown(figures: Figures) -> bool:
    return bool(figures["last_new"] and figures["change"])


REQUESTS = (
    Phrase(f"{BEGIN}{NOUN}(共|共计){{new}}{UNIT}。"),
    Phrase(f"{BEGIN}{{new}}{UNIT}[政府信息公开申请|依申请公开]。"),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，{FROM}{{carried_in}}件，{DONE}{{handled}}件，{INTO}{{carried_out}}件。"
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，加上{FROM}的{{carried_in}}件，{DONE}{{handled}}件，{{carried_out}}件"
        "[结转下年度|结转至{next_year}年办理]。"
    ),
    Phrase(
        f"{TIME}[本年新收|新收|新收到|新受理]{NOUN}{{new}}件[，|、|；]{FROM}{NOUN}{{carried_in}}件[，|；]"
        f"{DONE}{{handled}}件[，|；]{INTO}{{carried_out}}件。"
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，答复{{handled}}件（含{FROM}{{carried_in}}件"
        "(，另有{carried_out}件[结转下年度|按规定顺延至{next_year}年])）。"
    ),
    Phrase(
        f"{TIME}{WHO}{DONE}[政府信息公开申请|依申请公开]{{handled}}件，{INTO}{{carried_out}}件。"
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，{DONE}{{handled}}件，其中[：|，|]予以公开{{granted}}件[，|、|；]部分公开"
        "{partial}件[，|、|；]不予公开{denied}件[，|、|；]无法提供{unavailable}件[，|、|；]不予处理{refused}件"
        "[，|、|和]其他处理{others}件。"
    ),
    Phrase(
        "[已办结的申请中|所有答复件中|从办理结果看|其中]，予以公开(的){granted}件，占{granted_share}%；部分公开(的)"
        "{partial}件，占{partial_share}%；不予公开(的){denied}件，占{denied_share}%；无法提供(的)"
        "{unavailable}件，占{unavailable_share}%。",
        lambda f: f["handled"] > 0,
    ),
    Phrase(
        f"{DONE}政府信息公开申请{{handled}}件，其中予以公开{{granted}}件（{{granted_share}}%）、部分公开"
        "{partial}件（{partial_share}%）。",
        lambda f: f["handled"] > 0,
    ),
    Phrase(
        f"{DONE}政府信息公开申请{{handled}}件，予以公开及部分公开{{granted_partial}}件，不予公开{{denied}}件。"
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，(其中|从申请主体看，)自然人(申请){{natural_person}}件，"
        "法人[或|和]其他组织(申请){legal_persons}件。"
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，其中自然人申请{{natural_person}}件，占{{natural_share}}%；"
        "法人或其他组织申请{legal_persons}件，占{legal_share}%。",
        lambda f: f["new"] > 0,
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，其中[网上申请|网络申请]{{web}}件[、|，]信函申请{{post}}件[。|，均按规定办理。]"
    ),
    Phrase(f"{BEGIN}{NOUN}{{new}}件，[主要涉及|其中涉及]征地拆迁{{web}}件、规划建设{{post}}件。"),
    Phrase(f"{BEGIN}{NOUN}{{new}}件，其中，同一申请人提出{{web}}件。", lambda f: f["new"] > 1),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，[比{{last_year}}年的{{last_new}}件|较{{last_year}}年（{{last_new}}件）]"
        "{up}{change}件，{rose}{growth}%。",
        _grown,
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，[同比|较上年|比上年]{{up}}{{change}}件，{{rose}}{{growth}}%。",
        _grown,
    ),
    Phrase("{last_year}年收到政府信息公开申请{last_new}件，{year}年收到{new}件。"),
    Phrase(
        f"{TIME}政府信息公开申请由上年的{{last_new}}件[增加|上升]到{{new}}件。",
        lambda f: f["new"] > f["last_new"] > 0,
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，除{{carried_out}}件{INTO}外，其余均已[办结|答复]。",
        lambda f: f["carried_out"] > 0,
    ),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，[均已|全部|均在法定期限内][办结|答复|按期答复](，办结率100%)。",
        _closed,
    ),
    Phrase(f"{BEGIN}{NOUN}{{new}}件，{DONE}{{handled}}件，办结率100%。", _closed),
    Phrase(
        f"{BEGIN}{NOUN}{{new}}件，其中{{handled}}件已[办结|按期答复]，{{carried_out}}件{INTO}。",
        lambda f: f["carried_in"] == 0,
    ),
    Phrase(
        f"{TIME}{WHO}[共收到和处理|共办理|共处理]{NOUN}{{in_hand}}件，其中本年新收{{new}}件[、|，]{FROM}"
        "{carried_in}件[。|；办结{handled}件，结转下年度{carried_out}件。]"
    ),
    Phrase(
        f"{TIME}{WHO}[共办理|共处理]{NOUN}{{in_hand}}件（新收{{new}}件[、|，]{FROM}{{carried_in}}件），"
        "已办结{handled}件。"
    ),
    Phrase(
        f"{TIME}{WHO}(共)受理{NOUN}{{in_hand}}件（含{FROM}{{carried_in}}件），{DONE}{{handled}}件，办结率{{rate}}%。",
        lambda f: f["in_hand"] > 0,
    ),
    Phrase(
        f"{TIME}{WHO}(共)受理{NOUN}{{in_hand}}件（含{FROM}{{carried_in}}件），已办结{{handled}}件，结转{{carried_out}}件。"
    ),
    Phrase(
        "[新收|收到]、办结、结转下年度政府信息公开申请分别为{new}件、{handled}件和{carried_out}件。"
    ),
    Phrase(
        "全年收到政府信息公开申请[近{more}|{less}余|超过{less}|约{about}]件。",
        lambda f: f["new"] > 120,
    ),
    Phrase(f"{BEGIN}{NOUN}{{new}}件。其中，{{organ}}受理{{web}}件，{{organs}}受理{{post}}件。"),
    Phrase(
        "[{year}年，|{year}年度，|全年|本年度]{who}[未收到|没有收到|未接到|未受理|无|未发生][政府信息公开申请|依申请公开事项]"
        "(，无结转下年度申请)。",
        lambda f: f["new"] == f["carried_in"] == 0,
    ),
    Phrase(
        "[{year}年，|全年]{who}收到政府信息公开申请[0|零]件，办结0件。",
        lambda f: f["new"] == f["carried_in"] == 0,
    ),
)

# ── cases ──

CAUSE = "[因政府信息公开(工作)(申请)|涉及政府信息公开的|因依申请公开|政府信息公开类]"
CASE = "(被申请|引发的|引起的|发生)行政复议(案件)"
SUIT = "(被提起|引发)行政诉讼(案件)"


def _all_upheld(figures: Figures) -> bool:
    return bool(figures["reconsideration"] == figures["upheld"] > 0)


DISPUTES = (
    Phrase(f"{CAUSE}{CASE}{{reconsideration}}件[，|、]{SUIT}{{litigation}}件。"),
    Phrase("全年发生政府信息公开行政复议案件{reconsideration}[件|起|宗]。"),
    Phrase(
        "[{year}年，|全年]共有政府信息公开行政诉讼{litigation}件、行政复议{reconsideration}件。"
    ),
    Phrase("政府信息公开行政复议、行政诉讼分别为{reconsideration}件、{litigation}件。"),
    Phrase(
        f"{CAUSE}被申请行政复议{{reconsideration}}件，其中(结果)维持{{upheld}}件[、|，](结果)纠正{{corrected}}件"
        "[、|，]其他结果{other_outcome}件[、|，]尚未审结{pending}件。"
    ),
    Phrase(
        f"{CAUSE}提起行政诉讼{{litigation}}件，其中未经复议直接起诉{{direct}}件[，|、]复议后起诉{{after}}件。"
    ),
    Phrase(
        "全年政府信息公开行政复议、行政诉讼案件共{disputes}件(，其中行政复议{reconsideration}件，行政诉讼{litigation}件)。"
    ),
    Phrase(
        f"全年{CAUSE}被申请行政复议{{reconsideration}}件，[均获维持|均维持原行政行为|全部维持]。",
        _all_upheld,
    ),
    Phrase(
        "(全年)[未发生|没有发生|未出现|无][因政府信息公开引起的|因政府信息公开引发的|]行政复议[和|、|或]行政诉讼(案件)(情况)。",
        lambda f: f["reconsideration"] == 0 == f["litigation"],
    ),
    Phrase(
        f"{CAUSE}被申请行政复议{{reconsideration}}件，[未发生行政诉讼|无行政诉讼案件]。",
        lambda f: f["litigation"] == 0,
    ),
    Phrase(
        "全年未发生因政府信息公开引起的行政复议被纠错或行政诉讼败诉情形。", lambda f: not f["lost"]
    ),
)

# ── other tables ──

PROACTIVE_2021 = (
    Phrase(
        "全年[制发|制定]行政规范性文件{normative_issued}[件|个]，废止(行政规范性文件){normative_repealed}[件|个]。"
    ),
    Phrase("全年作出行政许可(决定){permits}件、行政处罚(决定){penalties}件。"),
    Phrase("[截至年底，|截至{year}年底，]现行有效(的)行政规范性文件{normative_in_force}件。"),
    Phrase(
        "制发行政规范性文件{normative_issued}件，废止{normative_repealed}件，现行有效{normative_in_force}件。"
    ),
    Phrase("公开行政许可信息{a}条、行政处罚信息{b}条。"),
)

OTHER_WORK = (
    "全年通过门户网站主动公开各类信息{a}条，其中政策解读{b}篇。",
    "12345政务服务便民热线受理群众来电{a}件，按期办结率持续提高。",
    "办理人大代表建议{b}件、政协委员提案{b}件，办理结果全部公开。",
    "举办政务公开业务培训{b}场次，参训{a}人次。",
    "“局长信箱”收到来信{b}封，均已回复。",
    "{year}年上半年，共收到政府信息公开申请{b}件，办结{b}件。",
    "{last_year}年同期收到政府信息公开申请{b}件，办结{b}件。",
    "自2008年以来，累计受理政府信息公开申请{a}件。",
    "近三年，年均收到政府信息公开申请{b}件。",
    "{next_year}年，将继续做好申请办理工作，力争20个工作日内答复率达到100%。",
    "主动公开政府信息{a}条，依申请公开信息{b}条，不予公开信息{b}条。",
    "受理各类信访事项{a}件，办结{a}件。",
    "受理行政许可申请{a}件，办结{a}件，结转{b}件。",
    "审核发布信息{a}条，其中依申请公开类信息{b}条。",
    "指导基层单位办理政府信息公开申请{b}件。",
    "开展依申请公开专题培训{b}次，修订办理规范{b}项。",
    "收到网民留言{a}条，答复{a}条，答复率100%。",
    "严格落实《条例》第三十三条，确保在20个工作日内答复。",
    "依申请公开栏目访问量{a}次。",
    "全市法院新收一审行政诉讼案件{a}件。",
    "依申请公开受理点{b}个，工作人员{b}名。",
)
"""Figures of other work, other times and other bodies, which no table repeats: they are no claims."""

INTRODUCTION = (
    "本报告根据《中华人民共和国政府信息公开条例》和上级有关要求编制，"
    "所列数据的统计期限自{year}年1月1日起至(当年|{year}年)12月31日止。",
    "本报告由{body}编制。报告中所列数据的统计期限为{year}年1月1日至12月31日。",
    "根据《政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号要求，现公布{year}年度政府信息公开工作年度报告。",
)
CLOSING = {
    "problems": (
        "{year}年的工作取得了一定成效，但仍存在公开内容不够丰富、解读形式较为单一等问题。",
        "{next_year}年，将进一步健全工作机制，加强队伍建设，提高公开质量。",
    ),
    "other": (
        "[{year}年未收取信息处理费。|{year}年，依据《政府信息公开信息处理费管理办法》，{who}收取信息处理费{fee}元。|"
        "本年度无信息处理费收取情况。]",
        "无其他需要报告的事项。",
    ),
}
