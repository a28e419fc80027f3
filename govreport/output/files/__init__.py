"""Results written to files: one module for each format, chosen by the suffix of the file.

:mod:`govreport.output.files.registry` opens them.
"""
