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
from typing import Any

from govreport.checker.model import Result
from govreport.forms.load import BUILT_IN, load
from govreport.forms.model import Form, FormTable
from govreport.output.items import Item
from govreport.parser.report import Report
from govreport.reading.document import Document

__all__ = ["dumps", "loads"]

BODY = ("tables", "sections", "prose", "document", "claims")
"""What a report holds beside its title, body, year and form."""


def dumps(items: Sequence[Item], form: Form | None = None) -> bytes:
    """Pack items.

    Arguments:
        items: what one file came to.
        form: the form of the user's own that they may refer to.
    """
    names = _names(form)
    packed = [
        (item, _pack(_body(item.report), names)) if isinstance(item, Result) else (item, b"")
        for item in items
    ]
    return _pack(packed, names)


def loads(data: bytes, form: Form | None = None) -> list[Item]:
    """Unpack items.

    Arguments:
        data: what :func:`dumps` gave.
        form: the form of the user's own, as given to it.

    Raises:
        pickle.UnpicklingError: the bytes are something else, or are damaged.
    """
    things = {name: thing for thing, name in _named(form)}
    items: list[Item] = []
    for item, body in _unpack(data, things):
        if isinstance(item, Result):
            item.report.__class__ = _StoredReport
            item.report.__dict__["_stored"] = (body, form)
        items.append(item)
    return items


class _StoredReport(Report):
    """A report whose figures and sections are unpacked when they are first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in BODY or "_stored" not in self.__dict__:
            raise AttributeError(name)
        body, form = self.__dict__.pop("_stored")
        things = {key: thing for thing, key in _named(form)}
        self.__dict__.update(_unpack(body, things))
        self.__class__ = Report  # type: ignore[assignment]
        return getattr(self, name)


def _body(report: Report) -> dict[str, Any]:
    document = report.document
    slim = Document(document.source, document.format, [], document.notes, document.title)
    body = {name: report.__dict__[name] for name in BODY if name in report.__dict__}
    return body | {"document": slim}


def _named(form: Form | None) -> list[tuple[Any, tuple[str, ...]]]:
    """Return the forms and tables that are sent by name."""
    forms = [("built-in", load(id)) for id in BUILT_IN]
    if form is not None:
        forms.append(("own", form))
    named: list[tuple[Any, tuple[str, ...]]] = []
    for kind, each in forms:
        named.append((each, (kind, each.id)))
        named.extend((table, (kind, each.id, table.id)) for table in each.tables)
    return named


def _names(form: Form | None) -> dict[int, tuple[str, ...]]:
    return {id(thing): name for thing, name in _named(form)}


_things: ContextVar[dict[tuple[str, ...], Any]] = ContextVar("_things")


def _thing(name: tuple[str, ...]) -> Any:
    """Find the form or table that was sent by name."""
    try:
        return _things.get()[name]
    except KeyError:
        raise pickle.UnpicklingError(f"no form {name}") from None


def _bare_report(fields: dict[str, Any]) -> Report:
    report = Report.__new__(Report)
    report.__dict__.update(fields)
    return report


def _pack(thing: Any, names: dict[int, tuple[str, ...]]) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)

    def by_name(sent: Any) -> Any:
        return _thing, (names[id(sent)],)

    def without_body(report: Report) -> Any:
        kept = {n: v for n, v in report.__dict__.items() if n not in (*BODY, "_stored")}
        return _bare_report, (kept,)

    # Only these classes take the slow way through Python; all else stays in C.
    pickler.dispatch_table = {
        Form: by_name,
        FormTable: by_name,
        Report: without_body,
        _StoredReport: without_body,
    }
    pickler.dump(thing)
    return stream.getvalue()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        ours = module.startswith("govreport.") and "." not in name
        if ours or (module, name) == ("decimal", "Decimal"):
            found = super().find_class(module, name)
            if isinstance(found, type) or found in (_thing, _bare_report):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} does not belong here")


def _unpack(data: bytes, things: dict[tuple[str, ...], Any]) -> Any:
    token = _things.set(things)
    try:
        return _Unpickler(io.BytesIO(data)).load()
    finally:
        _things.reset(token)
