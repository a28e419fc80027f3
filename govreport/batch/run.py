"""Reads, parses and checks files one after the other; whatever a file is, it comes to something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from govreport.batch.discovery import Source
from govreport.checker.score import DEFAULT_WEIGHTS, Weights
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.pattern import lazy
from govreport.reading.document import Document
from govreport.reading.limits import DEFAULT, Limits
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.accept import Accepted
    from govreport.checker.model import Result
    from govreport.checker.rule import Rule
    from govreport.forms.model import Form
    from govreport.reading.errors import ReadingError

__all__ = [
    "Options",
    "all_rules",
    "check_document",
    "choose_form",
    "choose_rules",
    "each",
    "is_passing",
    "run",
    "status",
    "timeout",
]

T = TypeVar("T")

_PASSING = ("timeout", "crashed", "memory")
"""Failures that may be gone next time."""

_CRASHED = Text(
    "程序内部错误（{what}），此文件未能检查；请把文件和这一行报告给开发者",
    "internal error ({what}), the file could not be checked; please report this line",
)
_TIMEOUT = Text(
    "读取超过 {seconds} 秒，已放弃；可调高设置 time_limit，或换一种格式的文件",
    "reading took more than {seconds} seconds and was given up; raise the setting time_limit, or "
    "get the file in another format",
)
_MEMORY = Text(
    "读取此文件需要的内存超过上限，已放弃；可调高设置 memory_limit（兆字节），或换一种格式的文件",
    "reading it takes more memory than the limit and was given up; raise the setting memory_limit "
    "(megabytes), or get the file in another format",
)


@dataclass(frozen=True, slots=True)
class Options:
    """How files are checked.

    Arguments:
        form: the form of every report (``None``: recognised from the labels).
        rules: codes of the rules to run (``None``: all).
        claims: find the figures in the prose, whether a rule asks for them or not.
        limits: limits against hostile files.
        weights: what mistakes and warnings take from the score.
        accepted: findings that a person has accepted.
    """

    form: Form | None = None
    rules: frozenset[str] | None = None
    claims: bool = False
    limits: Limits = DEFAULT
    weights: Weights = DEFAULT_WEIGHTS
    accepted: tuple[Accepted, ...] = ()


def choose_form(name: str) -> Form | None:
    """Return the form that every report is read as (``None``: recognised from the labels).

    Arguments:
        name: ``"auto"``, the identifier of a form, or the path of a form file.

    Raises:
        FormError: the file cannot be read or has a fault.
    """
    if name == "auto":
        return None
    from govreport.forms import load, load_file
    from govreport.forms.load import BUILT_IN

    return load(name) if name in BUILT_IN else load_file(name)


def choose_rules(
    select: Iterable[str], ignore: Iterable[str], form: Form | None = None
) -> frozenset[str] | None:
    """Return the codes of the rules to run (``None``: all).

    Arguments:
        select: codes, beginnings of codes or names to keep; none keeps all.
        ignore: the same, to leave out.
        form: a form of the user's own, whose rules can be named, too.

    Raises:
        UnknownRuleError: a word fits no rule of any form.
    """
    select, ignore = list(select), list(ignore)
    if not select and not ignore:
        return None
    from govreport.checker.rules import selected

    return frozenset(rule.code for rule in selected(all_rules(form), select, ignore))


def all_rules(form: Form | None = None) -> tuple[Rule, ...]:
    """Return the rules of every form, those of ``form`` included, in the order of the catalogue."""
    from govreport.checker.rules import rules_for
    from govreport.forms import all_forms

    forms = (*all_forms(), *([form] if form else []))
    return tuple({rule.code: rule for each in forms for rule in rules_for(each)}.values())


def check_document(document: Document, options: Options) -> Result:
    """Find the report in a document, and check it.

    Raises:
        NotAReport: it is no annual report.
    """
    from govreport.checker import check
    from govreport.checker.rules import rules_for
    from govreport.parser import parse

    report = parse(document, form=options.form)
    if options.claims:
        _ = report.claims
    rules = rules_for(report.form)
    if options.rules is not None:
        rules = tuple(rule for rule in rules if rule.code in options.rules)
    return check(report, rules=rules, weights=options.weights, accepted=options.accepted)


def run(sources: Iterable[Source | Failure], options: Options) -> Iterator[Item]:
    """Check files, and yield what each comes to, in the order of ``sources``."""
    return each(sources, lambda document: check_document(document, options), options.limits)


def each(
    sources: Iterable[Source | Failure],
    work: Callable[[Document], T],
    limits: Limits = DEFAULT,
) -> Iterator[T | Skipped | Failure]:
    """Do ``work`` on each file, and yield what it gives, or why there is nothing.

    An archive gives as many items as it holds files.

    Arguments:
        sources: the files.
        work: makes something of a document; may raise NotAReport.
        limits: limits against hostile files.
    """
    for source in sources:
        if isinstance(source, Failure):
            yield source
            continue
        for document in _documents(source, limits):
            yield _item(source, document, work) if isinstance(document, Document) else document


def _documents(source: Source, limits: Limits) -> Iterator[Document | Skipped | Failure]:
    from govreport.reading import ReadingError, read_documents, read_member

    try:
        found_in = (
            read_member(source.archive, source.at, source.path, limits)
            if source.archive
            else read_documents(source.path, limits)
        )
        for found in found_in:
            if isinstance(found, Document):
                # Our own data lies beside the reports that it was made from.
                is_copy = found.stored is not None and not source.named
                yield Skipped(found.source, "own-output") if is_copy else found
            else:
                yield _unread(found.source, found.error, named=False)
    except ReadingError as error:
        yield _unread(source.path, error, named=source.named)
    except Exception as error:  # one file must not cost the results of the others
        yield _crashed(source.path, error)


def _item(
    source: Source, document: Document, work: Callable[[Document], T]
) -> T | Skipped | Failure:
    from govreport.parser import NotAReport

    try:
        return work(document)
    except NotAReport as error:
        if source.named and document.source == source.path:
            return Failure(document.source, error.code, error.message)
        return Skipped(document.source, error.code)
    except Exception as error:  # one file must not cost the results of the others
        return _crashed(document.source, error)


def _unread(path: str, error: ReadingError, *, named: bool) -> Skipped | Failure:
    if not named and _is_other_matter(path, error.code):
        return Skipped(path, error.code)
    return Failure(path, error.code, error.message)


def is_passing(item: Item) -> bool:
    """Tell whether a file may come to something else another time."""
    return isinstance(item, Failure) and item.error in _PASSING


def timeout(path: str, seconds: float) -> Failure:
    """Return what a file came to that takes too long."""
    return Failure(path, "timeout", _TIMEOUT.format(seconds=f"{seconds:g}"))


def _crashed(path: str, error: Exception) -> Failure:
    if isinstance(error, MemoryError):
        return Failure(path, "memory", _MEMORY)
    what = f"{type(error).__name__}: {error}"
    return Failure(path, "crashed", _CRASHED.format(what=what))


_REPORT_NAME = lazy(
    r"\.(docx?|wps|rtf|odt|ofd|pdf|xls[xb]?|et|ods|csv|tsv|x?html?|mht|mhtml|txt|md)$",
    re.IGNORECASE,
)
"""Names of files in which a body hands in its report."""


def _is_other_matter(path: str, code: str) -> bool:
    """Tell whether a file in a folder is no concern of ours: a picture, a program, our own output.

    A report in a format that we do not read is: it has to be converted, not passed over.
    """
    foreign = code in ("unsupported", "not-a-document") and not _REPORT_NAME.search(path)
    return foreign or code == "own-output"


def status(summary: Summary, fail_on: str) -> int:
    """Return the exit status of a run.

    Arguments:
        summary: what the files came to.
        fail_on: the least severity that counts as found, or ``never``.

    Returns:
        2 when a file could not be read or a rule broke, else 1 when something was found, else 0.
    """
    if summary.failed or summary.broken:
        return 2
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return int(any(summary.severities[severity] for severity in counted))
