"""A file with the reports of several bodies or years: the first is read, and that is said."""

from __future__ import annotations

from dataclasses import replace

from govreport.forms.model import Form
from govreport.parser.sections import titles_of_first_section
from govreport.parser.title import read_title
from govreport.reading.document import Document, Note, Paragraph
from govreport.text import Text

__all__ = ["first_report"]

_LONGEST = 60
"""Longest title, in characters."""

ANOTHER = Text(
    "文件中还有另一份报告（{title}），只检查了第一份；请分开保存，分别检查",
    "the file holds another report ({title}); only the first was checked: save them apart",
)


def first_report(document: Document, form: Form) -> Document:
    """Return a document up to where the report of another body or year begins.

    That is a title with body and year, before and behind which a first section begins: lists of
    other reports beside a page have none between them.
    """
    titles = [
        (number, heading)
        for number, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and "报" in block.text and len(block.text) <= _LONGEST
        if (heading := read_title(block.text)) and heading.organization and heading.year
    ]
    if len({heading[1:] for _, heading in titles}) < 2:
        return document
    first, *others = titles
    begins = titles_of_first_section(document, form)
    for number, heading in others:
        other = heading[1:] != first[1][1:]
        if other and any(at < number for at in begins) and any(at > number for at in begins):
            block = document.blocks[number]
            note = Note("truncated", ANOTHER.format(title=heading.title or ""), block.location)
            return replace(document, blocks=document.blocks[:number], notes=[*document.notes, note])
    return document
