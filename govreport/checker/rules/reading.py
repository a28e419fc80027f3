"""READ002–READ004: what was misread or not read, said and never blamed on the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport.checker.context import Context, passed
from govreport.checker.model import Finding, Outcome, Repair
from govreport.checker.rule import Rule
from govreport.checker.rules.located import findings_of
from govreport.parser.report import Quantity, RunTogether, Table
from govreport.text import Text

__all__ = ["RULES"]

DECODED = Text(
    "{table}有 {count} 行数字在文件中连在一起，已按勾稽关系拆开",
    "{table}: digits run together in the file (rows: {count}); they were cut by the identities",
)
DOUBTFUL = Text(
    "；其中无法确定、未予采用的：{rows}，请对照原文",
    "; doubtful and left blank: {rows}; compare the original",
)
TWO_CELLS = Text(
    "{cells}：把连在一起的数字分到相邻两格后勾稽关系全部成立，很可能是文件中两格的数字连成了一个，"
    "请对照原文，不作填报单位的错误",
    "{cells}: cut into two neighbouring cells, the digits make every identity hold: most likely two "
    "numbers run together in the file; compare it, this is not counted as the body's mistake",
)
UNBALANCED = Text("；无论怎样拆分都不平衡的：{rows}", "; no way to cut it balances: {rows}")


def run_together(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield one finding for each table with rows whose digits run together, and for each number
    that can only be two."""
    for table in context.report.tables.values():
        if table.run_together:
            yield _run_together(context, rule, table)
        else:
            yield passed(rule, table.spec.id)
    yield from findings_of("joined-numbers", _two_cells, context, rule)


def _two_cells(context: Context, repair: Repair) -> Text:
    return TWO_CELLS.format(cells=context.label(*(change.cell for change in repair.changes)))


def _named(context: Context, table: Table) -> Text:
    """A table by its section, and by its title where the section has several."""
    place, title = context.label(table.spec.id), table.spec.title
    alike = sum(other.section == table.spec.section for other in context.form.tables)
    return Text(f"{place.zh} {title}", f"{place.en} {title}") if alike > 1 else place


def _run_together(context: Context, rule: Rule, table: Table) -> Finding:
    rows = table.run_together
    text = DECODED.format(table=_named(context, table), count=len(rows))
    for template, chosen in (
        (UNBALANCED, [row for row in rows if not row.balanced]),
        (DOUBTFUL, [row for row in rows if row.balanced and None in row.values]),
    ):
        if chosen:
            more = template.format(rows=_names(context, chosen))
            text = Text(text.zh + more.zh, text.en + more.en)
    cells = [row.address for row in rows if None in row.values] or [row.address for row in rows]
    return context.finding(rule, text, cells, location=rows[0].location)


def _names(context: Context, rows: list[RunTogether]) -> Text:
    return Text(
        "、".join(f"{context.label(row.address).zh}（{row.printed}）" for row in rows),
        ", ".join(f"{context.label(row.address).en} ({row.printed})" for row in rows),
    )


UNSURE = Text(
    "{table}有 {count} 格数字无法读准，未予采用，请对照原文：{rows}（{reason}）",
    "{table}: {count} figures could not be read for certain and are left blank; compare the file: "
    "{rows} ({reason})",
)
MORE = Text("…共 {count} 行", " … {count} rows in all")
ROWS_NAMED = 3


