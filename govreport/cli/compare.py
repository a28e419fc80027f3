"""``govreport compare``: reports of one body over years, a parent with the bodies under it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from govreport.cli import options
from govreport.cli.check import FailOn, progress_of
from govreport.cli.session import Session
from govreport.text import Text

if TYPE_CHECKING:
    from govreport.output.items import Compared

__all__ = ["HELP", "compare"]

HELP = Text(
    "比较报告：同一机关各年度之间，汇总报告与所辖各机关之间。",
    "Compare reports: of one body over the years, of a parent with the bodies under it.",
)

Format = Annotated[
    str,
    options.option("--format", choices=("text", "json"), help=Text("显示格式", "what is printed")),
]
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
) -> int:
    """Compare files, show what was found, and return the exit status."""
    from govreport.batch.bodies import read_bodies
    from govreport.batch.comparing import compare_files, comparison_status
    from govreport.batch.job import listed, prepare
    from govreport.output.files.comparison import write_comparison
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
    progress = progress_of(job, session, quiet)
    compared = compare_files(job, mapping, [progress] if progress else [])
    if progress:
        progress.close()
    for path in output or []:
        write_comparison(path, compared, session.language)
    _show(compared, session, format, quiet)
    return comparison_status(compared, fail_on or settings.fail_on)


def _show(compared: Compared, session: Session, format: str, quiet: bool) -> None:
    from govreport.output.files.comparison import comparison_json

    session.report_failures(compared.failures)
    if format == "json":
        comparison_json(sys.stdout, compared, session.language)
    elif not quiet:
        from govreport.output.terminal.comparison import comparison_view

        session.printer.print(*comparison_view(compared.comparison, session.language))
