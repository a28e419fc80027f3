"""Marked copies of Word files."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from govreport.output.annotate.docx import annotate
from govreport.output.annotate.docx.unmark import without_marks
from govreport.output.annotate.marks import AUTHOR, FILLS, Changed, Mark
from govreport.reading.document import Location
from govreport.reading.docx import locate
from govreport.reading.limits import DEFAULT
from tests.output.annotate.marked import laid_out, mark, members, same_findings, wanted
from tests.test_office_round_trip import DOCX_STYLES
from tests.writers.docx import STRICT_W, DocxStyle, W, package, write

DOCUMENT = "word/document.xml"
ADDED = ("word/comments.xml",)
CHANGED = (DOCUMENT, "word/_rels/document.xml.rels", "[Content_Types].xml")


def w(name):
    return f"{{{W}}}{name}"


def root_of(data, name=DOCUMENT):
    return etree.fromstring(members(data)[name].replace(STRICT_W.encode(), W.encode()))


def shaded(data, result):
    """The cells that have one of our shades: level by address."""
    levels = {fill: level for level, fill in FILLS.items()}
    places = {quantity.location: quantity.address for quantity in result.report.quantities}
    found = {}
    for place, (cell, _) in locate(data).cells.items():
        shade = cell.find(f"{w('tcPr')}/{w('shd')}")
        if shade is not None and shade.get(w("fill")) in levels:
            found[places[place]] = levels[shade.get(w("fill"))]
    return found


def comments(data):
    """The comments by identifier: author and text."""
    root = root_of(data, "word/comments.xml")
    return {
        each.get(w("id")): (
            each.get(w("author")),
            "\n".join("".join(p.itertext(w("t"))) for p in each.iter(w("p"))),
        )
        for each in root
    }


def assert_tied(data):
    """Every comment begins, ends and is referred to once in the text, in this order."""
    order = {}
    for element in root_of(data).iter(
        w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
    ):
        order.setdefault(element.get(w("id")), []).append(etree.QName(element).localname)
    assert set(order) == set(comments(data))
    assert set(map(tuple, order.values())) == {
        ("commentRangeStart", "commentRangeEnd", "commentReference")
    }


def text_of(data):
    return "".join(root_of(data).itertext(w("t")))


@pytest.mark.parametrize("style", DOCX_STYLES.values(), ids=DOCX_STYLES)
@pytest.mark.parametrize("seed", [7, 11])
def test_the_wrong_cells_are_marked_and_nothing_else_is_changed(tmp_path, style, seed):
    path = write(laid_out(seed), tmp_path / "报告.docx", style)
    original = path.read_bytes()
    result, marks, data = mark(path)
    assert path.read_bytes() == original
    assert shaded(data, result) == wanted(result, marks)
    told = [text for author, text in comments(data).values() if author == AUTHOR]
    assert sorted(told) == sorted(each.comment for each in marks if each.comment)
    assert_tied(data)
    before, after = members(original), members(data)
    assert [*before, *ADDED] == list(after)
    assert {name for name in before if before[name] != after[name]} <= set(CHANGED)
    assert text_of(data) == text_of(original)
    (tmp_path / "marked.docx").write_bytes(data)
    assert same_findings(result, tmp_path / "marked.docx")
    if not style.strict:  # which python-docx does not know
        docx.Document(io.BytesIO(data))


@pytest.mark.parametrize("style", [DocxStyle(), DocxStyle(run_length=2), DocxStyle(strict=True)])
def test_marking_again_does_not_pile_up(tmp_path, style):
    path = write(laid_out(), tmp_path / "a.docx", style)
    _, _, once = mark(path)
    (tmp_path / "b.docx").write_bytes(once)
    _, _, twice = mark(tmp_path / "b.docx")
    assert members(once) == members(twice)


def test_marks_can_be_taken_out(tmp_path):
    path = write(laid_out(), tmp_path / "a.docx")
    _, _, data = mark(path)
    plain = without_marks(data, DEFAULT)
    assert not comments(plain)
    assert b"F7B2AD" not in members(plain)[DOCUMENT]
    assert text_of(plain) == text_of(path.read_bytes())
    assert without_marks(path.read_bytes(), DEFAULT) == path.read_bytes()


def test_a_reference_that_a_word_processor_has_shaded_too_is_taken_out(tmp_path):
    path = write(laid_out(), tmp_path / "a.docx")
    _, _, data = mark(path)
    parts = members(data)
    shade = f'<w:rPr><w:shd w:val="clear" w:fill="{FILLS["wrong"]}"/></w:rPr>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(
        b"<w:r><w:commentReference", f"<w:r>{shade}<w:commentReference".encode()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    plain = members(without_marks(buffer.getvalue(), DEFAULT))[DOCUMENT]
    assert b"commentReference" not in plain
    assert FILLS["wrong"].encode() not in plain


# ── by hand ─────────────────────────────────────────────────────────────────────────────────────

SENTENCE = "共收到申请25件，办结24件。"
AT = Location(paragraph=1)


def sentence_mark(start=5, end=7, comment="应为 24", level="wrong", sentence=SENTENCE):
    return Mark(AT, level, comment, sentence=sentence, span=(start, end))


def marked(content, *marks, **parts):
    data = annotate(package(content, **parts), marks, DEFAULT, "zh")
    assert_tied(data)
    return data


def runs(data):
    """The runs of the text: their text, whether they are bold, and their shade."""
    return [
        (
            "".join(run.itertext(w("t"))),
            run.find(f"{w('rPr')}/{w('b')}") is not None,
            getattr(run.find(f"{w('rPr')}/{w('shd')}"), "attrib", {}).get(w("fill")),
        )
        for run in root_of(data).iter(w("r"))
        if run.find(w("commentReference")) is None
    ]


def test_a_run_is_cut_around_the_figure_and_keeps_its_look():
    data = marked(
        f'<w:p><w:r w:rsidR="1"><w:rPr><w:b/><w:vertAlign w:val="baseline"/></w:rPr>'
        f"<w:t>{SENTENCE}</w:t></w:r></w:p>",
        sentence_mark(),
    )
    assert runs(data) == [
        ("共收到申请", True, None), ("25", True, FILLS["wrong"]), ("件，办结24件。", True, None)
    ]  # fmt: skip
    (properties,) = (
        each for each in root_of(data).iter(w("rPr")) if each.find(w("shd")) is not None
    )
    assert [etree.QName(each).localname for each in properties] == ["b", "shd", "vertAlign"]


@pytest.mark.parametrize(
    "content",
    [
        "<w:r><w:t>共收到申</w:t></w:r><w:r><w:t>请2</w:t></w:r><w:r><w:t>5件，办结24件。</w:t></w:r>",
        "<w:r><w:tab/><w:t>共收到申请25件，</w:t><w:t>办结24件。</w:t></w:r>",
        "<w:ins><w:r><w:t>共收到申请25件，办结24件。</w:t></w:r></w:ins>",
        "<w:r><w:t>共收到申请</w:t></w:r><w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:del><w:r>"
        "<w:delText>26</w:delText></w:r></w:del><w:r><w:t>件，办结24件。</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t>共收到申请25件，办结24件。</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:hyperlink><w:r><w:t>共收到申请&#50;5件，办结24件。</w:t></w:r></w:hyperlink>",
        "<w:r><w:t>&lt;&amp;共收到申请25件，办结24件。</w:t></w:r>",
    ],
)
def test_the_figure_is_found_however_the_text_is_cut(content):
    before = package(f"<w:p>{content}</w:p>")
    data = marked(f"<w:p>{content}</w:p>", sentence_mark())
    assert "".join(text for text, _, fill in runs(data) if fill) == "25"
    assert text_of(data) == text_of(before)


def test_several_figures_of_a_sentence_are_marked():
    data = marked(
        f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
        sentence_mark(5, 7),
        sentence_mark(10, 13, "a", "doubtful"),
        sentence_mark(0, 13, "all", "doubtful"),
    )
    assert [(text, fill) for text, _, fill in runs(data)] == [
        ("共收到申请", FILLS["doubtful"]), ("25", FILLS["wrong"]), ("件，办", FILLS["doubtful"]),
        ("结24", FILLS["doubtful"]), ("件。", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "<w:r><w:ruby><w:rubyBase><w:r><w:t>共收到申请25件，办结24件。</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "<w:r><w:t><![CDATA[共收到申请25件，办结24件。]]></w:t></w:r>",
    ],
)
def test_text_that_cannot_be_cut_has_the_comment_on_its_paragraph(content):
    data = marked(f"<w:p>{content}</w:p>", sentence_mark())
    assert not any(fill for _, _, fill in runs(data))


def test_other_comments_stay_and_identifiers_are_fresh():
    parts = {
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="张三">'
        "<w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment></w:comments>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="a" Type="x/comments" Target="comments.xml"/>'
        "</Relationships>",
    }
    content = (
        f'<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>{SENTENCE}</w:t></w:r>'
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    data = marked(content, sentence_mark(), parts=parts)
    assert comments(data) == {"7": ("张三", "请核"), "8": (AUTHOR, "应为 24")}
    assert members(data)["word/_rels/document.xml.rels"].endswith(
        parts["word/_rels/document.xml.rels"].encode()
    )
    assert comments(without_marks(data, DEFAULT)) == {"7": ("张三", "请核")}


def test_an_empty_cell_and_a_cell_without_properties():
    row = "<w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr/><w:p><w:pPr/></w:p></w:tc></w:tr>"
    grid = f"<w:tbl>{row}<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    places = [Location(table=1, row=1, column=column) for column in (1, 2)]
    data = marked(grid, *(Mark(place, "doubtful", "应为 3") for place in places))
    assert members(data)[DOCUMENT].count(FILLS["doubtful"].encode()) == 2


def test_an_own_shade_of_the_cell_gives_way():
    cell = '<w:tc><w:tcPr><w:tcW w:w="1"/><w:shd w:val="clear" w:fill="00FF00"/><w:vAlign/></w:tcPr><w:p/></w:tc>'
    data = marked(
        f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl><w:p/>",
        Mark(Location(table=1, row=1, column=1), "wrong", "a"),
    )
    first, second = root_of(data).iter(w("tcPr"))
    assert [etree.QName(each).localname for each in first] == ["tcW", "shd", "vAlign"]
    assert (first[1].get(w("fill")), second[1].get(w("fill"))) == (FILLS["wrong"], "00FF00")


@pytest.mark.parametrize("prefix", ["ns0", ""])
def test_any_prefix_of_the_namespace(prefix):
    data = package(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>")
    colon = f"{prefix}:" if prefix else ""
    text = (
        members(data)[DOCUMENT].decode().replace("<w:", f"<{colon}").replace("</w:", f"</{colon}")
    )
    text = text.replace("xmlns:w=", f"xmlns:{prefix}=" if prefix else "xmlns=")
    odd = package("", parts={DOCUMENT: text.partition("?>\n")[2]})
    assert runs(annotate(odd, [sentence_mark()], DEFAULT, "zh"))[1][0] == "25"


def test_a_part_in_utf_16():
    data = members(package(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in data.items():
            text = content.decode().replace("UTF-8", "UTF-16")
            archive.writestr(name, text.encode("utf-16") if name == DOCUMENT else content)
    marked_ = annotate(buffer.getvalue(), [sentence_mark()], DEFAULT, "zh")
    assert runs(marked_)[1] == ("25", False, FILLS["wrong"])


def test_what_is_nowhere_stands_at_the_beginning():
    data = marked(
        "<w:p/><w:p><w:r><w:t>报告</w:t></w:r></w:p>", Mark(Location(), "doubtful", "缺少")
    )
    start = next(root_of(data).iter(w("commentRangeStart")))
    assert "".join(start.getparent().itertext(w("t"))) == "报告"


def test_comment_text_is_only_text():
    data = marked(
        "<w:p><w:r><w:t>报告</w:t></w:r></w:p>", Mark(Location(), "wrong", '<w:b/>&"\x01')
    )
    assert comments(data)["0"][1] == '<w:b/>&"'


def test_a_file_that_has_changed_is_not_marked():
    cells = "<w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>"
    data = package(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p/>")
    place = Location(table=1, row=1, column=1)
    assert annotate(data, [Mark(place, "wrong", "a", printed="３1")], DEFAULT, "zh")
    with pytest.raises(Changed):
        annotate(data, [Mark(place, "wrong", "a", printed="13")], DEFAULT, "zh")
    with pytest.raises(Changed):
        annotate(package("<w:tbl/>"), [sentence_mark()], DEFAULT, "zh")


def test_a_sentence_that_stands_otherwise_in_the_file_has_the_comment_on_its_paragraph():
    data = marked("<w:p><w:r><w:t>共收到申请</w:t></w:r></w:p>", sentence_mark())
    assert comments(data) == {"0": (AUTHOR, "应为 24")}
