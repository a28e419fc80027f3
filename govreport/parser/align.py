"""Finds which row of the form each candidate row is."""

from __future__ import annotations

from govreport.parser.labels import Labels, Place, key_of, read_label
from govreport.parser.lines import Line

__all__ = ["align"]

_ENOUGH = 0.6
_SURE = 0.85
_CLEARLY = 0.1


def align(lines: list[Line], labels: Labels) -> list[Place | None]:
    """Return for each line the row of the form that it is, ``None`` where none fits.

    Labels decide. Where a label fits several rows, or several lines fit one row, the order of
    the form does: the heaviest chain of lines in the form's order is taken first. Lines out of
    order are then taken where their label leaves no doubt.
    """
    choices = [candidates(line, labels) for line in lines]
    simple = _in_order(choices)
    return simple if simple is not None else _heaviest(choices)


def candidates(line: Line, labels: Labels) -> dict[Place, float]:
    """Return the rows that a line can be, by its innermost label that is a label of a row."""
    found: dict[Place, float] = {}
    for depth in range(len(line.labels) - 1, -1, -1):
        text = line.labels[depth]
        found = labels.rows(text)
        if found or labels.is_group(text):
            break
    if not found and len(line.labels) > 1:
        found = labels.rows("".join(line.labels))
    if len(found) > 1:
        found = _by_group(found, line, labels)
    if line.is_blank:
        found = {place: weight * 0.7 for place, weight in found.items()}
    return found


def _by_group(found: dict[Place, float], line: Line, labels: Labels) -> dict[Place, float]:
    """Let the labels before the innermost one tell namesakes apart."""
    outer = {read_label(text).key for text in (*line.above, *line.labels[:-1])}
    return {
        place: weight + (0.2 if key_of(labels.row_of[place].group) in outer else 0.0)
        for place, weight in found.items()
    }


def _in_order(choices: list[dict[Place, float]]) -> list[Place | None] | None:
    """Take the best candidate of each line; ``None`` unless they are clear and in order."""
    taken: list[Place | None] = []
    last = -1
    for found in choices:
        if not found:
            taken.append(None)
            continue
        best = max(found, key=lambda place: found[place])
        rivals = [weight for place, weight in found.items() if place is not best]
        clear = found[best] >= max(rivals, default=0.0) + _CLEARLY
        if not clear or found[best] < _ENOUGH or best.order <= last:
            return None
        last = best.order
        taken.append(best)
    return taken


def _heaviest(choices: list[dict[Place, float]]) -> list[Place | None]:
    """Take the heaviest chain in the form's order, then what is certain outside it."""
    taken: list[Place | None] = [None] * len(choices)
    for line, place in _chain(choices):
        taken[line] = place
    used = {place.order for place in taken if place}
    for line, found in enumerate(choices):
        if taken[line] is None:
            rest = {p: w for p, w in found.items() if p.order not in used and w >= _SURE}
            if len(rest) == 1:
                taken[line] = next(iter(rest))
                used.add(taken[line].order)  # type: ignore[union-attr]
    return taken


def _chain(choices: list[dict[Place, float]]) -> list[tuple[int, Place]]:
    """Return the heaviest sequence of (line, place) that rises in both."""
    nodes = [
        (line, place, weight)
        for line, found in enumerate(choices)
        for place, weight in found.items()
        if weight >= _ENOUGH * 0.7
    ]
    best: list[tuple[float, int]] = []
    for at, (line, place, weight) in enumerate(nodes):
        total, before = weight, -1
        for earlier in range(at):
            other_line, other_place, _ = nodes[earlier]
            if (
                other_line < line
                and other_place.order < place.order
                and best[earlier][0] + weight > total
            ):
                total, before = best[earlier][0] + weight, earlier
        best.append((total, before))
    chain: list[tuple[int, Place]] = []
    at = max(range(len(nodes)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        chain.append(nodes[at][:2])
        at = best[at][1]
    return chain[::-1]
