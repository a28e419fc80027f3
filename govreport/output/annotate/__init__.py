"""Marked copies of the reports' own files (``--annotate``): one module for each format.

:mod:`govreport.output.annotate.marks` decides what is marked and what the comments say,
:mod:`govreport.output.annotate.copies` writes the copies.
"""
