"""The plain way: a mixed-integer program that changes as few figures as possible."""

from __future__ import annotations

from govreport.checker.repair import System

__all__ = ["solve"]

LIMIT = 60.0
"""Seconds after which the solver gives up."""


def solve(system: System) -> dict[str, int] | None:
    """Return the changed figures with their new values, ``None`` where the solver gave up.

    For each figure y there are p, n ≥ 0 and a switch z: the new figure is y + p − n, and
    p + n ≤ M z. The identities hold for the new figures, and the sum of all z is least.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack, identity, lil_matrix

    count = len(system.figures)
    values = np.array(system.values, dtype=float)
    matrix = lil_matrix((len(system.equations), count))
    for n, equation in enumerate(system.equations):
        for cell, k in equation.coefficients.items():
            matrix[n, cell] = k
    residual = np.array([equation.residual for equation in system.equations], dtype=float)
    most = 2.0 * max(float(values.max()), float(np.abs(residual).max()), 1.0)
    eye = identity(count, format="csr")
    a = matrix.tocsr()
    result = milp(
        c=np.concatenate([np.zeros(2 * count), np.ones(count)]),
        constraints=[
            LinearConstraint(hstack([a, -a, 0 * a]), -residual, -residual),
            LinearConstraint(hstack([eye, eye, -most * eye]), -np.inf, 0),
            LinearConstraint(hstack([eye, -eye, 0 * eye]), -values, np.inf),
        ],
        integrality=np.ones(3 * count),
        bounds=Bounds(0, np.concatenate([np.full(2 * count, most), np.ones(count)])),
        options={"time_limit": LIMIT},
    )
    if result.x is None:
        return None
    change = np.rint(result.x[:count] - result.x[count : 2 * count]).astype(int)
    return {
        system.figures[n].address: system.values[n] + int(change[n]) for n in np.flatnonzero(change)
    }
