"""Marked copies of Word files: cells shaded, figures in sentences highlighted, comments beside."""

from govreport.output.annotate.docx.editor import annotate

__all__ = ["annotate"]
