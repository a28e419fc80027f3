"""Locates mistakes: the smallest change of figures that makes every identity hold, and why.

Imported only where an identity failed.
"""

from govreport.checker.repair.build import filled, resolving, system_of, without_zeros
from govreport.checker.repair.model import Figure, Place, Statement, System
from govreport.checker.repair.run import repair

__all__ = [
    "Figure",
    "Place",
    "Statement",
    "System",
    "filled",
    "repair",
    "resolving",
    "system_of",
    "without_zeros",
]
