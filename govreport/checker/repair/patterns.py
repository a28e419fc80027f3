"""The known slips that change several figures at once, each of which counts as one cause.

They are looked for line by line: in a row or a column, whatever the *other* identities of its
figures ask for (the columns', for a row) tells what each figure should be. A slip is a way of
getting from there to what is printed: shifted by one, two figures exchanged, one split in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from govreport.checker.repair.lines import Changes, Line
from govreport.text import Text

__all__ = ["PATTERNS", "SWAPPED_LINES", "PatternKind", "exchanged_lines"]


@dataclass(frozen=True, slots=True)
class PatternKind:
    """A way in which several figures go wrong at once.

    Arguments:
        id: stable identifier, shown as ``cause``.
        weight: of a hundred mistakes so many are of this kind; a judgement.
        find: yields the changes that would undo it in one line, likely or not.
        reason: what happened.
        reading: it is a fault of reading the file rather than of the report.
        figures: so many wrong figures it counts as (``None``: as many as it changes).
        settles: so many identities must fail because of it at least.
        each: so many figures it may change for each identity that fails because of it.
        in_rows_together: it tends to happen in several rows of a file at once.
    """

    id: str
    weight: float
    find: Callable[[Line], Iterator[Changes]]
    reason: Text
    reading: bool = False
    figures: int | None = None
    settles: int = 2
    each: float = 1.25
    in_rows_together: bool = False


def _shifted(line: Line) -> Iterator[Changes]:
    """Undo a shift by one, of the whole line or of a part of it.

    The figure that was pushed out at the end of the shifted part is told by the equations. A row
    holds its total, so a shifted row does not add up; a column may.
    """
    if line.is_row and line.holds:
        return
    for step in (1, -1):
        moved = line.moved(step)
        fits = [
            value is not None and needed is not None and value - here == needed
            for value, needed, here in zip(moved, line.needed, line.values, strict=True)
        ]
        for first, last in _stretches(line, fits):
            yield from _shift(line, moved, first, last, step)


def _stretches(line: Line, fits: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a line that may be shifted: where all fits, and what spans most of it."""
    telling = [n for n, fit in enumerate(fits) if fit and line.needed[n]]
    start: int | None = None
    for place, fit in enumerate([*fits, False]):
        if fit and start is None:
            start = place
        elif not fit and start is not None:
            inside = [n for n in telling if start <= n < place]
            if len(inside) > 1:
                yield inside[0], inside[-1]
            start = None
    if len(telling) > 2:
        yield telling[0], telling[-1]
    if line.is_row:
        yield 0, len(line) - 1


def _shift(
    line: Line, moved: Sequence[int | None], first: int, last: int, step: int
) -> Iterator[Changes]:
    """Yield the undoing of a shift from ``first`` to ``last``, one figure further being told."""
    end = last + 1 if step > 0 else first - 1
    end = min(max(end, 0), len(line) - 1)
    inner = [n for n in range(first, last + 1) if n != end]
    changes = line.changes((n, moved[n]) for n in inner)
    needed = line.needed[end]
    by_cross = None if needed is None else line.values[end] + needed
    for value in {by_cross, line.closing(changes, end)}:
        yield changes | line.changes([(end, value)])


def _exchanged(line: Line) -> Iterator[Changes]:
    """Undo the exchange of two neighbours."""
    for n in range(len(line) - 1):
        a, b = line.values[n], line.values[n + 1]
        if a != b and line.needed[n] == b - a and line.needed[n + 1] == a - b:
            yield line.changes([(n, b), (n + 1, a)])


def _misfiled(line: Line) -> Iterator[Changes]:
    """Undo the counting of some requests under another applicant: one part more, one less."""
    if not line.is_row:
        return
    for n, amount in enumerate(line.needed):
        for m in range(n):
            if amount and line.needed[m] == -amount and _same_side(line, n, m):
                yield line.changes([(n, line.values[n] + amount), (m, line.values[m] - amount)])


def _same_side(line: Line, n: int, m: int) -> bool:
    """Tell whether two figures are parts of one total."""
    coefficients = [line.system.equations[number].coefficients for number in line.own]
    a, b = line.cells[n], line.cells[m]
    return any(each.get(a) == each.get(b) is not None for each in coefficients)


def _left_empty(line: Line) -> Iterator[Changes]:
    """Fill in a line that holds nothing but zeros, though what crosses it asks for figures."""
    if not any(line.values):
        yield line.changes(
            (n, value + needed)
            for n, (value, needed) in enumerate(zip(line.values, line.needed, strict=True))
            if needed is not None
        )


def _left_standing(line: Line) -> Iterator[Changes]:
    """Replace a line that is last year's altogether."""
    figures = [line.system.figures[cell] for cell in line.cells]
    told = [figure.last_year for figure in figures if figure.last_year]
    if len(told) < 2 or any(figure.printed != figure.last_year for figure in figures):
        return
    yield line.changes(
        (n, None if needed is None else line.values[n] + needed)
        for n, needed in enumerate(line.needed)
    )


def _split(line: Line) -> Iterator[Changes]:
    """Join a number that was read as two where the cell beside it held nothing.

    A row that prints a figure in every cell has no cell to spare: what is wrong in it is wrong in
    print («220 | 0» for 2200 has lost a zero).
    """
    if not any(map(line.is_blank, range(len(line)))):
        return
    for n, joined in _joined(line):
        yield line.changes([(n, joined), (n + 1, 0)])
        yield line.changes([(n, 0), (n + 1, joined)])


