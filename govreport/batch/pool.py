"""Processes that read files: each file has its own time, and costs at most itself.

A file that hangs, crashes its process or uses too much memory is reported as failed; its process
is replaced, the others go on. Results come in the order of the files, whatever finishes first.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from govreport.batch import wire
from govreport.batch.discovery import Source
from govreport.batch.run import Options
from govreport.batch.worker import work
from govreport.output.items import Failure
from govreport.text import Text

__all__ = ["Pool"]

AHEAD = 4
"""Files handed out ahead of the one whose result is due, for each process."""

_TIMEOUT = Text(
    "读取超过 {seconds} 秒，已放弃；可调高设置 time_limit，或换一种格式的文件",
    "reading took more than {seconds} seconds and was given up; raise the setting time_limit, or "
    "get the file in another format",
)
_CRASHED = Text(
    "读取此文件的进程意外终止（{code}），可能是内存不足（设置 memory_limit）或文件损坏",
    "the process that read this file ended unexpectedly ({code}): out of memory (setting "
    "memory_limit), or a damaged file",
)


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int | None = None
    deadline: float = 0.0


class Pool:
    """A number of processes that check files.

    Arguments:
        jobs: number of processes.
        options: how files are checked.
        time_limit: seconds for one file (0: no limit).
        memory_limit: megabytes for one process (0: no limit).
    """

    def __init__(self, jobs: int, options: Options, time_limit: float, memory_limit: int) -> None:
        # A fork server starts processes quickly and, unlike fork, safely beside threads.
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        self.context: Any = get_context(method)
        if method == "forkserver":
            self.context.set_forkserver_preload(["govreport.batch.preload"])
        self.options = options
        self.time_limit, self.memory_limit = time_limit, memory_limit
        self.workers = [self._start() for _ in range(jobs)]

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

    def run(self, sources: Iterable[Source]) -> Iterator[bytes]:
        """Check files, and yield what each came to, packed, in the order of ``sources``."""
        waiting = iter(enumerate(sources))
        named: dict[int, Source] = {}
        done: dict[int, bytes] = {}
        due = 0
        more = True
        while more or named or done:
            more = more and self._hand_out(waiting, named, due)
            if due in done:
                yield done.pop(due)
                due += 1
            elif named:
                self._collect(named, done)

    def _hand_out(
        self, waiting: Iterator[tuple[int, Source]], named: dict[int, Source], due: int
    ) -> bool:
        """Give each idle process a file, not too far ahead; tell whether there may be more."""
        for worker in self.workers:
            if worker.task is not None:
                continue
            if named and max(named) - due >= AHEAD * len(self.workers):
                return True
            found = next(waiting, None)
            if found is None:
                return False
            number, source = found
            named[number] = source
            self._give(worker, number, source)
        return True

    def _give(self, worker: _Worker, number: int, source: Source) -> None:
        try:
            worker.pipe.send(source)
        except OSError:  # it was killed while idle
            self._replace(worker)
            worker.pipe.send(source)
        worker.task = number
        worker.deadline = time.monotonic() + self.time_limit if self.time_limit else float("inf")

    def _collect(self, named: dict[int, Source], done: dict[int, bytes]) -> None:
        """Wait for the next result, and take every one that is there; give up what hangs."""
        busy = {worker.pipe: worker for worker in self.workers if worker.task is not None}
        now = time.monotonic()
        next_deadline = min(worker.deadline for worker in busy.values())
        patience = None if next_deadline == float("inf") else max(0.0, next_deadline - now)
        for pipe in wait(list(busy), patience):
            worker = busy[pipe]  # type: ignore[index]
            number, worker.task = worker.task, None
            assert number is not None
            done[number] = self._receive(worker, named.pop(number))
        now = time.monotonic()
        for worker in busy.values():
            if worker.task is not None and worker.deadline <= now:
                source = named.pop(worker.task)
                text = _TIMEOUT.format(seconds=f"{self.time_limit:g}")
                done[worker.task] = self._failure(source, "timeout", text)
                self._replace(worker)

    def _receive(self, worker: _Worker, source: Source) -> bytes:
        try:
            return worker.pipe.recv_bytes()
        except (EOFError, OSError):
            worker.process.join(1)
            code = worker.process.exitcode
            self._replace(worker)
            return self._failure(source, "crashed", _CRASHED.format(code=code))

    def _failure(self, source: Source, code: str, message: Text) -> bytes:
        return wire.dumps([Failure(source.path, code, message)])

    def _start(self) -> _Worker:
        """Start a process; should the server that starts them have been killed, it comes back."""
        for pause in (0.05, 0.2, 1.0):
            try:
                return self._launch()
            except (OSError, EOFError):
                time.sleep(pause)
        return self._launch()

    def _launch(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(
            target=work, args=(theirs, self.options, self.memory_limit), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.pipe, worker.task = fresh.process, fresh.pipe, None
