"""Recognises the labels of a form, in the spellings and misprints of published reports.

A label is compared by its *key*: folded to half width, without white space, quotation marks and
punctuation, and without the ordinal, which is kept apart as further evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from govreport.forms.model import Form, FormTable, Row
from govreport.parser.lines import Heads
from govreport.parser.seen import Seen
from govreport.pattern import lazy

__all__ = [
    "VARIANTS",
    "Label",
    "Labels",
    "Place",
    "key_of",
    "labels_of",
    "read_label",
    "sharing_tables",
    "tail_of",
]

SURE = 0.9
"""Weight from which a label is certain enough to begin a row in the middle of another."""

VARIANTS = str.maketrans("它帐", "他账", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
"""Characters that are written for each other, and invisible ones to leave out."""
_DROPPED = lazy(r"[\W_]+")
_BRACKETED = lazy(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_INNER = lazy(r"[(\[【](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]】]|\d{1,2}[、.,·．](?!\d)")
_OF_WHICH = lazy(r"^其中(?:[::,]|(?=[\d(（一二三四五六七八九十]))")
_ORDINAL = lazy(
    r"(?:[(\[【]?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)\]】][、.,·．:]?|[、.,·．:](?!\d))"
    r"|(?P<d>\d)(?=[^\W\d年月日条件个次项人万]))"
)


class Label(NamedTuple):
    """A printed label, ready for comparison.

    Arguments:
        key: what is compared.
        ordinal: the last ordinal printed before it, bare («一», «2»).
        short: the key without what stands in brackets.
    """

    key: str
    ordinal: str
    short: str


class Place(NamedTuple):
    """A row of the form, with its place in the order of all rows.

    Arguments:
        order: position among all rows of all tables.
        table: identifier of the table.
        row: identifier of the row.
        merged: the label is that of several rows printed as one.
    """

    order: int
    table: str
    row: str
    merged: bool = False


@lru_cache(maxsize=16384)
def key_of(text: str) -> str:
    """Return the key of a text with its ordinal left in: letters and digits only."""
    return _DROPPED.sub("", _folded(text))


@lru_cache(maxsize=16384)
def read_label(text: str) -> Label:
    """Read a label: its key, its ordinal, its key without remarks in brackets."""
    folded = "".join(_folded(text).split())
    folded = _OF_WHICH.sub("", folded)
    ordinal = ""
    while match := _ORDINAL.match(folded):
        ordinal = match["n"] or match["d"]
        folded = folded[match.end() :]
    return Label(
        _DROPPED.sub("", folded),
        ordinal,
        _DROPPED.sub("", _BRACKETED.sub("", folded)),
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(VARIANTS)


class _Spelling(NamedTuple):
    """One spelling of a row's label."""

    key: str
    place: Place
    weight: float


