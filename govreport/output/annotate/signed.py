"""Tells whether an Office file carries a digital signature."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

__all__ = ["is_signed"]

_SIGNATURES = ("_xmlsignatures/", "meta-inf/documentsignatures.xml")
"""What the names of the parts with signatures begin with."""


def is_signed(data: bytes) -> bool:
    """Tell whether a file is an Office file with a digital signature, valid or not."""
    if not data.startswith(b"PK"):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name.lstrip("/").lower() for name in archive.namelist()]
    except BadZipFile:
        return False
    return any(name.startswith(_SIGNATURES) for name in names)
