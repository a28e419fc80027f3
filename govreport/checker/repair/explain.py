"""Says in words what a repair changes, why, and how the search works."""

from __future__ import annotations

from collections.abc import Sequence

from govreport.checker.model import Change, Repair
from govreport.checker.repair.detect import Pattern
from govreport.checker.repair.mistakes import Alternative, Part
from govreport.checker.repair.model import Figure, System
from govreport.text import Text

__all__ = ["HOW", "TOO_MANY", "cause_of", "is_reading", "message", "reason_of"]

HOW = (
    Text(
        "表内数字互相牵制：每行六类申请人之和等于总计，每列各项办理结果之和等于（七）总计，第一项加第二项等于"
        "第三项加第四项。一个数字错了，它所在的行和列同时不平，差额也相同；行列相交处就是错的那一格，差额就是"
        "应改的数。同时错了几处时，程序求出使全部勾稽关系成立的最小改动：先求原因最少，再求改动的数字最少。"
        "原因是一个数字填错，或者一次连带几个数字的差错：整行整列错一格、相邻两格填反、申请人归错类别、一行一列"
        "漏填或沿用上年数字，各算一处。",
        "The figures of a table hold one another: in every row the six applicants add up to the "
        "total, in every column the results add up to line （七）, and lines one and two to lines "
        "three and four. When one figure is wrong, its row and its column are both off by the same "
        "amount: where they cross stands the wrong figure, and the difference tells the right one. "
        "When several are wrong, the program finds the smallest change that makes everything agree: "
        "fewest causes first, then fewest figures. A cause is one wrong figure, or one slip that "
        "takes several with it: a row or column shifted by one cell, two neighbours exchanged, "
        "requests under the wrong applicant, a line left empty or with last year's figures.",
    ),
    Text(
        "改法只有一种时，写明“改这一格”。几种改法一样小时全部列出，按常见笔误（数字颠倒、漏一位、多一位、打错一位、"
        "总计未随分项更正等）由可能到不大可能排列；正文里的数字能分辨的，以正文为证。由填报人对照底稿决定，程序不替人"
        "任选。错处太多、无法查清时照实说明，不作猜测。一个数字被拆到两格的，是读取文件时的问题，不算填报单位的错。"
        "原数字始终保留，应填的数只列在旁边。",
        "Where there is only one such change, it says which figure to change. Where several are "
        "equally small, all are listed, ordered by how often people make the slip (digits swapped, "
        "dropped, doubled or mistyped, a total not updated); where figures in the prose tell them "
        "apart, these decide. Otherwise whoever filled in the form decides by the records: none is "
        "picked at random. Where too much is wrong to be located, it says so and does not guess. A "
        "number that was read as two cells is a fault of reading, not of the body. What is printed "
        "stays as it is; the right figure stands beside it.",
    ),
)
"""How repairs are found, for ``govreport rules repair``: two paragraphs that a clerk understands."""

TOO_MANY = Text(
    "错处太多，无法确定是哪几格；请逐项核对所列不平衡的行和列",
    "too many mistakes to locate; check the rows and columns listed one by one",
)
NAMED = Text("{column}一栏{reason}", "{column}: {reason}")
MOVED = Text(
    "{one}、{other}两栏一栏多计、另一栏少计同样的件数，应为归错了类别",
    "{one} and {other}: one has too many, the other as many too few: counted in the wrong class",
)
MOST_REASONS = 3
MORE = Text("等", " …")


def reason_of(system: System, alternative: Alternative) -> Text:
    """Say in one sentence why each figure is what it is."""
    parts = [part for part in alternative.parts if not _filled(system, part)]
    moved, others = _moved(system, parts)
    texts = [_reason(system, part) for part in others]
    texts += [_reason_of_move(system, one, other) for one, other in moved]
    shown = texts[:MOST_REASONS]
    more = MORE if len(texts) > MOST_REASONS else Text("", "")
    return Text(
        "；".join(text.zh for text in shown) + more.zh,
        "; ".join(text.en for text in shown) + more.en,
    )


def _moved(system: System, parts: Sequence[Part]) -> tuple[list[tuple[Part, Part]], list[Part]]:
    """Take out the pairs of parts of one row, of which one gains what the other loses."""
    pairs: list[tuple[Part, Part]] = []
    waiting: dict[tuple[str, int, int], Part] = {}
    for part in parts:
        (cell, value), *more = part.changes
        place, delta = system.figures[cell].place, value - system.values[cell]
        if more or place is None or cell in system.totals:
            continue
        other = waiting.pop((place.table, place.row, -delta), None)
        if other is None:
            waiting[place.table, place.row, delta] = part
        else:
            pairs.append((other, part))
    taken = {id(part) for pair in pairs for part in pair}
    return pairs, [part for part in parts if id(part) not in taken]


def _reason_of_move(system: System, one: Part, other: Part) -> Text:
    names = [_column(system.figures[part.changes[0][0]]) for part in (one, other)]
    return MOVED.format(one=names[0], other=names[1])


def _column(figure: Figure) -> Text:
    return figure.column or Text(figure.address, figure.address)


def _filled(system: System, part: Part) -> bool:
    """A blank that takes the value which the rest implies: not a mistake of its own."""
    return part.changes[0][0] in system.free


def _reason(system: System, part: Part) -> Text:
    if isinstance(part.cause, Pattern):
        return part.cause.kind.reason
    cell, value = part.changes[0]
    figure = system.figures[cell]
    text = part.cause.reason.format(right=system.number(value), printed=figure.printed)
    return NAMED.format(column=_column(figure), reason=text)


def cause_of(system: System, alternative: Alternative) -> str:
    """Name the slip; ``several`` when there are different ones."""
    causes = {
        part.cause.kind.id if isinstance(part.cause, Pattern) else part.cause.id
        for part in alternative.parts
        if not _filled(system, part)
    }
    return causes.pop() if len(causes) == 1 else "several"


def is_reading(alternative: Alternative) -> bool:
    """Tell whether every cause is a fault of reading the file."""
    return all(isinstance(p.cause, Pattern) and p.cause.kind.reading for p in alternative.parts)


ONE = Text("改这一格：{changes}", "change this cell: {changes}")
SEVERAL = Text("改这 {n} 格：{changes}", "change these {n} cells: {changes}")
CHANGE = Text("{cell} {printed} → {expected}", "{cell} {printed} → {expected}")
BECAUSE = Text("，理由：{reason}", "; reason: {reason}")
BLANK = Text("空白", "blank")


def message(repair: Repair) -> Text:
    """Tell what to change and why: «改这一格：表三 （一）予以公开 / 商业企业 3 → 2，理由…»."""
    if not repair.changes:
        return repair.reason or TOO_MANY
    changes = [_change(change) for change in repair.changes]
    joined = Text("；".join(c.zh for c in changes), "; ".join(c.en for c in changes))
    text = (ONE if len(changes) == 1 else SEVERAL).format(n=len(changes), changes=joined)
    if repair.reason is None:
        return text
    because = BECAUSE.format(reason=repair.reason)
    return Text(text.zh + because.zh, text.en + because.en)


def _change(change: Change) -> Text:
    cell = change.label or Text(change.cell, change.cell)
    printed = BLANK if change.printed is None else str(change.printed)
    return CHANGE.format(cell=cell, printed=printed, expected=change.expected)
