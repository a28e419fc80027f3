"""Text from a file made safe to show: never an escape sequence, never a formula.

A report can hold anything: terminal escapes in a pasted page, characters that turn the direction
of the text around and make a figure look like another, a cell that a spreadsheet would compute.
Every output passes what comes from a file (and the file's name) through this module.
"""

from __future__ import annotations

import re
import unicodedata

from govreport.pattern import lazy

__all__ = ["escape_json", "guard_formula", "one_line", "plain"]

# An escape sequence as a whole, so that "\x1b[31m" leaves no "[31m" behind.
_ESCAPE = lazy(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS
    r"|\x1b[ -/]*[0-~]"  # two-character sequences
)
# C0 and C1 controls (but tab and line feed), DEL, surrogates, zero-width and direction marks,
# separators that some programs take for line breaks, tags, the byte order mark.
_HIDDEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNSAFE = lazy(f"[{_HIDDEN}]")
_BREAKS = lazy(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = lazy(r"\s+")

_FORMULA_STARTS = "=+-@"
_NUMBER = lazy(r"[+-]?\d[\d,]*(?:\.\d*)?%?|-+")


def plain(text: str) -> str:
    """Return ``text`` without control characters, escape sequences and direction marks.

    Every kind of line break becomes ``\\n``; tabs stay; a lone surrogate (a byte of a file name
    that is no text) becomes ``?``.
    """
    text = _BREAKS.sub("\n", _ESCAPE.sub("", text))
    return _UNSAFE.sub(lambda match: "?" if "\ud800" <= match[0] <= "\udfff" else "", text)


def one_line(text: str) -> str:
    """Return :func:`plain` text on one line, runs of white space as one space."""
    return _SPACE.sub(" ", plain(text)).strip()


def guard_formula(text: str) -> str:
    """Return :func:`plain` text that no spreadsheet takes for a formula.

    A text that begins with ``=``, ``+``, ``-`` or ``@`` (full-width forms and white space before
    it included) gets an apostrophe in front; plain numbers and dashes are left alone.
    """
    text = plain(text)
    start = unicodedata.normalize("NFKC", text.lstrip()[:1])
    if text[:1] in ("\t", "\n") or (start and start in _FORMULA_STARTS):
        return text if _NUMBER.fullmatch(text) else f"'{text}"
    return text


def escape_json(document: str) -> str:
    """Return JSON text in which invisible characters are written as ``\\u`` escapes.

    Nothing is lost, and nothing acts on the terminal that the JSON is printed on. The characters
    concerned stand only inside JSON strings, where the escape means the same.
    """
    return _UNSAFE.sub(_json_escape, document)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
