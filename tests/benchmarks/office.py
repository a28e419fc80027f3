"""How long reading Word files and workbooks takes, beside python-docx and openpyxl reading cells.

Usage: python -m tests.benchmarks.office [REPORTS]
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

import docx
import openpyxl

from govreport.reading import read_document
from tests.generator import Layout, blocks, random_truth
from tests.writers import docx as docx_writer
from tests.writers import xlsx as xlsx_writer

BAR = 30.0


def times(job: Callable[[bytes], object], files: Sequence[bytes]) -> list[float]:
    """Return the milliseconds that a job takes for each file, the best of three."""
    rounds = []
    for _ in range(3):
        taken = []
        for data in files:
            start = time.perf_counter()
            job(data)
            taken.append((time.perf_counter() - start) * 1000)
        rounds.append(taken)
    return [min(each) for each in zip(*rounds, strict=True)]


def docx_cells(data: bytes) -> list[str]:
    """Return the text of every cell with python-docx, row by row, which is its fast way."""
    tables = docx.Document(io.BytesIO(data)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def xlsx_cells(data: bytes) -> list[object]:
    """Return the value of every cell with openpyxl, merged ranges known."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]


def main() -> int:
    """Print milliseconds per file for each format, and what the usual library takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    reports = [blocks(random_truth(seed), Layout(seed=seed)) for seed in range(count)]
    words = [docx_writer.written(each, docx_writer.DocxStyle(run_length=3)) for each in reports]
    books = [xlsx_writer.written(each) for each in reports]
    kinds: list[tuple[str, list[bytes], str, Callable[[bytes], object]]] = [
        ("docx", words, "python-docx", docx_cells),
        ("xlsx", books, "openpyxl", xlsx_cells),
    ]
    slow = 0
    for name, files, library, cells in kinds:
        ours = times(lambda data: read_document("report", data=data), files)
        theirs = times(cells, files)
        slow += max(ours) > BAR
        print(
            f"{name}: {count} reports, read in {median(ours):.1f} ms each, at most {max(ours):.1f} "
            f"(bar {BAR:.0f}); {library} takes {median(theirs):.1f} ms for the cells"
        )
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
