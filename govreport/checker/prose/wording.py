"""The reading that a figure in the prose was found to have, in the form's words."""

from __future__ import annotations

import re

from govreport.checker.prose.names import name_of
from govreport.forms.model import Form
from govreport.text import Text

__all__ = ["reading_text"]

_TERM = re.compile(r"([+-]?)\s*([\w.*]+)")
_SIGNS = {"+": "＋", "-": "－", "": ""}


def reading_text(expression: str, form: Form) -> Text:
    """Return a reading such as ``requests.new.total + requests.carried_in.total`` in words.

    Arguments:
        expression: as it stands in ``Claim.reading``.
        form: the report's form.
    """
    terms = [(sign, _term(address, form)) for sign, address in _TERM.findall(expression)]
    return Text(
        "".join(_SIGNS[sign] + term.zh for sign, term in terms),
        " ".join(f"{sign} {term.en}".strip() for sign, term in terms),
    )


def _term(address: str, form: Form) -> Text:
    if address.startswith("said."):
        name = name_of(address.removeprefix("said."))
        return Text(f"正文“{name.zh}”", f"“{name.en}” in the prose")
    table, row, _ = address.split(".")
    if not row.endswith("*"):
        return form.label(address)
    spec = form.table[table]
    first = next(each for each in spec.rows if each.id.startswith(row[:-1]))
    group, place = first.group or first.text, form.label(table)
    return Text(f"{place.zh}“{group}”各项之和", f"{place.en}, all of “{group}”")
