"""The directory of an OLE2 file, the container of binary Word and Excel files and encrypted ones."""

from __future__ import annotations

from struct import Struct, error, unpack_from

__all__ = ["SIGNATURE", "stream_names"]

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks: end of chain, free, and so on
_SECTOR_SIZES = (512, 4096)

# Length of the name in bytes, with its closing zero; left and right neighbour; first child.
_NAME_LENGTH = Struct("<64xH")
_LINKS = Struct("<68x3I")


def stream_names(data: bytes) -> set[str]:
    """Return the names of the streams and storages right below the root.

    An embedded object's streams lie deeper and are not named: a Word file that embeds a worksheet
    stays a Word file. Of a damaged directory, what can be read is named.
    """
    entries = _directory(data)
    names: set[str] = set()
    todo = [entries[0][3]] if entries else []
    seen: set[int] = set()
    while todo:
        index = todo.pop()
        if index < len(entries) and index not in seen:
            seen.add(index)
            name, left, right, _child = entries[index]
            names.add(name)
            todo += [left, right]
    return names


def _directory(data: bytes) -> list[tuple[str, int, int, int]]:
    try:
        size = 1 << unpack_from("<H", data, 30)[0]
        sector = unpack_from("<I", data, 48)[0]
    except error:
        return []
    if size not in _SECTOR_SIZES:
        return []
    next_sector = _allocation(data, size)
    entries: list[tuple[str, int, int, int]] = []
    seen: set[int] = set()
    while sector < _FREE and sector not in seen:
        seen.add(sector)
        content = _sector(data, sector, size)
        entries += [_entry(content, at) for at in range(0, len(content) - _ENTRY + 1, _ENTRY)]
        sector = next_sector[sector] if sector < len(next_sector) else _FREE
    return entries


def _allocation(data: bytes, size: int) -> list[int]:
    """Return the sector that follows each sector: the table is itself kept in listed sectors."""
    listed = list(_numbers(data[76:512]))
    more = unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    while more < _FREE and more not in seen:
        seen.add(more)
        *numbers, more = _numbers(_sector(data, more, size)) or (_FREE,)
        listed += numbers
    table: list[int] = []
    for sector in listed:
        if sector < _FREE:
            table += _numbers(_sector(data, sector, size))
    return table


def _numbers(content: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(content) // 4}I", content)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _entry(content: bytes, at: int) -> tuple[str, int, int, int]:
    length = _NAME_LENGTH.unpack_from(content, at)[0]
    name = content[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    left, right, child = _LINKS.unpack_from(content, at)
    return name, left, right, child
