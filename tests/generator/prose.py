"""Prose that agrees with the tables, in the phrasings of such reports, with the claims it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from govreport.parser.report import Number
from tests.generator.phrases import (
    CLAIMED,
    CLOSING,
    DISPUTES,
    INTRODUCTION,
    OTHER_WORK,
    PROACTIVE_2021,
    REQUESTS,
    Phrase,
)
from tests.generator.truth import Truth

__all__ = ["Sentence", "paragraphs", "printed", "sentences"]

GROUPS = {
    "denied": "不予公开",
    "unavailable": "无法提供",
    "refused": "不予处理",
    "others": "其他处理",
}
"""Groups of results by the name that the phrases use."""

PLACES = {
    "市": ("全市", "市政府办公室", "各县区"),
    "县": ("全县", "县政府办公室", "各乡镇"),
    "区": ("全区", "区政府办公室", "各街道"),
}
"""What a government calls its whole, its office, and the bodies under it."""
_CHOICE = re.compile(r"\(([^()\[\]]*)\)|\[([^\[\]]*)\]")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Sentence:
    """A sentence, and how it comes by its figures.

    Arguments:
        wording: one way of saying it, ``{name}`` for a figure.
        figures: the figures by name.
        style: how figures are printed: ``plain``, ``marks`` or ``wide``.
    """

    wording: str
    figures: Mapping[str, Any]
    style: str = "plain"

    @property
    def names(self) -> list[str]:
        """The names of its figures, in reading order."""
        return re.findall(r"{(\w+)}", self.wording)

    @property
    def text(self) -> str:
        """The sentence as the report prints it."""
        shown = {name: printed(self.figures[name], self.style, name) for name in self.names}
        return self.wording.format(**shown)

    @property
    def claims(self) -> tuple[tuple[str, Number], ...]:
        """The figures of the body's whole year that it states, in reading order."""
        return tuple((CLAIMED[n], self.figures[n]) for n in self.names if n in CLAIMED)

    def slip(self, name: str, value: Number) -> Sentence:
        """Return the sentence with another figure in one place."""
        return replace(self, figures={**self.figures, name: value})


def printed(value: object, style: str, name: str = "") -> str:
    """Return a figure as a sentence prints it; years and texts stay as they are."""
    if not isinstance(value, int) or name in ("year", "last_year", "next_year"):
        return str(value)
    text = f"{value:,}" if style == "marks" else str(value)
    return text.translate(_WIDE) if style == "wide" else text


def paragraphs(truth: Truth, section: str) -> list[str]:
    """Return the prose of one section (``introduction`` for what stands before the first)."""
    random = Random(f"{section} {truth.seed}")
    if section == "overview":
        return list(_broken(random, [sentence.text for sentence in sentences(truth)]))
    wordings = (
        (random.choice(INTRODUCTION),) if section == "introduction" else CLOSING.get(section, ())
    )
    figures = {**_names(truth), "fee": 10 * random.randrange(2, 400)}
    return [_chosen(random, wording).format(**figures) for wording in wordings]


def _broken(random: Random, texts: Sequence[str]) -> Iterator[str]:
    """Put sentences into one paragraph or several."""
    paragraph = ""
    for text in texts:
        if paragraph and random.random() < 0.3:
            yield paragraph
            paragraph = ""
        paragraph += text
    yield paragraph


def sentences(truth: Truth) -> list[Sentence]:
    """Return the sentences of section one, the same for the same truth and seed.

    They are true of the cells that ``truth`` was made with; to contradict them, change a cell.
    """
    random = Random(f"prose {truth.seed}")
    figures = figures_of(truth)
    other = [_told(random, [Phrase(text)], figures) for text in random.sample(OTHER_WORK, 4)]
    if "requests" not in truth.form.table:
        return other
    proactive = PROACTIVE_2021 if truth.form.id == "2021" else ()
    told = [
        _told(random, phrases, figures) for phrases in (REQUESTS, DISPUTES, proactive) if phrases
    ]
    return [other[0], told[0], *other[1:3], *told[1:], other[3]]


def figures_of(truth: Truth) -> dict[str, Any]:
    """Return what the phrases speak of, by the names they use."""
    random = Random(f"figures {truth.seed}")
    aside = {"a": random.randrange(200, 9000), "b": random.randrange(2, 80)}
    figures = _names(truth) | aside
    if "requests" in truth.form.table:
        figures |= _requests(truth, random) | _disputes(truth) | _proactive(truth)
    return figures


