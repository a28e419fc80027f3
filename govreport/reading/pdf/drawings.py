"""The lines, filled boxes and pictures of a page as PDFium sees them."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_int
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from govreport.reading.pdf.colour import luminance_of
from govreport.reading.pdf.content import Box, PageContent, Stroke, is_sane, sides_of

__all__ = ["add_drawings"]

THIN = 3.0
"""A filled box or a picture not wider than this many points is a ruled line."""

WHITE = 0.98
"""A thin box as light as this covers something up; it is no line."""

MAX_PATHS = 20_000
MAX_PATH_POINTS = 20_000
MAX_DEPTH = 8

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def add_drawings(page: Any, content: PageContent) -> None:
    """Put the lines, boxes and pictures of a page into ``content``."""
    count = 0
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            count += 1
            if count > MAX_PATHS:
                content.complete = False
                return
            _add_path(item, matrix, content)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _add_picture(matrix, content)


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield paths and pictures, those within forms too, each with its matrix."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        yield from _unfolded(item, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


def _unfolded(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        if depth < MAX_DEPTH:
            inner = _times(_matrix(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                part = pdfium.FPDFFormObj_GetObject(item, index)
                yield from _unfolded(part, inner, depth + 1)
    elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
        yield item, kind, _times(_matrix(item), outer)


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _add_picture(matrix: Matrix, content: PageContent) -> None:
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    if not is_sane(*xs, *ys):
        return
    box = Box(min(xs), min(ys), max(xs), max(ys), 0.5)
    if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
        content.strokes.append(_midline(box))
    else:
        content.pictures.append(box)


def _add_path(item: Any, matrix: Matrix, content: PageContent) -> None:
    fill, stroked = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroked)
    outlines = [line for line in _outlines(item, matrix) if _is_sane(line)]
    if stroked.value:
        for outline in outlines:
            content.strokes.extend(_sides(outline))
    if fill.value:
        luminance = luminance_of(pdfium.FPDFPageObj_GetFillColor, item)
        _add_fills([_bounds(outline, luminance) for outline in outlines if outline], content)


def _outlines(item: Any, matrix: Matrix) -> list[list[Point | None]]:
    """Return the corners of each part of a path; ``None`` stands where a curve begins."""
    a, b, c, d, e, f = matrix
    outlines: list[list[Point | None]] = []
    x, y = c_float(), c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_PATH_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            outlines[-1].append(None)
        outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines


def _is_sane(outline: list[Point | None]) -> bool:
    return all(point is None or is_sane(*point) for point in outline)


def _sides(outline: list[Point | None]) -> Iterator[Stroke]:
    """Yield the straight sides of an outline."""
    for start, end in pairwise(outline):
        if start is not None and end is not None:
            yield Stroke(*start, *end)


def _bounds(outline: list[Point | None], luminance: float) -> Box:
    xs = [point[0] for point in outline if point is not None]
    ys = [point[1] for point in outline if point is not None]
    return Box(min(xs), min(ys), max(xs), max(ys), luminance)


def _add_fills(boxes: list[Box], content: PageContent) -> None:
    """Sort filled boxes: thin ones are lines, one cut out of a slightly larger one is a frame."""
    fat = []
    for box in boxes:
        if min(box.x1 - box.x0, box.y1 - box.y0) <= THIN:
            if box.luminance < WHITE:
                content.strokes.append(_midline(box))
        else:
            fat.append(box)
    for one, other in pairwise(fat):
        outer = one if one.x0 < other.x0 else other
        if 0 < _margin(outer, other if outer is one else one) <= THIN:
            content.strokes.extend(sides_of(outer))
    content.fills.extend(fat)


def _margin(box: Box, inner: Box) -> float:
    """Return by how much one box reaches over another at least on one side, 0 if not on all."""
    gaps = (inner.x0 - box.x0, inner.y0 - box.y0, box.x1 - inner.x1, box.y1 - inner.y1)
    return max(gaps) if min(gaps) > 0 else 0.0


def _midline(box: Box) -> Stroke:
    """Return the middle line of a thin box, along its longer side."""
    x0, y0, x1, y1, _ = box
    if x1 - x0 >= y1 - y0:
        middle = (y0 + y1) / 2
        return Stroke(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Stroke(middle, y0, middle, y1)
