"""What every file format shares: results come one by one, and the file is moved into place."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Protocol, Self, cast

from govreport.output.items import Item
from govreport.output.target import target
from govreport.text import Language

if TYPE_CHECKING:
    from govreport.checker.compare.model import Comparison

__all__ = ["ComparisonFile", "ComparisonWriter", "FileOutput", "Store", "Writer"]


class Writer(Protocol):
    """Writes the items of a run into an open file.

    Attributes:
        begins: what a file of this kind that the program wrote begins with, one of these.
        encoding: the encoding of the file, ``None`` for bytes.

    A writer of a format in which other programs' files begin the same has a static method
    ``wrote(path)``, too, which tells whether the program wrote that file.
    """

    begins: tuple[str, ...]
    encoding: str | None

    def add(self, item: Item) -> None:
        """Take the next item; it is not kept longer than needed."""

    def close(self) -> None:
        """Write what is known only at the end."""


class ComparisonWriter(Writer, Protocol):
    """Writes a comparison: the items of the run, then what was found over several reports.

    Attributes:
        whole: it takes each report's own result, too, and not only files that failed.
    """

    whole: bool

    def conclude(self, comparison: Comparison) -> None:
        """Take what was found over several reports, after the last item."""


class Store(Protocol):
    """Keeps finished files, and knows whether a run would only make one again."""

    def fetch(self, kind: str, file: IO[bytes]) -> bool:
        """Write a kept file into an open one, and tell whether there was one."""

    def keep(self, kind: str, path: str) -> None:
        """Keep a finished file."""


class FileOutput:
    """A file that takes the items of a run and is there when all of them are written.

    It is written beside its place and moved there by :meth:`close`; leaving the ``with`` block by
    an error leaves nothing behind.

    Arguments:
        path: the file.
        make: makes the writer, from an open file and the language.
        language: the language of labels and messages.
        store: keeps finished files (``None``: none is kept).

    Raises:
        OutputError: another's file is there, or the place cannot be written to.
    """

    def __init__(
        self,
        path: str,
        make: Callable[[IO[Any], Language], Writer],
        language: Language,
        store: Store | None = None,
    ) -> None:
        self.path = path
        self.store = store
        kind: Any = make
        wrote = getattr(kind, "wrote", None)
        self._target: AbstractContextManager[IO[Any]] = target(
            path, kind.begins, kind.encoding, wrote
        )
        file = self._target.__enter__()
        # Links lead from the folder of the file.
        folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
        self._kind = f"{kind.__name__} {language} {folder}"
        self._fetched = store is not None and store.fetch(self._kind, _bytes_of(file))
        self._writer = _Finished() if self._fetched else make(file, language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._target.__exit__(kind, error, trace)

    def add(self, item: Item) -> None:
        """Take the next item."""
        self._writer.add(item)

    def close(self) -> None:
        """Finish the file, and move it into place."""
        self._writer.close()
        self._target.__exit__(None, None, None)

    def keep(self) -> None:
        """Have the finished file kept: it shows the whole run."""
        if self.store is not None and not self._fetched:
            self.store.keep(self._kind, self.path)


class _Finished:
    """Writes nothing: the file is finished."""

    begins: tuple[str, ...] = ()
    encoding: str | None = None

    def add(self, item: Item) -> None:
        pass

    def close(self) -> None:
        pass


def _bytes_of(file: IO[Any]) -> IO[bytes]:
    """Return the stream of bytes below one of text."""
    return cast("IO[bytes]", getattr(file, "buffer", file))


class ComparisonFile(FileOutput):
    """A file that takes a comparison.

    Arguments are those of :class:`FileOutput`; ``make`` makes a :class:`ComparisonWriter`.
    """

    _writer: ComparisonWriter

    @property
    def whole(self) -> bool:
        """The file takes each report's own result, too."""
        return self._writer.whole

    def conclude(self, comparison: Comparison) -> None:
        """Take what was found over several reports, after the last item."""
        self._writer.conclude(comparison)
