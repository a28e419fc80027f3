"""Pauses Python's search for circular garbage where much is made and none of it is circular.

Python looks for such garbage each time some hundred objects have been made, through everything that
is new; reading a page or comparing thousands of reports, that takes up to a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

__all__ = ["uncollected"]

P = ParamSpec("P")
T = TypeVar("T")


class uncollected:  # noqa: N801 - named as the context managers of the standard library are
    """Pause the search; usable as ``with uncollected():`` and as a decorator.

    As a decorator it costs less than :class:`contextlib.ContextDecorator`, which matters where a
    report is checked in a fraction of a millisecond.
    """

    __slots__ = ("_enabled",)

    def __enter__(self) -> None:
        self._enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *error: object) -> None:
        if self._enabled:
            gc.enable()

    def __call__(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return the function with the search paused while it runs."""

        @wraps(function)
        def paused(*args: P.args, **kwargs: P.kwargs) -> T:
            enabled = gc.isenabled()
            gc.disable()
            try:
                return function(*args, **kwargs)
            finally:
                if enabled:
                    gc.enable()

        return paused
