"""What a clause without a figure announces: that the next figure, or «无», is of it."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.parser.claims.meaning import DISPUTES, KINDS, NOTHING, VERBS, Meaning
from govreport.parser.claims.words import Word

__all__ = ["announced", "kinds_announced"]


def announced(words: Sequence[Word], nouns: Sequence[Word]) -> Meaning:
    """Return what a clause without a figure says the next figure is of.

    Arguments:
        words: the words of the clause.
        nouns: the nouns among them.
    """
    if not nouns or nouns[-1].tag in ("other", "norm"):
        return NOTHING
    if nouns[-1].tag in DISPUTES:
        cases = tuple(dict.fromkeys(word.tag for word in nouns if word.tag in DISPUTES))
        return Meaning(
            ("reconsideration_litigation",) if len(cases) == 2 else cases, "dispute", True
        )
    verbs = [word for word in words if word.tag in VERBS]
    named = nouns[-1].tag == "request"
    if not verbs:
        return Meaning(("named",), "request", named)
    return Meaning((KINDS[verbs[-1].tag],), "request", named, verb=verbs[-1])


def kinds_announced(pending: Meaning) -> tuple[str, ...]:
    """Return what there is none of, where a clause announced it and the next says «无»."""
    if pending.kinds == ("reconsideration_litigation",):
        return ("reconsideration", "litigation")
    if pending.topic == "request":
        return ("received",) if pending.named else ()
    return pending.kinds if pending.topic == "dispute" else ()
