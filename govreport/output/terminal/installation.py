"""What this installation reads and what is missing for the rest, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text as Line

from govreport import __version__
from govreport.output import notice
from govreport.output.terminal.style import BOX
from govreport.output.terminal.wrap import Prose
from govreport.text import Language, Text

__all__ = ["FORMATS", "Format", "about"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Arguments:
        name: what people call it.
        suffixes: how the names of such files end.
        kinds: the reader's names for it; none where it is not read.
        library: the package that reading it needs beside Python's own.
        remedy: what to do with such a file where it is not read.
    """

    name: Text
    suffixes: str
    kinds: tuple[str, ...] = ()
    library: str = ""
    remedy: Text | None = None


_SAVE = Text("请用 Word 或 WPS 另存为 .docx 或 PDF", "save it as .docx or PDF in Word or WPS")

FORMATS = (
    Format(Text("文本、Markdown", "text, Markdown"), ".txt .md", ("text",)),
    Format(Text("网页", "web pages"), ".html .htm", ("html",), "lxml"),
    Format(Text("网页归档", "web archives"), ".mht .mhtml", ("mht",), "lxml"),
    Format(Text("Word", "Word"), ".docx", ("docx",), "lxml"),
    Format(Text("RTF", "RTF"), ".rtf", ("rtf",)),
    Format(Text("Excel、WPS 表格", "Excel"), ".xlsx", ("xlsx",), "lxml"),
    Format(Text("旧版 Excel", "older Excel"), ".xls .et", ("xls",), "xlrd"),
    Format(Text("OpenDocument 表格", "OpenDocument sheets"), ".ods", ("ods",), "lxml"),
    Format(Text("CSV", "CSV"), ".csv .tsv", ("csv", "tsv")),
    Format(Text("带文字的 PDF", "PDF with text"), ".pdf", ("pdf",), "pypdfium2"),
    Format(Text("压缩包", "archives"), ".zip", ("zip",)),
    Format(Text("govreport 提取的数据", "data of govreport extract"), ".json", ("own",)),
    Format(
        Text("Excel 二进制工作簿", "binary Excel"),
        ".xlsb",
        remedy=Text("请另存为 .xlsx", "save it as .xlsx"),
    ),
    Format(Text("旧版 Word、WPS 文字", "older Word, WPS"), ".doc .wps", remedy=_SAVE),
    Format(
        Text("OFD", "OFD"),
        ".ofd",
        remedy=Text(
            "请用 OFD 阅读器另存为 PDF 或 .docx", "save it as PDF or .docx in an OFD viewer"
        ),
    ),
    Format(
        Text("扫描件、图片", "scans, pictures"),
        ".jpg .png .pdf",
        remedy=Text(
            "没有文字可读；请取得原 Word、Excel 或带文字的 PDF",
            "there is no text to read; get the Word or Excel original or a PDF with text",
        ),
    ),
)

_HEADS = (
    Text("文件", "file"),
    Text("后缀", "suffix"),
    Text("能否读取", "read"),
    Text("说明", "remarks"),
)
_YES = Text("√ 能", "√ yes")
_NO = Text("× 不能", "× no")
_MISSING = Text(
    "缺少 {library}，安装：pip install {library}", "{library} is missing: pip install {library}"
)

_TEMPLATE = Text(
    "整改通知（check --notice）的模板：{path}，可复制后修改，再用设置 notice.template 指定",
    "template of notices (check --notice): {path}; copy it, change it, and name it in the setting "
    "notice.template",
)


def about(language: Language) -> Iterator[RenderableType]:
    """Yield the versions, and the table of formats with what is missing for each."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield Line(f"govreport {__version__} · Python {python} · {sys.platform}", style="bold")
    yield Line("")
    grid = Grid(box=BOX, show_edge=False, padding=(0, 1), collapse_padding=True)
    for at, head in enumerate(_HEADS):
        grid.add_column(head.of(language), no_wrap=at < len(_HEADS) - 1)
    for format in FORMATS:
        remark = _obstacle(format)
        state = (
            Line(_YES.of(language), "green") if remark is None else Line(_NO.of(language), "yellow")
        )
        text = "" if remark is None else remark.of(language)
        grid.add_row(format.name.of(language), format.suffixes, state, Prose(Line(text)))
    yield grid
    yield Line("")
    template = Path(notice.__path__[0]) / f"letter.{language}.docx"
    yield Prose(Line(_TEMPLATE.of(language).format(path=template)))


def _obstacle(format: Format) -> Text | None:
    """Return why files of a format cannot be read here, ``None`` where they can."""
    if not format.kinds:
        return format.remedy
    if format.library and find_spec(format.library) is None:
        return _MISSING.format(library=format.library)
    return None
