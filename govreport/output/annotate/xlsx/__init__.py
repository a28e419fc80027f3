"""Marked copies of workbooks: cells shaded, with a comment that shows when the mouse is over them."""

from govreport.output.annotate.xlsx.editor import annotate

__all__ = ["annotate"]
