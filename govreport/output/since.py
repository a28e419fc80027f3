"""A run against an earlier result: what was mended, what remains, what is new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from govreport.checker.model import Finding, Result
from govreport.oserror import why
from govreport.output.items import Failure, Item, Skipped
from govreport.text import Text

__all__ = ["Since", "SinceError"]

_OTHER = Text("内容不符", "it holds something else")
_UNREADABLE = Text(
    "无法读取以前的结果 {path}（{why}）；应为 govreport check -o 写出的 .json 或 .jsonl 文件",
    "the earlier result {path} cannot be read ({why}); it must be a .json or .jsonl file that "
    "govreport check -o wrote",
)


class SinceError(Exception):
    """An earlier result that cannot be read."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass
class Since:
    """Takes the results of a run and tells them from those of an earlier one.

    Findings are told by their id: it stays the same as long as body, year, rule, cells and
    printed values do. What an earlier run found in a report that this run has not seen is left
    open: it is neither mended nor remaining.

    Arguments:
        earlier: the earlier findings by id, each with the report that it was found in.
    """

    earlier: dict[str, tuple[dict[str, Any], str]]
    seen: set[str] = field(default_factory=set)
    remaining: list[tuple[Result, Finding]] = field(default_factory=list)
    new: list[tuple[Result, Finding]] = field(default_factory=list)

    @classmethod
    def read(cls, path: str) -> Since:
        """Read an earlier result.

        Raises:
            SinceError: the file cannot be read, or is no result.
        """
        try:
            reports = list(_reports(Path(path).read_text("utf-8")))
            earlier = {
                finding["id"]: (
                    finding,
                    _name(report.get("organization"), report.get("year"), report["source"]),
                )
                for report in reports
                for finding in report["findings"]
                if not finding["accepted"]
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = why(error) if isinstance(error, OSError) else _OTHER
            raise SinceError(_UNREADABLE.format(path=path, why=reason)) from error
        return cls(earlier)

    def add(self, item: Item) -> None:
        """Sort the findings of one report."""
        if isinstance(item, (Skipped, Failure)):
            return
        report = item.report
        self.seen.add(_name(report.organization, report.year, report.source))
        for finding in item.issues:
            if not finding.accepted:
                known = finding.id in self.earlier
                (self.remaining if known else self.new).append((item, finding))

    def close(self) -> None:
        """Nothing is left to do."""

    @property
    def mended(self) -> list[tuple[dict[str, Any], str]]:
        """Earlier findings, as in the JSON, of reports seen now that are found no more."""
        still = {finding.id for _, finding in self.remaining}
        return [
            (finding, name)
            for id, (finding, name) in self.earlier.items()
            if id not in still and name in self.seen
        ]


def _reports(text: str) -> Iterator[dict[str, Any]]:
    """Yield the reports of a JSON document, or of JSON Lines."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        yield from (line for line in lines if line["type"] == "report")
        return
    yield from [data] if data.get("type") == "report" else data["reports"]


def _name(organization: str | None, year: int | None, source: str) -> str:
    """Name a report by body and year, where they are known: its file may have another name now."""
    return f"{organization} {year}" if organization and year else Path(source).name
