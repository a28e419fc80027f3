"""Whether a figure of which the meaning is known is a claim: of the body, and no part of another."""

from __future__ import annotations

import re
from itertools import pairwise

from govreport.parser.claims.clauses import Clause, Slot
from govreport.parser.claims.meaning import CARRIED, NOUNS, VERBS, Meaning, has
from govreport.parser.claims.outlook import Outlook
from govreport.parser.claims.state import State

__all__ = ["PART", "VISITS", "admitted", "gap_before", "is_for_something", "says_nothing"]

PART = "part "
"""Put before a kind: the figure is one of a part of the body."""
VISITS = "人次"
"""A unit of people who came, but also of requests («受理政府信息公开申请35人次»)."""

_ORGAN = re.compile(r"(?:[局办委厅院处队所校镇乡县区市]|部门|单位|街道|政府|办公室|中心|公司)$")
_EMPTY = re.compile(
    r"(?:[的了已均共计为有约近达各其总数量中本年内度于在至并等是也和及与、仅则又另外即还尚除全我局市县区镇件。\s\"]"
    r"|情况|其余|当年|剩余|余下|尚余|还有|另有|依法|按时|按期|期限|合计|总计|累计)*$"
)
_SUED = re.compile("被(?!申请人|告)")
"""«被申请行政复议3件»; not «以区政府为被申请人的案件»."""
_DISCLOSURE = "信息公开"
_SOME_ON_IT = re.compile(rf"\s*[件起宗例]?[,，；;（(]\s*其中[^,，。；;]{{0,8}}{_DISCLOSURE}")
_SHORT = 6
"""So many unknown characters may stand before a number where nothing speaks against it."""
_TELLS_WHOSE = re.compile("[的于由]|提[出交]|递交|方面|相关|有关")
"""«关于征地补偿的申请», «王某提交申请»; not «信用修复申请»."""
_MOST_UNKNOWN = 3
"""So many characters before «申请» need not be known («收到张某的申请»)."""
_TOTALS = frozenset(("received", "treated", "processed", "new"))


def says_nothing(text: str) -> bool:
    """Tell whether a stretch of text holds only words that name nothing."""
    return _EMPTY.match(text) is not None


def admitted(
    kind: str, meaning: Meaning, slot: Slot, clause: Clause, state: State, sentence: Outlook
) -> str:
    """Return the kind under which a figure is admitted as a claim, or nothing.

    Arguments:
        kind: what the figure counts.
        meaning: how that was read.
        slot: the figure with its words.
        clause: the clause that it stands in.
        state: what the sentence has said so far.
        sentence: what can be told of it as a whole.
    """
    if (slot.number.tag == "amount") != (kind == "fee"):
        return ""
    if kind == "fee":
        return kind
    if slot.number.member == VISITS and not (meaning.named and meaning.verb):
        return ""
    if kind.startswith(("proactive.", "act.")) and state.level and "other" in state.parent:
        return ""  # «发布信息801条，其中行政处罚决定1条»
    if kind.startswith("proactive."):
        return kind
    if kind.startswith("act."):
        norm = (meaning.topic or state.topic).partition("norm.")[2]
        return f"proactive.{norm}.{kind.partition('.')[2]}" if norm else ""
    if meaning.topic == "dispute":
        return kind if _is_own_case(kind, slot, clause, state, sentence) else ""
    if not _about_requests(meaning, slot, clause, state, sentence):
        return ""
    if state.level:
        return _part(kind, meaning, slot, clause, state)
    return _whole(kind, meaning, slot, clause, sentence)


def _about_requests(
    meaning: Meaning, slot: Slot, clause: Clause, state: State, sentence: Outlook
) -> bool:
    """The figure is of requests: named here, or spoken of before and nothing else named."""
    kind, topic = meaning.kinds[0], state.topic
    if meaning.topic == "other":
        return False
    if meaning.named:
        return True
    if meaning.topic == "request" and meaning.verb is not None:
        return not is_for_something(meaning, slot, clause, state, sentence)
    if kind in CARRIED:
        return topic in ("request", "") and _nothing_else(slot, clause, state, sentence)
    if meaning.topic == "request" and kind != "named":
        return topic in ("request", "") and not sentence.attribute
    if kind == "handled" and topic == "":
        return "其余" in slot.before
    return topic == "request" and _nothing_else(slot, clause, state, sentence)


def is_for_something(
    meaning: Meaning, slot: Slot, clause: Clause, state: State, sentence: Outlook
) -> bool:
    """«办理占用城市道路申请7件»: words that are not known tell what was applied for."""
    if meaning.named or sentence.disclosed or state.sectioned:
        return False
    for word, noun in pairwise(slot.left):
        if noun.tag == "apply" and noun.start - word.end > _MOST_UNKNOWN:
            unknown = clause.text[word.end : noun.start]
            told = state.disclosed and _TELLS_WHOSE.search(unknown)
            return not (told or says_nothing(unknown))
    return False


