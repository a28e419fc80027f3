"""The known slips that change several figures at once, each of which counts as one cause.

They are looked for line by line: in a row or a column, whatever the *other* identities of its
figures ask for (the columns', for a row) tells what each figure should be. A slip is a way of
getting from there to what is printed: shifted by one, two figures exchanged, one split in two.

A slip is taken for the cause only where it alone settles about as many identities as it changes
figures. Otherwise three wrong figures that happen to lie side by side would pass for a shifted row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from govreport.checker.repair.model import System
from govreport.text import Text

__all__ = ["PATTERNS", "Pattern", "PatternKind", "patterns_of"]

Changes = dict[int, int]
"""New (scaled) values by the number of the figure."""


@dataclass(frozen=True, slots=True)
class PatternKind:
    """A way in which several figures go wrong at once.

    Arguments:
        id: stable identifier, shown as ``cause``.
        weight: of a hundred mistakes so many are of this kind; a judgement.
        find: yields the changes that would undo it in one line.
        reason: what happened.
        reading: it is a fault of reading the file rather than of the report.
        figures: so many wrong figures it counts as (``None``: as many as it changes).
        settles: for a fault of reading, so many identities must fail because of it at least.
    """

    id: str
    weight: float
    find: Callable[[Line], Iterator[Changes]]
    reason: Text
    reading: bool = False
    figures: int | None = None
    settles: int = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """One slip found.

    Arguments:
        kind: what kind of slip.
        changes: the figures it changes with their right (scaled) values.
        effect: by how much the residual of each equation changes, by its number.
        changed: how many of the figures are printed, not implied by the rest.
    """

    kind: PatternKind
    changes: tuple[tuple[int, int], ...]
    effect: tuple[tuple[int, int], ...]
    changed: int

    @property
    def figures(self) -> int:
        """How many wrong figures it counts as."""
        return self.kind.figures or self.changed


class Line:
    """A row or a column of a table, with what the identities across it ask for.

    Arguments:
        system: the identities and figures.
        cells: the figures of the line in order.
        is_row: it is a row.
    """

    def __init__(self, system: System, cells: Sequence[int], is_row: bool) -> None:
        self.system = system
        self.cells = cells
        self.is_row = is_row
        self.values = [system.values[cell] for cell in cells]

    def __len__(self) -> int:
        return len(self.cells)

    @cached_property
    def own(self) -> frozenset[int]:
        """Numbers of the equations along the line."""
        equations = self.system.equations
        line = sum(1 << cell for cell in self.cells)
        candidates = {n for cell in self.cells for n in self.system.of_cell[cell]}
        return frozenset(n for n in candidates if (equations[n].cells & line).bit_count() > 2)

    @cached_property
    def holds(self) -> bool:
        """Tell whether all equations along the line hold, and not by an implied figure."""
        if self.own & self.system.soft:
            return False
        return not any(self.system.equations[n].residual for n in self.own)

    @cached_property
    def needed(self) -> list[int | None]:
        """By how much each figure must change if it is the only wrong one across the line.

        ``None`` where no equation crosses the line there, or two ask for different amounts.
        """
        return [self._needed(cell) for cell in self.cells]

    def _needed(self, cell: int) -> int | None:
        asked = set()
        for n in self.system.of_cell[cell]:
            if n not in self.own and n not in self.system.soft:
                equation = self.system.equations[n]
                amount, rest = divmod(-equation.residual, equation.coefficients[cell])
                asked.add(None if rest else amount)
        return asked.pop() if len(asked) == 1 else None

    @cached_property
    def asked(self) -> dict[int, int | None]:
        """What :attr:`needed` says, by the number of the figure, where an equation crosses."""
        own = self.own
        return {
            cell: needed
            for cell, needed in zip(self.cells, self.needed, strict=True)
            if any(n not in own for n in self.system.of_cell[cell] if n not in self.system.soft)
        }

    def bears_out(self, changes: Changes) -> bool:
        """Tell whether what crosses the line asks for nearly all of ``changes``."""
        values = self.system.values
        other = sum(
            1
            for cell, value in changes.items()
            if cell in self.asked and self.asked[cell] != value - values[cell]
        )
        return other <= max(len(changes) > 2, (1 - SUPPORT) * len(changes))

    def moved(self, step: int) -> list[int | None]:
        """Return for each place the figure printed ``step`` places on (``None``: beyond the end)."""
        return [
            self.values[n + step] if 0 <= n + step < len(self) else None for n in range(len(self))
        ]

    def changes(self, new: Iterable[tuple[int, int | None]]) -> Changes:
        """Return the changes that put new values at places of the line."""
        return {
            self.cells[place]: value
            for place, value in new
            if value is not None and value != self.values[place]
        }

    def closing(self, changes: Changes, place: int) -> int | None:
        """Return the value at ``place`` that the line's own equations ask for after ``changes``."""
        cell = self.cells[place]
        for n in sorted(self.own - self.system.soft):
            coefficients = self.system.equations[n].coefficients
            if cell in coefficients:
                rest = sum(
                    k * changes.get(c, self.system.values[c])
                    for c, k in coefficients.items()
                    if c != cell
                )
                value, remainder = divmod(-rest, coefficients[cell])
                return None if remainder else value
        return None


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
    """Join a number that was read as two where the cell beside it held nothing."""
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
        blank = line.system.figures[line.cells[n + 1]].printed is None
        if a > 0 and b >= 0 and not (blank or a % scale or b % scale):
            yield n, int(f"{a // scale}{b // scale}") * scale


