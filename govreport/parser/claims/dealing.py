"""Figures dealt out to the words before them: «收到、办结分别为12件、10件», «均为0件»."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.parser.claims.carrying import side_of
from govreport.parser.claims.clauses import Clause, Slot
from govreport.parser.claims.heads import plain
from govreport.parser.claims.meaning import DISPUTES, KINDS, VERBS, has
from govreport.parser.claims.words import Word

__all__ = ["dealt", "enumerated"]

_DEALING = frozenset(("respectively", "each", "all"))
_NAMED = DISPUTES | {"result", "applicant", "block"}


def dealt(clause: Clause, year: int | None) -> Sequence[tuple[str, ...]]:
    """Deal the figures behind «分别», «各» or «均为» out to the nouns and verbs before it.

    Arguments:
        clause: the clause.
        year: the year of the report.

    Returns:
        The kinds of claim that each of its figures makes, none where they are not dealt out.
    """
    if _DEALING.isdisjoint(clause.tags):
        return ()
    mark = next(word for word in clause.words if word.tag in _DEALING)
    before = [word for word in clause.words if word.start < mark.start]
    figures = [w for w in clause.words if w.tag == "number" and w.start > mark.start]
    if has(before, "number"):
        return ()
    kinds = enumerated(before, year)
    if mark.tag != "respectively" and len(figures) == 1:
        return (kinds,) * _deals(mark, kinds, figures[0], clause)
    return [(kind,) for kind in kinds] if len(figures) == len(kinds) else ()


def enumerated(words: Sequence[Word], year: int | None) -> tuple[str, ...]:
    """Return the kinds that «分别» or «各» deals figures out to, in the order of the words."""
    kinds: list[str] = []
    for at, word in enumerate(words):
        found: tuple[str, ...] = ()
        if word.tag in VERBS:
            found = (KINDS[word.tag],)
        elif word.tag == "carry":
            side = side_of(word, words[max(0, at - 1) : at], words[at + 1 : at + 2], year)
            found = (f"carried_{side or 'out'}",)
        elif word.tag in _NAMED:
            found = plain(word, Slot(word, [], [], ""), [word]).kinds
        elif word.tag == "request" and has(words[at + 1 : at + 2], "、") and not has(words, *VERBS):
            found = ("received",)  # «依申请公开、行政复议、行政诉讼均为0»
        kinds += [kind for kind in found if kind not in kinds]
    return tuple(kinds)


def _deals(mark: Word, kinds: Sequence[str], figure: Word, clause: Clause) -> bool:
    """«收到、办结均为12件», not «收到申请，均已办结12件»."""
    return mark.tag == "each" or (
        len(kinds) > 1 and clause.between(mark, figure) in ("", "为", "是")
    )
