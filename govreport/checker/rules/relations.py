"""TXT002, TXT003, TXT004: parts, percentages and growth in the prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.prose.names import name_of
from govreport.checker.prose.parts import Breakdown, breakdowns
from govreport.checker.prose.ratios import Judged, judge_growth, judge_shares, mended_relation
from govreport.checker.prose.sums import judge_sum
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.parser.claims.listings import Listing
from govreport.parser.claims.model import Claim
from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["RULES", "growth_finding"]

NO_PARTS = Text("正文没有分项数字", "the prose gives no parts of a total")
EXCEEDS = Text(
    "正文各分项（{parts}）之和为 {sum}，超过“{what}”{total}",
    "the parts in the prose ({parts}) add up to {sum}, more than {total} for “{what}”",
)
NOT_EQUAL = Text(
    "正文各分项（{parts}）之和为 {sum}，而“{what}”为 {total}，相差 {difference}",
    "the parts in the prose ({parts}) add up to {sum}, but “{what}” is {total}: off by {difference}",
)

OFF = Text(
    "正文所列各项（{parts}）之和为 {sum}，而总数为 {total}，相差 {difference}",
    "the parts listed in the prose ({parts}) add up to {sum}, the total is {total}: off by {difference}",
)
ODD = Text(
    "正文所列各项（{parts}）之和为 {sum}，与总数 {total} 只差 {difference}：若没有漏列或重复计算，可能有一个数字写错",
    "the parts listed in the prose ({parts}) add up to {sum}, {difference} beside the total {total}: "
    "unless one is left out or counted twice, a figure may be wrong",
)
EXPLAINED = Text(
    "；按表格把 {changes} 后相符", "; with {changes}, as the tables have it, they agree"
)
CHANGED = Text("{value} 改为 {expected}", "{value} changed to {expected}")


def parts(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for parts that exceed their total, or fall short where none is missing."""
    claims = [each.claim for each in context.stated]
    found = list(breakdowns(claims))
    listed = list(_listed(context, rule))
    yield from listed
    if not found and not listed:
        yield skipped(rule, NO_PARTS)
    for at, each in enumerate(found):
        if each.holds or (_is_apart(each) and each.sum in _totals(context)):
            yield passed(rule, each.total.claim)
        else:
            yield _misfit(context, rule, each, _mended(context, claims, at))


def _is_apart(each: Breakdown) -> bool:
    """The sentence before tells of other requests than the parts may be of («所办结的申请中，…»)."""
    first = each.parts[0]
    return each.total.text != first.text and "其中" not in first.text[: first.start]


