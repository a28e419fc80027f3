"""Marked copies of web pages."""

from __future__ import annotations

import re

import pytest
from lxml import html as parser

from govreport.output.annotate.html import annotate
from govreport.output.annotate.html.bytesource import ByteSource
from govreport.output.annotate.html.unmark import without_marks
from govreport.output.annotate.marks import FILLS, Changed, Mark
from govreport.reading.document import Location
from govreport.reading.html import read
from govreport.reading.limits import DEFAULT
from tests.generator import FileStyle
from tests.generator.files import written
from tests.generator.render import HtmlStyle
from tests.output.annotate.marked import laid_out, mark, same_findings, wanted

STYLES = {
    "clean": HtmlStyle(),
    "as Word writes it": HtmlStyle(word=True, blank="<o:p> </o:p>"),
    "malformed spans": HtmlStyle(spans="malformed", blank="&nbsp;"),
    "in a table": HtmlStyle(nested=True, header=True),
    "scripts": HtmlStyle(script=True, blank="<br>"),
}
ENCODINGS = ("utf-8", "gb2312", "utf-16", "utf-8-sig")


def write(path, style, encoding="utf-8"):
    path.write_bytes(written(laid_out(), FileStyle("html", style, encoding)))
    return path


def shades(data):
    """The shades of the cells that have one, in order."""
    text = ByteSource(data).text
    styles = re.findall(r"<t[dh][^>]*background-color:#(\w{6})!important", text, re.IGNORECASE)
    return sorted(styles)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_wrong_cells_are_marked_and_nothing_else_is_changed(tmp_path, style, encoding):
    path = write(tmp_path / "报告.html", style, encoding)
    original = path.read_bytes()
    result, marks, data = mark(path)
    assert path.read_bytes() == original
    assert shades(data) == sorted(FILLS[level] for level in wanted(result, marks).values())
    assert without_marks(data) == original
    (tmp_path / "marked.html").write_bytes(data)
    assert same_findings(result, tmp_path / "marked.html")
    text = ByteSource(data).text
    assert all(each.short in text for each in marks)
    notes = text[text.index("<aside") : text.index("</aside>")]
    assert notes.count("<p>[") == len([each for each in marks if each.comment])


def test_marking_again_does_not_pile_up(tmp_path):
    path = write(tmp_path / "a.html", HtmlStyle())
    _, _, once = mark(path)
    (tmp_path / "b.html").write_bytes(once)
    _, _, twice = mark(tmp_path / "b.html")
    assert once == twice


@pytest.mark.parametrize("name", ["shanghai-office-2019.html"])
def test_a_published_page(shared_data, tmp_path, name):
    original = (shared_data / name).read_bytes()
    result, _, data = mark(shared_data / name)
    assert without_marks(data) == original
    (tmp_path / name).write_bytes(data)
    assert same_findings(result, tmp_path / name)


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────

AT = Location(line=1, table=1, row=1, column=2)
ROW = "<table><tr><td>件数</td>{}</tr><tr><td>a</td><td>1</td></tr></table>"


def cell_marked(cell, encoding="utf-8", **more):
    """A page with one marked cell, and the cell in it."""
    place = Mark(AT, "wrong", "应为 31", "应为31", **more)
    data = annotate(ROW.format(cell).encode(encoding), [place], DEFAULT, "zh")
    text = ByteSource(data).text
    return text[text.index("件数</td>") + 7 : text.index("</tr>")]


SHADE = f"/*govreport*/background-color:#{FILLS['wrong']}!important"


@pytest.mark.parametrize(
    ("cell", "style"),
    [
        ("<td>13</td>", f'<td style="{SHADE}'),
        ('<TD Style="color:red">13</TD>', f'<TD Style="color:red;{SHADE}'),
        ("<td style='color:red;'>13</td>", f"<td style='color:red;;{SHADE}"),
        ("<td style=color:red>13</td>", f'<td style="color:red;{SHADE}'),
        ('<td data-style="x" title="a>b">13</td>', f'<td style="{SHADE}'),
    ],
)
def test_the_style_of_the_cell_is_kept(cell, style):
    done = cell_marked(cell)
    assert done.startswith(style)
    assert '<sup class="govreport-note"' in done
    page = ROW.format(cell).encode()
    assert without_marks(annotate(page, [Mark(AT, "wrong", "x")], DEFAULT, "zh")).lower() in (
        page.lower(), page.lower().replace(b"style=color:red", b'style="color:red"')
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "before"),
    [
        ("<td><p><span>1<b>3</b> </span></p></td>", "<b>3"),
        ("<td><p>&nbsp;</p></td>", "&nbsp;"),
        ("<td></td>", '">'),
        ("<td>\n</td>", '">'),
        ("<td>13", "13"),
        ("<td>13<!-- 5 --></td>", "13"),
    ],
)
def test_the_note_stands_behind_what_the_cell_shows(cell, before):
    done = cell_marked(cell)
    assert f"{before}<sup" in done


