"""RTF as a sequence of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<symbol>[^A-Za-z'])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\0]+"
    rb"|(?P<text>[^\\{}\r\n\0]+|\\)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Arguments:
        kind: ``word`` (a control word), ``symbol`` (a control symbol), ``open``, ``close``,
            ``text`` (bytes in the encoding of the font).
        word: the control word or symbol.
        number: the number after the control word.
        text: the bytes of ``text``.
    """

    kind: Literal["word", "symbol", "open", "close", "text"]
    word: str = ""
    number: int | None = None
    text: bytes = b""


_OPEN = Token("open")
_CLOSE = Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of ``data``; line breaks of the source and binary data are left out."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup
        if kind in ("word", "number"):
            number = match["number"]
            token = Token("word", match["word"].decode("ascii"), int(number) if number else None)
            if token.word == "bin":
                at += max(0, token.number or 0)
            else:
                yield token
        elif kind == "hex":
            yield Token("text", text=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "text":
            yield Token("text", text=match["text"])
        elif kind == "brace":
            yield _OPEN if match["brace"] == b"{" else _CLOSE
        elif kind == "symbol":
            yield Token("symbol", match["symbol"].decode("latin-1"))
