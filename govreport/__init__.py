"""Finds every wrong figure in China's government annual reports on information disclosure.

    >>> import govreport
    >>> report = govreport.read("report.docx")      # doctest: +SKIP
    >>> result = govreport.check(report)            # doctest: +SKIP

Importing the package loads nothing else: each name is fetched where it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govreport.api import check, check_many, claims, read
    from govreport.checker.model import Result
    from govreport.parser.errors import NotAReport
    from govreport.parser.report import Report
    from govreport.reading.errors import ReadingError

__version__ = "0.1.0"

__all__ = [
    "NotAReport", "ReadingError", "Report", "Result",
    "__version__", "check", "check_many", "claims", "read",
]  # fmt: skip

_HOME = {
    "NotAReport": "govreport.parser.errors",
    "ReadingError": "govreport.reading.errors",
    "Report": "govreport.parser.report",
    "Result": "govreport.checker.model",
    "check": "govreport.api",
    "check_many": "govreport.api",
    "claims": "govreport.api",
    "read": "govreport.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'govreport' has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
