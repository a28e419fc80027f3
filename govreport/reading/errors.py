"""What can go wrong with a file, each with one clear line for the user."""

from __future__ import annotations

from govreport.text import Text

__all__ = ["ReadingError"]


class ReadingError(Exception):
    """A file that could not be read.

    Arguments:
        code: a stable word for programs: ``not-found``, ``empty``, ``permission``,
            ``not-a-document``, ``unsupported``, ``own-output``, ``encrypted``, ``damaged``, ``too-large``,
            ``no-text``, ``timeout``, ``crashed``.
        message: what is wrong, where, and what to do, in one line.
    """

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(message.en)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, Text]]:
        return type(self), (self.code, self.message)
