"""What a number counts: read from the words that govern it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.words import Word

__all__ = [
    "CARRIED",
    "DISPUTES",
    "NOTHING",
    "NOUNS",
    "VERBS",
    "Meaning",
    "announced",
    "carries_over",
    "enumerated",
    "has",
    "is_base",
    "meaning_of",
]

VERBS = frozenset(("receive", "newly", "handle", "treat", "process"))
NOUNS = frozenset(("request", "apply"))
DISPUTES = frozenset(("reconsideration", "litigation"))
HEADS = VERBS | NOUNS | DISPUTES | {
    "carry", "move", "continue", "underway", "late", "result", "applicant", "block", "outcome",
    "closed", "norm", "act", "decide", "fee", "publish", "channel", "work", "theme", "other",
}  # fmt: skip
CARRIED = frozenset(("carried_in", "carried_out", "carried_over"))
KINDS = {
    "receive": "received", "newly": "new", "handle": "handled", "treat": "treated", "process": "processed",
}  # fmt: skip

_CARRIERS = frozenset(("carry", "move", "continue", "underway"))
_ENDS_CARRYING = frozenset(("receive", "newly", "result", "outcome", "fee"))
_ADVERBS = 24
"""Characters («并在法定期限内全部») that may stand between two verbs of one object."""
_CLOSE = 2
_SUBJECT = 12
"""Characters («相关单位及时») that may stand between «协助» and what is done."""


@dataclass(frozen=True, slots=True)
class Meaning:
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


def meaning_of(slot: Slot, year: int | None) -> Meaning:
    """Return what the number of a slot counts.

    Arguments:
        slot: the number with its words.
        year: the year of the report.
    """
    if _is_difference(slot.left) or has(slot.left, "average", "single"):
        return NOTHING
    if _counts_people(slot):
        return NOTHING
    head = _last(slot.left, HEADS)
    if head is not None and slot.left[head].member == "rest" and has(slot.right, *VERBS):
        head = None  # «其他13件均按期办结»: the rest of what was received, not another result
    if head is None:
        return _from_right(slot, year)
    return _from_left(slot, head, year)


def carries_over(words: Sequence[Word], year: int | None) -> bool:
    """Tell whether a clause without a figure says where those before went: «…，结转下年度»."""
    at = _last(words, frozenset(("carry", "move", "continue")))
    return at is not None and _direction(words[:at], words[at + 1 :], year) == "out"


def enumerated(words: Sequence[Word], year: int | None) -> tuple[str, ...]:
    """Return the kinds that «分别» or «各» deals figures out to, in the order of the words."""
    kinds: list[str] = []
    for at, word in enumerate(words):
        found: tuple[str, ...] = ()
        if word.tag in VERBS:
            found = (KINDS[word.tag],)
        elif word.tag == "carry":
            side = _direction(words[max(0, at - 1) : at], words[at + 1 : at + 2], year) or "out"
            found = (f"carried_{side}",)
        elif word.tag in DISPUTES | {"result", "applicant", "block"}:
            found = _plain(word, Slot(word, [], [], ""), [word]).kinds
        elif word.tag == "request" and has(words[at + 1 : at + 2], "、") and not has(words, *VERBS):
            found = ("received",)  # «依申请公开、行政复议、行政诉讼均为0»
        kinds += [kind for kind in found if kind not in kinds]
    return tuple(kinds)


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


def _is_difference(left: Sequence[Word]) -> bool:
    """«较上年增加3件»: a difference, or last year's figure; «增加到» gives a figure again."""
    for word in reversed(left):
        if word.tag == "level":
            return False
        if word.tag in ("grow", "compare"):
            return True
        if word.tag in HEADS and word.tag not in ("request", "apply"):
            return False
    return False


def is_base(slot: Slot) -> bool:
    """Tell whether a figure is only what another grew from: «由10件增至12件»."""
    after = slot.right[0] if slot.right else None
    return after is not None and after.tag == "level" and after.start - slot.number.end <= 1


def _counts_people(slot: Slot) -> bool:
    """«2个自然人的申请», «3名申请人»: applicants, not requests."""
    after = slot.right[0] if slot.right else None
    if slot.number.member not in ("个", "起", "") or after is None:
        return False
    return after.tag in ("applicant", "person", "public") and after.start - slot.number.end <= 1


