"""What a number may count, and the tags of the words that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from govreport.parser.claims.words import Word

__all__ = [
    "CARRIED",
    "DISPUTES",
    "HEADS",
    "KINDS",
    "NOTHING",
    "NOUNS",
    "VERBS",
    "Meaning",
    "has",
    "last",
]

VERBS = frozenset(("receive", "newly", "handle", "treat", "process"))
NOUNS = frozenset(("request", "apply"))
DISPUTES = frozenset(("reconsideration", "litigation"))
HEADS = VERBS | NOUNS | DISPUTES | {
    "carry", "move", "continue", "underway", "late", "result", "applicant", "block", "outcome",
    "closed", "norm", "act", "decide", "fee", "publish", "channel", "work", "theme", "other",
}  # fmt: skip
"""Words that govern a number."""
CARRIED = frozenset(("carried_in", "carried_out", "carried_over"))
KINDS = {
    "receive": "received", "newly": "new", "handle": "handled", "treat": "treated", "process": "processed",
}  # fmt: skip
"""The kind of claim that a verb makes."""


class Meaning(NamedTuple):
    """What a number was found to count.

    Arguments:
        kinds: the kinds of claim; several where verbs or nouns are coordinated.
        topic: ``request``, ``dispute``, ``norm.…``, ``decide.…``, ``fee``, ``other`` or nothing.
        named: the slot itself names the topic.
        used: how many words to the right of the number belong to it.
        verb: the verb that governs it, where one does.
    """

    kinds: tuple[str, ...] = ()
    topic: str = ""
    named: bool = False
    used: int = 0
    verb: Word | None = None


NOTHING = Meaning()


def has(words: Iterable[Word], *tags: str) -> bool:
    """Tell whether one of ``words`` bears one of ``tags``."""
    # A plain loop, at half the time of any(): this is asked a dozen times for each figure.
    for word in words:  # noqa: SIM110
        if word.tag in tags:
            return True
    return False


def last(words: Sequence[Word], tags: frozenset[str]) -> int | None:
    for at in range(len(words) - 1, -1, -1):
        if words[at].tag in tags:
            return at
    return None
