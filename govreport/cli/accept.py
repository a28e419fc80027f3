"""``govreport accept``: record what is found now as accepted."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "accept"]

HELP = Text(
    "接受现有问题：把现在查出的错误和警告记入设置文件，以后不再计入结果；数字一旦改变即重新提出。",
    "Accept findings: record the errors and warnings found now in the settings file; they count "
    "no more until a figure changes.",
)

Reason = Annotated[
    str,
    options.option(
        "--reason",
        metavar="TEXT",
        help=Text("接受的理由", "why they are accepted"),
    ),
]

_DEFAULT = Text("经人工核对，予以接受", "accepted after review")
_DONE = Text("已在 {path} 中记入 {count} 项", "{count} entries added to {path}")
_NOTHING = Text("没有需要接受的问题", "there is nothing to accept")


def accept(
    context: typer.Context,
    paths: options.Paths,
    reason: Reason = "",
    select: options.Select = None,
    ignore: options.Ignore = None,
    form: options.Form = "auto",
    set: options.Set = None,
    lang: options.Lang = "auto",
) -> int:
    """Add an entry for each finding in ``paths``, and return the exit status."""
    from govreport.batch.accepting import Acceptance, add_entries
    from govreport.batch.job import prepare
    from govreport.output.items import Failure
    from govreport.settings import own_settings, settings_for

    session = Session.of(context)
    language = session.language
    settings = settings_for(paths, set or [])
    job = prepare(
        paths, settings, form=form, select=options.words(select), ignore=options.words(ignore)
    )
    collected = Acceptance(reason.strip() or _DEFAULT.of(language))
    failures: list[Failure] = []
    for item in job.items():
        job.summary.add(item)
        collected.add(item)
        if isinstance(item, Failure):
            failures.append(item)
    session.report_failures(failures)
    session.report_remarks(job.notices)
    if collected.entries:
        path = own_settings(paths[0])
        add_entries(path, collected.entries)
        print(_DONE.of(language).format(path=path, count=len(collected.entries)))
    else:
        print(_NOTHING.of(language))
    return 2 if failures else 0
