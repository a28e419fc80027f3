"""Reads, parses and checks files one after the other: each file comes to one item, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from govreport.batch.discovery import Source
from govreport.output.items import Failure, Item, Skipped, Summary
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.model import Result
    from govreport.checker.rule import Rule
    from govreport.forms.model import Form
    from govreport.parser.report import Report

__all__ = [
    "FailOn",
    "Options",
    "all_rules", "check_file", "choose_form", "choose_rules", "read_report", "run", "status"]

FailOn = Literal["error", "warning", "never"]

_CRASHED = Text(
    "程序内部错误（{what}），此文件未能检查；请把文件和这一行报告给开发者",
    "internal error ({what}), the file could not be checked; please report this line",
)


@dataclass(frozen=True, slots=True)
class Options:
    """How files are checked.

    Arguments:
        form: the form of every report (``None``: recognised from the labels).
        rules: codes of the rules to run (``None``: all).
    """

    form: Form | None = None
    rules: frozenset[str] | None = None


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


def read_report(path: str, form: Form | None = None) -> Report:
    """Read a file and find the report in it.

    Raises:
        ReadingError: the file cannot be read.
        NotAReport: it is no annual report.
    """
    from govreport.parser import parse
    from govreport.reading import read

    return parse(read(path), form=form)


def check_file(path: str, options: Options) -> Result:
    """Read and check one file.

    Raises:
        ReadingError: the file cannot be read.
        NotAReport: it is no annual report.
    """
    from govreport.checker import check
    from govreport.checker.rules import rules_for

    report = read_report(path, options.form)
    if options.rules is None:
        return check(report)
    rules = [rule for rule in rules_for(report.form) if rule.code in options.rules]
    return check(report, rules=rules)


def run(sources: Iterable[Source | Failure], options: Options) -> Iterator[Item]:
    """Yield what each file comes to, in the order of ``sources``."""
    for source in sources:
        yield source if isinstance(source, Failure) else _item(source, options)


def _item(source: Source, options: Options) -> Item:
    from govreport.parser.errors import NotAReport
    from govreport.reading.errors import ReadingError

    try:
        return check_file(source.path, options)
    except NotAReport as error:
        if source.named:
            return Failure(source.path, error.code, error.message)
        return Skipped(source.path, error.code)
    except ReadingError as error:
        if error.code == "unsupported" and not source.named:
            return Skipped(source.path, error.code)
        return Failure(source.path, error.code, error.message)
    except Exception as error:  # one file must not cost the results of the others
        what = f"{type(error).__name__}: {error}"
        return Failure(source.path, "crashed", _CRASHED.format(what=what))


def status(summary: Summary, fail_on: FailOn) -> int:
    """Return the exit status of a run.

    Arguments:
        summary: what the files came to.
        fail_on: the least severity that counts as found.

    Returns:
        2 when a file could not be read or a rule broke, else 1 when something was found, else 0.
    """
    if summary.failed or summary.broken:
        return 2
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    return int(any(summary.severities[severity] for severity in counted))
