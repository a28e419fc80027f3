"""The slips by which one right figure becomes a wrong one, as a table, and how likely each is.

The weights are judgements, not measurements: of a hundred wrong figures so many come about in this
way. They only order repairs that are equally small; they never make one larger than another win.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

from govreport.parser.report import Number
from govreport.text import Text

__all__ = ["SLIPS", "Slip", "Slipped", "slip_of"]


@dataclass(frozen=True, slots=True)
class Slipped:
    """One figure that is right and what stands in its place.

    Arguments:
        right: the right figure.
        printed: the printed one; ``None`` for a blank.
        total: it is a total.
        last_year: last year's figure, where it is known.
        neighbours: figures printed beside, above and below it.
    """

    right: Number
    printed: Number | None
    total: bool = False
    last_year: Number | None = None
    neighbours: tuple[Number, ...] = ()

    @property
    def difference(self) -> float:
        """How far the printed figure is off; 0 for a blank."""
        return 0.0 if self.printed is None else abs(float(self.right) - float(self.printed))


@dataclass(frozen=True, slots=True)
class Slip:
    """A way in which a figure goes wrong.

    Arguments:
        id: stable identifier, shown as ``cause``.
        weight: so many of a hundred wrong figures.
        share: which share of this slip's outcomes the printed figure is (0: it is not one).
        reason: what happened; ``{right}`` and ``{printed}`` stand for the figures.
    """

    id: str
    weight: float
    share: Callable[[Slipped], float]
    reason: Text


def _digits(share: Callable[[str, str], float]) -> Callable[[Slipped], float]:
    """Make a slip in the digits of a figure; a blank is none."""

    def of(slipped: Slipped) -> float:
        right, printed = slipped.right, slipped.printed
        if printed is None or right < 0 or printed < 0 or right == printed:
            return 0.0
        return share(str(right), str(printed))

    return of


def _swapped(right: str, printed: str) -> float:
    ways = sum(
        right[:i] + right[i + 1] + right[i] + right[i + 2 :] == printed
        for i in range(len(right) - 1)
    )
    return ways / max(1, len(right) - 1)


def _without_digit(right: str) -> list[str]:
    return [right[:i] + right[i + 1 :] for i in range(len(right))]


def _dropped(right: str, printed: str) -> float:
    if printed == "0":  # 90 less its first digit: rather a cell that was not filled in
        return 0.0
    return _without_digit(right).count(printed) / len(right) if len(right) > 1 else 0.0


def _doubled(right: str, printed: str) -> float:
    ways = sum(right[: i + 1] + right[i:] == printed for i in range(len(right)))
    return ways / len(right) if right != "0" else 0.0


def _added(right: str, printed: str) -> float:
    ways = _without_digit(printed).count(right) if len(printed) == len(right) + 1 else 0
    return ways / (10 * len(printed))


ZEROS_TYPED = 0.2
"""Most zeros of a table are filled in all at once, not typed one by one."""


def _mistyped(right: str, printed: str) -> float:
    if len(right) != len(printed) or printed == "0":
        return 0.0
    differing = [(a, b) for a, b in zip(right, printed, strict=True) if a != b]
    if len(differing) != 1 or "." in differing[0]:
        return 0.0
    (a, b) = differing[0]
    beside = abs(int(a) - int(b)) in (1, 9)
    typed = ZEROS_TYPED if right == "0" else 1.0
    return typed * (0.25 if beside else 0.5 / 7) / len(right)


def _blank(slipped: Slipped) -> float:
    return float(slipped.printed is None and slipped.right != 0)


def _zero(slipped: Slipped) -> float:
    return float(slipped.printed == 0 and slipped.right != 0)


def _last_year(slipped: Slipped) -> float:
    same = slipped.printed is not None and slipped.printed == slipped.last_year
    return float(same and slipped.printed != 0)


def _stale_total(slipped: Slipped) -> float:
    """A total that was right before some part was corrected: small differences are likelier."""
    if not slipped.total or slipped.printed is None:
        return 0.0
    return 1.0 / (2.0 + slipped.difference)


def _unit(slipped: Slipped) -> float:
    printed = slipped.printed
    if not printed or not slipped.right:
        return 0.0
    return float(printed == slipped.right * 10_000 or printed * 10_000 == slipped.right)


def _neighbour(slipped: Slipped) -> float:
    if not slipped.printed:
        return 0.0
    return slipped.neighbours.count(slipped.printed) / max(4, len(slipped.neighbours))


def _miscounted(slipped: Slipped) -> float:
    return 0.25 / slipped.difference**2 if slipped.difference else 0.0


def _anything(slipped: Slipped) -> float:
    return 1.0 / (10.0 + 2.0 * max(abs(float(slipped.right)), abs(float(slipped.printed or 0))))


SLIPS: tuple[Slip, ...] = (
    Slip("last-year", 60, _last_year, Text(
        "沿用了上年的数字 {printed}，今年应为 {right}",
        "last year's figure {printed} was left standing for {right}",
    )),
    Slip("unit", 20, _unit, Text(
        "单位弄错，{printed} 与应填的 {right} 相差一万倍（元与万元）",
        "the unit is wrong: {printed} is 10,000 times or 1/10,000 of {right} (元 for 万元)",
    )),
    Slip("swapped-digits", 15, _digits(_swapped), Text(
        "把 {right} 误作 {printed}，两个数字颠倒", "{printed} for {right}: two digits swapped",
    )),
    Slip("dropped-digit", 15, _digits(_dropped), Text(
        "把 {right} 误作 {printed}，漏了一位数字", "{printed} for {right}: a digit dropped",
    )),
    Slip("doubled-digit", 10, _digits(_doubled), Text(
        "把 {right} 误作 {printed}，多打了一个相同的数字",
        "{printed} for {right}: a digit typed twice",
    )),
    Slip("extra-digit", 6, _digits(_added), Text(
        "把 {right} 误作 {printed}，多了一位数字", "{printed} for {right}: a digit too many",
    )),
    Slip("digit", 30, _digits(_mistyped), Text(
        "把 {right} 误作 {printed}，打错一个数字", "{printed} for {right}: one digit mistyped",
    )),
    Slip("blank", 10, _blank, Text(
        "应填 {right} 而留空", "left blank; it should be {right}",
    )),
    Slip("zero", 6, _zero, Text(
        "应填 {right} 而填了 0", "0 was put for {right}",
    )),
    Slip("stale-total", 20, _stale_total, Text(
        "的合计数没有随各分项更正，应为 {right}，仍印作 {printed}",
        "the total was not updated with its parts: {printed}, should be {right}",
    )),
    Slip("neighbour", 4, _neighbour, Text(
        "误填了相邻格的数字 {printed}，应为 {right}",
        "the figure {printed} of a neighbouring cell was put for {right}",
    )),
    Slip("miscounted", 6, _miscounted, Text(
        "把 {right} 误作 {printed}", "{printed} for {right}",
    )),
    Slip("other", 3, _anything, Text(
        "把 {right} 误作 {printed}", "{printed} for {right}",
    )),
)  # fmt: skip
"""The slips. A total is told from a part in that it may be stale."""


def slip_of(slipped: Slipped) -> tuple[Slip, float]:
    """Return the likeliest slip, and the cost: minus the logarithm of how likely the figure is.

    The likelihood is that of all slips together: a figure that comes about in two ways is likelier.
    """
    likelihoods = [slip.weight / 100 * slip.share(slipped) for slip in SLIPS]
    best = max(range(len(SLIPS)), key=lambda n: likelihoods[n])
    return SLIPS[best], -log(sum(likelihoods))
