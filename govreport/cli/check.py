"""``govreport check``: check reports, each by itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.batch.job import Job
    from govreport.output.folder import FolderOutput
    from govreport.output.items import Output
    from govreport.output.since import Since
    from govreport.settings import Settings

__all__ = ["HELP", "FailOn", "check", "progress_of"]

HELP = Text(
    "检查报告：逐份核对表格与文字中的数字，指出哪一格有误、应为多少。",
    "Check reports: every figure of each against every other, which cell is wrong, what it "
    "should say.",
)

Format = Annotated[
    str,
    options.option(
        "--format",
        choices=("text", "json", "jsonl", "github"),
        help=Text("显示格式", "what is printed"),
    ),
]
FailOn = Annotated[
    str | None,
    options.option(
        "--fail-on",
        choices=("error", "warning", "never"),
        help=Text(
            "发现何种程度的问题时退出码为 1（默认 error）",
            "the severity from which on the exit status is 1 (error unless given)",
        ),
    ),
]
SinceFile = Annotated[
    str | None,
    options.option(
        "--since",
        metavar="FILE.json",
        help=Text(
            "与以前的结果比较：已改正、仍存在、新出现",
            "against an earlier result: what was mended, what remains, what is new",
        ),
    ),
]

Annotate = Annotated[
    str | None,
    options.option(
        "--annotate",
        metavar="DIR",
        help=Text(
            "把标注副本写入文件夹：Word、Excel、网页原样复制，有误的单元格加底色和批注",
            "write marked copies into a folder: the Word, Excel or HTML files with the wrong "
            "cells shaded and comments",
        ),
    ),
]

Notice = Annotated[
    str | None,
    options.option(
        "--notice",
        metavar="DIR",
        help=Text(
            "把整改通知写入文件夹：有误的报告各一份 Word 文件，另有汇总列出核对无误的单位",
            "write notices into a folder: a Word letter about each report with faults, and a list of "
            "those without",
        ),
    ),
]


def check(
    context: typer.Context,
    paths: options.MaybePaths = None,
    format: Format = "text",
    output: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: FailOn = None,
    form: options.Form = "auto",
    files_from: options.FilesFrom = None,
    since: SinceFile = None,
    annotate: Annotate = None,
    notice: Notice = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    set: options.Set = None,
    lang: options.Lang = "auto",
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Check files, show what was found, and return the exit status."""
    from govreport.batch.job import listed, prepare
    from govreport.batch.run import status
    from govreport.settings import settings_for

    session = Session.of(context, color)
    named = [*(paths or []), *(listed(files_from) if files_from else [])]
    if not named and not files_from:
        raise options.MissingPaths
    settings = settings_for(named, set or [])
    job = prepare(
        named,
        settings,
        form=form,
        select=options.words(select),
        ignore=options.words(ignore),
        jobs=jobs,
        cache=not no_cache,
        claims=format in ("json", "jsonl") or bool(output),
    )
    earlier = _earlier(since) if since else None
    folders = list(_folders(job, settings, session, annotate, notice))
    with session.files(output or [], job.kept() if output else None) as files:
        shown = session.output(format, verbose=verbose, quiet=quiet)
        progress = progress_of(job, session, quiet, streams=verbose or format != "text")
        also = [each for each in (progress, earlier) if each is not None]
        interrupted = job.run([*files, *folders, *also, shown])
        if interrupted is None and job.lasting:
            for file in files:
                file.keep()
    if earlier is not None and format == "text":
        from govreport.output.terminal.since import print_since

        print_since(earlier, since or "", session.printer, session.language)
    complete = session.report_folders(folders, format, quiet)
    session.report_remarks(job.notices)
    if interrupted is not None:
        raise interrupted
    return status(job.summary, fail_on or settings.fail_on) if complete else 2


def _folders(
    job: Job, settings: Settings, session: Session, annotate: str | None, notice: str | None
) -> Iterator[FolderOutput]:
    """Open the folders into which files are written for the reports."""
    from govreport.batch.discovery import Source

    if notice is not None:
        from govreport.output.notice.writer import Notices

        yield Notices(notice, settings.notice, session.language)
    if annotate is not None:
        from govreport.output.annotate.copies import MarkedCopies
        from govreport.output.folder import Folder

        sources = [source.path for source in job.sources if isinstance(source, Source)]
        limits = job.options.limits
        yield MarkedCopies(Folder(annotate), sources, session.language, limits)


def _earlier(path: str) -> Since:
    from govreport.output.since import Since

    return Since.read(path)


def progress_of(job: Job, session: Session, quiet: bool, *, streams: bool = False) -> Output | None:
    """Return what shows how far a run has come, ``None`` where nothing does.

    Arguments:
        job: the run.
        session: the invocation.
        quiet: show nothing.
        streams: results are printed as they come; on a terminal they would run into a bar, and
            show by themselves how far the run has come.
    """
    from govreport.output.progress import Progress

    if quiet or (streams and sys.stdout.isatty()):
        return None
    return Progress(lambda: job.total, session.language)
