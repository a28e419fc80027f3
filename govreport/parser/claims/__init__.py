"""Claims: the figures that the prose states.

Kinds of claim:

- requests: ``received`` (the wording leaves open whether those carried in are counted), ``new``
  (本年新收), ``carried_in``, ``handled``, ``carried_out``;
- results: the rows of the form by their identifiers (``granted``, ``partial``,
  ``denied_state_secret`` …), the groups ``denied``, ``unavailable``, ``refused``, ``other``,
  and ``granted_partial`` (予以公开及部分公开), ``withdrawn`` (撤回);
- applicants: the columns of the form (``natural_person`` …) and ``legal_person`` (法人或其他组织),
  ``other_applicants`` (其他);
- cases: ``reconsideration``, ``litigation``, with outcomes (``reconsideration.upheld``,
  ``.corrected``, ``.other``, ``.pending``), ``litigation.direct``,
  ``litigation.after_reconsideration``, and ``reconsideration_litigation`` (one figure for both);
- addresses of the proactive table (``proactive.normative_documents.issued``), and ``fee`` in yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govreport.parser.claims.model import Claim
from govreport.parser.claims.reader import Reader
from govreport.parser.claims.sentences import Sentence, sentences
from govreport.parser.claims.state import Draft
from govreport.reading.document import NOWHERE, Location

if TYPE_CHECKING:
    from govreport.parser.report import Report

__all__ = ["Claim", "claims_in", "claims_of"]

# One character class first: only then does the search skip quickly over all other text.
_WANTED = re.compile(
    r"[申复復複诉訴结結转轉规規行处處办辦答回维維败敗受继繼公求](?:\s*[请請议議讼訟转轉结結复覆復续續]"
    r"|(?<=[规規])(?:[范範]性文|章)|(?<=行)政[许許处處强強]|(?<=[处處])理[费費]|(?<=[维維])持"
    r"|(?<=[败敗])[诉訴]|(?<=受)理|(?<=公)\s*[开開][^,，。；\n]{0,24}件|(?<=求)公[开開])"
)
"""What a sentence holds that may state a claim, in any script."""

_NAMES = re.compile(
    r"[申复復複诉訴结結转轉]\s*[请請议議讼訟转轉结結]|[规規](?:[范範]性文|章)|行政[许許处處强強]|[费費]"
    r"|[息务務]\s*公\s*[开開][^,，。；\n]{0,12}[\d０-９零一二两兩三四五六七八九十百]\s*件|要求公[开開]"
    r"|部分公[开開]|[无無]法提供|不掌握"
)
"""What a sentence names that does not go on with the one before."""

_TELLS = re.compile(
    r"[\d零没沒无無未均都皆]|全部|不[存涉]"
    r"|[两兩一二三四五六七八九十百壹贰貳叁肆伍陆柒捌玖拾][件条條宗份例起项項]"
)
"""A figure, a denial, or a statement on all cases; a sentence without is only passed by."""


def claims_in(
    text: str, *, year: int | None = None, location: Location = NOWHERE
) -> tuple[Claim, ...]:
    """Return the claims of a text, of the body and of its parts, in reading order.

    Arguments:
        text: the prose.
        year: the year of the report; figures of another year are no claims.
        location: where the text stands in the file.
    """
    return tuple(_claims(text, Reader(year), location))


def _claims(text: str, reader: Reader, location: Location) -> Iterator[Claim]:
    for sentence in sentences(text, _WANTED):
        if sentence is None:
            reader.forget()
            continue
        if _TELLS.search(sentence.text) is None:
            reader.pass_by(sentence)
            continue
        named = _NAMES.search(sentence.text) is not None
        if not named and not reader.expects:
            reader.forget()
            continue
        for draft in reader.read(sentence, named=named):
            yield _claim(draft, sentence, location)


def _claim(draft: Draft, sentence: Sentence, location: Location) -> Claim:
    start, end = sentence.span(draft.start, draft.end)
    return Claim(
        draft.kind, draft.value, sentence.text, start, end, draft.about,
        draft.scope, location, derived=draft.derived,
    )  # fmt: skip


def claims_of(report: Report) -> tuple[Claim, ...]:
    """Return the claims of a report's prose, each with its place in the file."""
    found: list[Claim] = []
    proses = [("", report.prose), *((s.id, s.paragraphs) for s in report.sections)]
    for section, prose in proses:
        reader = Reader(report.year, report.organization, section)
        for text, location in prose:
            if _WANTED.search(text):
                found.extend(_claims(text, reader, location))
    return tuple(found)