def _from_left(slot: Slot, head: int, year: int | None) -> Meaning:
    left, word = slot.left, slot.left[head]
    carried = _last(left, _CARRIERS)
    if carried is not None and (found := _carried(slot, left, carried, year)):
        return found
    if word.tag in VERBS and word.attributive:
        head = _governing(left, head)
        word = left[head]
    if word.tag in ("handle", "treat", "process", *NOUNS) and (
        result := _result_before(left, head)
    ):
        return result
    if word.tag in NOUNS:
        return _noun(slot, head, year)
    if word.tag in VERBS:
        return _verb(slot, head)
    return _plain(word, slot, left)


def _governing(left: Sequence[Word], head: int) -> int:
    """«收到需要办理的申请3件»: the verb before the one that only tells which."""
    earlier = (at for at in range(head) if left[at].tag in VERBS and not left[at].attributive)
    return next(earlier, head)


def _assists(left: Sequence[Word], head: int) -> bool:
    """«协助区政府答复5件», «督促各单位办理5件»: not what the body did itself."""
    for word in reversed(left[:head]):
        if word.tag == "assist":
            return left[head].start - word.end <= _SUBJECT
        if word.tag in VERBS or word.tag == "、":
            return False
    return False


def _carried(slot: Slot, left: Sequence[Word], at: int, year: int | None) -> Meaning | None:
    """«上年结转», «结转下年», «结转2024年度»: which year stands beside the verb; ``carried_over``
    where none does.
    """
    verb = left[at]
    if verb.tag == "continue":
        return Meaning(("carried_out",), _topic(left, slot.right), _names_request(slot), verb=verb)
    if any(word.tag in _ENDS_CARRYING for word in left[at + 1 :] if word.start > verb.end):
        return None
    before = [word for word in left[:at] if verb.start - word.end <= 20]
    behind = [*left[at + 1 :], *slot.right]
    side = _direction(before, behind, year)
    if not side and verb.tag == "underway":
        return Meaning(("underway",), "request")
    if not side and verb.tag == "move":
        return None
    if not side:
        side = "in" if has(before, "sub") and not has(behind, "continue") else "over"
    if side == "in" and has(before, "handle", "treat", "process"):
        return Meaning((), "request", True)
    return Meaning((f"carried_{side}",), _topic(left, slot.right), _names_request(slot), verb=verb)


def _direction(before: Sequence[Word], behind: Sequence[Word], year: int | None) -> str:
    """Return ``in`` or ``out`` from the years beside a verb of carrying, ``""`` without any."""
    for word in behind:
        if word.tag in _ENDS_CARRYING | {"sub", "、"}:
            break
        if word.tag == "continue" or _is_year(word, "next", year, 1):
            return "out"
        if _is_year(word, "last", year, -1):
            return "in"
    for word in reversed(before):
        if _is_year(word, "last", year, -1):
            return "in"
        if _is_year(word, "next", year, 1):
            return "out"
    return ""


def _is_year(word: Word, tag: str, year: int | None, step: int) -> bool:
    if word.tag == tag:
        return True
    if word.tag != "year" or year is None:
        return False
    return word.year == year + step if step > 0 else word.year < year


def _result_before(left: Sequence[Word], head: int) -> Meaning | None:
    """«同意公开答复9件», «不作为政府信息公开申请处理11件»: a result, not all that was handled."""
    for word in reversed(left[:head]):
        if word.tag == "result":
            return _result(word, left)
        if word.tag not in (*NOUNS, "handle", "treat", "process", "public", "person", "disclosure"):
            return None
    return None


def _result(word: Word, left: Sequence[Word]) -> Meaning:
    """A result; two of them coordinated make a group («予以公开及部分公开»)."""
    members = [w.member for w in left if w.tag == "result"]
    if members[-2:] == ["granted", "partial"]:
        return Meaning(("granted_partial",), "request")
    if members[-2:] == ["unavailable_not_held", "unavailable"] and not has(left, "and_others"):
        return Meaning(("unavailable_not_held",), "request")
    return Meaning((word.member,), "request")


def _noun(slot: Slot, head: int, year: int | None) -> Meaning:
    """A noun before the number; the verb before it tells what was done («受理…申请12件»)."""
    left, noun = slot.left, slot.left[head]
    if noun.tag == "apply" and head and left[head - 1].tag in ("other", "decide", "norm"):
        return Meaning((), "other", True)
    for at in range(head - 1, -1, -1):
        word = left[at]
        if word.tag in VERBS:
            return _verb(slot, at, noun)
        if word.tag in ("carry", "move", "result"):
            return _plain(word, slot, left)
        if word.tag == "applicant":
            verb = next((w for w in reversed(left[:at]) if w.tag in VERBS), None)
            return Meaning((word.member,), "request", noun.tag == "request", verb=verb)
        if word.tag in ("publish", "norm", "decide", "other", "sub"):
            break
    if has(left[:head], "channel") and not has(left, "ways"):
        return NOTHING
    named = noun.tag == "request" or _is_count(slot, head)
    return Meaning(("named",), "request", named)