def test_words_that_the_encoding_does_not_have_become_references():
    page = ('<meta charset="windows-1252"><body>' + "caf\xe9 na\xefve \xfc\xe4 " * 20).encode(
        "cp1252"
    )
    source = ByteSource(page)
    source.insert(len(source.text), "应")
    assert source.applied() == page + b"&#24212;"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_places_in_the_bytes(encoding):
    text = (
        "某某县政府信息公开工作年度报告" * 200
        + "<td>1</td>"
        + "𠮷😀收到政府信息公开申请" * 3
        + "<td>2</td>"
    )
    source = ByteSource(text.encode(encoding))
    assert source.text == text
    for match in re.finditer("<td>", text):
        source.insert(match.end(), "【】")
    assert source.applied() == text.replace("<td>", "<td>【】").encode(encoding)


def test_bytes_that_are_no_text_stay():
    page = "<p>收到申请</p><table><tr><td>".encode("gb18030") + b"\xff\x81<td>13</td>\xff</table>"
    source = ByteSource(page)
    for match in re.finditer("<td>", source.text):
        source.insert(match.start(), "!")
    assert source.applied() == page.replace(b"<td>", b"!<td>")


SENTENCE = "共收到申请25件，办结24件。"


def sentence_marked(paragraph, span=(5, 7), line=1):
    place = Mark(Location(line=line), "wrong", "应为 24", sentence=SENTENCE, span=span)
    page = f"<p>{SENTENCE[:4]}</p>\n{paragraph}".encode()
    data = annotate(page, [place], DEFAULT, "zh")
    assert without_marks(data) == page
    return data.decode()


@pytest.mark.parametrize(
    "paragraph",
    [
        f"<p>{SENTENCE}</p>",
        "<p>共收到<b>申请</b>25件，\n  办结24件。</p>",
        "<p>共收到申请2<span>5</span>件，办结24件。</p>",
        "<p>共收到申请&#50;5件<sup>[1]</sup>，办结24件。</p>",
        f"<script>var a='{SENTENCE}'</script><p>{SENTENCE}</p>",
    ],
)
def test_the_figure_is_found_however_the_text_is_marked_up(paragraph):
    page = parser.fromstring(sentence_marked(paragraph, line=2))
    marked = "".join(each.text_content() for each in page.iter("mark"))
    assert marked == "25"
    assert "/script" not in parser.tostring(page).decode().partition("<mark")[2]


def test_a_comment_is_text_only():
    place = Mark(AT, "wrong", '<script>alert("x")</script>\n"><img>', "<b>")
    data = annotate(ROW.format("<td>13</td>").encode(), [place], DEFAULT, "zh")
    page = parser.fromstring(data)
    assert not list(page.iter("script", "img", "b"))[1:]  # the heading of the notes is bold
    (note,) = page.iter("sup")
    assert note.get("title") == place.comment


def test_text_laid_out_as_a_table_has_its_notes_at_the_end():
    page = "<pre>件数\t13\n</pre>".encode()
    data = annotate(page, [Mark(AT, "wrong", "应为 31")], DEFAULT, "zh")
    assert data.startswith(page)
    assert "应为 31" in data.decode()


def test_a_sentence_that_stands_otherwise_in_the_source_is_quoted_at_the_end():
    page = sentence_marked("<p>共收到申请。</p>")
    assert f"[1] “{SENTENCE}”<br>应为 24" in page


def test_a_page_that_has_changed_is_not_marked():
    with pytest.raises(Changed):
        cell_marked("<td>14</td>", printed="13")


def test_marks_are_not_read_as_text():
    place = Mark(AT, "wrong", "收到申请 99 件", "应为31")
    page = ROW.format("<td>13</td>").encode()
    data = annotate(page, [place], DEFAULT, "zh")

    def shown(page):
        blocks = read(page, "a.html", DEFAULT).blocks
        return [[[cell.text for cell in row] for row in grid.rows] for grid in blocks]

    assert shown(data) == shown(page)
