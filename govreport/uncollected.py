"""Pauses Python's search for circular garbage where much is made and none of it is circular.

Python looks for such garbage each time some hundred objects have been made, through everything that
is new; reading a page or comparing thousands of reports, that takes up to a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search; usable as ``with uncollected():`` and as a decorator."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
