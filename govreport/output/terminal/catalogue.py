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
_REPAIR = (
    Text(
        "表中每个数字都处在两三条勾稽关系之中，而且没有两格处在完全相同的关系里。因此，一格有误时，"
        "不成立的关系恰好指向这一格，应填的数也随之得出。",
        "Every figure of the tables takes part in two or three identities, and no two in just the "
        "same ones. The identities that fail therefore point at the one wrong cell, and its right "
        "value follows.",
    ),
    Text(
        "多格有误时，取使全部关系成立的最小改动：先求原因最少，再求改动的格最少。原因是一格填错，或"
        "已知的几种连带错误（相邻两格对调、申请人归错类、整行或整列错位、一个数拆成两格、沿用上年数字）。",
        "Several wrong cells are found as the smallest change that makes every identity hold: the "
        "fewest causes first, then the fewest cells. A cause is a slip in one cell, or one of the "
        "known slips that touch several (neighbours swapped, a case under the wrong applicant, a "
        "row or column shifted, a number split over two cells, last year's figures left standing).",
    ),
    Text(
        "改法不止一种时，全部列出，按笔误的可能性排序（数字颠倒、漏写、多写、写错一位、总计未更新），"
        "不会任选其一。建议的数一律为非负整数（金额除外）；原文数字从不改动。",
        "Where several changes tie, all are named, ordered by how likely a person makes that slip "
        "(two digits swapped, one dropped, doubled or mistyped, a total not updated); none is "
        "picked at random. Proposed figures are non-negative whole numbers (amounts excepted). "
        "What is printed is never changed.",
    ),
)


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
        return _paragraphs(_REPAIR_TITLE, _REPAIR, language)
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
