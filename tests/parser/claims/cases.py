"""Sentences in the manner of such reports, written for the tests, with the claims they make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govreport.parser.claims import claims_in

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "claims"
COUNTED = (
    "received",
    "new",
    "carried_in",
    "handled",
    "carried_out",
    "reconsideration",
    "litigation",
)


class Case(NamedTuple):
    """A sentence and its claims, each as written in the file (``about received 300``)."""

    file: str
    line: int
    year: int
    claims: frozenset[str]
    only_counted: bool
    sentence: str


def cases() -> Iterator[Case]:
    """Yield every case of tests/cases/claims."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for line, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if row.startswith("#") or not row.strip():
                continue
            year, claims, sentence = row.split("\t")
            wanted = claims.removeprefix("~").split(";")
            named = frozenset(claim.strip() for claim in wanted if claim.strip() not in ("", "-"))
            yield Case(path.stem, line, int(year), named, claims.startswith("~"), sentence)


def read(case: Case) -> frozenset[str]:
    """Return the printed claims that are read in a case, written as in the file."""
    found = set()
    for claim in claims_in(case.sentence, year=case.year):
        if claim.derived or (case.only_counted and claim.claim not in COUNTED):
            continue
        marks = ["about"] * claim.about + ["part"] * (claim.scope == "part")
        found.add(" ".join([*marks, claim.claim, str(claim.value)]))
    return frozenset(found)


if __name__ == "__main__":
    for case in cases():
        missed, wrong = case.claims - read(case), read(case) - case.claims
        if missed or wrong:
            print(f"{case.file}:{case.line}  missed {sorted(missed)}  wrong {sorted(wrong)}")
            print(f"    {case.sentence}")
