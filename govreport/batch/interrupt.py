"""Ctrl-C, and other requests to end: at once while files are read, never in the midst of writing."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from govreport.text import Text

__all__ = ["Interrupted", "Interrupts"]

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")

PATIENCE = 1.0
"""Seconds after which a second request ends also the writing of what is done."""

_DONE = Text(
    "已中断：{total} 个文件中已检查 {done} 个",
    "interrupted: {done} of {total} files were checked",
)
_SHORT = Text("已中断", "interrupted")


class Interrupted(KeyboardInterrupt):
    """The user ended a run.

    Arguments:
        number: the signal by which.
        done: files that were checked until then.
        total: files that there were to check.
    """

    def __init__(self, number: int, done: int = 0, total: int = 1) -> None:
        self.status = 128 + number
        self.message = _DONE.format(done=done, total=total) if total > 1 else _SHORT
        super().__init__(self.message.en)


class Interrupts:
    """Holds requests to end back until they do no harm; a context manager.

    Attributes:
        number: the signal that asked to end (0: none).
    """

    def __init__(self) -> None:
        self.number = 0
        self._since = 0.0
        self._open = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            for name in _SIGNALS:
                number = getattr(signal, name, None)
                # What is ignored (nohup, a job in the background) stays so.
                if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._asked)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Who asked to end has been heard; a further request finds nothing left to end.
        for number, before in self._before.items():
            signal.signal(number, signal.SIG_IGN if self.number else before)

    @contextmanager
    def may_end(self) -> Iterator[None]:
        """Let a request end what is done in this block, also one that came before.

        Raises:
            KeyboardInterrupt: somebody asked to end.
        """
        self._open = True
        try:
            if self.number:
                raise KeyboardInterrupt
            yield
        finally:
            self._open = False

    def _asked(self, number: int, frame: object) -> None:
        now = time.monotonic()
        again = bool(self.number) and now - self._since > PATIENCE
        if not self.number:
            self.number, self._since = number, now
        if self._open or again:
            raise KeyboardInterrupt
