"""What the user says of the bodies: which is under which, which file is whose report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from govreport.checker.compare.names import placed, region_of, without_region
from govreport.checker.compare.spelling import canonical

__all__ = ["Bodies", "Member"]


@dataclass(frozen=True, slots=True)
class Member:
    """What the user says of one body.

    Arguments:
        body: its name.
        parent: the body that it is under (``""``: none).
        report: a file, or the end of its path, that holds its report (``""``: not said).
        line: where the mapping says so (0: nowhere).
    """

    body: str
    parent: str = ""
    report: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Bodies:
    """The mapping that the user gives: bodies, their parents, their files.

    A body without a place in its name (水务局) has that of its parent.
    """

    members: tuple[Member, ...] = ()

    def body_of(self, source: str) -> str | None:
        """Return the body whose report is ``source``, ``None`` when the mapping does not say."""
        member = self.member_of(source)
        return self.full_name(member) if member else None

    def member_of(self, source: str) -> Member | None:
        """Return the entry whose file is ``source``; the one that says most of the path."""
        path = _posix(source)
        fitting = [
            (len(wanted), member)
            for wanted, member in self._by_file.get(path.rpartition("/")[2], ())
            if path == wanted or path.endswith("/" + wanted)
        ]
        return max(fitting, key=lambda each: each[0])[1] if fitting else None

    def files(self, sources: Iterable[str]) -> dict[Member, list[str]]:
        """Return for each entry that names a file which of ``sources`` it fits."""
        fitting: dict[Member, list[str]] = {m: [] for m in self.members if m.report}
        for source in sources:
            path = _posix(source)
            for wanted, member in self._by_file.get(path.rpartition("/")[2], ()):
                if path == wanted or path.endswith("/" + wanted):
                    fitting[member].append(source)
        return fitting

    def body_named(self, name: str) -> str | None:
        """Return the one body that a name without a place can mean, ``None`` where several can."""
        listed = self._by_short_name.get(canonical(without_region(name)), ())
        found = [full for full in listed if placed(name, region_of(full)) is not None]
        return found[0] if len(found) == 1 else None

    def children(self, parent: str) -> tuple[str, ...]:
        """Return the bodies under ``parent``, in the order of the mapping, each once."""
        return tuple(self._children.get(canonical(parent), {}).values())

    def doubled(self, parent: str) -> tuple[str, ...]:
        """Return the bodies that the mapping names twice under ``parent`` for the same file."""
        seen: set[Member] = set()
        twice: dict[str, None] = {}
        for member in self.members:
            if member in seen and member.parent and canonical(member.parent) == canonical(parent):
                twice.setdefault(self.full_name(member))
            seen.add(member)
        return tuple(twice)

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The bodies that others are under, in the order of the mapping."""
        parents = {canonical(m.parent): m.parent for m in reversed(self.members) if m.parent}
        return tuple(dict.fromkeys(parents[canonical(m.parent)] for m in self.members if m.parent))

    def full_name(self, member: Member) -> str:
        """Return the name of a body with its place."""
        if region_of(member.body):
            return member.body
        return placed(member.body, region_of(member.parent)) or member.body

    @cached_property
    def _children(self) -> dict[str, dict[str, str]]:
        children: dict[str, dict[str, str]] = {}
        for member in self.members:
            if member.parent:
                under = children.setdefault(canonical(member.parent), {})
                name = self.full_name(member)
                under.setdefault(canonical(name), name)
        return children

    @cached_property
    def _by_file(self) -> dict[str, list[tuple[str, Member]]]:
        files: dict[str, list[tuple[str, Member]]] = {}
        for member in self.members:
            if member.report:
                wanted = _posix(member.report)
                files.setdefault(wanted.rpartition("/")[2], []).append((wanted, member))
        return files

    @cached_property
    def _by_short_name(self) -> dict[str, dict[str, None]]:
        names: dict[str, dict[str, None]] = {}
        for member in self.members:
            full = self.full_name(member)
            names.setdefault(canonical(without_region(full)), {}).setdefault(full)
        return names


def _posix(path: str) -> str:
    """Return a path with strokes of one kind; the inside of an archive follows behind ``/``."""
    return PurePosixPath(path.replace("\\", "/").replace("!", "/")).as_posix()
