"""Locates mistakes: the smallest change of figures that makes every identity hold, and why.

Imported only where an identity failed.
"""

from govreport.checker.repair.model import Figure, Place, System
from govreport.checker.repair.run import repair, repairs_of

__all__ = ["Figure", "Place", "System", "repair", "repairs_of"]
