"""The functions that ``import govreport`` offers."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from govreport.parser.report import Report

if TYPE_CHECKING:
    from govreport.checker.model import Result
    from govreport.parser.claims.model import Claim

__all__ = ["UnreadableFileWarning", "check", "check_many", "claims", "read"]


class UnreadableFileWarning(UserWarning):
    """A file of many could not be read; the results of the others are not affected."""


def read(path: str | os.PathLike[str], form: str = "auto") -> Report:
    """Read a report from a file of any format.

    Arguments:
        path: the file, or ``"-"`` for standard input.
        form: ``"auto"`` (recognised from the labels), ``"2021"``, ``"2019"``, ``"2014"``, or the
            path of a form file.

    Returns:
        The report; its tables are DataFrames under their names (``report.requests``).

    Raises:
        ReadingError: the file cannot be read; ``code`` and ``message`` say why.
        NotAReport: the file is no annual report.
        FormError: there is no such form, or its file has a fault.
    """
    from govreport.batch.run import choose_form
    from govreport.parser import parse
    from govreport.reading import read_document

    return parse(read_document(path), form=choose_form(form))


def check(report: Report | str | os.PathLike[str]) -> Result:
    """Check every figure of a report against every other.

    Arguments:
        report: a report, or the file that holds it.

    Returns:
        The result: findings, repairs, score, verdict. ``print`` shows it in colour.

    Raises:
        ReadingError, NotAReport: see :func:`read`.
    """
    from govreport.checker import check as check_report

    return check_report(report if isinstance(report, Report) else read(report))


def check_many(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str], jobs: int = 0
) -> Iterator[Result]:
    """Check many reports.

    Arguments:
        paths: files, folders (searched recursively) and patterns.
        jobs: how many processes work at once (0: one for each processor). The order of the
            results does not depend on it.

    Yields:
        A result for each report, in the order of ``paths``. A file that cannot be read gives an
        :class:`UnreadableFileWarning`; a file in a folder that is no report is passed over.
    """
    from govreport.batch.discovery import discover
    from govreport.batch.many import Plan, check_sources
    from govreport.batch.run import Options
    from govreport.output.items import Failure, Skipped

    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    sources = list(discover(os.fspath(path) for path in paths))
    for item in check_sources(sources, Options(), Plan(jobs=jobs)):
        if isinstance(item, Failure):
            text = f"{item.source}: {item.message.en}"
            warnings.warn(text, UnreadableFileWarning, stacklevel=2)
        elif not isinstance(item, Skipped):
            yield item


def claims(
    text: str, year: int | None = None, scope: Literal["body", "all"] = "body"
) -> list[Claim]:
    """Find the figures that a text states.

    Arguments:
        text: sentences of section 一 of a report.
        year: the year that the report is on; figures of another year are no claims.
        scope: ``"body"`` for the reporting body's, ``"all"`` for its parts' too.

    Returns:
        The claims in reading order.
    """
    from govreport.parser.claims import claims_in

    found = claims_in(text, year=year)
    return [claim for claim in found if scope == "all" or claim.scope == "body"]
