"""FRM001, FRM004, FRM006: the report keeps to the form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.forms.model import FormTable
from govreport.parser.labels import key_of
from govreport.parser.numbers import sort_of
from govreport.parser.sections import titled_in_tables
from govreport.reading.document import Document, Grid
from govreport.text import Text

__all__ = ["RULES"]

NO_SECTIONS = Text("该格式没有规定各部分标题", "this form prescribes no sections")
MISSING = Text("缺少“{titles}”部分", "missing: section “{titles}”")
DISORDER = Text(
    "各部分顺序与格式不符：“{first}”排在“{second}”之后",
    "the sections are out of order: “{first}” comes after “{second}”",
)


def sections(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for sections that are missing, one for sections out of order."""
    wanted = context.form.sections
    if not wanted:
        yield skipped(rule, NO_SECTIONS)
        return
    found = [section.id for section in context.report.sections]
    absent = [section for section in wanted if section.id not in found]
    if absent:
        told = titled_in_tables(context.report.document, context.form)
        absent = [section for section in absent if section.id not in told]
    missing = [f"{section.ordinal}、{section.title}" for section in absent]
    if missing:
        yield context.finding(
            rule, Text(MISSING.zh.format(titles="”“".join(missing)),
                       MISSING.en.format(titles="”, “".join(missing)))
        )  # fmt: skip
    order = [s.id for s in wanted]
    ranks = [order.index(id) for id in dict.fromkeys(found) if id in order]
    for before, after in pairwise(ranks):
        if after < before:
            first, second = wanted[after], wanted[before]
            at = context.report.section(first.id)
            yield context.finding(
                rule,
                DISORDER.format(first=first.title, second=second.title),
                location=at.location if at else None,
            )


NO_YEAR = Text("不知道是哪一年度", "the year is not known")
OTHER_VERSION = Text(
    "{year} 年度报告应使用 {right}，本报告使用的是 {used}",
    "a report on {year} should use the {right}; this one uses the {used}",
)
MIXED = Text(
    "表三“{label}”只有一行，是 2019 年版的排法；现行格式分为 {count} 行",
    "table 三 prints “{label}” as one row, as in the form of 2019; the form now has {count} rows",
)


def version(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a note when the form does not fit the year, and for rows of another version."""
    from govreport.forms.load import all_forms

    year, form = context.report.year, context.form
    if year is None:
        yield skipped(rule, NO_YEAR)
    elif not form.covers(year):
        right = next((other for other in all_forms() if other.covers(year)), None)
        if right is not None:
            yield context.finding(
                rule, OTHER_VERSION.format(year=year, right=right.name, used=form.name)
            )
    for table in context.report.tables.values():
        for merged in table.spec.merged_rows:
            if table.merged_rows and set(merged.rows) <= {merged.into, *table.merged_rows}:
                yield context.finding(
                    rule,
                    MIXED.format(label=merged.ordinal + merged.label, count=len(merged.rows)),
                    (f"{table.spec.id}.{merged.into}",),
                )


NOT_THERE = Text("没有找到“{title}”表", "table “{title}” was not found")
IN_ITS_PLACE = Text(
    "没有找到“{title}”表，文件中有图片或附件（{what}），表可能在其中；请取得附件或可复制文字的版本再检查",
    "table “{title}” was not found; the file has a picture or an attachment ({what}) that may hold "
    "it: get the attachment, or a version with selectable text",
)
UNREAD = Text(
    "文件中有“{title}”表，但排版无法辨认，没有读出其中的数字；请用 Word、Excel 文件或网页再检查",
    "table “{title}” is in the file, but its layout could not be made out and no figure was read; check "
    "a Word or Excel file or a web page",
)
_FIGURES = 3
"""A grid with so many figures holds more than the heads of a table."""
SCANNED = Text(
    "没有找到“{title}”表，文件有没有文字的页面（扫描件）；请取得原始 Word 文件或可复制文字的版本再检查",
    "table “{title}” was not found; the file has pages without text (a scan): get the original "
    "Word file, or a version with selectable text",
)


def tables(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each statutory table that was not found."""
    for spec in context.form.tables:
        if spec.id in context.report.tables:
            yield passed(rule, spec.id)
        else:
            yield _missing_table(context, rule, spec)


def _missing_table(context: Context, rule: Rule, spec: FormTable) -> Finding:
    notes = [n for n in context.report.document.notes if n.kind in ("picture", "attachment")]
    scans = [n for n in context.report.document.notes if n.kind == "no-text"]
    cells = (spec.id,)
    if (grid := _unread(context.report.document, spec)) is not None:
        text = UNREAD.format(title=spec.title)
        return context.finding(rule, text, cells, kind="reading", location=grid.location)
    if notes:
        what = Text(
            "；".join(n.text.zh for n in notes[:3]), "; ".join(n.text.en for n in notes[:3])
        )
        text = IN_ITS_PLACE.format(title=spec.title, what=what)
        return context.finding(rule, text, cells, kind="reading", location=notes[0].location)
    if scans:
        text = SCANNED.format(title=spec.title)
        return context.finding(rule, text, cells, kind="reading", location=scans[0].location)
    return context.finding(rule, NOT_THERE.format(title=spec.title), cells)


def _unread(document: Document, spec: FormTable) -> Grid | None:
    """Return the grid that holds a table which was not found in it: named there, with figures."""
    names = {key_of(spec.title), *(key_of(row.label) for row in spec.rows)}
    for grid in document.grids:
        texts = [cell.text for row in grid.rows for cell in row]
        figures = sum(sort_of(text) == "figure" for text in texts)
        if figures >= _FIGURES and any(key_of(text) in names for text in texts):
            return grid
    return None


SIX_SECTIONS = Text(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    "Regulations on the Disclosure of Government Information, article 50; 国办公开办函〔2021〕30号",
)

RULES = (
    Rule(
        code="FRM001",
        name="section-missing",
        severity="warning",
        summary=Text("六个部分齐全、顺序正确", "the six sections are there, in order"),
        why=Text(
            "年度报告由六个部分组成：总体情况，主动公开，收到和处理申请，行政复议和行政诉讼，"
            "存在的主要问题及改进情况，其他需要报告的事项。缺少一个部分，读者就无从核对。",
            "A report has six sections; with one missing, its readers cannot verify the rest.",
        ),
        source=SIX_SECTIONS,
        example=Text("报告没有“六、其他需要报告的事项”。", "section 六 is missing."),
        check=sections,
    ),
    Rule(
        code="FRM004",
        name="form-version",
        severity="note",
        summary=Text("所用格式与报告年度相符", "the form fits the year"),
        why=Text(
            "2014 至 2018 年度使用统计表，2019、2020 年度使用试行格式，2021 年度起使用现行格式。"
            "混用时会指出哪一部分来自哪一版。",
            "2014 to 2018 used the statistics list, 2019 and 2020 the trial form, 2021 and later the "
            "form in force. A mixed form is named.",
        ),
        source=FORMAT,
        example=Text(
            "2022 年度报告表三只有一行“（六）其他处理”。", "a 2022 report with one row （六）."
        ),
        check=version,
    ),
    Rule(
        code="FRM006",
        name="table-missing",
        severity="warning",
        summary=Text("法定表格齐全", "each statutory table is there"),
        why=Text(
            "没有表格，就无法核对数字。文件中以图片或附件代替表格时，会说明需要取得什么。",
            "Without a table nothing can be verified. Where the file shows a picture or an "
            "attachment in its place, the finding says what to get.",
        ),
        source=FORMAT,
        example=Text("第三部分只有一张图片。", "section 三 holds only a picture."),
        check=tables,
    ),
)