def _split_and_pushed(line: Line) -> Iterator[Changes]:
    """Join a number that was read as two and pushed the rest of the row aside.

    What fell off the end is told by the row's own identity, which therefore proves nothing.
    """
    for n, joined in _joined(line):
        right = [(m, line.values[m + 1]) for m in range(n + 1, len(line) - 1)]
        yield from _with_end(line, [(n, joined), *right], len(line) - 1)
        left = [(m, line.values[m - 1]) for m in range(1, n + 1)]
        yield from _with_end(line, [*left, (n + 1, joined)], 0)


def _with_end(line: Line, new: Sequence[tuple[int, int]], end: int) -> Iterator[Changes]:
    """Yield the changes with the figure at the end, which was pushed out, told by the equations."""
    if all(place != end for place, _ in new):
        changes = line.changes(new)
        value = line.closing(changes, end)
        if value is not None:
            yield changes | line.changes([(end, value)])


def _joined(line: Line) -> Iterator[tuple[int, int]]:
    """Yield for each place of a row the number whose digits stand there and in the next cell."""
    if not line.is_row or line.holds:
        return
    scale = line.system.scale
    for n in range(len(line) - 1):
        a, b = line.values[n], line.values[n + 1]
        if a > 0 and b >= 0 and not (line.is_blank(n + 1) or a % scale or b % scale):
            yield n, int(f"{a // scale}{b // scale}") * scale


def _run_on(line: Line) -> Iterator[Changes]:
    """Cut a number that was read as one though it is two: the cell of one of them was left blank,
    or the last one, where all that follow have moved up."""
    if not line.is_row or line.holds:
        return
    scale = line.system.scale
    for n, value in enumerate(line.values):
        digits = str(value // scale)
        if value % scale or value < 10 * scale:
            continue
        for cut in range(1, len(digits)):
            if digits[cut] != "0" or cut == len(digits) - 1:
                yield from _cut(line, n, int(digits[:cut]) * scale, int(digits[cut:]) * scale)


def _cut(line: Line, n: int, a: int, b: int) -> Iterator[Changes]:
    last = len(line) - 1
    if n < last and line.is_blank(n + 1):
        yield line.changes([(n, a), (n + 1, b)])
    if n > 0 and line.is_blank(n - 1):
        yield line.changes([(n - 1, a), (n, b)])
    if n < last - 1 and line.is_blank(last):
        pushed = [(m, line.values[m - 1]) for m in range(n + 2, last + 1)]
        yield line.changes([(n, a), (n + 1, b), *pushed])


def exchanged_lines(a: Line, b: Line) -> Iterator[Changes]:
    """Undo the exchange of two lines, in the part where it settles the identities across them."""
    run: Changes = {}
    for x, y in zip(a.cells, b.cells, strict=True):
        effect = _effect_of_exchange(a, x, y)
        if effect is None and run:
            yield run
            run = {}
        elif effect:
            run |= {x: a.system.values[y], y: a.system.values[x]}
    if run:
        yield run


def _effect_of_exchange(line: Line, x: int, y: int) -> bool | None:
    """Tell whether exchanging two figures settles what crosses; ``None`` where it breaks it."""
    system = line.system
    difference = system.values[y] - system.values[x]
    if not difference:
        return False
    for n in system.of_cell[x]:
        coefficients = system.equations[n].coefficients
        if y in coefficients and coefficients[x] != coefficients[y]:
            effect = (coefficients[x] - coefficients[y]) * difference
            return True if system.equations[n].residual == -effect else None
    return False


SPLIT = Text(
    "一个数字被拆到相邻两格，读取时应合为一个数",
    "a number is split over two neighbouring cells and must be read as one",
)

PATTERNS: tuple[PatternKind, ...] = (
    PatternKind("split-number", 20, _split, SPLIT, reading=True, figures=1, settles=1,
                in_rows_together=True),
    PatternKind("split-number", 20, _split_and_pushed, SPLIT, reading=True, figures=1,
                in_rows_together=True),
    PatternKind("joined-numbers", 10, _run_on, Text(
        "相邻两格的数字连成了一个数，读取时应分开",
        "the numbers of two neighbouring cells run together and must be read apart",
    ), reading=True, figures=1),
    PatternKind("swapped-cells", 4, _exchanged, Text(
        "相邻两格的数字填反了", "the figures of two neighbouring cells are exchanged",
    )),
    PatternKind("misclassified", 1, _misfiled, Text(
        "总计不变，而一项多计、另一项少计同样的件数，应为归错了类别",
        "the total holds while one part is too large and another too small by the same number: "
        "counted in the wrong class",
    )),
    PatternKind("shifted-line", 2, _shifted, Text(
        "这一行（列）的数字错了一格", "the figures of this row (column) are shifted by one cell",
    ), in_rows_together=True),
    PatternKind("empty-line", 4, _left_empty, Text(
        "这一行（列）漏填，全是 0", "this row (column) was not filled in: all zero",
    )),
    PatternKind("last-year", 4, _left_standing, Text(
        "这一行（列）沿用了上年的数字", "last year's figures were left standing in this row (column)",
    )),
)  # fmt: skip
"""The slips that change several figures at once."""

SWAPPED_LINES = PatternKind("swapped-lines", 2, lambda line: iter(()), Text(
    "相邻两行（列）的数字整段填反了", "two rows (columns) are exchanged over a stretch",
), each=2.5)  # fmt: skip
"""Two lines exchanged: found over pairs of lines, see :func:`exchanged_lines`."""
