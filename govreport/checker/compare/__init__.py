"""Reports of several years and bodies held against each other."""

from govreport.checker.compare.bodies import Bodies, Member
from govreport.checker.compare.engine import compare
from govreport.checker.compare.grouping import Grouping, Series
from govreport.checker.compare.model import Comparison, Rollup

__all__ = ["Bodies", "Comparison", "Grouping", "Member", "Rollup", "Series", "compare"]
