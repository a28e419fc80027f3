"""Web pages: what a browser shows is read, in its order, and what it hides is not."""

from __future__ import annotations

import pytest

from govreport.reading import read_document
from govreport.reading.document import Grid
from govreport.reading.errors import ReadingError
from govreport.reading.html import read
from govreport.reading.limits import DEFAULT


def page(markup):
    return read(markup.encode(), "a.html", DEFAULT)


def lines(markup):
    return [block.text for block in page(markup).paragraphs]


CASES = {
    "blocks and line breaks": (
        "<div>一、总体情况<br/>二<br>三<div>四</div>五</div>",
        ["一、总体情况", "二", "三", "四", "五"],
    ),
    "inline elements do not part words": (
        "<p><b>20</b><span>23</span><ucapcontent>年</ucapcontent>度</p>",
        ["2023年度"],
    ),
    "source lines": ("<p>政府\n信息 公开 open\n  data</p>", ["政府信息 公开 open data"]),
    "indents": ("<p>　　一、 &nbsp;总体情况　</p>", ["一、  总体情况"]),
    "scripts, styles, forms": (
        "<script>'<p>1</p>'</script><style>p{}</style><noscript>2</noscript><template>3</template>"
        "<select><option>4</select><textarea>5</textarea><button>6</button><p>正文</p>",
        ["正文"],
    ),
    "comments": (
        "<!-- 1 --><!--[if gte mso 9]><p>2</p><![endif]--><p>a<!-- 3 -->b"
        "<![if !supportLists]>c<![endif]></p><?xml:namespace prefix = o />",
        ["abc"],
    ),
    "hidden": (
        '<p>a<span style="DISPLAY:none">1</span>b<i style="mso-hide: all">2</i></p>'
        '<div hidden>3</div>c<p style="text-decoration:none">d</p>',
        ["ab", "c", "d"],
    ),
    "a page that a script shows": ('<body style="display:none"><p>正文</p></body>', ["正文"]),
    "struck out and raised": (
        "<p>共<del>12</del>15件<sup>1</sup>，<s>3</s>4件</p>",
        ["共15件，4件"],
    ),
    "numbering of Word": (
        "<p><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span>"
        "<![endif]>总体情况<o:p></o:p></p>",
        ["一、 总体情况"],
    ),
    "entities are not expanded": (
        '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
        "<html><p>x&a;&b;</p></html>",
        ["]>", "x&a;&b;"],
    ),
    "prose on indented source lines": (
        "<p>\n  共收到\n  <b>\n  15\n  </b>\n  件</p>",
        ["共收到 15 件"],
    ),
}


@pytest.mark.parametrize(("markup", "expected"), CASES.values(), ids=CASES)
def test_text(markup, expected):
    assert lines(markup) == expected


def test_headings_and_lines():
    document = page("<p>甲</p>\n<h2>乙</h2>\n丙<p>丁")
    assert [(b.text, b.heading, b.location.line) for b in document.paragraphs] == [
        ("甲", False, 1),
        ("乙", True, 2),
        ("丙", False, 2),
        ("丁", False, 3),
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title> 甲\n年报 </title>", "甲 年报"),
        ('<title>网站</title><meta name="ArticleTitle" content="乙年报">', "乙年报"),
        ('<meta property="og:title" content="丙年报"><title></title>', "丙年报"),
        ('<meta name="ArticleTitle" content=" "><title>丁</title>', "丁"),
        ("", None),
    ],
)
def test_title(head, title):
    assert page(f"<html><head>{head}</head><body><p>正文</body></html>").title == title


def test_notes_of_pictures_and_files():
    document = page(
        '<p><img src="/u/W0201.jpg"><img src="logo.png"><img src="s.gif" width="16">'
        '<img src="e.png" style="width:20px;height:20px"></p>'
        '<header><img src="big.jpg"></header>\n'
        '<a href="files/P02.docx">附件：年报.docx</a><a href="/x.html">首页</a>'
        '<a href="down.jsp?f=1">年报.pdf</a>\n<a href="/u/P03.xlsx">下载</a>'
        '<noscript><a href="n.pdf">n</a></noscript><iframe src="/pdf/r.pdf"></iframe>'
    )
    assert [(note.kind, note.text.zh.partition("：")[2], note.location.line)
            for note in document.notes] == [
        ("picture", "W0201.jpg", 1),
        ("attachment", "附件：年报.docx", 2),
        ("attachment", "年报.pdf", 2),
        ("attachment", "下载（P03.xlsx）", 3),
        ("attachment", "r.pdf", 3),
    ]  # fmt: skip


def test_preformatted_text_is_read_as_text():
    document = page("<pre>\n信息内容   制发数  废止数\n规章          1      0\n</pre><p>后文")
    grid, after = document.blocks
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["信息内容", "制发数", "废止数"],
        ["规章", "1", "0"],
    ]
    assert after.text == "后文"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><body><p>&nbsp;</p></body></html>", "没有可读取的文字"),
        ('<html><frameset><frame src="a/main.html"></frameset></html>', "a/main.html"),
        ('<html><body><img src="W01.jpg"></body></html>', "W01.jpg"),
        ('<html><body><iframe src="年报.pdf"></iframe></body></html>', "年报.pdf"),
    ],
)
def test_page_without_text_says_what_to_get(markup, reason):
    with pytest.raises(ReadingError) as caught:
        read_document("a.html", data=markup.encode())
    assert caught.value.code == "no-text"
    assert reason in caught.value.message.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "iso-8859-1", "none-such"])
def test_encoding_is_found_whatever_is_declared(encoding, declared):
    markup = f'<html><head><meta charset="{declared}"></head><p>镕基堃旻2023年收到12件'
    document = read(markup.encode(encoding), "a.html", DEFAULT)
    assert [block.text for block in document.blocks] == ["镕基堃旻2023年收到12件"]
    assert document.notes == []


def test_published_pages(shared_data):
    for name, sizes in {
        "shanghai-office-2019.html": [(18, 5), (26, 10), (4, 15)],
        "shuyang-fgj-2023.html": [(14, 4), (28, 10), (4, 15)],
        "pingtan-2018-stats.html": [(16, 4)],
    }.items():
        document = read_document(shared_data / name)
        assert [(len(grid.rows), len(grid.rows[0])) for grid in document.grids] == sizes
