"""Zip containers of XML parts (Word, Excel, OpenDocument), opened without trusting them."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.reading.errors import ReadingError
from govreport.reading.limits import Limits, open_zip
from govreport.reading.xml import parse_xml
from govreport.text import Text

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Package", "Relationship", "damaged"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What ``zipfile`` raises on containers that are cut off, altered or packed unusually."""

DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def damaged(detail: Text) -> ReadingError:
    """Return the error for a file that is cut off or altered.

    Arguments:
        detail: what is wrong with it.
    """
    return ReadingError(
        "damaged",
        Text(
            zh="文件已损坏或不完整：{detail}。请用 Office 或 WPS 打开后另存，或重新索取该文件。",
            en="the file is damaged or incomplete: {detail}; open it in Office or WPS and save "
            "it anew, or ask for it again",
        ).format(detail=detail),
    )


def encrypted() -> ReadingError:
    """Return the error for a file that asks for a password."""
    return ReadingError(
        "encrypted",
        Text(
            zh="文件设有打开密码，无法读取。请取消密码后另存，再检查。",
            en="the file is protected by a password; save it without one and check again",
        ),
    )


@dataclass(frozen=True, slots=True)
class Relationship:
    """A part that another part points to.

    Arguments:
        kind: last word of the relationship's type (``"styles"``, ``"image"``); strict and
            transitional files agree in it.
        target: name of the part, or the address where it lies outside the package.
        external: it lies outside the package.
    """

    kind: str
    target: str
    external: bool


class Package:
    """A zip container of XML parts, opened within the limits.

    Arguments:
        data: the bytes of the file.
        limits: how much may be unpacked.

    Raises:
        ReadingError: ``encrypted``, ``damaged`` or ``too-large``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        if data.startswith(OLE) and ENCRYPTED_STREAM in data:
            raise encrypted()
        self._zip = open_zip(data, limits)
        # Some writers separate folders with backslashes; part names do not tell case.
        self._parts = {
            info.filename.replace("\\", "/").lstrip("/").lower(): info
            for info in self._zip.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in lower case."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            ReadingError: ``damaged`` (no such part, or broken), ``encrypted``, ``too-large``.
        """
        info = self._parts.get(name.lower())
        if info is None:
            raise damaged(Text(zh="缺少 {name}", en="{name} is missing").format(name=name))
        if info.flag_bits & 1:
            raise encrypted()
        try:
            return self._zip.read(info)
        except BROKEN as error:
            problem = Text(zh="{name} 无法解压", en="{name} cannot be unpacked")
            raise damaged(problem.format(name=name)) from error

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part.

        Raises:
            ReadingError: as :meth:`read`, and ``damaged`` where it is not well-formed.
        """
        return parse_xml(self.read(name), name)

    def optional(self, name: str | None) -> etree._Element | None:
        """Return the root of an XML part, ``None`` where there is none."""
        return self.xml(name) if name is not None and name in self else None

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """Return what a part points to, by identifier; the package itself without a name."""
        folder, name = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relationship] = {}
        for each in root if root is not None else ():
            kind = each.get("Type", "")
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relationship(kind.rpartition("/")[2], target, external)
        return found

    def main_part(self, usual: str) -> str:
        """Return the name of the main part.

        Arguments:
            usual: where it lies mostly, taken when the relationships do not tell.
        """
        for each in self.relationships().values():
            if each.kind == "officeDocument" and each.target in self:
                return each.target
        return usual

    def title(self) -> str | None:
        """Return the title in the document properties, ``None`` where there is none.

        It is a hint only: properties that cannot be read are no reason to refuse the file.
        """
        try:
            root = self.optional("docProps/core.xml")
        except ReadingError:
            return None
        title = root.findtext(DC_TITLE) if root is not None else ""
        return (title or "").strip() or None
