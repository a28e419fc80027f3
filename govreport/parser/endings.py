"""How names of bodies end: what tells one in running text, and whose name many places share."""

from __future__ import annotations

__all__ = ["ORGANS", "OTHERS", "PLACES"]

ORGANS = "办公室|办公厅|[局厅委办署院处所队社会]|中心"
"""Parts of a government, which every place has (a pattern, as the others)."""

PLACES = "[区镇乡县市州旗盟]|街道"
"""Governments by the name of their place."""

OTHERS = "公司|大学|学院|银行|医院|集团|海关|气象台"
"""Other bodies that publish a report."""
