"""Results as bytes: between processes, and in the cache.

Forms are not sent: a table of a form is named, and found again on the other side. What only a
full view needs (figures, sections) is packed apart, and unpacked when somebody asks for it.
Bytes from disk build nothing but the program's own data classes.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from govreport.batch import columns
from govreport.batch.run import is_passing
from govreport.checker.model import Result
from govreport.forms.load import BUILT_IN, load
from govreport.forms.model import Form, FormTable
from govreport.output.items import Item
from govreport.parser.report import Report, Table
from govreport.reading.document import Document

__all__ = ["dumps", "dumps_names", "is_lasting", "loads", "names_in", "release"]

BODY = ("tables", "sections", "prose", "document", "claims", "relations", "listings")
"""What a report holds beside its title, body, year and form."""
_ITEMS, _PASSING, _NAMES = b"items\n", b"passing\n", b"names\n"
"""What packed bytes begin with."""


def dumps(items: Sequence[Item], form: Form | None = None, name: str = "") -> bytes:
    """Pack items.

    Arguments:
        items: what one file came to.
        form: the form of the user's own that they may refer to.
        name: the name of the file, with which the names of the items begin.
    """
    names = _names(form)
    packed = [
        (item, _pack(_body(item.report), names)) if isinstance(item, Result) else (item, b"")
        for item in items
    ]
    passing = any(is_passing(item) for item in items)
    return (_PASSING if passing else _ITEMS) + _pack((name, packed), names)


def is_lasting(data: bytes) -> bool:
    """Tell whether a file would come to the same another time; failures for want of time may not."""
    return not data.startswith(_PASSING)


def loads(data: bytes, form: Form | None = None, name: str | None = None) -> list[Item]:
    """Unpack items.

    Arguments:
        data: what :func:`dumps` gave.
        form: the form of the user's own, as given to it.
        name: the name of the file now (``None``: as it was).

    Raises:
        pickle.UnpicklingError: the bytes are something else, or are damaged.
    """
    items: list[Item] = []
    head = next((head for head in (_ITEMS, _PASSING) if data.startswith(head)), None)
    if head is None:
        raise pickle.UnpicklingError("no items")
    old, packed = _unpack(data[len(head) :], form)
    for item, body in packed:
        if isinstance(item, Result):
            item.report.__class__ = _StoredReport
            item.report.__dict__["_stored"] = (body, form)
        items.append(item if name is None or name == old else _renamed(item, old, name))
    return items


def _renamed(item: Item, old: str, new: str) -> Item:
    """Return an item of a file that had another name when it was read."""
    if isinstance(item, Result):
        item.report.source = new + item.report.source.removeprefix(old)
        return item
    return replace(item, source=new + item.source.removeprefix(old))


def dumps_names(names: Sequence[tuple[int, str]]) -> bytes:
    """Pack what files are in an archive: place and name of each."""
    return _NAMES + _pack(list(names), {})


def names_in(data: bytes) -> list[tuple[int, str]] | None:
    """Return what files are in an archive, ``None`` where the bytes are items."""
    if not data.startswith(_NAMES):
        return None
    names: list[tuple[int, str]] = _unpack(data[len(_NAMES) :])
    return names


class _StoredReport(Report):
    """A report whose figures and sections are unpacked when they are first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in BODY or "_stored" not in self.__dict__:
            raise AttributeError(name)
        body, form = self.__dict__["_packed"] = self.__dict__.pop("_stored")
        self.__dict__.update(_unpack(body, form))
        self.__class__ = Report  # type: ignore[assignment]
        return getattr(self, name)


def release(report: Report) -> None:
    """Pack a report that came packed again: its figures are unpacked anew when asked for.

    A report that did not come packed is left as it is.
    """
    stored = report.__dict__.pop("_packed", None)
    if stored is not None:
        for name in BODY:
            report.__dict__.pop(name, None)
        report.__dict__["_stored"] = stored
        report.__class__ = _StoredReport


def _body(report: Report) -> dict[str, Any]:
    document = report.document
    slim = Document(document.source, document.format, [], document.notes, document.title)
    body = {name: report.__dict__[name] for name in BODY if name in report.__dict__}
    return body | {"document": slim}


_Name = tuple[str, ...]
"""How a form or a table is sent: ``built-in`` or ``own``, the form, and the table."""


def _names(form: Form | None) -> dict[int, _Name]:
    """Return the names of the forms and tables that are sent by name."""
    forms = [("built-in", load(id)) for id in BUILT_IN]
    if form is not None:
        forms.append(("own", form))
    names: dict[int, _Name] = {}
    for kind, each in forms:
        names[id(each)] = (kind, each.id)
        names |= {id(table): (kind, each.id, table.id) for table in each.tables}
    return names


_own_form: ContextVar[Form | None] = ContextVar("_own_form")


def _thing(name: _Name) -> Any:
    """Find the form or table that was sent by name; a form is loaded when it is met."""
    kind, id, *table = name
    try:
        form = load(id) if kind == "built-in" else _own_form.get()
        if form is not None and form.id == id:
            return form.table[table[0]] if table else form
    except KeyError:
        pass
    raise pickle.UnpicklingError(f"no form {name}")


def _bare_report(fields: dict[str, Any]) -> Report:
    report = Report.__new__(Report)
    report.__dict__.update(fields)
    return report


def _pack(thing: Any, names: dict[int, _Name]) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)

    def by_name(sent: Any) -> Any:
        return _thing, (names[id(sent)],)

    def without_body(report: Report) -> Any:
        kept = {n: v for n, v in report.__dict__.items() if n not in (*BODY, "_stored", "_packed")}
        return _bare_report, (kept,)

    # Only these classes take the slow way through Python; all else stays in C.
    pickler.dispatch_table = {
        Form: by_name,
        FormTable: by_name,
        Report: without_body,
        _StoredReport: without_body,
        Table: lambda table: (columns.unpacked, columns.packed(table)),
    }
    pickler.dump(thing)
    return stream.getvalue()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        ours = module.startswith("govreport.") and "." not in name
        if ours or (module, name) == ("decimal", "Decimal"):
            found = super().find_class(module, name)
            if isinstance(found, type) or found in (_thing, _bare_report, columns.unpacked):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong here")


def _unpack(data: bytes, form: Form | None = None) -> Any:
    token = _own_form.set(form)
    try:
        return _Unpickler(io.BytesIO(data)).load()
    finally:
        _own_form.reset(token)
