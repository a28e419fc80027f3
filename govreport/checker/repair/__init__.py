"""Locates mistakes: the smallest change of figures that makes every identity hold, and why.

Imported only where an identity failed.
"""

from govreport.checker.repair.build import resolving, system_of
from govreport.checker.repair.model import Figure, Place, Statement, System
from govreport.checker.repair.run import repair

__all__ = ["Figure", "Place", "Statement", "System", "repair", "resolving", "system_of"]
