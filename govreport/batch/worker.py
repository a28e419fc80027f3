"""One process that reads files: it takes files from a pipe and sends back what they came to."""

from __future__ import annotations

import os
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from govreport.batch import wire
from govreport.batch.discovery import Source
from govreport.batch.run import Options, run
from govreport.reading import archive_names

__all__ = ["limit_memory", "work"]

_GRACE = 10.0
"""Seconds beyond the limit of time after which a process ends itself: nobody else did."""


def work(pipe: Connection, options: Options, memory: int, time_limit: float = 0.0) -> None:
    """Check files until the pipe is closed.

    Arguments:
        pipe: gives a :class:`Source` at a time, takes what it came to, packed.
        options: how files are checked.
        memory: megabytes that this process may use (0: as much as there is).
        time_limit: seconds for one file (0: no limit). The parent sees to it; should the parent
            have been killed, nobody else would end a process that hangs.
    """
    _leave_signals_to_the_parent()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    limit_memory(memory)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    while True:
        try:
            source: Source = pipe.recv()
        except (EOFError, OSError):
            return
        _end_after(time_limit and 2 * time_limit + _GRACE)
        packed = answer(source, options)
        _end_after(0)
        try:
            pipe.send_bytes(packed)
        except OSError:  # nobody is there to take it
            return


def answer(source: Source, options: Options) -> bytes:
    """Return what a file came to, packed; of an archive, what files are in it."""
    names = None if source.archive else archive_names(source.path, options.limits)
    if names:
        return wire.dumps_names(names)
    return wire.dumps(list(run([source], options)), options.form, source.path)


def limit_memory(megabytes: int) -> None:
    """Let this process use so much memory; beyond it a file fails, not the machine."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    if megabytes:
        limit = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _leave_signals_to_the_parent() -> None:
    """Ignore what a terminal sends to all of its processes: the parent decides what happens then."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _end_after(seconds: float) -> None:
    """Have the system end this process after some time, also in the midst of a library (0: not)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
