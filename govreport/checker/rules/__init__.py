"""The rule catalogue: every rule of the program, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govreport.checker.rule import Rule
from govreport.checker.rules import (
    blanks,
    disputes,
    fees,
    forms,
    located,
    overall,
    plausibility,
    proactive,
    prose,
    reading,
    relations,
    requests,
    times,
    years,
)
from govreport.forms.model import Form, FormRule
from govreport.text import Text

__all__ = ["CATALOGUE", "UnknownRuleError", "find_rule", "rules_for", "selected"]

CATALOGUE: tuple[Rule, ...] = (
    *requests.RULES,
    *disputes.RULES,
    *proactive.RULES,
    *forms.RULES,
    *blanks.RULES,
    *plausibility.RULES,
    *prose.RULES,
    *relations.RULES,
    *times.RULES,
    *fees.RULES,
    *overall.RULES,
    *years.RULES,
    *reading.RULES,
    *located.RULES,
)
"""The rules that do not belong to a single form."""


class UnknownRuleError(KeyError):
    """No rule has this code, name or prefix.

    Arguments:
        word: what was asked for.
    """

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word
        self.message = Text(
            f"没有名为 {word} 的规则；用 govreport rules 查看全部规则",
            f"there is no rule {word}; `govreport rules` lists them all",
        )


_of_form: dict[int, tuple[Form, tuple[Rule, ...]]] = {}


def rules_for(form: Form) -> tuple[Rule, ...]:
    """Return the rules that apply to reports on ``form``: the catalogue's and the form's own."""
    known = _of_form.get(id(form))
    if known is None or known[0] is not form:
        known = _of_form[id(form)] = form, (*CATALOGUE, *own_rules(form))
    return known[1]


def own_rules(form: Form) -> tuple[Rule, ...]:
    """Return the rules that the form file itself states, and those its identities name."""
    stated = tuple(_own_rule(form, rule) for rule in form.rules)
    known = {rule.code for rule in (*CATALOGUE, *stated)}
    named = dict.fromkeys(i.rule for table in form.tables for i in table.identities)
    counts = dict.fromkeys(table.count_rule for table in form.tables if table.count_rule)
    return (
        *stated,
        *(_unstated(form, code, False) for code in named if code not in known),
        *(_unstated(form, code, True) for code in counts if code not in known),
    )


def _unstated(form: Form, code: str, counts: bool) -> Rule:
    """Make a rule of a code that a form file uses without stating its texts."""
    source = Text(form.authority, form.authority)
    summary = Text(
        f"{form.name.zh}自定的{'数字要求' if counts else '勾稽关系'} {code}",
        f"{'figures' if counts else 'identity'} {code} of the {form.name.en}",
    )
    return Rule(
        code=code,
        name=code.lower(),
        severity="error",
        summary=summary,
        why=summary,
        source=source,
        example=Text("见格式文件", "see the form file"),
        check=requests.count_findings if counts else None,
    )


def _own_rule(form: Form, rule: FormRule) -> Rule:
    counts = rule.code in {table.count_rule for table in form.tables}
    return Rule(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        summary=rule.summary,
        why=rule.why,
        source=Text(rule.source or form.authority, rule.source or form.authority),
        example=rule.example,
        check=requests.count_findings if counts else None,
    )


def find_rule(word: str, catalogue: Iterable[Rule]) -> Rule:
    """Return a rule by its code or name.

    Raises:
        UnknownRuleError: there is none.
    """
    for rule in catalogue:
        if word.upper() == rule.code or word.lower() == rule.name:
            return rule
    raise UnknownRuleError(word)


def selected(
    catalogue: Sequence[Rule], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """Return the rules left after ``select`` and ``ignore``.

    Arguments:
        catalogue: the rules to choose from.
        select: codes, beginnings of codes (``REQ``) or names to keep; none keeps all.
        ignore: the same, to leave out.

    Raises:
        UnknownRuleError: a word fits no rule.
    """
    keep = _codes(catalogue, select) or {rule.code for rule in catalogue}
    drop = _codes(catalogue, ignore)
    return tuple(rule for rule in catalogue if rule.code in keep and rule.code not in drop)


def _codes(catalogue: Sequence[Rule], words: Iterable[str]) -> set[str]:
    codes: set[str] = set()
    for word in words:
        fits = {r.code for r in catalogue if r.code.startswith(word.upper()) or r.name == word}
        if not fits:
            raise UnknownRuleError(word)
        codes |= fits
    return codes
