"""The workbook: an overview, every finding, every figure, the rules."""
