"""Rows whose digits run together: cut, settled by the sums, and said (READ002)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govreport.forms.model import FormTable, Kind
from govreport.parser.balance import balance_of
from govreport.parser.digits import all_cuts, cut, cut_rows
from govreport.parser.report import Number, Quantity, RunTogether
from govreport.parser.settle import Settled, contested, nearest, settle
from govreport.reading.document import Cell
from govreport.text import Text

__all__ = ["Run", "decode", "run_of", "runs_over"]

Reading = tuple[Number, ...]

MOST_CUTS = 5000
"""So many ways to cut a row are weighed against its reading."""

MANY, FEW = 3, 0.2
"""So many rows, and more than this share, that do not add up are no mistakes of the body."""

AMBIGUOUS = Text(
    "数字连在一起（{printed}），有多种拆分方法，无法确定",
    "the digits run together ({printed}) and can be cut in several ways",
)
UNBALANCED = Text(
    "数字连在一起（{printed}），任何拆分都不能使该行各列之和等于总计",
    "the digits run together ({printed}) and no way of cutting them makes the row add up",
)


@dataclass(slots=True)
class Run:
    """A row whose digits run together.

    Arguments:
        row: identifier of the row.
        cell: the text that holds its digits.
        readings: the ways to cut them.
        balanced: the row could be cut so that it adds up.
        settled: the reading that was chosen.
        shared: the text holds the digits of other rows too.
        unique: there was no other.
        forced: the digits allow no other reading, whether it balances or not.
    """

    row: str
    cell: Cell
    readings: Sequence[Reading]
    balanced: bool
    settled: Reading | None = None
    shared: bool = False
    unique: bool = False
    forced: bool = False

    @property
    def printed(self) -> str:
        """The digits of the row as they stand; those of all rows where they cannot be parted."""
        if self.shared and self.settled:
            return "".join(map(str, self.settled))
        return self.cell.text.strip()


def run_of(spec: FormTable, row: str, cell: Cell) -> Run:
    """Cut the digits of one row.

    Arguments:
        spec: the form's table.
        row: identifier of the row.
        cell: the text that holds its digits.
    """
    columns = [column.id for column in spec.columns_of(spec.row[row])]
    kinds = [spec.kind_of(f"{spec.id}.{row}.{column}") for column in columns]
    sums = balance_of(spec).rows.get(row, ())
    cuts = cut(" ".join(cell.text.split()), kinds, columns, sums)
    if cuts.only is not None:
        holds = not sums or cuts.only in cuts.balanced
        return Run(row, cell, (cuts.only,), holds, cuts.only, unique=True, forced=True)
    sure = cuts.complete and len(cuts.balanced) == 1
    settled = cuts.balanced[0] if sure else None
    readings = cuts.balanced if cuts.complete else ()
    return Run(row, cell, readings, bool(cuts.balanced), settled, unique=sure)


def runs_over(
    tables: Mapping[str, FormTable], rows: Sequence[tuple[str, str]], cell: Cell
) -> list[tuple[str, Run]]:
    """Cut digits that hold several rows of tables with the same columns.

    Arguments:
        tables: the form's tables by identifier.
        rows: table and row of each, in the order of the digits.
        cell: the text that holds the digits.
    """
    table = tables[rows[0][0]]
    columns = [column.id for column in table.columns]
    kinds = [column.kind for column in table.columns]
    sums = balance_of(table).rows.get(rows[0][1], ())
    printed = " ".join(cell.text.split())
    size = len(columns)
    free = all_cuts(printed, kinds * len(rows), MOST_CUTS)
    every = [[cut[at * size : (at + 1) * size] for cut in free] for at in range(len(rows))]
    found = cut_rows(printed, len(rows), kinds, columns, sums)
    runs: list[tuple[str, Run]] = []
    for number, (owner, row) in enumerate(rows):
        forced = " " not in printed and len(free) < MOST_CUTS and len(set(every[number])) == 1
        readings = list(dict.fromkeys(reading[number] for reading in found))
        balanced = bool(readings)
        if forced and not readings:
            readings = [every[number][0]]
            balanced = all(s.holds(dict(zip(columns, readings[0], strict=True))) for s in sums)
        sure = len(readings) == 1
        settled = readings[0] if sure else None
        run = Run(row, cell, readings, balanced, settled, True, unique=sure, forced=forced)
        runs.append((owner, run))
    return runs


def decode(
    spec: FormTable, runs: Sequence[Run], quantities: dict[str, Quantity]
) -> list[RunTogether]:
    """Settle the rows that are open, and put all of them among the quantities of the table.

    Arguments:
        spec: the form's table.
        runs: its rows whose digits run together.
        quantities: the figures of the other rows, by address; the decoded ones are added.
    """
    columns = [column.id for column in spec.columns]
    known = _known(spec, quantities) | {run.row: run.settled for run in runs if run.settled}
    waiting = {run.row: run.readings for run in runs if not run.settled and len(run.readings) > 1}
    settled = settle(balance_of(spec), columns, known, waiting) if waiting else Settled({}, {})
    for run in runs:
        run.settled = run.settled or settled.rows.get(run.row)
    _give_up_contested(spec, runs, columns, known | settled.rows | settled.likeliest)
    _read_unbalanced(spec, runs, columns, known | settled.rows | settled.likeliest)
    _give_up_misfits(runs)
    return [_enter(spec, run, quantities) for run in runs]


def _read_unbalanced(
    spec: FormTable, runs: Sequence[Run], columns: Sequence[str], known: dict[str, Reading]
) -> None:
    """Read the one row that does not add up as the sums of the columns have it, all but a figure."""
    kinds = [column.kind for column in spec.columns]
    unbalanced = [run for run in runs if not run.balanced and not run.settled]
    if len(unbalanced) == 1 and len(spec.columns_of(spec.row[unbalanced[0].row])) == len(columns):
        run = unbalanced[0]
        cuts = all_cuts(run.cell.text, kinds, MOST_CUTS)
        if len(cuts) < MOST_CUTS:
            run.settled = nearest(balance_of(spec), columns, known, run.row, cuts)


def _give_up_contested(
    spec: FormTable, runs: Sequence[Run], columns: Sequence[str], known: dict[str, Reading]
) -> None:
    """Withdraw readings that a mistake of the body elsewhere in the row would explain as well."""
    kinds = [column.kind for column in spec.columns]
    open_to_doubt = {
        run.row: run for run in runs if run.settled and not run.forced and run.row in known
    }
    if not open_to_doubt:
        return
    others = Alternatives({row: run.cell.text for row, run in open_to_doubt.items()}, kinds)
    for row in contested(balance_of(spec), columns, known, others):
        run = open_to_doubt[row]
        run.settled, run.unique = None, False


def _give_up_misfits(runs: Sequence[Run]) -> None:
    """Withdraw all readings where many rows do not add up: no body gets so many wrong.

    The table has other columns than the form (小计), and what adds up does so by chance.
    """
    failed = sum(not run.balanced for run in runs)
    if failed >= MANY and failed > FEW * len(runs):
        for run in runs:
            run.settled, run.unique = None, False


class Alternatives(dict[str, Sequence[Reading]]):
    """Every way to cut the digits of rows, worked out when it is asked for.

    Arguments:
        printed: the digits by row.
        kinds: what kind of figure each column holds.
    """

    def __init__(self, printed: Mapping[str, str], kinds: Sequence[Kind]) -> None:
        super().__init__(dict.fromkeys(printed, ()))
        self.printed = printed
        self.kinds = kinds

    def __getitem__(self, row: str) -> Sequence[Reading]:
        return all_cuts(self.printed[row], self.kinds, MOST_CUTS)


def _known(spec: FormTable, quantities: Mapping[str, Quantity]) -> dict[str, Reading]:
    """Return the rows that stand in the file with separators, blanks as zero."""
    known: dict[str, Reading] = {}
    for row in spec.rows:
        cells = [quantities.get(f"{spec.id}.{row.id}.{c.id}") for c in spec.columns]
        if all(cell and not cell.doubt and not cell.invalid for cell in cells):
            known[row.id] = tuple((cell.value or 0) if cell else 0 for cell in cells)
    return known


def _enter(spec: FormTable, run: Run, quantities: dict[str, Quantity]) -> RunTogether:
    columns = spec.columns_of(spec.row[run.row])
    printed = run.printed
    doubt = None if run.settled else _doubt(run, printed)
    values = run.settled or (None,) * len(columns)
    for column, value in zip(columns, values, strict=True):
        address = f"{spec.id}.{run.row}.{column.id}"
        quantities[address] = Quantity(
            address,
            value,
            printed=printed if value is None else str(value),
            location=run.cell.location,
            doubt=doubt,
            decoded=value is not None,
        )
    return RunTogether(
        address=f"{spec.id}.{run.row}",
        printed=printed,
        location=run.cell.location,
        values=values,
        unique=run.unique,
        balanced=run.balanced,
        readings=len(run.readings),
    )


def _doubt(run: Run, printed: str) -> Text:
    return (AMBIGUOUS if run.balanced else UNBALANCED).format(printed=printed)
