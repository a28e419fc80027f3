"""TXT001, TXT005: the figures in the prose agree with the tables and with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.comparing import CASES, Compared, is_treated
from govreport.checker.prose.explaining import explain, label, other_body
from govreport.checker.prose.names import name_of
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.parser.claims.model import Claim
from govreport.pattern import lazy
from govreport.text import Text

__all__ = ["RULES"]

NO_CLAIMS = Text("正文没有可与表格核对的数字", "the prose states no figure that a table repeats")
NOTHING_TO_COMPARE = Text(
    "表中没有“{what}”，或该格不能确认，正文的 {value} 无从核对",
    "the tables do not have “{what}”, or it is in doubt: {value} could not be compared",
)
DIFFERS = Text(
    "正文“{what}”为 {value}，表中（{label}）为 {expected}，各种口径均不相符{why}",
    "the prose says {value} for “{what}”, the table has {expected} ({label}); no reading fits{why}",
)
OTHER_BODY = Text(
    "正文“{what}”为 {value}，说的是“{body}”；表中（{label}）为 {expected}：统计范围不同则两者都可能正确，请核对",
    "the prose says {value} for “{what}”, speaking of “{body}”; the table has {expected} ({label}): "
    "both can be right where they cover different bodies",
)


def figures(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each figure of the prose that no reading fits."""
    compared = [
        each for each in context.stated if each.status != "aside" and not denies(each.claim)
    ]
    if not compared:
        yield skipped(rule, NO_CLAIMS)
    for each in compared:
        claim = each.claim
        if each.status == "fits":
            yield passed(rule, claim.claim)
        elif each.status == "unknown":
            if each.values:
                text = NOTHING_TO_COMPARE.format(what=name_of(claim.claim), value=claim.value)
                yield skipped(rule, text, claim.claim)
        else:
            yield _differs(context, rule, each)


def _differs(context: Context, rule: Rule, each: Compared) -> Finding:
    claim, nearest = each.claim, each.nearest
    body = other_body(claim, context.report.organization)
    message = (OTHER_BODY if body else DIFFERS).format(
        what=name_of(claim.claim), value=claim.value, expected=nearest.value, body=body,
        label=label(context, each), why=explain(context, each),
    )  # fmt: skip
    return context.finding(
        rule, message, [cell for cell, _ in nearest.cells], printed=claim.value,
        expected=nearest.value, kind="scope" if body else "report", location=claim.location,
        sentence=claim.text, span=(claim.start, claim.end), label=label(context, each),
    )  # fmt: skip


_ZERO = lazy(r"[\d０-９]+|零|〇")


def denies(claim: Claim) -> bool:
    """The claim is a zero told by words, not by a figure («未收到申请»)."""
    return claim.value == 0 and not _ZERO.fullmatch(claim.text[claim.start : claim.end])


# ── TXT005 ──

NOTHING_TWICE = Text(
    "正文没有“均”“全部”“未发生”一类的说法，也没有说到两次的数字",
    "the prose makes no sweeping statement, and gives no figure twice",
)
DENIED = Text(
    "正文称“{words}”，表中（{label}）却有 {value} 件",
    "the prose says “{words}”, but the table has {value} ({label})",
)
ALL_DONE = Text(
    "正文称“{words}”，表中（{label}）却有 {value} 件结转下年度",
    "the prose says “{words}”, but {value} were carried over ({label})",
)
TWO_FIGURES = Text(
    "正文两处“{what}”不一致：一处为 {first}，另一处为 {second}",
    "the prose gives two figures for “{what}”: {first} and {second}",
)
TWO_READINGS = Text(
    "正文两处“{what}”口径不一：一处为 {first}（{one}），另一处为 {second}（{other}）；分别与表格相符，请写明口径",
    "the prose gives two figures for “{what}”: {first} ({one}) and {second} ({other}); each agrees with "
    "the table under a reading of its own",
)