def _names(truth: Truth) -> dict[str, Any]:
    place = PLACES.get(truth.body.removesuffix("人民政府")[-1:])
    whole, organ, organs = place or ("本机关", "局机关", "各所属单位")
    return {
        "year": truth.year, "last_year": truth.year - 1, "next_year": truth.year + 1,
        "body": truth.body, "who": whole, "organ": organ, "organs": organs,
    }  # fmt: skip


def _requests(truth: Truth, random: Random) -> dict[str, Any]:
    rows = truth.form.table["requests"].rows
    named: dict[str, Any] = {row.id: truth.value(f"requests.{row.id}.total") for row in rows}
    for name, group in GROUPS.items():
        named[name] = sum(named[row.id] for row in rows if group in (row.group, row.label))
    new, handled = named["new"], named["handled"]
    named["in_hand"] = new + named["carried_in"]
    named["granted_partial"] = named["granted"] + named["partial"]
    named["natural_person"] = truth.value("requests.new.natural_person")
    named["legal_persons"] = new - named["natural_person"]
    named["rate"] = _percent(handled, named["in_hand"])
    for name in ("granted", "partial", "denied", "unavailable"):
        named[f"{name}_share"] = _percent(named[name], handled)
    named["natural_share"] = _percent(named["natural_person"], new)
    named["legal_share"] = _percent(named["legal_persons"], new)
    named["web"] = random.randrange(int(new) + 1)
    named["post"] = new - named["web"]
    return named | _last_year(int(new), truth.last_new, random)


def _last_year(new: int, known: int | None, random: Random) -> dict[str, Any]:
    """Figures of last year, and round ones near this year's."""
    drawn = max(0, new + random.randrange(-new // 2, new // 2 + 5))
    last = drawn if known is None else known
    return {
        "last_new": last,
        "change": abs(new - last),
        "growth": _percent(abs(new - last), last),
        "up": "增加" if new > last else "减少",
        "rose": "增长" if new > last else "下降",
        "less": new // 100 * 100,
        "more": new // 100 * 100 + 100,
        "about": round(new, -1),
    }


def _percent(part: Number, whole: Number) -> Decimal:
    if not whole:
        return Decimal(0)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _disputes(truth: Truth) -> dict[str, Any]:
    outcomes = ("upheld", "corrected", "pending", "total")
    named: dict[str, Any] = {o: truth.value(f"reconsideration.cases.{o}") for o in outcomes}
    named["other_outcome"] = truth.value("reconsideration.cases.other")
    named["reconsideration"] = named.pop("total")
    named["direct"] = truth.value("litigation.direct.total")
    named["after"] = truth.value("litigation.after_reconsideration.total")
    named["litigation"] = named["direct"] + named["after"]
    named["disputes"] = named["reconsideration"] + named["litigation"]
    lost = ("reconsideration.cases", "litigation.direct", "litigation.after_reconsideration")
    return named | {"lost": sum(truth.value(f"{row}.corrected") for row in lost)}


def _proactive(truth: Truth) -> dict[str, Any]:
    documents = "proactive.normative_documents"
    return {
        "normative_issued": truth.value(f"{documents}.issued"),
        "normative_repealed": truth.value(f"{documents}.repealed"),
        "normative_in_force": truth.value(f"{documents}.in_force"),
        "permits": truth.value("proactive.permits.decisions"),
        "penalties": truth.value("proactive.penalties.decisions"),
    }


def _told(random: Random, phrases: Sequence[Phrase], figures: Mapping[str, Any]) -> Sentence:
    phrase = random.choice([each for each in phrases if each.when(figures)])
    style = random.choice(("plain", "plain", "plain", "marks", "wide"))
    return Sentence(_chosen(random, phrase.text), figures, style)


def _chosen(random: Random, wording: str) -> str:
    """Choose among the ways that a wording leaves open."""
    while match := _CHOICE.search(wording):
        optional, choice = match.groups()
        options = ["", *optional.split("|")] if optional is not None else choice.split("|")
        wording = wording[: match.start()] + random.choice(options) + wording[match.end() :]
    return wording
