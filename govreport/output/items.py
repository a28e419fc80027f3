"""What a run over files gives, file by file: a result, a skipped file or a failure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from govreport.checker.model import Result
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.checker.compare.model import Comparison

__all__ = ["ComparisonOutput", "Failure", "Item", "Output", "Skipped", "Summary"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read.

    Arguments:
        source: the path as the user gave it.
        error: a stable word for programs, see :class:`govreport.reading.errors.ReadingError`.
        message: what is wrong and what to do, in one line.
    """

    source: str
    error: str
    message: Text


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder, or one that a pattern matched, that is no annual report.

    Arguments:
        source: the path as found.
        reason: a stable word for programs: ``not-a-report`` or ``unsupported``.
    """

    source: str
    reason: str


Item = Result | Skipped | Failure


class Output(Protocol):
    """Something that takes the items of a run one by one and shows or writes them."""

    def add(self, item: Item) -> None:
        """Take the next item; it is not kept longer than needed."""

    def close(self) -> None:
        """Finish: what is only known at the end is shown or written."""


@dataclass(slots=True)
class Summary:
    """How many files came to what, and what the exit status follows from.

    Arguments:
        verdicts: number of reports by verdict.
        severities: number of findings that are not accepted, by severity.
        skipped: number of files skipped.
        failed: number of files that could not be read.
        broken: number of rules that broke (faults of the program).
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    failed: int = 0
    broken: int = 0

    def add(self, item: Item) -> None:
        """Count one item."""
        if isinstance(item, Failure):
            self.failed += 1
        elif isinstance(item, Skipped):
            self.skipped += 1
        else:
            self.verdicts[item.verdict] += 1
            self.severities.update(f.severity for f in item.issues if not f.accepted)
            self.broken += item.checks.error

    @property
    def reports(self) -> int:
        """Number of reports that were checked."""
        return self.verdicts.total()

    @property
    def files(self) -> int:
        """Number of files, whatever came of them."""
        return self.reports + self.skipped + self.failed


class ComparisonOutput(Output, Protocol):
    """Something that shows or writes a comparison: its items, then what it found."""

    @property
    def whole(self) -> bool:
        """It takes each report's own result, too, and not only files that failed."""

    def conclude(self, comparison: Comparison) -> None:
        """Take what was found over several reports, after the last item."""
