"""``govreport compare``: reports of one body over years, a parent with the bodies under it."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.check import FailOn, Format, progress_of
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "compare"]

HELP = Text(
    "比较报告：同一机关各年度之间，汇总报告与所辖各机关之间。",
    "Compare reports: of one body over the years, of a parent with the bodies under it.",
)

BodiesFile = Annotated[
    str | None,
    options.option(
        "--bodies",
        metavar="FILE.csv",
        help=Text(
            "机关对照表：body,parent,report（机关、上级、报告文件），据此汇总核对",
            "mapping of bodies: body,parent,report; sums are checked by it",
        ),
    ),
]


def compare(
    context: typer.Context,
    paths: options.MaybePaths = None,
    bodies: BodiesFile = None,
    format: Format = "text",
    output: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: FailOn = None,
    form: options.Form = "auto",
    files_from: options.FilesFrom = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    set: options.Set = None,
    lang: options.Lang = "auto",
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> int:
    """Compare files, show what was found, and return the exit status."""
    from govreport.batch.bodies import read_bodies
    from govreport.batch.comparing import compare_files, comparison_status, leave_out
    from govreport.batch.job import listed, prepare
    from govreport.settings import settings_for

    session = Session.of(context, color)
    named = [*(paths or []), *(listed(files_from) if files_from else [])]
    if not named and not files_from:
        raise options.MissingPaths
    settings = settings_for(named, set or [])
    job = prepare(
        named, settings, form=form, select=options.words(select), ignore=options.words(ignore),
        jobs=jobs, cache=not no_cache, claims=True,
    )  # fmt: skip
    mapping = read_bodies(bodies) if bodies else None
    if bodies:
        leave_out(job, bodies)
    progress = progress_of(job, session, quiet)
    with session.comparison_files(output or []) as files:
        shown = session.comparison(format, verbose=verbose, quiet=quiet)
        comparison = compare_files(job, mapping, [shown, *files], [progress] if progress else [])
        for each in (shown, *files):
            each.close()
    session.report_remarks([*job.notices, *comparison.remarks])
    return comparison_status(job, comparison, fail_on or settings.fail_on)
