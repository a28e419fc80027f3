"""Takes the marks of an earlier run out of a page, so that they do not pile up."""

from __future__ import annotations

import re

from govreport.output.annotate.html.bytesource import ByteSource

__all__ = ["MARK", "NOTE", "NOTES", "SIGN", "without_marks"]

NOTE, MARK, NOTES = "govreport-note", "govreport-mark", "govreport-notes"
"""The classes of a note in the text, of a marked figure, and of the notes at the end."""

SIGN = "/*govreport*/"
"""What a style that marks a cell begins with."""

_ADDED = re.compile(
    rf'<sup class="{NOTE}".*?</sup>'
    rf'|<mark class="{MARK}"[^>]*>|</mark><!--{MARK}-->'
    rf'|<aside class="{NOTES}".*?</aside>'
    rf'|\sstyle="{re.escape(SIGN)}[^"]*"|;{re.escape(SIGN)}[^"\'>]*',
    re.DOTALL,
)


def without_marks(data: bytes) -> bytes:
    """Return a page as it was before it was marked; one without marks as it is."""
    source = ByteSource(data)
    if SIGN not in source.text and NOTE not in source.text:
        return data
    for match in _ADDED.finditer(source.text):
        source.replace(*match.span(), "")
    return source.applied()