def gap_before(slot: Slot, clause: Clause) -> str:
    """Return what stands between the governing word and the number."""
    start = slot.left[-1].end if slot.left else slot.number.start - len(slot.before)
    return clause.text[start : slot.number.start]


def _nothing_else(slot: Slot, clause: Clause, state: State, sentence: Outlook) -> bool:
    """No unknown noun stands between the governing word and the number."""
    gap = gap_before(slot, clause)
    short = len(gap) <= _SHORT and not state.resumed
    short = short and (sentence.disclosed or not sentence.only_requests)
    return short or says_nothing(gap)


def _whole(kind: str, meaning: Meaning, slot: Slot, clause: Clause, sentence: Outlook) -> str:
    """A figure of its own."""
    if kind == "named":
        aside = has(slot.left, "channel", "publish", "rate") or has(slot.right, "channel")
        if not meaning.named or aside or sentence.attribute or slot.number.member == "项":
            return ""  # «共有依申请公开事项3项»: what may be applied for
        return "received" if _plainly_named(slot, clause) else ""
    if (kind in _TOTALS or kind == "handled") and has(slot.left, "channel", "manner"):
        return kind if has(slot.left, "ways") or sentence.channels < 2 else ""
    return kind


def _plainly_named(slot: Slot, clause: Clause) -> bool:
    """«政府信息公开申请共12件», «共12件政府信息公开申请»; not «对5件申请进行了补正»."""
    noun = next((word for word in reversed(slot.left) if word.tag in NOUNS), None)
    if noun is not None:
        return not noun.attributive and says_nothing(clause.text[noun.end : slot.number.start])
    if not slot.before or slot.before.endswith("对"):
        return False  # «1件申请…»: one of those told before
    end = max((word.end for word in slot.right if word.tag in NOUNS), default=0)
    return says_nothing(slot.behind[max(0, end - slot.number.end) :])


def _part(kind: str, meaning: Meaning, slot: Slot, clause: Clause, state: State) -> str:
    """Behind 其中 and in brackets: what the whole does not count in the same way."""
    parent = state.parent
    if kind == "named" or ("other" in parent and not has(slot.left, "receive", "newly")):
        return ""
    if kind in _TOTALS and kind != "new":
        if _TOTALS.isdisjoint(parent):
            return kind if meaning.named and parent in ((), ("other",)) else ""
        if kind == "received" and has(slot.left, "year", "this"):
            return "new"
        return _of_organ(kind, meaning, clause)
    if kind == "handled":
        if has(slot.left, "manner", "channel"):
            return ""
        return _of_organ(kind, meaning, clause) if "handled" in parent else kind
    return kind


def _of_organ(kind: str, meaning: Meaning, clause: Clause) -> str:
    """«其中市公安局受理12件»: the figure of a part of the body."""
    verb = meaning.verb
    named = verb is not None and _ORGAN.search(clause.text, clause.start, verb.start)
    return PART + kind if named else ""


def _is_of_any_kind(slot: Slot, clause: Clause) -> bool:
    """«行政复议案件134件，其中政府信息公开类4件»: cases on anything, some of them on disclosure."""
    named = _DISCLOSURE in clause.text[: slot.number.start]
    return not named and _SOME_ON_IT.match(clause.text, slot.number.end) is not None


def _is_own_case(kind: str, slot: Slot, clause: Clause, state: State, sentence: Outlook) -> bool:
    """Cases of the body's own on disclosure, not those it decides as an organ."""
    both = kind == "reconsideration_litigation"
    if state.level and (kind in state.parent or kind in state.cases or (both and state.cases)):
        return False  # «…，其中140件行政复议、49件行政诉讼获维持»
    if slot.number.numeral is not None and slot.number.numeral.value == 0:
        return True
    if has(slot.left, "publish") or sentence.judges or _is_of_any_kind(slot, clause):
        return False
    if any(word.member == "defence" for word in slot.left) and not sentence.disclosed:
        return False  # «参与行政诉讼应诉12件»: suits on anything
    if sentence.disclosed or state.sectioned or _SUED.search(slot.before):
        return True
    before = [word for word in clause.words if word.start < slot.number.start]
    if state.disclosed:
        # «办理行政复议案件56件», «受理行政复议申请56件»: as an organ that decides.
        return not any(w.tag in ("treat", "closed") or w.member == "accept" for w in before)
    return not has(before, *VERBS, "closed")
