"""Writes a marked copy of each file in which something is to be marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Protocol, cast

from govreport.checker.model import Result
from govreport.output.annotate.marks import Changed, Mark, marks_of
from govreport.output.annotate.signed import is_signed
from govreport.output.folder import Folder, naming, split_source
from govreport.output.items import Item
from govreport.reading import DEFAULT, Limits, ReadingError, load
from govreport.text import Language, Text

__all__ = ["FORMATS", "Annotator", "MarkedCopies", "annotator_of"]

STDIN = "-"
"""The name of a report that was read from standard input."""

FORMATS = ("docx", "html", "xlsx")
"""The formats that are marked; a module of this package for each."""

_WRITTEN = Text("已写入 {n} 份标注副本：{folder}", "{n} marked copies written: {folder}")
_NOTHING = Text("没有需要标注的内容，未写入副本", "nothing to mark: no copy was written")
_WITHDRAWN = Text(
    "移去 {n} 份以前的副本，其报告已没有需要标注的内容",
    "{n} earlier copies removed, in whose reports nothing is left to mark",
)
_NOT_MARKED = Text(
    "{source} 有问题，但 {format} 格式不能标注；能标注的是 Word（.docx）、Excel（.xlsx）和网页（.html）",
    "{source} has findings, but {format} files cannot be marked; Word (.docx), Excel (.xlsx) and "
    "web pages (.html) can",
)
_STANDARD_INPUT = Text(
    "从标准输入读取的报告有问题，但没有可以标注的文件；请检查文件本身",
    "the report from standard input has findings, but there is no file to mark; check the file",
)
_MORE_NOT_MARKED = Text(
    "另有 {n} 个有问题的文件格式不能标注（{formats}）",
    "{n} more with findings cannot be marked for their format ({formats})",
)
_NAMED = 10
"""So many files that cannot be marked are named; the others are counted."""
_SIGNED = Text(
    "{source} 有数字签名：标注改动了内容，副本中的签名因此失效（原文件的签名不受影响）",
    "{source} has a digital signature: marks change what was signed, so it is not valid in the "
    "copy (the file itself keeps it)",
)
_CHANGED = Text(
    "{source} 在检查后有改动，未标注；请重新检查",
    "{source} has changed since it was checked and was not marked; check it again",
)
_UNREADABLE = Text("{source} 未能标注：{why}", "{source} could not be marked: {why}")
_CRASHED = Text(
    "程序内部错误（{what}），请把文件和这一行报告给开发者",
    "internal error ({what}); please report this line",
)


class Annotator(Protocol):
    """Puts marks into files of one format."""

    def annotate(
        self, data: bytes, marks: Sequence[Mark], limits: Limits, language: Language
    ) -> bytes:
        """Return a file with marks.

        Raises:
            ReadingError: the file cannot be read.
            Changed: it does not say what it did when it was checked.
        """


def annotator_of(format: str) -> Annotator:
    """Return what marks files of a format, one of :data:`FORMATS`."""
    return cast(Annotator, import_module(f"govreport.output.annotate.{format}"))


class MarkedCopies:
    """Takes the results of a run, and writes marked copies into a folder.

    Arguments:
        folder: the folder.
        sources: the paths of all files of the run.
        language: the language of the comments.
        limits: how much of a file is read.
    """

    def __init__(
        self, folder: Folder, sources: Iterable[str], language: Language, limits: Limits = DEFAULT
    ) -> None:
        self.folder = folder
        self._name = naming(sources)
        self._language = language
        self._limits = limits
        self._others: list[tuple[str, str]] = []
        self._signed: list[str] = []
        self._seen: Counter[str] = Counter()
        self._withdrawn = 0

    def add(self, item: Item) -> None:
        """Write a copy of the file that a result is of, if something is to be marked in it."""
        if not isinstance(item, Result):
            return
        marks = marks_of(item, self._language)
        source, format = item.report.source, item.report.document.format
        self._seen[source] += 1
        if not marks:
            self._withdrawn += self.folder.withdraw(self._name(source))
        elif format not in FORMATS or source == STDIN:
            self._others.append((source, format))
        elif (data := self._marked(source, format, marks)) is not None:
            written = self.folder.put(self._name(source), data)
            if written is not None and is_signed(data):
                self._signed.append(source)

    def close(self) -> None:
        """Nothing is left to write."""

    def told(self) -> list[Text]:
        """Say how many copies there are, and what could not be marked."""
        n = len(self.folder.written)
        told = [_WRITTEN.format(n=n, folder=self.folder.path) if n else _NOTHING]
        if self._withdrawn:
            told.append(_WITHDRAWN.format(n=self._withdrawn))
        told.extend(_SIGNED.format(source=source) for source in self._signed)
        for source, format in self._others[:_NAMED]:
            text = _STANDARD_INPUT if source == STDIN else _NOT_MARKED
            told.append(text.format(source=source, format=format))
        if more := Counter(format for _, format in self._others[_NAMED:]):
            formats = ", ".join(f"{format} {n}" for format, n in sorted(more.items()))
            told.append(_MORE_NOT_MARKED.format(n=more.total(), formats=formats))
        return told

    def _marked(self, source: str, format: str, marks: Sequence[Mark]) -> bytes | None:
        """Return the marked copy of a file; ``None`` where it cannot be made."""
        try:
            data = content_of(source, self._limits, self._seen[source])
            return annotator_of(format).annotate(data, marks, self._limits, self._language)
        except Changed:
            problem = _CHANGED.format(source=source)
        except ReadingError as error:
            problem = _UNREADABLE.format(source=source, why=error.message)
        except Exception as error:  # one file must not cost the results of the others
            what = _CRASHED.format(what=f"{type(error).__name__}: {error}")
            problem = _UNREADABLE.format(source=source, why=what)
        self.folder.problems.append(problem)
        return None


def content_of(source: str, limits: Limits, nth: int = 1) -> bytes:
    """Return the bytes of a report's file, which may lie in an archive.

    Arguments:
        source: the name of the report's file.
        limits: how much is read.
        nth: which of the files that have this name, as those of an archive may.

    Raises:
        ReadingError: it cannot be read any more.
        Changed: the archive does not hold it any more.
    """
    path, inner = split_source(source)
    data = load(path, limits)
    if not inner:
        return data
    from govreport.reading.archive import members

    found = [content for name, content in members(data, path, limits) if name == source]
    if len(found) < nth:
        raise Changed
    content = found[nth - 1]
    if isinstance(content, ReadingError):
        raise content
    return content
