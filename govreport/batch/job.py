"""One run of ``govreport check``: from what the user asked for to finished outputs."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from govreport.batch.discovery import STDIN, Source, discover
from govreport.batch.interrupt import Interrupted, Interrupts
from govreport.batch.many import Plan, check_sources
from govreport.batch.run import Options, choose_form, choose_rules, is_passing
from govreport.output.items import Failure, Item, Output, Summary
from govreport.settings import Settings
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.batch.kept import Kept

__all__ = ["Job", "listed", "prepare"]

_NO_LIST = Text(
    "无法打开文件清单 {path}（{why}）", "the list of files {path} cannot be opened ({why})"
)


class ListError(Exception):
    """A list of files (``--files-from``) that cannot be read."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def listed(path: str) -> list[str]:
    """Return the paths in a list of files: one on each line, UTF-8 or GBK; ``-``: standard input.

    Raises:
        ListError: the list cannot be read.
    """
    import sys

    from govreport.oserror import why
    from govreport.reading.encoding import decode

    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise ListError(_NO_LIST.format(path=path, why=why(error))) from error
    lines = decode(data)[0].splitlines()
    return [line.strip() for line in lines if line.strip()]


def is_terminal(output: Output) -> bool:
    """Tell whether an output is text for a person, which needs no end to be complete."""
    from govreport.output.terminal import TerminalOutput

    return isinstance(output, TerminalOutput)


@dataclass
class Job:
    """Files to check, how, and where the results go.

    Arguments:
        sources: the files.
        options: how they are checked.
        plan: processes, limits, cache.
        summary: what the files came to, as far as the run has come.
        notices: what the user should know of the run itself.
        unfolded: files in archives that have been opened, beyond the archives themselves.
        lasting: another run over the same files would come to the same.
    """

    sources: Sequence[Source | Failure]
    options: Options
    plan: Plan
    summary: Summary = field(default_factory=Summary)
    notices: list[Text] = field(default_factory=list)
    unfolded: int = 0
    lasting: bool = True

    @property
    def total(self) -> int:
        """Number of files to check, as far as it is known."""
        return len(self.sources) + self.unfolded

    def _unfold(self, files: int) -> None:
        self.unfolded += files - 1

    def kept(self) -> Kept | None:
        """Return the output files of earlier runs, ``None`` where the cache is not used."""
        if self.plan.cache is None:
            return None
        from govreport.batch.kept import Kept

        return Kept(Path(self.plan.cache), self.sources, self.plan.key, self.options.limits)

    def items(self) -> Generator[Item, None, None]:
        """Check the files, and yield what each comes to, in their order."""
        plan = replace(self.plan, warn=self.notices.append, unfold=self._unfold)
        return check_sources(self.sources, self.options, plan)

    def run(self, outputs: Sequence[Output]) -> Interrupted | None:
        """Check the files, and hand what each comes to on to ``outputs``.

        When the user stops the run, the outputs are finished with what was done until then;
        outputs that are shown only, with nothing to show, say nothing.

        Returns:
            How the user stopped the run, ``None`` when nobody did.

        Raises:
            KeyboardInterrupt: the user stopped also the writing of the outputs.
        """
        with Interrupts() as interrupts:
            with closing(self.items()) as items:
                for item in until_interrupted(items, interrupts):
                    self.summary.add(item)
                    self.lasting = self.lasting and not is_passing(item)
                    for output in outputs:
                        output.add(item)
            for output in outputs:
                if not (interrupts.number and not self.summary.files and is_terminal(output)):
                    output.close()
            if interrupts.number:
                done = min(self.summary.files, self.total)
                return Interrupted(interrupts.number, done, self.total)
        return None


def until_interrupted(items: Iterator[Item], interrupts: Interrupts) -> Iterator[Item]:
    """Yield items until there are no more or somebody asks to end."""
    while True:
        try:
            with interrupts.may_end():
                item = next(items, None)
        except KeyboardInterrupt:
            return
        if item is None:
            return
        yield item


def prepare(
    paths: Iterable[str],
    settings: Settings,
    *,
    form: str = "auto",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    jobs: int | None = None,
    cache: bool = True,
    claims: bool = False,
) -> Job:
    """Make a job of what the user asked for; an option goes before its setting.

    Arguments:
        paths: files, folders, patterns, or ``"-"``.
        settings: the settings that hold.
        form: see :func:`govreport.batch.run.choose_form`.
        select, ignore: rules to keep and to leave out.
        jobs: processes (``None``: as the setting says; 0: one for each processor).
        cache: use the cache.
        claims: find the figures in the prose in any case.

    Raises:
        FormError, UnknownRuleError: see :mod:`govreport.batch.run`.
    """
    own_form = choose_form(form)
    rules = choose_rules(select or settings.select, ignore or settings.ignore, own_form)
    options = Options(own_form, rules, claims, settings.limits, settings.score, settings.accept)
    sources = list(discover(paths))
    if settings.skip_others:
        sources = [
            replace(source, named=False) if isinstance(source, Source) else source
            for source in sources
        ]
    plan = Plan(
        jobs=settings.jobs if jobs is None else jobs,
        time_limit=settings.time_limit,
        memory_limit=settings.memory_limit,
    )
    if cache and settings.cache and len(sources) > 1:
        # Results are kept whole, so that a run that writes files finds those of one that does not.
        options = replace(options, claims=True)
        plan = _with_cache(plan, options, settings, form)
    return Job(sources, options, plan)


def _with_cache(plan: Plan, options: Options, settings: Settings, form: str) -> Plan:
    from govreport.batch.cache import cache_folder, fingerprint

    own = Path(form).read_bytes() if form.endswith(".toml") else b""
    rules = sorted(options.rules) if options.rules is not None else None
    # A time or memory limit decides only whether there is a result, not what it is.
    key = fingerprint(
        options.form and options.form.id, own, rules, options.limits, options.weights,
        options.accepted,
    )  # fmt: skip
    return replace(plan, cache=str(cache_folder(settings.cache_dir)), key=key)
