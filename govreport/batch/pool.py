"""Processes that read files: each file has its own time, and costs at most itself.

A file that hangs, crashes its process or uses too much memory is reported as failed; its process
is replaced, the others go on. Results come in the order of the files, whatever finishes first.
What starts processes is loaded with the first of them: where all is recalled, none is started.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from govreport.batch import wire
from govreport.batch.discovery import Source
from govreport.batch.run import Options, timeout
from govreport.output.items import Failure
from govreport.text import Text

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Pool", "PoolError"]

AHEAD = 32
"""Files begun ahead of the one whose result is due, for each process."""

_CRASHED = Text(
    "读取此文件的进程意外终止（{code}），可能是内存不足（设置 memory_limit）或文件损坏",
    "the process that read this file ended unexpectedly ({code}): out of memory (setting "
    "memory_limit), or a damaged file",
)

_NO_PROCESS = Text(
    "无法启动读取文件的进程（{why}）；请检查系统对进程数和内存的限制",
    "no process to read files can be started ({why}); check the limits of the system on processes "
    "and memory",
)


class PoolError(Exception):
    """No process can be started."""

    def __init__(self, error: Exception) -> None:
        self.message = _NO_PROCESS.format(why=getattr(error, "strerror", None) or error)
        super().__init__(self.message.en)


@dataclass(eq=False)
class _Place:
    """A file's place in the order of results, and what it came to, packed."""

    source: Source
    packed: bytes | None = None


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Place | None = None
    deadline: float = 0.0


class Pool:
    """Processes that check files; they are started when there is something for them to do.

    Arguments:
        jobs: number of processes at most.
        options: how files are checked.
        time_limit: seconds for one file (0: no limit).
        memory_limit: megabytes for one process (0: no limit).
        recall: gives what a file came to where that is known already.
        keep: takes what a file came to, packed, unless it may be something else next time.
        unfold: takes the number of files in an archive when their turn comes.
    """

    def __init__(
        self,
        jobs: int,
        options: Options,
        time_limit: float,
        memory_limit: int,
        recall: Callable[[Source], bytes | None] = lambda source: None,
        keep: Callable[[Source, bytes], None] = lambda source, packed: None,
        unfold: Callable[[int], None] = lambda files: None,
    ) -> None:
        self.jobs = jobs
        self.options = options
        self.time_limit, self.memory_limit = time_limit, memory_limit
        self.recall, self.keep, self.unfold = recall, keep, unfold
        self.workers: list[_Worker] = []
        self.ready: deque[_Place] = deque()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes at once."""
        for worker in self.workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
        self.workers = []

    def run(self, sources: Iterable[Source]) -> Iterator[tuple[Source, bytes]]:
        """Check files, and yield what each came to, packed, in their order.

        The files of an archive come in its place, each by itself.
        """
        waiting = iter(sources)
        line: deque[_Place] = deque()
        while True:
            while len(line) < AHEAD * self.jobs and (source := next(waiting, None)) is not None:
                line.append(self._begin(source))
            if not line:
                return
            place = line.popleft()
            while place.packed is None:
                self._collect()
            names = wire.names_in(place.packed)
            if names is None:
                yield place.source, place.packed
            else:
                self.unfold(len(names))
                yield from self.run(place.source.members(names))

    def _begin(self, source: Source) -> _Place:
        """Recall what a file came to, or have it read when a process is free."""
        place = _Place(source, self.recall(source))
        if place.packed is None:
            self.ready.append(place)
            self._hand_out()
        return place

    def _hand_out(self) -> None:
        """Give each free process a file."""
        while self.ready:
            worker = next((each for each in self.workers if each.task is None), None)
            if worker is None:
                if len(self.workers) == self.jobs:
                    return
                worker = self._start()
                self.workers.append(worker)
            self._give(worker, self.ready.popleft())

    def _give(self, worker: _Worker, place: _Place) -> None:
        try:
            worker.pipe.send(place.source)
        except OSError:  # it was killed while idle
            self._replace(worker)
            worker.pipe.send(place.source)
        worker.task = place
        worker.deadline = time.monotonic() + self.time_limit if self.time_limit else float("inf")

    def _collect(self) -> None:
        """Wait for the next result, and take every one that is there; give up what hangs."""
        from multiprocessing.connection import wait

        busy = {worker.pipe: worker for worker in self.workers if worker.task is not None}
        next_deadline = min(worker.deadline for worker in busy.values())
        patience = max(0.0, next_deadline - time.monotonic())
        for pipe in wait(list(busy), None if patience == float("inf") else patience):
            self._receive(busy[pipe])  # type: ignore[index]
        now = time.monotonic()
        for worker in busy.values():
            if worker.task is not None and worker.deadline <= now:
                self._fail(worker, timeout(worker.task.source.path, self.time_limit))
        self._hand_out()

    def _receive(self, worker: _Worker) -> None:
        place = worker.task
        assert place is not None
        try:
            packed = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            worker.process.join(1)
            text = _CRASHED.format(code=worker.process.exitcode)
            self._fail(worker, Failure(place.source.path, "crashed", text))
            return
        place.packed, worker.task = packed, None
        if wire.is_lasting(packed):
            self.keep(place.source, packed)

    def _fail(self, worker: _Worker, failure: Failure) -> None:
        """Report the file that a process was at as failed, and replace the process."""
        assert worker.task is not None
        worker.task.packed = wire.dumps([failure], name=failure.source)
        self._replace(worker)

    def _start(self) -> _Worker:
        """Start a process; should the server that starts them have been killed, it comes back."""
        for pause in (0.05, 0.2, 1.0):
            try:
                return self._launch()
            except (OSError, EOFError):
                time.sleep(pause)
        try:
            return self._launch()
        except (OSError, EOFError) as error:
            raise PoolError(error) from error

    def _launch(self) -> _Worker:
        from govreport.batch.worker import work

        context = _context()
        ours, theirs = context.Pipe()
        process = context.Process(
            target=work,
            args=(theirs, self.options, self.memory_limit, self.time_limit),
            daemon=True,
        )
        with _main_hidden():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.pipe, worker.task = fresh.process, fresh.pipe, None


def _context() -> Any:
    """Return how processes are started.

    A fork server starts them quickly and, unlike fork, safely beside threads.
    """
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = get_context("forkserver")
    context.set_forkserver_preload(["govreport.batch.preload"])
    # Both take the signals of a terminal as they come until they have set out; a Ctrl-C in that
    # moment would end them with a trace of Python.
    resource_tracker.ensure_running()
    with _signals_held(), _main_hidden():
        forkserver.ensure_running()
    return context


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let Ctrl-C wait; a process started meanwhile never sees it."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep a new process from running the user's program again, of which it needs nothing.

    A program without ``if __name__ == "__main__"`` would start processes in turn, and one that is
    typed in or piped to Python is nowhere to be found.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
