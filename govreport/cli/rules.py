"""``govreport rules``: the rule catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "rules"]

HELP = Text(
    "规则目录：列出全部规则，或说明其中一条的内容、理由、依据和示例。",
    "The rule catalogue: all rules, or one with what it checks, why, by which law, an example.",
)

Rule = Annotated[
    str | None,
    options.argument(
        "RULE",
        Text(
            "规则的编号或名称；repair 说明改正建议如何得出",
            "code or name of a rule; repair tells how repairs are found",
        ),
    ),
]


def rules(
    context: typer.Context,
    rule: Rule = None,
    form: options.Form = "auto",
    lang: options.Lang = "auto",
    color: options.Color = "auto",
) -> int:
    """List the rules, or explain ``rule``, and return the exit status."""
    from govreport.batch.run import all_rules, choose_form
    from govreport.output.terminal.catalogue import explain, listing

    session = Session.of(context, color)
    catalogue = all_rules(choose_form(form))
    if rule is None:
        session.printer.print(*listing(catalogue, session.language))
    else:
        session.printer.print(*explain(rule, catalogue, session.language))
    return 0
