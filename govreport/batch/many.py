"""Many files: from the cache where it knows them, from processes where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govreport.batch.discovery import STDIN, Source
from govreport.batch.run import Options, run
from govreport.output.items import Failure, Item

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
    """

    jobs: int = 0
    time_limit: float = 60.0
    memory_limit: int = 2048
    cache: str | None = None
    key: str = ""


def check_sources(
    sources: Sequence[Source | Failure], options: Options, plan: Plan
) -> Iterator[Item]:
    """Check files, and yield what each comes to, in their order.

    A single file is checked in this process, so that nothing is started for it; of several, each
    has a process that it may crash or hang at its own cost only.

    Arguments:
        sources: the files, as :func:`govreport.batch.discovery.discover` found them.
        options: how they are checked.
        plan: processes, limits, cache.
    """
    files = [source for source in sources if isinstance(source, Source)]
    if len(files) <= 1 or any(source.path == STDIN for source in files):
        yield from run(sources, options)
        return
    if plan.cache is None:
        yield from _through_pool(sources, options, plan)
        return
    yield from _through_cache(sources, options, plan, plan.cache)


def _through_pool(
    sources: Sequence[Source | Failure], options: Options, plan: Plan
) -> Iterator[Item]:
    from govreport.batch import wire

    files = [source for source in sources if isinstance(source, Source)]
    with _pool(options, plan, len(files)) as pool:
        results = pool.run(files)
        for source in sources:
            if isinstance(source, Failure):
                yield source
            else:
                yield from wire.loads(next(results), options.form)


def _through_cache(
    sources: Sequence[Source | Failure], options: Options, plan: Plan, folder: str
) -> Iterator[Item]:
    """Ask the cache for each file; processes are started when there is one that it does not know."""
    from contextlib import ExitStack, closing
    from pathlib import Path

    from govreport.batch import wire
    from govreport.batch.cache import Cache

    with ExitStack() as stack:
        cache = stack.enter_context(closing(Cache(Path(folder), plan.key, options.form)))
        known = [isinstance(source, Source) and cache.knows(source) for source in sources]
        missing = [
            source
            for source, is_known in zip(sources, known, strict=True)
            if isinstance(source, Source) and not is_known
        ]
        results: Iterator[bytes] = iter(())
        if missing:
            results = stack.enter_context(_pool(options, plan, len(missing))).run(missing)
        for source, is_known in zip(sources, known, strict=True):
            if isinstance(source, Failure):
                yield source
                continue
            if is_known:
                # What a damaged cache has lost since it was asked is made here.
                yield from cache.get(source) or run([source], options)
            else:
                packed = next(results)
                items = wire.loads(packed, options.form)
                if not _passing(items):
                    cache.put(source, packed)
                yield from items


def _passing(items: Sequence[Item]) -> bool:
    """Tell whether a failure may be gone next time (time, memory): it is not kept."""
    return any(isinstance(i, Failure) and i.error in ("timeout", "crashed") for i in items)


def _pool(options: Options, plan: Plan, files: int) -> Pool:
    from govreport.batch.pool import Pool

    jobs = plan.jobs or os.cpu_count() or 1
    return Pool(min(jobs, files), options, plan.time_limit, plan.memory_limit)
