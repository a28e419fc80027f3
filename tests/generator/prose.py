"""Prose that agrees with the tables, in the phrasings of such reports, with the claims it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, NamedTuple

from govreport.parser.report import Number
from tests.generator.truth import Truth

__all__ = ["Sentence", "paragraphs", "sentences"]


class Sentence(NamedTuple):
    """A sentence and the figures of the body's whole year that it states, in reading order."""

    text: str
    claims: tuple[tuple[str, Number], ...] = ()


class Phrase(NamedTuple):
    """A way to say something.

    Arguments:
        text: the wording; ``{name}`` is a figure, the names that :data:`CLAIMED` knows are claims.
        when: under which figures the wording is true.
    """

    text: str
    when: Callable[[Mapping[str, Any]], bool] = lambda _: True


CLAIMED = {
    "new": "received",
    "in_hand": "received",
    "carried_in": "carried_in",
    "handled": "handled",
    "carried_out": "carried_out",
    "granted": "granted",
    "partial": "partial",
    "denied": "denied",
    "unavailable": "unavailable",
    "refused": "refused",
    "others": "other",
    "natural_person": "natural_person",
    "legal_persons": "legal_persons",
    "reconsideration": "reconsideration",
    "litigation": "litigation",
    "normative_issued": "proactive.normative_documents.issued",
    "normative_repealed": "proactive.normative_documents.repealed",
    "normative_in_force": "proactive.normative_documents.in_force",
    "permits": "proactive.permits.decisions",
    "penalties": "proactive.penalties.decisions",
}

GROUPS = {
    "denied": "不予公开",
    "unavailable": "无法提供",
    "refused": "不予处理",
    "others": "其他处理",
}
"""Groups of results by the name that the phrases use."""

REQUESTS = (
    Phrase(
        "{year}年，{body}共收到政府信息公开申请{new}件，上年结转{carried_in}件，"
        "办结{handled}件，结转下年度继续办理{carried_out}件。"
    ),
    Phrase("全年新收政府信息公开申请{new}件，{last_year}年结转{carried_in}件。"),
    Phrase("全年共收到和处理政府信息公开申请{in_hand}件，其中本年新收{new}件，上年结转{carried_in}件。"),
    Phrase("本年度共办结政府信息公开申请{handled}件，结转下年度{carried_out}件。"),
    Phrase("{year}年度受理政府信息公开申请{new}件。"),
    Phrase("全年共受理公民、法人和其他组织提出的政府信息公开申请{new}件，其中自然人申请{natural_person}件。"),
    Phrase(
        "全年收到政府信息公开申请{new}件，答复{handled}件，其中予以公开{granted}件，"
        "部分公开{partial}件。",
        lambda f: f["carried_in"] == 0,
    ),
    Phrase(
        "{year}年收到政府信息公开申请{new}件，均在法定期限内办结。",
        lambda f: f["new"] > 0 and f["carried_in"] == 0 and f["carried_out"] == 0,
    ),
    Phrase(
        "全年新收政府信息公开申请{new}件，其中自然人申请{natural_person}件，"
        "法人或其他组织申请{legal_persons}件。"
    ),
    Phrase(
        "本年度办结{handled}件，其中予以公开{granted}件、部分公开{partial}件、不予公开{denied}件、"
        "无法提供{unavailable}件、不予处理{refused}件、其他处理{others}件。"
    ),
    Phrase(
        "全年受理政府信息公开申请{in_hand}件（含上年结转{carried_in}件），办结{handled}件，"
        "办结率{rate}%。",
        lambda f: f["in_hand"] > 0,
    ),
    Phrase("{year}年，{body}未收到政府信息公开申请。", lambda f: f["new"] == 0 == f["carried_in"]),
)

DISPUTES = (
    Phrase("因政府信息公开引起的行政复议{reconsideration}件，行政诉讼{litigation}件。"),
    Phrase("全年发生政府信息公开行政复议案件{reconsideration}件。"),
    Phrase(
        "因政府信息公开被申请行政复议{reconsideration}件，其中结果维持{upheld}件、结果纠正{corrected}件、"
        "其他结果{other_outcome}件、尚未审结{pending}件。"
    ),
    Phrase(
        "全年因政府信息公开被申请行政复议{reconsideration}件，均获维持。",
        lambda f: f["reconsideration"] == f["upheld"] > 0,
    ),
    Phrase(
        "全年未发生因政府信息公开引起的行政复议和行政诉讼。",
        lambda f: f["reconsideration"] == 0 == f["litigation"],
    ),
)

PROACTIVE_2021 = (
    Phrase("全年制发行政规范性文件{normative_issued}件，废止{normative_repealed}件。"),
    Phrase("全年作出行政许可决定{permits}件、行政处罚决定{penalties}件。"),
    Phrase("截至年底，现行有效行政规范性文件{normative_in_force}件。"),
)

