"""Marked copies of web pages: cells and figures shaded, notes beside them and at the end."""

from govreport.output.annotate.html.editor import annotate

__all__ = ["annotate"]
