"""Findings as a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govreport.language import preferred
from govreport.output.json import finding_data
from govreport.text import Language

if TYPE_CHECKING:
    import pandas as pd

    from govreport.checker.model import Result

__all__ = ["COLUMNS", "findings_frame"]

COLUMNS = (
    "id",
    "rule",
    "name",
    "severity",
    "kind",
    "message",
    "cells",
    "printed",
    "expected",
    "difference",
    "implied",
    "location",
    "accepted",
    "sentence",
    "span",
)
"""The columns of the frame: the keys of a finding in the JSON, in their order."""


def findings_frame(result: Result, language: Language | None = None) -> pd.DataFrame:
    """Return the findings of a report, a row for each, columns as in the JSON.

    Arguments:
        result: the report with its findings.
        language: the language of the messages (``None``: the user's).

    Returns:
        A DataFrame of shape (findings, 13). ``cells`` holds lists, ``implied`` and ``location``
        dictionaries; ``printed``, ``expected`` and ``difference`` are ``int`` or ``Decimal``, or
        ``None`` (dtype object, so that no whole number turns into a float).
    """
    import pandas as pd

    language = language or preferred()
    rows = [finding_data(finding, language) for finding in result.issues]
    frame = pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=object) for name in COLUMNS}
    )
    texts = ["id", "rule", "name", "severity", "kind", "message", "sentence"]
    return frame.astype({**dict.fromkeys(texts, "string"), "accepted": "boolean"})
