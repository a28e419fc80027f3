"""The rule catalogue on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from govreport.checker.rule import Rule
from govreport.checker.rules import find_rule
from govreport.output.terminal.style import BOX, mark
from govreport.output.terminal.wrap import Prose
from govreport.text import Language, Text

__all__ = ["explain", "listing"]

_TABLE = (
    Text("编号", "code"),
    Text("名称", "name"),
    Text("程度", "severity"),
    Text("内容", "what it checks"),
)
_WHY = Text("理由", "Why")
_SOURCE = Text("依据", "Source")
_EXAMPLE = Text("示例", "Example")

REPAIR = "repair"

_REPAIR_TITLE = Text("repair · 改正建议如何得出", "repair · how repairs are found")


def listing(catalogue: Sequence[Rule], language: Language) -> Iterator[RenderableType]:
    """Yield the table of all rules."""
    grid = Grid(box=BOX, show_edge=False, padding=(0, 1), collapse_padding=True)
    for at, head in enumerate(_TABLE):
        grid.add_column(head.of(language), no_wrap=at < len(_TABLE) - 1, overflow="fold")
    for rule in _in_order(catalogue):
        grid.add_row(
            Line(rule.code, style="bold"),
            rule.name,
            mark(rule.severity, language),
            Prose(Line(rule.summary.of(language))),
        )
    yield grid


def _in_order(catalogue: Sequence[Rule]) -> list[Rule]:
    """Keep families together as the catalogue has them, and put each in the order of its codes."""
    families = list(dict.fromkeys(_family(rule) for rule in catalogue))
    return sorted(catalogue, key=lambda rule: (families.index(_family(rule)), rule.code))


def _family(rule: Rule) -> str:
    return rule.code.rstrip("0123456789")


def explain(word: str, catalogue: Sequence[Rule], language: Language) -> Iterator[RenderableType]:
    """Return what explains one rule, or how repairs are found (``repair``).

    Arguments:
        word: code or name of the rule.
        catalogue: the rules to look it up in.
        language: the language of the texts.

    Raises:
        UnknownRuleError: there is no such rule.
    """
    if word.lower() == REPAIR:
        from govreport.checker.repair.explain import HOW

        return _paragraphs(_REPAIR_TITLE, HOW, language)
    return _rule(find_rule(word, catalogue), language)


def _paragraphs(
    title: Text, paragraphs: Sequence[Text], language: Language
) -> Iterator[RenderableType]:
    yield Line(title.of(language), style="bold")
    for paragraph in paragraphs:
        yield Line("")
        yield Prose(Line(paragraph.of(language)))


def _rule(rule: Rule, language: Language) -> Iterator[RenderableType]:
    yield Line.assemble((f"{rule.code} · {rule.name}  ", "bold"), mark(rule.severity, language))
    yield Prose(Line(rule.summary.of(language)))
    for title, text in ((_WHY, rule.why), (_SOURCE, rule.source), (_EXAMPLE, rule.example)):
        yield Line(f"\n{title.of(language)}", style="bold")
        yield Padding(Prose(Line(text.of(language))), (0, 0, 0, 2))
