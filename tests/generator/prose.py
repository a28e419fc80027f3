"""Prose that agrees with the tables, in the phrasings of such reports, with the claims it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

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
    when: Callable[[Mapping[str, Number]], bool] = lambda _: True


CLAIMED = {
    "new": "received",
    "in_hand": "received",
    "carried_in": "carried_in",
    "handled": "handled",
    "carried_out": "carried_out",
    "granted": "granted",
    "partial": "partial",
    "natural_person": "natural_person",
    "reconsideration": "reconsideration",
    "litigation": "litigation",
    "normative_issued": "proactive.normative_documents.issued",
    "normative_repealed": "proactive.normative_documents.repealed",
    "normative_in_force": "proactive.normative_documents.in_force",
    "permits": "proactive.permits.decisions",
    "penalties": "proactive.penalties.decisions",
}

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
    Phrase("{year}年，{body}未收到政府信息公开申请。", lambda f: f["new"] == 0 == f["carried_in"]),
)

DISPUTES = (
    Phrase("因政府信息公开引起的行政复议{reconsideration}件，行政诉讼{litigation}件。"),
    Phrase("全年发生政府信息公开行政复议案件{reconsideration}件。"),
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
    figures = figures_of(truth)
    other = [_other_work(random) for _ in range(2)]
    if "requests" not in truth.form.table:
        return other
    proactive = PROACTIVE_2021 if truth.form.id == "2021" else ()
    told = [_told(random, phrases, figures) for phrases in (REQUESTS, DISPUTES, proactive) if phrases]
    return [other[0], *told, other[1]]


def figures_of(truth: Truth) -> dict[str, Number | str]:
    """Return what the phrases speak of, by the names they use."""
    value = truth.value
    names: dict[str, Number | str] = {
        row: value(f"requests.{row}.total")
        for row in ("new", "carried_in", "handled", "carried_out", "granted", "partial")
    }
    names["in_hand"] = value("requests.new.total") + value("requests.carried_in.total")
    names["natural_person"] = value("requests.new.natural_person")
    names["reconsideration"] = value("reconsideration.cases.total")
    names["litigation"] = value("litigation.direct.total") + value(
        "litigation.after_reconsideration.total"
    )
    for column in ("issued", "repealed", "in_force"):
        names[f"normative_{column}"] = value(f"proactive.normative_documents.{column}")
    names["permits"] = value("proactive.permits.decisions")
    names["penalties"] = value("proactive.penalties.decisions")
    return names | {"year": truth.year, "last_year": truth.year - 1, "body": truth.body}


def _told(random: Random, phrases: tuple[Phrase, ...], figures: Mapping[str, object]) -> Sentence:
    phrase = random.choice([each for each in phrases if each.when(figures)])  # type: ignore[arg-type]
    named = [part.split("}")[0] for part in phrase.text.split("{")[1:]]
    claims = tuple((CLAIMED[name], figures[name]) for name in named if name in CLAIMED)
    return Sentence(phrase.text.format(**figures), claims)  # type: ignore[arg-type]


def _other_work(random: Random) -> Sentence:
    text = random.choice(OTHER_WORK)
    return Sentence(text.format(a=random.randrange(200, 9000), b=random.randrange(2, 80)))