def _is_count(slot: Slot, head: int) -> bool:
    """«全县申请数共12条»: 申请数, and nothing that says of what."""
    noun = slot.left[head]
    start = slot.left[head - 1].end if head else slot.number.start - len(slot.before)
    return noun.end - noun.start > 2 and noun.start - start <= 1


def _verb(slot: Slot, head: int, noun: Word | None = None) -> Meaning:
    """A verb before the number, with the verbs coordinated to it («受理和办结6件»)."""
    left, verb = slot.left, slot.left[head]
    if _assists(left, head):
        return Meaning((), "other", True)
    noun = noun or _object(slot, head)
    if noun is not None and noun.tag == "apply" and _is_service(left, head):
        return Meaning((), "other", True)
    used = _used(slot, noun)
    if noun is not None and noun.tag in ("other", "publish", "norm", "decide", "act"):
        return Meaning((), "other", True, used)
    if noun is not None and noun.tag in DISPUTES | {"block"}:
        return Meaning(_disputes(left, slot.right), "dispute", True, used, verb)
    if noun is not None and noun.tag in ("applicant",):
        return Meaning((noun.member,), "request", False, used)
    kinds = _coordinated(slot, head)
    named = (noun is not None and noun.tag == "request") or (noun is None and _is_short(slot, verb))
    topic = "request" if named or (noun is not None and noun.tag in NOUNS) else ""
    return Meaning(kinds, topic, named, used, verb)


def _is_service(left: Sequence[Word], head: int) -> bool:
    """«政务服务事项受理申请1200件»: what is applied for stands right before the verb."""
    return (
        head > 0
        and left[head - 1].tag == "other"
        and left[head].start - left[head - 1].end <= _CLOSE
    )


def _is_short(slot: Slot, verb: Word) -> bool:
    """«收到政府信息公开5件»: what was received can be nothing but requests; «完成信息公开5件» was published."""
    if verb.tag == "treat":
        return False
    named = slot.left[-1].tag == "disclosure" and slot.number.member in ("件", "份", "宗", "起")
    return named and slot.number.start - slot.left[-1].end <= 1


def _object(slot: Slot, head: int) -> Word | None:
    """Return what the verb is done to: behind the number, behind the verb, or before it."""
    left = slot.left
    for word in left[head + 1 :]:
        if word.tag in HEADS - VERBS:
            return word
    for word in slot.right:
        if word.tag in VERBS and word.tag != "receive":
            break
        if word.tag in NOUNS | DISPUTES | {"other", "applicant", "norm", "decide"}:
            return word
    for word in reversed(left[:head]):
        if word.tag in NOUNS | DISPUTES | {"other", "norm", "decide", "block"}:
            return word
    return None


def _used(slot: Slot, noun: Word | None) -> int:
    return slot.right.index(noun) + 1 if noun in slot.right else 0


def _coordinated(slot: Slot, head: int) -> tuple[str, ...]:
    """Return the kinds of a verb and the verbs that share its object: «收到并办结12件»."""
    left = slot.left
    kinds = [KINDS[left[head].tag]]
    following = left[head]
    for word in reversed(left[:head]):
        if word.tag in ("total", "all", "this", "、", "public", "request", "apply", "disclosure"):
            continue
        if word.tag not in VERBS or word.attributive or following.start - word.end > _ADVERBS:
            break
        if KINDS[word.tag] not in kinds:
            kinds.insert(0, KINDS[word.tag])
        following = word
    if len(kinds) > 1:
        kinds = [kind for kind in kinds if kind not in ("treated", "processed")]
    return tuple(kinds)


