"""``govreport extract``: the figures of reports as data."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "extract"]

HELP = Text(
    "提取数据：把报告的表格和文字中的数字整理成长表，每个数字一行，注明出处。",
    "Extract data: the figures of the tables and of the prose, one per row, each with its place.",
)

Format = Annotated[
    str,
    options.option(
        "--format",
        choices=("csv", "json"),
        help=Text("数据格式", "format of the data"),
    ),
]
Output = Annotated[
    str | None,
    options.option(
        "--output",
        "-o",
        metavar="FILE",
        help=Text(
            "写入文件（.csv、.json、.xlsx 或 .parquet），而不是显示",
            "write to a file (.csv, .json, .xlsx or .parquet) instead",
        ),
    ),
]


def extract(
    context: typer.Context,
    paths: options.MaybePaths = None,
    format: Format = "csv",
    output: Output = None,
    form: options.Form = "auto",
    files_from: options.FilesFrom = None,
    jobs: options.Jobs = None,
    no_cache: options.NoCache = False,
    set: options.Set = None,
    lang: options.Lang = "auto",
) -> int:
    """Extract the figures of ``paths``, and return the exit status."""
    from govreport.batch.extract import extract_to
    from govreport.batch.job import listed, prepare
    from govreport.settings import settings_for

    session = Session.of(context)
    named = [*(paths or []), *(listed(files_from) if files_from else [])]
    if not named and not files_from:
        raise options.MissingPaths
    settings = settings_for(named, set or [])
    job = prepare(named, settings, form=form, jobs=jobs, cache=not no_cache, claims=True)
    done = extract_to(output, format, job, session.language)
    session.report_failures(done.failures)
    session.report_remarks(job.notices)
    if done.interrupted is not None:
        raise done.interrupted
    return 2 if done.failures else 0
