"""A report: title, body, year, form, the tables with every figure, sections and claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from govreport.forms.model import Form, FormTable
from govreport.reading.document import NOWHERE, Document, Location
from govreport.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from govreport.parser.claims.listings import Listing
    from govreport.parser.claims.model import Claim
    from govreport.parser.claims.relations import Relation

__all__ = ["Number", "Quantity", "Report", "SectionText", "Table"]

Number = int | Decimal
"""A figure: a whole number, or a decimal for amounts."""


@dataclass(slots=True, eq=False)
class Quantity:
    """A number with its address, its printed text and its place.

    Arguments:
        address: ``table.row.column``.
        value: the figure; ``None`` when the cell is blank, doubtful or no number.
        printed: the text as it stands in the file.
        location: where it stands.
        mark: the cell is blank and this sign was printed in it (``/``, ``—``, ``无``).
        remark: text printed beside the figure («其中修订16件»).
        doubt: why it could not be read for certain; then ``value`` is ``None``.
        decoded: the digits ran together in the file and this figure was cut out of them.
        invalid: the text is no number at all (the body's fault, not the reader's).
    """

    address: str
    value: Number | None
    printed: str = ""
    location: Location = NOWHERE
    mark: str = ""
    remark: str = ""
    doubt: Text | None = None
    decoded: bool = False
    invalid: bool = False


@dataclass(slots=True, eq=False)
class RunTogether:
    """A row whose digits run together in the file (READ002).

    Arguments:
        address: the row (``"requests.new"``).
        printed: the digits as they stand.
        location: where they stand.
        values: the figures taken, in column order (``None``: doubtful).
        unique: no other way to cut the digits makes the identities hold.
        balanced: the row could be cut so that its own identity holds.
        readings: how many ways to cut it remain.
    """

    address: str
    printed: str
    location: Location
    values: tuple[Number | None, ...]
    unique: bool
    balanced: bool
    readings: int


@dataclass(eq=False)
class Table:
    """A form's table filled with one report's figures.

    Arguments:
        spec: the form's table.
        quantities: the figures by address, in the form's order; a row or column that is not in
            the file has no entry, a blank cell has one with ``value`` ``None``.
        location: where the table begins in the file.
        unmatched: labels in the table that the form does not know (with a figure beside them).
        run_together: rows whose digits run together in the file.
        merged_rows: rows of the form printed as one («（六）其他处理» without its sub-rows).
    """

    spec: FormTable
    quantities: dict[str, Quantity]
    location: Location = NOWHERE
    unmatched: list[str] = field(default_factory=list)
    run_together: list[RunTogether] = field(default_factory=list)
    merged_rows: tuple[str, ...] = ()

    @cached_property
    def values(self) -> list[Number | None]:
        """The figures in the order of ``spec.addresses`` (``None``: blank or not in the file)."""
        get = self.quantities.get
        return [q.value if (q := get(address)) else None for address in self.spec.addresses]

    @cached_property
    def is_full(self) -> bool:
        """Every cell that the form has holds a figure."""
        return None not in self.values

    @cached_property
    def empty(self) -> tuple[Quantity, ...]:
        """The cells of the file without a figure: blank, doubtful, or printed with no number."""
        if self.is_full:
            return ()
        return tuple(quantity for quantity in self.quantities.values() if quantity.value is None)

    def value(self, row: str, column: str) -> Number | None:
        """Return the figure in ``row`` and ``column``, ``None`` when blank or not there."""
        quantity = self.quantities.get(f"{self.spec.id}.{row}.{column}")
        return quantity.value if quantity else None

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """Identifiers of the form's rows that the file has, in the form's order."""
        return tuple(dict.fromkeys(address.split(".")[1] for address in self.quantities))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Identifiers of the form's columns that the file has, in the form's order."""
        found = {address.split(".")[2] for address in self.quantities}
        return tuple(column.id for column in self.spec.columns if column.id in found)

    @property
    def is_blank(self) -> bool:
        """No cell holds a figure."""
        return all(quantity.value is None for quantity in self.quantities.values())


@dataclass(slots=True, eq=False)
class SectionText:
    """A section of the report as found in the file.

    Arguments:
        id: identifier of the form's section.
        title: the title as printed.
        location: where the title stands.
        paragraphs: the prose of the section (tables left out), each with its place.
    """

    id: str
    title: str
    location: Location = NOWHERE
    paragraphs: list[tuple[str, Location]] = field(default_factory=list)


@dataclass(eq=False)
class Report:
    """An annual report on information disclosure.

    Arguments:
        source: the path as the user gave it.
        title: the title, ``None`` when there is none.
        organization: the body whose report it is.
        year: the year it reports on.
        form: the version of the form, recognised from the labels.
        tables: the tables found, by identifier.
        sections: the sections found, in the order of the file.
        document: what was read from the file.
        prose: prose before the first section (introduction), each with its place.
    """

    source: str
    title: str | None
    organization: str | None
    year: int | None
    form: Form
    tables: dict[str, Table] = field(default_factory=dict)
    sections: list[SectionText] = field(default_factory=list)
    document: Document = field(default_factory=lambda: Document("", "text"))
    prose: list[tuple[str, Location]] = field(default_factory=list)

    def quantity(self, address: str) -> Quantity | None:
        """Return the quantity at ``address``, ``None`` when the file does not have it."""
        table = self.tables.get(address.partition(".")[0])
        return table.quantities.get(address) if table else None

    @property
    def quantities(self) -> Iterator[Quantity]:
        """Every cell of every table, in the form's order."""
        for table in self.tables.values():
            yield from table.quantities.values()

    @property
    def paragraphs(self) -> Iterator[tuple[str, Location]]:
        """The prose before the first section and of every section, each with its place."""
        yield from self.prose
        for section in self.sections:
            yield from section.paragraphs

    def section(self, id: str) -> SectionText | None:
        """Return the section with this identifier, ``None`` when the file does not have it."""
        return next((section for section in self.sections if section.id == id), None)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The figures that the prose states, of the body and of its parts, in reading order."""
        from govreport.parser.claims import claims_of

        return claims_of(self)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The percentages that the prose states, with the figures that they speak of."""
        from govreport.parser.claims.relations import relations_of

        return relations_of(self)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """The totals that the prose states together with their parts."""
        from govreport.parser.claims.listings import listings_of

        return tuple(listings_of(self))

    @property
    def requests(self) -> pd.DataFrame:
        """三、收到和处理政府信息公开申请情况 as a DataFrame, see :func:`frame`."""
        return self.frame("requests")

    @property
    def reconsideration(self) -> pd.DataFrame:
        """四、行政复议 as a DataFrame of one row ``cases``, see :func:`frame`."""
        return self.frame("reconsideration")

    @property
    def litigation(self) -> pd.DataFrame:
        """四、行政诉讼 as a DataFrame of two rows, see :func:`frame`."""
        return self.frame("litigation")

    @property
    def proactive(self) -> pd.DataFrame:
        """二、主动公开政府信息情况 as a DataFrame, see :func:`frame`."""
        return self.frame("proactive")

    @property
    def statistics(self) -> pd.DataFrame:
        """政府信息公开情况统计表 (form 2014) as a DataFrame, see :func:`frame`."""
        return self.frame("statistics")

    def frame(self, table: str) -> pd.DataFrame:
        """Return one table as a DataFrame (rows and columns of the form, nullable types)."""
        from govreport.parser.frames import frame

        return frame(self, table)
