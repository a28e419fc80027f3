"""The JSON that ``govreport extract`` writes: its reports as documents, each with its data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from govreport.reading.document import Document

__all__ = ["documents"]

_SCHEMA = "govreport/data/"


def documents(data: bytes, source: str) -> Iterator[Document]:
    """Yield a document for each report in a data file; nothing where it holds none.

    Arguments:
        data: the bytes of a file that the program wrote.
        source: the path as the user gave it; the reports are named ``PATH!REPORT``.
    """
    try:
        content: Any = json.loads(data)
    except ValueError:
        return
    if not isinstance(content, dict) or not str(content.get("schema", "")).startswith(_SCHEMA):
        return
    for report in content.get("reports") or ():
        if isinstance(report, dict):
            name = f"{source}!{report.get('source', '')}"
            yield Document(name, "json", stored=report)
