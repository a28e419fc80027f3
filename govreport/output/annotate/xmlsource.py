"""XML that is changed where it must be and stays byte for byte as it was everywhere else.

A parser that builds a tree and writes it out again changes what nobody asked for: prefixes, quotes,
declarations. Here the tree only tells which element is meant; its place in the bytes comes from
expat, and what is new is put in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

__all__ = ["Edits", "Node", "Source", "attribute", "escaped", "prefixes", "retagged"]

_TAG = re.compile(rb"<[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>")
_ATTRIBUTE = re.compile(rb"([^\s=<>/\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(rb"<!\[CDATA\[|<!--|<\?")


class Edits:
    """Changes of some bytes, none of which touches another.

    Arguments:
        data: the bytes.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._edits: list[tuple[int, int, bytes]] = []

    def insert(self, at: int, new: str) -> None:
        """Put something in; what is put in at one place first stands first."""
        self._edits.append((at, at, new.encode()))

    def replace(self, start: int, end: int, new: str) -> None:
        """Put something in the place of what stands there."""
        self._edits.append((start, end, new.encode()))

    def applied(self) -> bytes:
        """Return the bytes with all changes made."""
        parts: list[bytes] = []
        at = 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            assert start >= at, "two edits touch each other"
            parts += [self.data[at:start], new]
            at = end
        return b"".join([*parts, self.data[at:]])


@dataclass(frozen=True, slots=True)
class Node:
    """Where an element stands in the bytes.

    Arguments:
        start: where its start tag begins.
        inside: where its content begins.
        close: where its content ends.
        end: where it ends.
        tag: the start tag as it stands.
    """

    start: int
    inside: int
    close: int
    end: int
    tag: bytes

    @property
    def is_empty(self) -> bool:
        """It is one tag only (``<p/>``)."""
        return self.tag.endswith(b"/>")

    @property
    def name(self) -> str:
        """Its name with its prefix, as it stands."""
        return re.split(rb"[\s/>]", self.tag[1:], maxsplit=1)[0].decode()

    @property
    def prefix(self) -> str:
        """Its prefix with the colon, ``""`` without one."""
        prefix, colon, _ = self.name.partition(":")
        return prefix + colon if colon else ""

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes by their names as they stand."""
        return {
            name.decode(): _unescaped(value[1:-1].decode())
            for name, value in _ATTRIBUTE.findall(self.tag)
        }

    @property
    def open_tag(self) -> str:
        """Its start tag, open where the element is empty."""
        tag = self.tag.decode()
        return f"{tag[:-2].rstrip()}>" if self.is_empty else tag


class Source:
    """An XML part with the places of its elements.

    Arguments:
        data: the part; UTF-16 becomes UTF-8.

    Raises:
        expat.ExpatError: it is not well-formed.
    """

    def __init__(self, data: bytes) -> None:
        self.data = _as_utf8(data)
        self.edits = Edits(self.data)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._parse()

    def _parse(self) -> None:
        parser = expat.ParserCreate()
        open_: list[int] = []
        starts, ends = self._starts, self._ends

        def start(name: str, attributes: dict[str, str]) -> None:
            open_.append(len(starts))
            starts.append(parser.CurrentByteIndex)
            ends.append(0)

        def end(name: str) -> None:
            ends[open_.pop()] = parser.CurrentByteIndex

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.data, True)

    def __len__(self) -> int:
        return len(self._starts)

    def node(self, number: int) -> Node:
        """Return the place of an element.

        Arguments:
            number: how many elements begin before it.
        """
        start, close = self._starts[number], self._ends[number]
        match = _TAG.match(self.data, start)
        assert match is not None
        if match[0].endswith(b"/>"):
            return Node(start, match.end(), match.end(), match.end(), match[0])
        return Node(start, match.end(), close, self.data.index(b">", close) + 1, match[0])

    @property
    def root(self) -> Node:
        """The outermost element."""
        return self.node(0)

    def text(self, start: int, end: int) -> str:
        """Return what stands between two places."""
        return self.data[start:end].decode()

    def characters(self, node: Node) -> list[tuple[str, int, int]] | None:
        """Return the characters of an element that holds text, each with its place.

        ``None`` where something else is in it, or text that is not written plainly.
        """
        raw = self.data[node.inside : node.close]
        if b"<" in raw or _MARKUP.search(raw):
            return None
        found = []
        at, text = node.inside, raw.decode()
        position = 0
        while position < len(text):
            match = _REFERENCE.match(text, position)
            shown = _unescaped(match[0]) if match else text[position]
            length = len(match[0]) if match else 1
            size = len(text[position : position + length].encode())
            found.append((shown, at, at + size))
            position, at = position + length, at + size
        return found

    def append(self, new: str) -> None:
        """Put something at the end of the outermost element."""
        self.insert_last(self.root, new)

    def insert_last(self, node: Node, new: str) -> None:
        """Put something at the end of an element."""
        if node.is_empty:
            self.edits.replace(node.start, node.end, f"{node.open_tag}{new}</{node.name}>")
        else:
            self.edits.insert(node.close, new)

    def insert_first(self, node: Node, new: str) -> None:
        """Put something at the beginning of an element."""
        if node.is_empty:
            self.insert_last(node, new)
        else:
            self.edits.insert(node.inside, new)

    def set_attribute(self, node: Node, name: str, value: str) -> None:
        """Give an attribute a value, whether it is there or not; one change of a tag at most."""
        for match in _ATTRIBUTE.finditer(node.tag):
            if match[1].decode() == name:
                start = node.start + match.start()
                self.edits.replace(start, node.start + match.end(), attribute(name, value).strip())
                return
        at = node.start + len(f"<{node.name}".encode())
        self.edits.insert(at, attribute(name, value))

    def applied(self) -> bytes:
        """Return the part with all changes made."""
        return self.edits.applied()


def attribute(name: str, value: object) -> str:
    """Return an attribute with a blank before it."""
    quoted = escape(_INVALID.sub("", str(value)), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
    return f' {name}="{quoted}"'


def escaped(text: str) -> str:
    """Return text as it is written between tags; what XML cannot hold is dropped."""
    return escape(_INVALID.sub("", text))


def retagged(node: Node, **attributes: object) -> str:
    """Return the start tag of an element with some attributes changed or added."""
    given = "".join(
        attribute(name, value) for name, value in (node.attributes | attributes).items()
    )
    return f"<{node.name}{given}{'/' if node.is_empty else ''}>"


def prefixes(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the namespaces that an element declares: prefix with the colon, and address."""
    for name, value in node.attributes.items():
        if name.startswith("xmlns:"):
            yield f"{name[6:]}:", value


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1]))
    return chr(int(match[2], 16)) if match[2] else _ENTITIES.get(match[3], match[0])


def _as_utf8(data: bytes) -> bytes:
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    text = data.decode("utf-16")
    return re.sub(r"""(<\?xml[^>]*encoding=)["'][^"']*["']""", r'\1"UTF-8"', text, count=1).encode()