def contradictions(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for statements on all cases that the tables deny, and for two sentences
    that cannot both be true.
    """
    statements = [
        each
        for each in context.stated
        if denies(each.claim) and each.values and not _is_conditional(each.claim)
    ]
    for together in _by_words(statements):
        yield from _denied(context, rule, together)
    pairs = list(_pairs(context))
    told: set[tuple[object, ...]] = set()
    for first, second in pairs:
        key = (first.claim.claim, first.claim.value, second.claim.value)
        if key not in told and _exclude(first, second, context.stated):
            told.add(key)
            yield _two_figures(context, rule, first, second)
    if not statements and not pairs:
        yield skipped(rule, NOTHING_TWICE)


def _is_conditional(claim: Claim) -> bool:
    """«未发生因答复不当引起的行政复议»: cases for other reasons do not contradict it."""
    return claim.derived and claim.claim in CASES


def _by_words(statements: Sequence[Compared]) -> Iterator[list[Compared]]:
    """Group what one statement says: «均获维持» denies three outcomes, of cases of either kind."""
    groups: dict[tuple[object, ...], list[Compared]] = {}
    for each in statements:
        claim = each.claim
        cases = claim.derived or claim.claim.startswith(CASES)
        key = (claim.text, claim.location, claim.start, cases or claim.claim)
        groups.setdefault(key, []).append(each)
    yield from groups.values()


def _denied(
    context: Context, rule: Rule, together: Sequence[Compared]
) -> Iterator[Finding | Outcome]:
    against = [each for each in together if _contradicted(each, context.stated)]
    claim = max((each.claim for each in against or together), key=lambda claim: claim.end)
    if not against:
        if all(value.value is not None for each in together for value in each.values):
            yield passed(rule, claim.claim)
        return
    natural = [each.values[0] for each in against]
    cells = [cell for value in natural for cell, _ in value.cells if context.value(cell)]
    value = sum(each.value or 0 for each in natural)
    done = claim.derived and claim.claim == "carried_out"
    body = other_body(claim, context.report.organization)
    message = (ALL_DONE if done else DENIED).format(
        words=claim.text[claim.start : claim.end], label=context.label(*cells), value=value
    )
    yield context.finding(
        rule, message, cells, printed=0, expected=value,
        severity="warning" if done or (claim.about and claim.derived) else None,
        kind="scope" if body else "report", location=claim.location,
        sentence=claim.text, span=(claim.start, claim.end), label=context.label(*cells),
    )  # fmt: skip


def _contradicted(each: Compared, stated: Sequence[Compared]) -> bool:
    """No reading gives zero; cases pending are no contradiction where they were not counted."""
    values = [value.value for value in each.values]
    if any(value is None or value == 0 for value in values[:1]):
        return False
    claim = each.claim
    if not claim.derived:
        return 0 not in values
    if claim.claim.endswith(".pending"):
        case = claim.claim.partition(".")[0]
        return not any(
            other.claim.claim == case and other.claim.text == claim.text
            and other.fitting is not None and "pending" in other.fitting.reading.expression
            for other in stated
        )  # fmt: skip
    return True


_SINGLE = frozenset(
    ("received", "new", "carried_in", "handled", "carried_out", "reconsideration", "litigation")
)
"""What a year has one figure for."""


_MOST = 100
"""So many figures for one thing are held against each other; no report gives more."""


def _pairs(context: Context) -> Iterator[tuple[Compared, Compared]]:
    """Yield the figures that two sentences give for the same thing."""
    by_kind: dict[str, list[Compared]] = {}
    for each in context.stated:
        if each.status != "aside" and each.claim.claim in _SINGLE:
            by_kind.setdefault(each.claim.claim, []).append(each)
    body = context.report.organization
    for together in by_kind.values():
        for first, second in combinations(together[:_MOST], 2):
            a, b = first.claim, second.claim
            if (a.text, a.location) == (b.text, b.location):
                continue
            if is_treated(a) != is_treated(b):
                continue  # «收到24件» and «办理26件» are two things
            if not (other_body(a, body) or other_body(b, body)):
                yield first, second


def _exclude(first: Compared, second: Compared, stated: Sequence[Compared]) -> bool:
    """The two differ, and the sentences do not say themselves why."""
    a, b = first.claim, second.claim
    if a.value == b.value:
        return False
    if a.claim in ("received", "handled"):
        told = {
            each.claim.text
            for each in stated
            if each.claim.claim in ("carried_in", "new") and each.claim.value
        }
        return a.text not in told and b.text not in told
    return True


def _two_figures(context: Context, rule: Rule, first: Compared, second: Compared) -> Finding:
    """Make the finding; where each agrees with the table, only the readings differ.

    It stands where the figure is that the table denies, else at the second of the two.
    """
    a, b = first.claim, second.claim
    denied = first.status == "fails" or second.status == "fails"
    if first.status == "fails" and second.status != "fails":
        a, b = b, a
    told = {"what": name_of(a.claim), "first": first.claim.value, "second": second.claim.value}
    readings = [each.fitting for each in (first, second) if each.fitting]
    by_reading = len(readings) == 2
    if by_reading:
        one, other = (context.label(*map(_address, each.cells)) for each in readings)
        message = TWO_READINGS.format(**told, one=one, other=other)
    else:
        message = TWO_FIGURES.format(**told)
    return context.finding(
        rule, message, printed=b.value, expected=a.value, location=b.location,
        kind="scope" if by_reading else "report", sentence=b.text,
        span=(b.start, b.end), label=name_of(a.claim), explained=denied,
    )  # fmt: skip


def _address(cell: tuple[str, int]) -> str:
    return cell[0]


RULES = (
    Rule(
        code="TXT001",
        name="text-table-total",
        severity="error",
        summary=Text(
            "正文中的数字与表格一致（至少有一种合理口径相符）",
            "figures in the prose agree with the tables under at least one admissible reading",
        ),
        why=Text(
            "第一部分的文字叙述与后面的表格由不同的人填写、在不同的时间修改，最容易对不上。"
            "“收到”可以只算本年新收，也可以包括上年结转，只要有一种口径相符就不算错，并说明采用的是哪一种；"
            "各种口径都不相符的才指出。正文与表格统计范围不同（全市与一个机关）时只作提醒。",
            "Section 一 tells in words what the tables tell; the two are often written by different "
            "people. A figure is wrong only when no admissible reading fits; where prose and table "
            "cover different bodies it is a warning.",
        ),
        source=FORMAT,
        example=Text(
            "正文“收到政府信息公开申请 26 件”，表三本年新收 24 件、上年结转 1 件。",
            "26 received in the prose, 24 new and 1 carried in in the table.",
        ),
        check=figures,
    ),
    Rule(
        code="TXT005",
        name="text-contradiction",
        severity="error",
        summary=Text(
            "正文前后一致；“均获维持”“零败诉”“未收到申请”等说法与表格相符",
            "the sentences agree; “均获维持”, “零败诉”, “未收到申请” agree with the tables",
        ),
        why=Text(
            "概括性的说法往往沿用往年文字，没有随数字修改。“全部（按时）办结”可能只指已到期的申请，只作提醒。",
            "Sweeping statements are often copied from last year. “全部(按时)办结” may speak of those "
            "due only: a warning.",
        ),
        source=FORMAT,
        example=Text(
            "正文“行政复议 7 件，均获维持”，表四尚未审结 2 件。",
            "“all upheld”, but two cases pending.",
        ),
        check=contradictions,
    ),
)
