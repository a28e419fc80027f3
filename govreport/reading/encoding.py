"""From bytes to text: the encoding is found in the bytes, not believed.

Chinese offices publish UTF-8, UTF-16 and GB18030 (which covers GB2312 and GBK), with and without
byte order marks, and pages that declare one and use another. Only a few orders of trial are sound:
UTF-8 is nearly impossible to hit by accident, so it goes before GB18030, which accepts much; a
declared encoding is asked last, when neither fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from unicodedata import category

from govreport.reading.document import Location, Note
from govreport.reading.errors import ReadingError
from govreport.text import Text

__all__ = ["REPLACEMENT", "declared_encoding", "decode", "encoding_of", "in_utf8", "is_readable"]

P = ParamSpec("P")
T = TypeVar("T")

REPLACEMENT = "\ufffd"

# GB18030 has a mark of its own (U+FEFF in that encoding). UTF-32 must go before UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Patterns are kept as text: ``re`` compiles them when a file needs them, and most need none.
_DECLARED = rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)"""
_LOST = f"[{REPLACEMENT}\0]+"
# What a Chinese text mostly consists of. In UTF-16 of the wrong byte order, or in other binary
# data, nearly everything falls into some block of Unicode, but rarely into these.
_COMMON = r"[\t\n\r\f\x20-\x7e\u2010-\u2026\u3000-\u301f\u4e00-\u9fa5\uff01-\uff5e]+"
# The first level of GB2312, and how much of a Chinese text it makes up at least.
_FREQUENT = rb"(?:[\xb0-\xd7][\xa1-\xfe])+"
_FREQUENT_SHARE = 0.6

_SAMPLE = 100_000
# Of so many characters at the beginning and at the end of a text, at most this share are controls,
# not assigned, or halves of others.
_ENDS = 250
_ODD = ("Cc", "Cn", "Cs")
_ODD_SHARE = 0.1
# So few faults per character are damage to a text in the right encoding; in the wrong one it is
# every second character.
_FEW = 0.02


def _once(find: Callable[Concatenate[bytes, P], T]) -> Callable[Concatenate[bytes, P], T]:
    """Keep what was found of the last file: of that object, for to compare all its bytes takes long."""
    last: tuple[bytes, tuple[object, ...], T] | None = None

    @wraps(find)
    def found(data: bytes, /, *rest: P.args, **named: P.kwargs) -> T:
        nonlocal last
        if last is None or last[0] is not data or last[1] != rest:
            last = data, rest, find(data, *rest, **named)
        return last[2]

    return found


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[Note]]:
    """Decode ``data`` and say where bytes could not be decoded.

    Arguments:
        data: the whole file, or a part of it that has an encoding of its own.
        declared: the encoding that the file declares; used where UTF-8, UTF-16 and GB18030
            do not fit.

    Returns:
        the text, without a byte order mark and without NUL characters, and at most one note
        (kind ``encoding``).

    Raises:
        ReadingError: ``not-a-document`` where the bytes are no text in any known encoding.
    """
    text, notes = _decoded(data, declared)
    return text, list(notes)


@_once  # a file is decoded to tell what it is, and then to be read
def _decoded(data: bytes, declared: str | None) -> tuple[str, Sequence[Note]]:
    text = _text(data, declared)
    if not is_readable(text):
        raise ReadingError(
            "not-a-document",
            Text(
                zh="文件内容不是文字，无法辨认其格式；请确认文件是否正确、是否完整",
                en="the file holds no text and is of no known format; "
                "make sure that it is the right file and complete",
            ),
        )
    if b"\0" not in data and REPLACEMENT not in text:
        return text, ()
    return text.replace("\0", ""), _notes(text)


def in_utf8(text: str, data: bytes) -> bytes:
    """Return a text in UTF-8: mostly these are the bytes that it was decoded from."""
    return data if _utf8(data) is text else text.encode("utf-8", "replace")


def _text(data: bytes, declared: str | None) -> str:
    encoding, mark = encoding_of(data, declared)
    if encoding == "utf-8" and not mark and (text := _utf8(data)) is not None:
        return text
    return data[mark:].decode(encoding, errors="replace")


@_once  # tried to tell the encoding, and then taken
def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML source declares in its first 4096 bytes."""
    match = re.search(_DECLARED, data[:4096])
    return match.group(1).decode("ascii") if match else None


def is_readable(text: str) -> bool:
    """Tell a text from binary data that happened to decode."""
    sample = text if len(text) < 2 * _ENDS else text[:_ENDS] + text[-_ENDS:]
    if "".join(sample.split()).isprintable():  # nothing odd, as nearly always
        return sample.count(REPLACEMENT) <= _ODD_SHARE * len(sample)
    odd = sum(category(sign) in _ODD and not sign.isspace() for sign in sample)
    return odd + sample.count(REPLACEMENT) <= _ODD_SHARE * len(sample)


def encoding_of(data: bytes, declared: str | None = None) -> tuple[str, int]:
    """Return the encoding of a text, and how many bytes its byte order mark has.

    Arguments:
        data, declared: as for :func:`decode`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if b"\0" in data and (encoding := _utf16(data)):
        return encoding, 0
    return ("utf-8" if _utf8(data) is not None else _damaged_or_other(data, declared)), 0


def _damaged_or_other(data: bytes, declared: str | None) -> str:
    texts = {encoding: data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")}
    best = min(texts, key=lambda encoding: texts[encoding].count(REPLACEMENT))
    if _fits(texts[best]) or declared is None or not _can_decode(data, declared):
        return best
    return declared


def _utf16(data: bytes) -> str:
    """Return the byte order of UTF-16 without a mark; ``""`` where it is something else.

    Without a NUL byte there is no digit and no line break in UTF-16, hence no report.
    """
    shares = {
        encoding: _share_of_text(data.decode(encoding, "replace"))
        for encoding in ("utf-16-le", "utf-16-be")
    }
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.95 else ""


def _share_of_text(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(len(run) for run in re.findall(_COMMON, sample)) / max(1, len(sample))


def _fits(text: str) -> bool:
    """Tell Chinese, perhaps slightly damaged, from another encoding's letters misread.

    Misread text is full of rare ideographs; the 3755 frequent ones, which GB2312 puts first, make
    up nearly all of what offices write.
    """
    if text.count(REPLACEMENT) > max(1, _FEW * len(text)):
        return False
    ideographs = "".join(re.findall(r"[\u4e00-\u9fff]+", text[:_SAMPLE])).encode("gb18030")
    frequent = sum(len(run) for run in re.findall(_FREQUENT, ideographs))
    return frequent >= _FREQUENT_SHARE * len(ideographs)


def _can_decode(data: bytes, declared: str) -> bool:
    try:
        data.decode(declared)
    except (LookupError, UnicodeDecodeError):
        return False
    return True


def _notes(text: str) -> list[Note]:
    if REPLACEMENT not in text and "\0" not in text:
        return []
    first = min(at for at in (text.find(REPLACEMENT), text.find("\0")) if at >= 0)
    count = len(re.findall(_LOST, text))
    line = text.count("\n", 0, first) + 1
    message = Text(
        zh="有 {count} 处字节无法解码，第一处在第 {line} 行；所在文字可能有误",
        en="bytes could not be decoded in places ({count}), first on line {line}; the text there "
        "may be wrong",
    ).format(count=count, line=line)
    return [Note("encoding", message, Location(line=line))]