class Labels:
    """Every label of one form, prepared once for fast comparison.

    Arguments:
        form: the form.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.places: list[Place] = []
        self.row_of: dict[Place, Row] = {}
        self.exact: dict[str, dict[Place, float]] = {}
        self.wild: list[tuple[re.Pattern[str], Place, float]] = []
        self.long: list[_Spelling] = []
        self.columns: dict[str, dict[str, tuple[str, bool]]] = {}
        self.wild_columns: list[tuple[re.Pattern[str], str, str]] = []
        self.groups: set[str] = set()
        self.shared = {table for tables in sharing_tables(form) for table in tables}
        self._rows_seen = Seen(self._rows)
        self._sure_seen = Seen(self._is_sure)
        self._columns_seen = Seen(self._match_column)
        self._above_seen = Seen(self._row_above)
        self._heads_seen = Seen(self._tables_of)
        for table in form.tables:
            self._add_table(table)
        above = {
            k for k, places in self.exact.items() if any(p.table in self.shared for p in places)
        }
        self.leads = self.groups | above

    # ── building ────────────────────────────────────────────────────────────────────────────

    def _add_table(self, table: FormTable) -> None:
        for row in table.rows:
            place = Place(len(self.places), table.id, row.id)
            self.places.append(place)
            self.row_of[place] = row
            self._add_row(place, row.label, row.spellings)
            if row.group:
                self.groups.add(key_of(row.group))
        orders = {place.row: place for place in self.places if place.table == table.id}
        for merged in table.merged_rows:
            place = orders[merged.into]._replace(merged=True)
            self.row_of[place] = table.row[merged.into]
            self._add_row(place, merged.label, merged.spellings, merged.ordinal)
        for column in table.columns:
            self._add_column(table.id, column.id, column.label, column.spellings)
            if column.group:
                self.groups.add(key_of(column.group))

    def _add_row(
        self, place: Place, label: str, spellings: tuple[str, ...], ordinal: str = ""
    ) -> None:
        for rank, spelling in enumerate((label, *spellings)):
            weight = 1.0 if rank == 0 else 0.95
            if "…" in spelling:
                self.wild.append((_pattern(spelling), place, 0.85))
                continue
            for key in dict.fromkeys((key_of(spelling), read_label(spelling).short)):
                self.exact.setdefault(key, {}).setdefault(place, weight)
                if len(key) >= 4:
                    self.long.append(_Spelling(key, place, weight))

    def _add_column(self, table: str, column: str, label: str, spellings: tuple[str, ...]) -> None:
        for rank, spelling in enumerate((label, *spellings)):
            if "…" in spelling:
                self.wild_columns.append((_pattern(spelling), table, column))
            else:
                self.columns.setdefault(key_of(spelling), {}).setdefault(table, (column, rank == 0))

    # ── looking up ──────────────────────────────────────────────────────────────────────────

    def rows(self, text: str) -> dict[Place, float]:
        """Return the rows that the text can be the label of, each with a weight up to 1."""
        return self._rows_seen[text]

    def is_row(self, text: str) -> bool:
        """Tell whether the text is certainly the label of a row."""
        return self._sure_seen[text]

    def columns_of(self, text: str) -> dict[str, tuple[str, bool]]:
        """Return, by table, the column that the text is the label of, and whether exactly."""
        return self._columns_seen[text]

    def column(self, table: str, text: str) -> str | None:
        """Return the column of ``table`` that the text is the label of."""
        found = self.columns_of(text).get(table)
        return found[0] if found else None

    def stands_elsewhere(self, table: str, heads: Heads) -> bool:
        """Tell whether the labels above some fields name the columns of another table."""
        tables = self._heads_seen[heads]
        return bool(tables) and table not in tables

    def _tables_of(self, heads: Heads) -> frozenset[str]:
        """Return the tables of which most columns are named above some fields."""
        nearest = (next(filter(None, map(self.columns_of, texts)), {}) for texts in heads)
        named = Counter(table for columns in nearest for table in columns)
        most = max(named.values(), default=0)
        return frozenset(table for table, count in named.items() if count == most)

    def row_above(self, text: str) -> Place | None:
        """Return the row whose label a column label begins with («行政复议结果维持»)."""
        return self._above_seen[text]

    def is_group(self, text: str) -> bool:
        """Tell whether the text is the label of a group of rows or columns."""
        label = read_label(text)
        return label.key in self.groups or label.short in self.groups

    def stands_above(self, text: str) -> bool:
        """Tell whether the text is a label that may stand above its figures.

        Rows of tables that share their columns with another table of the section are printed
        side by side, under their labels.
        """
        places = self.rows(text)
        if places:
            return any(place.table in self.shared for place in places)
        return self.is_group(text)

    def _rows(self, text: str) -> dict[Place, float]:
        label = read_label(text)
        found = self._known(label)
        if not found and (tail := tail_of(text)):
            label = read_label(tail)
            found = self._known(label)
        if not found:
            label = read_label(text)
            found = self._near(label.key)
        return {place: weight + self._agreement(place, label) for place, weight in found.items()}

    def _is_sure(self, text: str) -> bool:
        return any(weight >= SURE for weight in self.rows(text).values())

    def _known(self, label: Label) -> dict[Place, float]:
        """Return the rows one of whose spellings the label is."""
        if not label.key:
            return {}
        found = self.exact.get(label.key) or self.exact.get(label.short)
        if found:
            return found
        found = {}
        for pattern, place, weight in self.wild:
            if pattern.match(label.key):
                found.setdefault(place, weight)
        return found

    def _near(self, key: str) -> dict[Place, float]:
        """Return the rows whose label differs from ``key`` by a misprint or a lost part."""
        if len(key) < 4 or key in self.groups:
            return {}
        found: dict[Place, float] = {}
        for spelling in self.long:
            if len(key) < len(spelling.key) and spelling.weight < 1:
                continue
            weight = _likeness(key, spelling.key)
            if weight > found.get(spelling.place, 0.0):
                found[spelling.place] = weight
        best = max(found.values(), default=0.0)
        return {place: weight for place, weight in found.items() if weight > best - 0.05}

    def _agreement(self, place: Place, label: Label) -> float:
        """Return what the printed ordinal adds to the weight of a row, or takes from it."""
        if not label.ordinal:
            return 0.0
        expected = self.ordinal(place)
        if not expected:
            return 0.0
        return 0.1 if expected == label.ordinal else -0.05

    def ordinal(self, place: Place) -> str:
        """Return the ordinal of a row as the form prints it, bare («一», «2»)."""
        if place.merged:
            table = self.form.table[place.table]
            ordinal = next(m.ordinal for m in table.merged_rows if m.into == place.row)
        else:
            ordinal = self.row_of[place].ordinal
        return key_of(ordinal)

    def _without_group(self, key: str) -> str:
        """Cut the label of a group, or of a row that stands above, from that of its column."""
        lead = max((g for g in self.leads if key.startswith(g)), key=len, default="")
        return key[len(lead) :] if lead else ""

    def _row_above(self, text: str) -> Place | None:
        key = key_of(text)
        lead = max((lead for lead in self.leads if key.startswith(lead)), key=len, default="")
        return next((place for place in self.exact.get(lead, ())), None)

    def _match_column(self, text: str) -> dict[str, tuple[str, bool]]:
        key = key_of(text)
        if not key or len(key) > 40:
            return {}
        label = read_label(text)
        if label.ordinal and label.key in self.exact:
            return {}  # a numbered row («（七）总计»), no column
        for name in (key, label.key, label.short, self._without_group(key)):
            if found := self.columns.get(name):
                return found
        if key in self.groups:
            return {}
        return {
            table: (column, False)
            for pattern, table, column in reversed(self.wild_columns)
            if pattern.match(key)
        }


def sharing_tables(form: Form) -> list[tuple[str, ...]]:
    """Return the tables that one section holds with the same columns, section by section."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for table in form.tables:
        columns = tuple(column.id for column in table.columns)
        found.setdefault((table.section, columns), []).append(table.id)
    return [tuple(tables) for tables in found.values() if len(tables) > 1]