def _listed(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Hold the other lists of the prose against their totals: what was published, and where."""
    listings = context.report.listings
    claimed = {(claim.text, claim.start) for claim in context.report.claims} if listings else set()
    for listing in listings:
        verdict = judge_sum(listing, claimed)
        if verdict == "holds":
            yield passed(rule, "listing")
        elif verdict != "open":
            yield _off(context, rule, listing, odd=verdict == "odd")


def _off(context: Context, rule: Rule, listing: Listing, *, odd: bool) -> Finding:
    total, last = listing.whole.value, listing.parts[-1]
    message = (ODD if odd else OFF).format(
        parts="＋".join(str(part.value) for part in listing.parts), sum=listing.sum, total=total,
        difference=f"{listing.sum - total:+}",
    )  # fmt: skip
    return context.finding(
        rule, message, printed=listing.sum, expected=total, location=listing.location,
        severity="note" if odd and listing.sum < total else "warning",
        kind="scope" if odd else "report", sentence=listing.text,
        span=(listing.parts[0].start, last.end),
    )  # fmt: skip


def _mended(context: Context, claims: Sequence[Claim], at: int) -> list[tuple[Number, Number]]:
    """Return the changes to the figures, each denied by the tables, with which a breakdown holds."""
    before = list(breakdowns(claims))[at]
    for mended in context.mended:
        right = [replace(c, value=mended.get((c.text, c.start), c.value)) for c in claims]
        after = list(breakdowns(right))[at]
        if after.holds:
            pairs = zip((*before.parts, before.total), (*after.parts, after.total), strict=True)
            return [(old.value, new.value) for old, new in pairs if old.value != new.value]
    return []


def _misfit(
    context: Context, rule: Rule, each: Breakdown, mended: Sequence[tuple[Number, Number]]
) -> Finding:
    last = each.parts[-1]
    total = each.total.value
    message = (NOT_EQUAL if each.exhaustive else EXCEEDS).format(
        parts="＋".join(str(part.value) for part in each.parts), sum=each.sum, total=total,
        what=name_of(each.total.claim), difference=each.sum - total,
    )  # fmt: skip
    if mended:
        told = [CHANGED.format(value=old, expected=new) for old, new in mended]
        changes = Text("、".join(t.zh for t in told), ", ".join(t.en for t in told))
        why = EXPLAINED.format(changes=changes)
        message = Text(message.zh + why.zh, message.en + why.en)
    return context.finding(
        rule, message, printed=each.sum, expected=total, location=last.location,
        sentence=last.text, span=(each.parts[0].start, last.end), label=name_of(each.total.claim),
        explained=bool(mended),
    )  # fmt: skip


NO_PERCENTAGES = Text(
    "正文没有可核对的百分比", "the prose states no percentage that can be verified"
)
SHARE = Text(
    "{part} 占 {whole} 应为 {expected}%，正文写作 {value}%",
    "{part} out of {whole} is {expected}%, the prose says {value}%",
)


def percentages(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each percentage that the figures it speaks of do not give.

    One that the tables' figures give is right; the figure beside it is wrong. Where the tables'
    totals could not be read, a percentage may well be measured by them, unless it is a share whose
    sentence names the whole.
    """
    checked = False
    relations = context.report.relations
    totals = _totals(context) if relations else []
    for at, judged in enumerate(judge_shares(relations, totals)):
        certain = judged.relation.explicit and judged.relation.kind == "share"
        if judged.agrees is None or (not judged.agrees and not certain and _unread(context)):
            continue
        checked = True
        if judged.agrees or _agrees_mended(context, totals, at):
            yield passed(rule)
        else:
            yield _wrong(context, rule, judged, SHARE)
    if not checked:
        yield skipped(rule, NO_PERCENTAGES)


def _agrees_mended(context: Context, totals: Sequence[Number], at: int) -> bool:
    """The percentage agrees once the figures beside it are those of the tables."""
    for mended in context.mended:
        right = [mended_relation(each, mended) for each in context.report.relations]
        if list(judge_shares(right, totals))[at].agrees:
            return True
    return False


_TOTALS = tuple(f"requests.{row}.total" for row in ("handled", "new", "carried_in"))


def _unread(context: Context) -> bool:
    """Tell whether a total of the requests table could not be read, or is not in the file."""
    if "requests" not in context.report.form.table:
        return False
    quantities = map(context.report.quantity, _TOTALS)
    return any(quantity is None or quantity.doubt for quantity in quantities)


def _totals(context: Context) -> list[Number]:
    rows = [context.value(address) for address in _TOTALS]
    known = [value for value in rows[:2] if value]
    if rows[1] is not None and rows[2]:
        known.append(rows[1] + rows[2])
    return known


def _wrong(context: Context, rule: Rule, judged: Judged, text: Text) -> Finding:
    relation = judged.relation
    assert relation.part is not None
    assert judged.expected is not None
    message = text.format(
        part=relation.part.value, whole=judged.whole, expected=abs(judged.expected),
        value=abs(relation.value), base=judged.whole, way=_way(judged.expected),
        printed=_way(relation.value),
    )  # fmt: skip
    return context.finding(
        rule, message, printed=relation.value, expected=judged.expected,
        location=relation.location, sentence=relation.text, span=(relation.start, relation.end),
    )  # fmt: skip


def _way(value: Number) -> Text:
    return Text("下降", "a fall of ") if value < 0 else Text("增长", "a rise of ")


NO_GROWTH = Text(
    "正文没有写明上年数字的增减幅度；与上年报告一并检查时再核对",
    "no growth whose figures of last year are given; checked together with last year's report",
)
GROWTH = Text(
    "由 {base} 到 {part} 应为{way} {expected}%，正文写作{printed} {value}%",
    "from {base} to {part} is {way}{expected}%, the prose says {printed}{value}%",
)


def growth(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each growth rate that the two figures of its sentence do not give."""
    checked = False
    for relation in context.report.relations:
        if relation.kind != "growth":
            continue
        judged = judge_growth(relation)
        if judged.agrees is None:
            continue
        checked = True
        right = (mended_relation(relation, mended) for mended in context.mended)
        if judged.agrees or any(judge_growth(each).agrees for each in right):
            yield passed(rule)
        else:
            yield growth_finding(context, rule, judged)
    if not checked:
        yield skipped(rule, NO_GROWTH)


def growth_finding(context: Context, rule: Rule, judged: Judged) -> Finding:
    """Make the finding for a growth rate that does not fit."""
    return _wrong(context, rule, judged, GROWTH)


RULES = (
    Rule(
        code="TXT002",
        name="text-breakdown",
        severity="error",
        summary=Text(
            "正文中互不重叠的分项之和不超过总数，分项齐全时等于总数",
            "parts that exclude each other do not exceed their total, and equal it where none is missing",
        ),
        why=Text(
            "办理结果、申请人类别、案件结果各项互不重叠，相加不应超过总数；各项都列出时应当相等。"
            "公开信息等其他分项（“共…条，其中…”）不相符时只作提醒；公开渠道可以重叠，"
            "只在差额小到像是写错一个数字时才提醒。",
            "Results, applicants and outcomes exclude each other. Other lists, such as of published "
            "information, are a warning; channels of publication overlap, and are mentioned only "
            "where they miss the total by so little that a slip is likely.",
        ),
        source=FORMAT,
        example=Text(
            "正文“收到申请 12 件，其中自然人 10 件，法人或其他组织 3 件”。", "12 in all, 10 + 3."
        ),
        check=parts,
    ),
    Rule(
        code="TXT003",
        name="text-percentage",
        severity="error",
        summary=Text(
            "正文中的百分比与所依据的数字相符", "percentages agree with the figures they speak of"
        ),
        why=Text(
            "按印出的小数位核对：四舍五入、截去尾数，或者为使各项相加等于 100% 而调整末位一个单位，都算相符。"
            "分母为零或不能确定时不核对。",
            "At the precision printed: rounded, cut off, or adjusted by one last digit so that shares "
            "add up to 100. Not checked where the whole is zero or cannot be told.",
        ),
        source=FORMAT,
        example=Text(
            "正文“办结 118 件，占 120 件的 97%”，应为 98%。", "118 of 120 is 98%, not 97%."
        ),
        check=percentages,
    ),
    Rule(
        code="TXT004",
        name="text-growth",
        severity="error",
        summary=Text(
            "正文中的增减幅度与两年数字相符", "growth agrees with the figures of both years"
        ),
        why=Text(
            "本句写明两年数字的直接核对；没有写明的，与上年报告一并检查时核对。",
            "Where the sentence gives both figures, by these; otherwise by last year's report.",
        ),
        source=FORMAT,
        example=Text(
            "正文“由 22 件增加到 34 件，增长 45%”，应为 55%。", "from 22 to 34 is 55%, not 45%."
        ),
        check=growth,
    ),
)
