"""Writes reports with known truth: any form, any figures, any layout, any style of digits.

>>> truth = random_truth(7)                      # a consistent report, the same everywhere
>>> path = write(folder, truth, Layout(requests="two"))
>>> planted = plant(truth, "swapped-digits", Random(7))
>>> path = write(folder, planted.truth, told=planted.right)

The neutral form (:func:`blocks`) is what every writer takes, those of Word, Excel and PDF in
``tests/writers`` too, so that all formats share the same layouts. Strategies for hypothesis are
in :mod:`tests.generator.strategies`.
"""

from tests.generator.blocks import Block, Cell, Table
from tests.generator.files import FORMATS, FileStyle, write, written
from tests.generator.layout import PLAIN, Layout, NumberStyle, printed_cells
from tests.generator.prose import sentences
from tests.generator.report import blocks
from tests.generator.slips import SLIPS, Planted, checked_cells, mistyped, plant
from tests.generator.truth import Truth, random_truth, truth_of

__all__ = [
    "FORMATS",
    "PLAIN",
    "SLIPS",
    "Block",
    "Cell",
    "FileStyle",
    "Layout",
    "NumberStyle",
    "Planted",
    "Table",
    "Truth",
    "blocks",
    "checked_cells",
    "mistyped",
    "plant",
    "printed_cells",
    "random_truth",
    "sentences",
    "truth_of",
    "write",
    "written",
]