def _plain(word: Word, slot: Slot, left: Sequence[Word]) -> Meaning:
    """A head that says by itself what is counted."""
    match word.tag:
        case "result":
            return _result(word, left)
        case "applicant":
            return Meaning((word.member,), "request")
        case "reconsideration" | "litigation" | "block":
            return Meaning(_disputes(left, slot.right), "dispute", True, verb=word)
        case "outcome":
            return Meaning((f"outcome.{word.member}",), "outcome")
        case "norm" | "decide":
            return _other_table(word, left)
        case "act":
            return _other_table(word, left)
        case "late":
            return Meaning(("late",), "request")
        case "fee":
            return Meaning(("fee",), "fee", True)
        case "other" | "publish":
            return Meaning((), "other", True)
    return NOTHING


def _disputes(left: Sequence[Word], right: Iterable[Word]) -> tuple[str, ...]:
    """Reconsideration, litigation, one of its blocks, or both in one figure."""
    named = [word for word in [*left, *right] if word.tag in DISPUTES | {"block"}]
    for word in named:
        if word.tag == "block":
            return (f"litigation.{word.member}",)
    tags = {word.tag for word in named}
    if tags == DISPUTES:
        return ("reconsideration_litigation",)
    return tuple(tags)


def _other_table(word: Word, left: Sequence[Word]) -> Meaning:
    """Rules, normative documents, permits, penalties: the noun and what was done."""
    acts = [w.member for w in left if w.tag == "act"]
    nouns = [w for w in left if w.tag in ("norm", "decide")]
    noun = nouns[-1] if nouns else None
    act = acts[-1] if acts else ""
    if noun is not None and noun.tag == "decide":
        done = act == "decided" or has(left, "treat", "handle")
        kinds = (f"proactive.{noun.member}.decisions",) if done and not has(left, "publish") else ()
        return Meaning(kinds, f"decide.{noun.member}", True)
    if act in ("issued", "repealed", "in_force", "lapsed"):
        topic = f"norm.{noun.member}" if noun else ""
        return Meaning((f"act.{act}",), topic, noun is not None)
    return Meaning((), f"norm.{noun.member}" if noun else "other", True)


def _from_right(slot: Slot, year: int | None) -> Meaning:
    """«19件已…答复», «1件结转下年», «12件政府信息公开申请»: the words behind the number."""
    noun: Word | None = None
    for at, word in enumerate(slot.right):
        if word.tag in NOUNS:
            noun = word
            continue
        if word.tag == "act" and word.member == "decided":
            continue
        if word.tag in _CARRIERS:
            turned = Slot(slot.number, slot.right[: at + 1], slot.right[at + 1 :], "")
            found = _carried(turned, [*slot.left, *slot.right[: at + 1]], len(slot.left) + at, year)
            if found:
                return Meaning(found.kinds, found.topic, noun is not None, len(slot.right))
            continue
        if word.tag in ("handle", "treat") and _next_year(slot.right[:at], year):
            return Meaning(("carried_out",), "", False, at + 1, word)
        if word.tag in VERBS:
            noun = noun or _told_of(slot.right, at)
            named = noun is not None and noun.tag == "request"
            return Meaning((KINDS[word.tag],), "request" if noun else "", named, at + 1, word)
        if word.tag in HEADS:
            found = _plain(word, Slot(slot.number, [], slot.right, ""), slot.right[: at + 1])
            return Meaning(found.kinds, found.topic, found.named, at + 1)
    if noun is not None:
        return Meaning(("named",), "request", noun.tag == "request", len(slot.right))
    return NOTHING


def _told_of(right: Sequence[Word], at: int) -> Word | None:
    """«12件已答复的申请»: the noun that the verb tells of."""
    following = right[at + 1] if right[at].attributive and at + 1 < len(right) else None
    return following if following is not None and following.tag in NOUNS else None


def _next_year(words: Sequence[Word], year: int | None) -> bool:
    return any(_is_year(word, "next", year, 1) for word in words)


def _topic(left: Sequence[Word], right: Sequence[Word]) -> str:
    for word in [*reversed(left), *right]:
        if word.tag in NOUNS:
            return "request"
        if word.tag == "other":
            return "other"
    return ""


def _names_request(slot: Slot) -> bool:
    return any(word.tag in NOUNS for word in [*slot.left, *slot.right])


def has(words: Iterable[Word], *tags: str) -> bool:
    """Tell whether one of ``words`` bears one of ``tags``."""
    # A plain loop, at half the time of any(): this is asked a dozen times for each figure.
    for word in words:  # noqa: SIM110
        if word.tag in tags:
            return True
    return False


def _last(words: Sequence[Word], tags: frozenset[str]) -> int | None:
    for at in range(len(words) - 1, -1, -1):
        if words[at].tag in tags:
            return at
    return None
