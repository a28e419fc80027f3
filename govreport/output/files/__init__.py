"""Results written to files: one module for each format, chosen by the suffix of the file."""

from govreport.output.files.base import FileOutput, Writer
from govreport.output.files.registry import SUFFIXES, open_output

__all__ = ["SUFFIXES", "FileOutput", "Writer", "open_output"]
