"""How elements of SpreadsheetML are written into a part."""

from __future__ import annotations

from govreport.output.annotate.package import RELATIONS, prefix_of, relations_of
from govreport.output.annotate.xmlsource import Source

__all__ = ["MAIN", "STRICT_MAIN", "namespace_of", "prefix"]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def namespace_of(source: Source) -> str:
    """Return the namespace in a file that holds this part."""
    return MAIN if relations_of(source) == RELATIONS else STRICT_MAIN


def prefix(source: Source) -> str:
    """Return the prefix of the elements of a part, with its colon; mostly there is none."""
    root = source.root
    is_main = root.attributes.get(f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns")
    return root.prefix if is_main in (MAIN, STRICT_MAIN) else prefix_of(source, MAIN)[0]
