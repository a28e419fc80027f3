"""Adds ``[[accept]]`` entries to a settings file, and leaves everything else in it as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from govreport.checker.accept import Accepted, acceptance
from govreport.output.items import Failure, Item, Skipped
from govreport.output.target import replace_text

__all__ = ["Acceptance", "add_entries"]


class Acceptance:
    """Collects an entry for each finding of a run that is not accepted yet.

    Arguments:
        reason: why they are accepted.
        severities: which findings are taken.
    """

    def __init__(self, reason: str, severities: Sequence[str] = ("error", "warning")) -> None:
        self.reason = reason
        self.severities = severities
        self.entries: list[Accepted] = []

    def add(self, item: Item) -> None:
        """Take the findings of one report."""
        if isinstance(item, (Skipped, Failure)):
            return
        for finding in item.issues:
            if not finding.accepted and finding.severity in self.severities:
                entry = acceptance(finding, item.report, self.reason)
                if entry not in self.entries:
                    self.entries.append(entry)

    def close(self) -> None:
        """Nothing is left to do."""


def add_entries(path: Path, entries: Sequence[Accepted]) -> None:
    """Append entries to a settings file; it is made when it is not there.

    Arguments:
        path: ``govreport.toml``, or a ``pyproject.toml`` (then under ``[tool.govreport]``).
        entries: what to append.

    Raises:
        OutputError: the file cannot be written.
    """
    import tomlkit

    document = tomlkit.parse(path.read_text("utf-8") if path.is_file() else "")
    home: Any = document
    if path.name == "pyproject.toml":
        tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
        home = tool.setdefault("govreport", tomlkit.table())
    listed = home.get("accept")
    if listed is None:
        listed = tomlkit.aot()
        home["accept"] = listed
    for entry in entries:
        table = tomlkit.table()
        for key, value in asdict(entry).items():
            table[key] = value
        listed.append(table)
    replace_text(str(path), tomlkit.dumps(document))