def doubtful(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield one finding for each table with figures that could not be read for certain."""
    for table in context.report.tables.values():
        told = {row.address for row in table.run_together}
        unsure = [
            quantity
            for quantity in table.empty
            if quantity.doubt and quantity.address.rpartition(".")[0] not in told
        ]
        if unsure:
            yield _doubtful(context, rule, table, unsure)
        else:
            yield passed(rule, table.spec.id)


def _doubtful(context: Context, rule: Rule, table: Table, unsure: Sequence[Quantity]) -> Finding:
    rows = list(dict.fromkeys(quantity.address.rpartition(".")[0] for quantity in unsure))
    named = context.label(*rows[:ROWS_NAMED])
    if len(rows) > ROWS_NAMED:
        more = MORE.format(count=len(rows))
        named = Text(named.zh + more.zh, named.en + more.en)
    first = unsure[0]
    text = UNSURE.format(
        table=_named(context, table),
        count=len(unsure),
        rows=named,
        reason=first.doubt or Text("", ""),
    )
    cells = [quantity.address for quantity in unsure]
    return context.finding(rule, text, cells, location=first.location)


LIMITING = frozenset(("truncated", "no-text", "encoding", "formula", "hidden", "tracked-changes"))
"""Kinds of notes of reading that bear on what was checked; a web page's pictures rarely do."""


def remarks(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for each thing in the file that was not read, or not as it is shown."""
    document = context.report.document
    notes = [
        note
        for note in document.notes
        if note.kind in LIMITING or (note.kind == "picture" and document.format == "pdf")
    ]
    for note in notes:
        severity = "warning" if note.kind == "truncated" else rule.severity
        yield context.finding(rule, note.text, location=note.location, severity=severity)
    if not notes:
        yield passed(rule)


SCRAPED = Text(
    "与法规无关：由网页抓取、复制造成", "not a matter of law: comes from scraping and copying"
)

RULES = (
    Rule(
        code="READ002",
        name="run-together",
        severity="warning",
        kind="reading",
        summary=Text(
            "文件中一行数字连在一起，已按勾稽关系拆开",
            "the digits of a row run together in the file; decoded by the identities",
        ),
        why=Text(
            "从网页复制文字时，单元格之间的分隔常常丢失，71、3、0、0、0、0、74 变成 713000074。"
            "六个数之和等于第七个数，加上各列的勾稽关系，多半只有一种拆法；拆法不唯一的不采用，留作空白。",
            "Text copied from a page often loses what stood between the cells. Six numbers that add "
            "up to the seventh, with the column identities, mostly leave one way to cut them; where "
            "several remain the cells are left blank.",
        ),
        source=SCRAPED,
        example=Text("713000074 拆为 71、3、0、0、0、0、74。", "713000074 is 71 3 0 0 0 0 74."),
        check=run_together,
    ),
    Rule(
        code="READ003",
        name="doubtful-figures",
        severity="warning",
        kind="reading",
        summary=Text(
            "表格中的每个数字都能确定属于哪一格",
            "it is certain in which cell every figure of the tables stands",
        ),
        why=Text(
            "文本中的表格靠空格对齐，零又留空不填时，有的数字看不出属于哪一栏；一行里多出一格时也是如此。"
            "没有把握的数字不猜，留作空白，有关的勾稽关系不核对，并在这里列出，以便对照原文。",
            "Where a table is laid out with spaces and zeros are left blank, the column of a figure may "
            "not be clear; nor is it where a row has a cell too many. Such figures are not guessed: they "
            "are left blank, what depends on them is not checked, and they are listed here so that "
            "somebody compares the file.",
        ),
        source=SCRAPED,
        example=Text(
            "一行只有 3 和 3 两个数字，中间各栏留空，第一个 3 的位置介于两栏之间。",
            "A row has only 3 and 3, the columns between are blank, and the first stands between two.",
        ),
        check=doubtful,
    ),
    Rule(
        code="READ004",
        name="reading-remarks",
        severity="note",
        kind="reading",
        summary=Text(
            "文件全部读出，读到的就是所显示的", "all of the file was read, and as it is shown"
        ),
        why=Text(
            "文件中有扫描页、损坏的页、无法解码的字节、修订痕迹、隐藏的行列、没有保存结果的公式，"
            "或者还有另一份报告时，检查只涉及读出的部分。这里逐项说明，以便对照原文。",
            "Where a file has scanned or damaged pages, bytes that cannot be decoded, tracked changes, "
            "hidden lines, formulas without results, or another report, only what was read was checked; "
            "each is named here.",
        ),
        source=SCRAPED,
        example=Text(
            "第3页是扫描件或图片，没有文字可读。", "Page 3 is a scan or a picture without text."
        ),
        check=remarks,
    ),
)
