"""One process that reads files: it takes paths from a pipe and sends back what they came to."""

from __future__ import annotations

import signal
import sys
from multiprocessing.connection import Connection

from govreport.batch import wire
from govreport.batch.discovery import Source
from govreport.batch.run import Options, run

__all__ = ["work"]


def work(pipe: Connection, options: Options, memory: int) -> None:
    """Check files until the pipe is closed.

    Arguments:
        pipe: gives a :class:`Source` at a time, takes packed items.
        options: how files are checked.
        memory: megabytes that this process may use (0: as much as there is).
    """
    # Ctrl-C goes to every process of a terminal; the parent decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    while True:
        try:
            source: Source = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send_bytes(wire.dumps(list(run([source], options)), options.form))


def limit_memory(megabytes: int) -> None:
    """Let this process use so much memory; beyond it a file fails, not the machine."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    if megabytes:
        limit = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
