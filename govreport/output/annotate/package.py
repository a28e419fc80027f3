"""Office files changed part by part: what is not changed stays as it was, in its order."""

from __future__ import annotations

import copy
import posixpath
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from govreport.output.annotate.xmlsource import Source, attribute, prefixes
from govreport.reading.limits import Limits
from govreport.reading.package import Package
from govreport.reading.xml import malformed, parse_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["RELATIONS", "STRICT_RELATIONS", "Parts", "prefix_of", "relations_of"]

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of an Office file, to be changed.

    Arguments:
        data: the file.
        limits: how much may be unpacked.

    Raises:
        ReadingError: see :class:`govreport.reading.package.Package`.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self.package = Package(data, limits)
        self._changed: dict[str, bytes] = {}
        self._sources: dict[str, Source] = {}
        self._names: dict[str, str] = {}
        self._related: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self.package or name.lower() in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return (*self.package.names, *self._names)

    def content(self, name: str) -> bytes:
        """Return a part as it is now, but for what is still to be changed in its source."""
        key = name.lower()
        return self._changed[key] if key in self._changed else self.package.read(name)

    def xml(self, name: str) -> etree._Element:
        """Return the outermost element of a part as :meth:`content` gives it."""
        return parse_xml(self.content(name), name)

    def source(self, name: str) -> Source:
        """Return a part to be changed; what it is changed to counts in the end.

        Raises:
            ReadingError: ``damaged``.
        """
        key = name.lower()
        if key not in self._sources:
            try:
                self._sources[key] = Source(self.content(name))
            except ExpatError as error:
                raise malformed(name) from error
        return self._sources[key]

    def replace(self, name: str, data: bytes) -> None:
        """Give a part other bytes."""
        self._changed[name.lower()] = data

    def add(self, name: str, text: str, content_type: str = "") -> None:
        """Add a part of XML.

        Arguments:
            name: its name, see :meth:`free_name`.
            text: its content, without the declaration.
            content_type: what it is; ``""`` where its suffix says so.
        """
        self.add_bytes(name, (_DECLARATION + text).encode())
        if content_type:
            root = self.source(_TYPES).root
            entry = attribute("PartName", f"/{name}") + attribute("ContentType", content_type)
            self.source(_TYPES).append(f"<{root.prefix}Override{entry}/>")

    def add_bytes(self, name: str, data: bytes) -> None:
        """Add a part as it is."""
        self._names[name.lower()] = name
        self._changed[name.lower()] = data

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Say what parts with a suffix are, where nothing says it."""
        types = self.source(_TYPES)
        known = (types.node(n).attributes for n in range(1, len(types)))
        if any(each.get("Extension", "").lower() == suffix for each in known):
            return
        entry = attribute("Extension", suffix) + attribute("ContentType", content_type)
        # The elements may come in any order, but some programs want the suffixes first.
        types.insert_first(types.root, f"<{types.root.prefix}Default{entry}/>")

    def free_name(self, pattern: str) -> str:
        """Return a name that no part has, ``{}`` in the pattern being a number or nothing."""
        names = (pattern.format(number or "") for number in range(10_000))
        return next(name for name in names if name not in self)

    def relate(self, part: str, kind: str, target: str, base: str = RELATIONS) -> str:
        """Let a part point to another.

        Arguments:
            part: the part that points.
            kind: last word of the relationship's type.
            target: name of the part that is pointed to.
            base: the beginning of the type.

        Returns:
            the identifier of the relationship.
        """
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        used = self._related.union(self.package.relationships(part))
        id = next(id for n in range(1, len(used) + 2) if (id := f"govreport{n}") not in used)
        self._related.add(id)
        entry = (
            attribute("Id", id)
            + attribute("Type", f"{base}/{kind}")
            + attribute("Target", posixpath.relpath(target, folder or "."))
        )
        if rels in self:
            source = self.source(rels)
            source.append(f"<{source.root.prefix}Relationship{entry}/>")
        else:
            self.add(
                rels,
                f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship{entry}/></Relationships>',
            )
        return id

    def written(self) -> bytes:
        """Return the file with its changes."""
        changed = self._changed | {key: source.applied() for key, source in self._sources.items()}
        buffer = BytesIO()
        with ZipFile(BytesIO(self._data)) as old, ZipFile(buffer, "w") as new:
            new.comment = old.comment
            for info in old.infolist():
                key = info.filename.replace("\\", "/").lstrip("/").lower()
                data = changed[key] if key in changed else old.read(info)
                new.writestr(_same(info), data)
            for key, name in self._names.items():
                info = ZipInfo(name, _DATE)
                info.compress_type = ZIP_DEFLATED
                new.writestr(info, changed[key])
        return buffer.getvalue()


def _same(info: ZipInfo) -> ZipInfo:
    """Return the entry of a member as it was, to be written anew."""
    same = copy.copy(info)
    same.extra = b""
    return same


def relations_of(source: Source) -> str:
    """Return what the types of relationships begin with in a file that holds this main part."""
    return STRICT_RELATIONS if b"http://purl.oclc.org/ooxml/" in source.data else RELATIONS


def prefix_of(source: Source, *namespaces: str) -> tuple[str, str]:
    """Return how to write elements of a namespace that has two addresses.

    Arguments:
        source: the part.
        namespaces: the addresses, the usual one first.

    Returns:
        the prefix with its colon, and the declaration that every new element needs (``""`` where
        the part's outermost element has one).
    """
    declared = {address: prefix for prefix, address in prefixes(source.root)}
    for address in namespaces:
        if address in declared:
            return declared[address], ""
    own = source.root.attributes.get("xmlns", "")
    address = own if own in namespaces else namespaces[0]
    return "gr:", f' xmlns:gr="{address}"'