OTHER_WORK = (
    "全年通过门户网站主动公开各类信息{a}条，其中政策解读{b}篇。",
    "12345政务服务便民热线受理群众来电{a}件，按期办结率持续提高。",
    "办理人大代表建议{b}件、政协委员提案{b}件，办理结果全部公开。",
    "举办政务公开业务培训{b}场次，参训{a}人次。",
    "“局长信箱”收到来信{b}封，均已回复。",
)
"""Figures of other work, which no table repeats: they are no claims."""

INTRODUCTION = (
    "本报告根据《中华人民共和国政府信息公开条例》和上级有关要求编制，"
    "所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
)
CLOSING = {
    "problems": (
        "{year}年的工作取得了一定成效，但仍存在公开内容不够丰富、解读形式较为单一等问题。",
        "{next_year}年，将进一步健全工作机制，加强队伍建设，提高公开质量。",
    ),
    "other": ("{year}年未收取信息处理费。", "无其他需要报告的事项。"),
}


def paragraphs(truth: Truth, section: str) -> list[str]:
    """Return the prose of one section (``introduction`` for what stands before the first)."""
    years = {"year": truth.year, "next_year": truth.year + 1}
    if section == "introduction":
        return [INTRODUCTION.format(**years)]
    if section == "overview":
        return ["".join(sentence.text for sentence in sentences(truth))]
    return [text.format(**years) for text in CLOSING.get(section, ())]


def sentences(truth: Truth) -> list[Sentence]:
    """Return the sentences of section one, the same for the same truth and seed.

    They are true of the cells that ``truth`` was made with; to contradict them, change a cell.
    """
    random = Random(f"prose {truth.seed}")
    other = [_other_work(random) for _ in range(2)]
    if "requests" not in truth.form.table:
        return other
    figures = figures_of(truth)
    proactive = PROACTIVE_2021 if truth.form.id == "2021" else ()
    told = [_told(random, phrases, figures) for phrases in (REQUESTS, DISPUTES, proactive) if phrases]
    return [other[0], *told, other[1]]


def figures_of(truth: Truth) -> dict[str, Any]:
    """Return what the phrases speak of, by the names they use."""
    years = {"year": truth.year, "last_year": truth.year - 1, "body": truth.body}
    return years | _requests(truth) | _disputes(truth) | _proactive(truth)


def _requests(truth: Truth) -> dict[str, Any]:
    rows = truth.form.table["requests"].rows
    named: dict[str, Any] = {row.id: truth.value(f"requests.{row.id}.total") for row in rows}
    for name, group in GROUPS.items():
        named[name] = sum(named[row.id] for row in rows if group in (row.group, row.label))
    named["in_hand"] = named["new"] + named["carried_in"]
    named["natural_person"] = truth.value("requests.new.natural_person")
    named["legal_persons"] = named["new"] - named["natural_person"]
    if named["in_hand"]:
        rate = Decimal(named["handled"]) * 100 / named["in_hand"]
        named["rate"] = rate.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return named


def _disputes(truth: Truth) -> dict[str, Any]:
    rows = ("direct", "after_reconsideration")
    return {
        "reconsideration": truth.value("reconsideration.cases.total"),
        "upheld": truth.value("reconsideration.cases.upheld"),
        "corrected": truth.value("reconsideration.cases.corrected"),
        "other_outcome": truth.value("reconsideration.cases.other"),
        "pending": truth.value("reconsideration.cases.pending"),
        "litigation": sum(truth.value(f"litigation.{row}.total") for row in rows),
    }


def _proactive(truth: Truth) -> dict[str, Any]:
    documents = "proactive.normative_documents"
    return {
        "normative_issued": truth.value(f"{documents}.issued"),
        "normative_repealed": truth.value(f"{documents}.repealed"),
        "normative_in_force": truth.value(f"{documents}.in_force"),
        "permits": truth.value("proactive.permits.decisions"),
        "penalties": truth.value("proactive.penalties.decisions"),
    }


def _told(random: Random, phrases: tuple[Phrase, ...], figures: Mapping[str, Any]) -> Sentence:
    phrase = random.choice([each for each in phrases if each.when(figures)])
    named = [part.split("}")[0] for part in phrase.text.split("{")[1:]]
    claims = tuple((CLAIMED[name], figures[name]) for name in named if name in CLAIMED)
    return Sentence(phrase.text.format(**figures), claims)


def _other_work(random: Random) -> Sentence:
    text = random.choice(OTHER_WORK)
    return Sentence(text.format(a=random.randrange(200, 9000), b=random.randrange(2, 80)))
