"""Many files: from the cache where it knows them, from processes where it does not."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.batch.confined import confined
from govreport.batch.discovery import STDIN, Source
from govreport.batch.run import Options, run
from govreport.output.items import Failure, Item
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.batch.pool import Pool

__all__ = ["Plan", "check_sources"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many files are checked.

    Arguments:
        jobs: processes (0: one for each processor).
        time_limit: seconds for one file.
        memory_limit: megabytes for one process.
        cache: folder of the cache (``None``: none is kept).
        key: what the results depend on beside the files.
        warn: takes what the user should know of the run itself.
        unfold: takes the number of files in an archive when it is opened.
    """

    jobs: int = 0
    time_limit: float = 60.0
    memory_limit: int = 2048
    cache: str | None = None
    key: str = ""
    warn: Callable[[Text], None] = lambda text: None
    unfold: Callable[[int], None] = lambda files: None


def check_sources(
    sources: Sequence[Source | Failure], options: Options, plan: Plan
) -> Generator[Item, None, None]:
    """Check files, and yield what each comes to, in their order.

    A single file is checked in this process, so that nothing is started for it; of several, and
    of those in an archive, each has a process that it may crash or hang at its own cost only.

    Arguments:
        sources: the files, as :func:`govreport.batch.discovery.discover` found them.
        options: how they are checked.
        plan: processes, limits, cache.
    """
    files = [source for source in sources if isinstance(source, Source) and source.path != STDIN]
    if not files or (len(files) == 1 and not _is_archive(files[0], options)):
        yield from _here(sources, options, plan)
        return
    with ExitStack() as stack:
        pool = stack.enter_context(_pool(options, plan, len(files), stack))
        yield from _through(pool, sources, options, plan)


def _is_archive(source: Source, options: Options) -> bool:
    from govreport.reading import archive_names

    # To look into a pipe would take from it what the reader is to find there.
    return os.path.isfile(source.path) and bool(archive_names(source.path, options.limits))


def _here(sources: Iterable[Source | Failure], options: Options, plan: Plan) -> Iterator[Item]:
    """Check files in this process, within the same limits of time and memory."""
    for source in sources:
        if isinstance(source, Failure):
            yield source
        elif source.path == STDIN:  # somebody may still be typing
            yield from run([source], options)
        else:
            yield from confined(source, options, plan.time_limit, plan.memory_limit)


def _through(
    pool: Pool, sources: Sequence[Source | Failure], options: Options, plan: Plan
) -> Iterator[Item]:
    """Take results from processes or the cache, and put failures and standard input between."""
    from govreport.batch import wire

    results = pool.run(s for s in sources if isinstance(s, Source) and s.path != STDIN)
    ahead = next(results, None)
    for source in sources:
        if isinstance(source, Failure) or source.path == STDIN:
            yield from _here([source], options, plan)
            continue
        while ahead is not None and ahead[0].file == source.file:
            found, packed = ahead
            yield from wire.loads(packed, options.form, found.path)
            ahead = next(results, None)


def _pool(options: Options, plan: Plan, files: int, stack: ExitStack) -> Pool:
    from govreport.batch.pool import Pool

    jobs = plan.jobs or os.cpu_count() or 1
    pool = Pool(jobs, options, plan.time_limit, plan.memory_limit, unfold=plan.unfold)
    if plan.cache is None:
        return pool
    from govreport.batch.cache import Cache

    cache = Cache(Path(plan.cache), plan.key, options.limits)

    def close() -> None:
        cache.close()
        if cache.trouble is not None:
            plan.warn(cache.trouble)

    stack.callback(close)
    pool.recall, pool.keep = cache.get, cache.put
    return pool
