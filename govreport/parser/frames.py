"""Tables as pandas DataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from govreport.parser.report import Report

__all__ = ["frame"]


def frame(report: Report, table: str) -> pd.DataFrame:
    """Return one table of a report as a DataFrame.

    The index holds the identifiers of the form's rows (name ``row``), the columns those of its
    columns (name ``column``), both in the form's order: every row and column of the form is
    there, with ``<NA>`` where the file has no figure. Counts are ``Int64``. Columns of amounts
    are ``Float64``; a column that holds both (2014: fees among counts) is ``Float64`` too. The
    exact decimals are those of :meth:`Report.quantity`.

    ``attrs["labels"]`` maps each identifier to the form's words, ``attrs["unit"]`` each column
    to its unit, and ``attrs["missing"]`` lists the rows that the file does not have.

    Arguments:
        report: the report.
        table: identifier of the table.

    Raises:
        KeyError: the form of the report has no such table.
    """
    import pandas as pd

    spec = report.form.table.get(table)
    if spec is None:
        known = ", ".join(report.form.table)
        raise KeyError(f"the {report.form.name.en} has no table {table!r}; it has: {known}")
    read = report.tables.get(table)
    data: dict[str, pd.Series] = {}
    for column in spec.columns:
        addresses = [f"{table}.{row.id}.{column.id}" for row in spec.rows]
        kinds = {spec.kind_of(a) for a in addresses if a in spec.addresses}
        whole = kinds <= {"count", "change"}
        values = [_value(report, address) for address in addresses]
        data[column.id] = pd.Series(values, dtype="Int64" if whole else "Float64")
    index = pd.Index([row.id for row in spec.rows], name="row")
    result = pd.DataFrame(data).set_axis(index, axis=0).rename_axis(columns="column")
    rows = {row.id: row.text for row in spec.rows}
    result.attrs["labels"] = rows | {column.id: column.text for column in spec.columns}
    result.attrs["unit"] = {column.id: column.unit for column in spec.columns}
    found = set(read.rows) if read else set()
    result.attrs["missing"] = [row.id for row in spec.rows if row.id not in found]
    return result


def _value(report: Report, address: str) -> int | float | None:
    quantity = report.quantity(address)
    if quantity is None or quantity.value is None:
        return None
    value = quantity.value
    return value if isinstance(value, int) else float(value)
