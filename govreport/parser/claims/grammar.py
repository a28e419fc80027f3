"""What a number counts: read from the words that govern it."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.parser.claims.carrying import CARRIERS, carried, carries_over, next_year
from govreport.parser.claims.clauses import Slot
from govreport.parser.claims.figures import is_difference
from govreport.parser.claims.heads import disputes, plain, result
from govreport.parser.claims.meaning import (
    DISPUTES,
    HEADS,
    KINDS,
    NOTHING,
    NOUNS,
    VERBS,
    Meaning,
    has,
    last,
)
from govreport.parser.claims.words import Word

__all__ = ["is_base", "meaning_of"]

_STATES = HEADS - NOUNS
"""Words behind which a figure is no difference, whatever is compared before them."""
_OBJECTS = HEADS - VERBS - {"channel"}
_ADVERBS = 24
"""Characters («并在法定期限内全部») that may stand between two verbs of one object."""
_CLOSE = 2
_SUBJECT = 12
"""Characters («相关单位及时») that may stand between «协助» and what is done."""


def meaning_of(slot: Slot, year: int | None) -> Meaning:
    """Return what the number of a slot counts.

    Arguments:
        slot: the number with its words.
        year: the year of the report.
    """
    if is_difference(slot.left, _STATES) or has(slot.left, "average", "single"):
        return NOTHING
    if _counts_people(slot):
        return NOTHING
    if slot.left and slot.left[-1].tag == "assist" and slot.left[-1].end == slot.number.start:
        return Meaning((), "other", True)  # «申请答复检查2次»
    head = last(slot.left, HEADS)
    if head is not None and slot.left[head].member == "rest" and has(slot.right, *VERBS):
        head = None  # «其他13件均按期办结»: the rest of what was received, not another result
    if head is None:
        return _from_right(slot, year)
    return _from_left(slot, head, year)


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
    carrier = last(left, CARRIERS)
    if carrier is not None and (found := carried(slot, left, carrier, year)):
        return found
    if word.tag in VERBS and word.attributive:
        head = _governing(left, head)
        word = left[head]
    if word.tag in ("handle", "treat", "process", *NOUNS) and (found := _result_before(left, head)):
        return found
    if word.tag in NOUNS:
        return _noun(slot, head, year)
    if word.tag in VERBS:
        return _verb(slot, head)
    return plain(word, slot, left)


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


def _result_before(left: Sequence[Word], head: int) -> Meaning | None:
    """«同意公开答复9件», «不作为政府信息公开申请处理11件»: a result, not all that was handled."""
    for word in reversed(left[:head]):
        if word.tag == "result":
            return result(word, left)
        if word.tag not in (*NOUNS, "handle", "treat", "process", "public", "person", "disclosure"):
            return None
    return None


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
            return plain(word, slot, left)
        if word.tag == "applicant":
            verb = next((w for w in reversed(left[:at]) if w.tag in VERBS), None)
            return Meaning((word.member,), "request", noun.tag == "request", verb=verb)
        if word.tag == "assist" or (word.tag == "act" and word.member != "decided"):
            return Meaning((), "other", True)  # «印发申请表500份», «转办申请12件»
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
    if noun is None and verb.member == "finish" and has(left[head + 1 :], "disclosure"):
        return Meaning((), "other", True)  # «完成信息公开716件»: published
    if noun is not None and noun.tag == "apply" and _is_service(left, head):
        return Meaning((), "other", True)
    used = _used(slot, noun)
    if noun is not None and noun.tag in ("other", "publish", "norm", "decide", "act"):
        return Meaning((), "other", True, used)
    if noun is not None and noun.tag in DISPUTES | {"block"}:
        return Meaning(disputes(left, slot.right), "dispute", True, used, verb)
    if noun is not None and noun.tag in ("applicant",):
        return Meaning((noun.member,), "request", False, used, verb)
    kinds = _coordinated(slot, head)
    named = noun.tag == "request" if noun else _is_short(slot, verb) or has(left[:head], "theme")
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
        if word.tag in _OBJECTS:
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


def _from_right(slot: Slot, year: int | None) -> Meaning:
    """«19件已…答复», «1件结转下年», «12件政府信息公开申请»: the words behind the number."""
    noun: Word | None = None
    for at, word in enumerate(slot.right):
        if word.tag in NOUNS:
            noun = word
            continue
        if word.tag == "act" and word.member == "decided":
            continue
        if word.tag in CARRIERS:
            turned = Slot(slot.number, slot.right[: at + 1], slot.right[at + 1 :], "")
            found = carried(turned, [*slot.left, *slot.right[: at + 1]], len(slot.left) + at, year)
            if found:
                return Meaning(found.kinds, found.topic, noun is not None, len(slot.right))
            continue
        if word.tag in ("handle", "treat") and next_year(slot.right[:at], year):
            return Meaning(("carried_out",), "", False, at + 1, word)
        if word.tag == "other" and _leads_to_carrying(slot, at, year):
            return Meaning(("carried_out",), "", noun is not None, len(slot.right))
        if word.tag in VERBS and (case := _disputed(slot.right[at + 1 :])):
            return Meaning((case.tag,), "dispute", True, len(slot.right), case)
        if word.tag in VERBS:
            noun = noun or _told_of(slot.right, at)
            named = noun is not None and noun.tag == "request"
            return Meaning((KINDS[word.tag],), "request" if noun else "", named, at + 1, word)
        if word.tag in HEADS:
            found = plain(word, Slot(slot.number, [], slot.right, ""), slot.right[: at + 1])
            return Meaning(found.kinds, found.topic, found.named, at + 1)
    if noun is not None:
        return Meaning(("named",), "request", noun.tag == "request", len(slot.right))
    return NOTHING


def _leads_to_carrying(slot: Slot, at: int, year: int | None) -> bool:
    """«2件因需征求意见结转下年»; not «2件建议结转下年»."""
    return slot.right[at].start - slot.number.end > 1 and carries_over(slot.right[at + 1 :], year)


def _disputed(behind: Sequence[Word]) -> Word | None:
    """«1件答复被申请行政复议»: the case, where 被 stands right behind the verb."""
    if not behind or behind[0].tag != "happen":
        return None
    return next((word for word in behind if word.tag in DISPUTES), None)


def _told_of(right: Sequence[Word], at: int) -> Word | None:
    """«12件已答复的申请»: the noun that the verb tells of."""
    following = right[at + 1] if right[at].attributive and at + 1 < len(right) else None
    return following if following is not None and following.tag in NOUNS else None