def _run_on(line: Line) -> Iterator[Changes]:
    """Cut a number that was read as one though it is two, the second beside it or pushed aside."""
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
    if n < last and line.values[n + 1] == 0:
        yield line.changes([(n, a), (n + 1, b)])
    if n > 0 and line.values[n - 1] == 0:
        yield line.changes([(n - 1, a), (n, b)])
    if n < last - 1 and line.values[last] == 0:
        pushed = [(m, line.values[m - 1]) for m in range(n + 2, last + 1)]
        yield line.changes([(n, a), (n + 1, b), *pushed])


SPLIT = Text(
    "一个数字被拆到相邻两格，读取时应合为一个数",
    "a number is split over two neighbouring cells and must be read as one",
)

SUPPORT = 0.8
"""So many identities must a slip settle for each figure that it changes, those it breaks deducted."""

PATTERNS: tuple[PatternKind, ...] = (
    PatternKind("split-number", 2, _split, SPLIT, reading=True, figures=1, settles=1),
    PatternKind("split-number", 2, _split_and_pushed, SPLIT, reading=True, figures=1),
    PatternKind("joined-numbers", 1, _run_on, Text(
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
    )),
    PatternKind("empty-line", 4, _left_empty, Text(
        "这一行（列）漏填，全是 0", "this row (column) was not filled in: all zero",
    )),
    PatternKind("last-year", 4, _left_standing, Text(
        "这一行（列）沿用了上年的数字", "last year's figures were left standing in this row (column)",
    )),
)  # fmt: skip
"""The slips that change several figures at once."""


def patterns_of(system: System) -> list[Pattern]:
    """Return the slips that the failed identities speak for, likelier kinds first."""
    found: dict[tuple[tuple[int, int], ...], Pattern] = {}
    lines = _lines(system)
    for kind in PATTERNS:
        for line in lines:
            for changes in kind.find(line):
                key = tuple(sorted(changes.items()))
                if not key or key in found or not line.bears_out(changes):
                    continue
                effect = tuple(sorted(_effect(system, changes).items()))
                changed = len(changes) - len(system.free_of(changes))
                pattern = Pattern(kind, key, effect, changed)
                if _supported(system, pattern) and _admissible(system, changes):
                    found[key] = pattern
    return list(found.values())


def _lines(system: System) -> list[Line]:
    """Return the rows and columns in which or across which an identity fails."""
    touched = {
        cell for equation in system.equations if equation.residual for cell in equation.coefficients
    }
    rows: dict[tuple[str, int], list[tuple[int, int]]] = {}
    columns: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for cell, figure in enumerate(system.figures):
        if figure.place is not None:
            table, row, column = figure.place
            rows.setdefault((table, row), []).append((column, cell))
            columns.setdefault((table, column), []).append((row, cell))
    return [
        Line(system, [cell for _, cell in sorted(line)], is_row)
        for lines, is_row in ((rows, True), (columns, False))
        for line in lines.values()
        if len(line) > 1 and any(cell in touched for _, cell in line)
    ]


def _admissible(system: System, changes: Changes) -> bool:
    deltas = {cell: value - system.values[cell] for cell, value in changes.items()}
    return system.allows(system.values, deltas)


def _effect(system: System, changes: Changes) -> dict[int, int]:
    effect: dict[int, int] = {}
    for cell, value in changes.items():
        for n in system.of_cell[cell]:
            amount = system.equations[n].coefficients[cell] * (value - system.values[cell])
            effect[n] = effect.get(n, 0) + amount
    return {n: amount for n, amount in effect.items() if amount}


def _supported(system: System, pattern: Pattern) -> bool:
    """Tell whether the slip alone settles clearly more than it breaks."""
    hard = [(n, amount) for n, amount in pattern.effect if n not in system.soft]
    settled = sum(1 for n, amount in hard if system.equations[n].residual == -amount)
    broken = sum(1 for n, _ in hard if not system.equations[n].residual)
    if pattern.kind.reading:
        return settled == len(hard) >= pattern.kind.settles
    return settled - broken >= max(2, SUPPORT * pattern.changed)
