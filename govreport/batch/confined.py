"""A file checked in this process, within the same limits as in a process of its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from govreport.batch.discovery import Source
from govreport.batch.run import Options, run, timeout
from govreport.output.items import Item

__all__ = ["confined"]


class _TimeUp(BaseException):
    """The limit of time is reached. No reader takes it for an error of its file."""


def confined(
    source: Source, options: Options, time_limit: float, memory_limit: int
) -> Iterator[Item]:
    """Check a file, and yield what it comes to.

    Where the system has no signals, and outside the main thread, there is no limit of time.

    Arguments:
        source: the file.
        options: how it is checked.
        time_limit: seconds for each report in it (0: no limit).
        memory_limit: megabytes beyond what this process uses already (0: no limit).
    """
    items = run([source], options)
    while True:
        try:
            with _time(time_limit), _memory(memory_limit):
                item = next(items, None)
        except _TimeUp:
            yield timeout(source.path, time_limit)
            return
        if item is None:
            return
        yield item


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    in_main = threading.current_thread() is threading.main_thread()
    if not seconds or not in_main or not hasattr(signal, "setitimer"):
        yield
        return

    def give_up(number: int, frame: object) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGALRM, give_up)
    # Again every second: what is raised while an object is taken down is lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    limit = used + megabytes * 1_000_000
    if not megabytes or resource.RLIM_INFINITY != soft <= limit:
        yield
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