def tail_of(text: str) -> str:
    """Return what stands behind the last ordinal within a label: a group and a row in one cell."""
    folded = "".join(_folded(text).split())
    inner = [match.start() for match in _INNER.finditer(folded) if match.start()]
    return folded[inner[-1] :] if inner else ""


def _pattern(spelling: str) -> re.Pattern[str]:
    parts = [re.escape(key_of(part)) for part in spelling.split("…")]
    return re.compile(".*".join(parts) + "$", re.S)


def _likeness(key: str, spelling: str) -> float:
    """Return how far a printed key may be a misprint or a part of a spelling: 0 to 0.85."""
    shorter, longer = sorted((key, spelling), key=len)
    share = len(shorter) / len(longer)
    if share < 0.45:
        return 0.0
    if shorter in longer:
        return 0.45 + 0.4 * share
    if share >= 0.7 and _is_subsequence(shorter, longer):
        return 0.4 + 0.4 * share
    allowed = max(1, len(spelling) // 9)
    if abs(len(key) - len(spelling)) <= allowed and _distance(key, spelling, allowed) <= allowed:
        return 0.75
    return 0.0


def _is_subsequence(shorter: str, longer: str) -> bool:
    rest = iter(longer)
    return all(char in rest for char in shorter)


def _distance(first: str, second: str, limit: int) -> int:
    """Return the edit distance of two keys, or ``limit + 1`` when it is larger."""
    previous = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        current = [i]
        for j, b in enumerate(second, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b)))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]


_PREPARED: dict[int, Labels] = {}


def labels_of(form: Form) -> Labels:
    """Return the prepared labels of a form; they are prepared once."""
    prepared = _PREPARED.get(id(form))
    if prepared is None or prepared.form is not form:
        prepared = _PREPARED[id(form)] = Labels(form)
    return prepared
