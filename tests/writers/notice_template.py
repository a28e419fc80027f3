"""Makes the templates of notices that the package brings along, in the manner of GB/T 9704-2012.

``UPDATE_TEMPLATES=1 pytest tests/output/notice/test_shipped.py`` writes them into the package.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

__all__ = ["NAMES", "parts", "written"]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TEXTS = {
    "letter.zh.docx": (
        ("title", "{{年度}}年政府信息公开工作年度报告{{事项}}通知"),
        ("to", "{{单位}}："),
        ("body", "你单位《{{报告}}》（文件：{{文件}}）收悉。{{概况}}现将有关情况通知如下。"),
        ("body", "{{问题}}"),
        (
            "close",
            "请你单位对照台账和原始记录逐项核对。确有差错的，请于{{期限}}前改正并重新报送；确无差错的，"
            "请书面说明情况。对核对结果有不同意见的，请一并反馈。",
        ),
        ("close", "联系人及电话：{{联系人}}"),
        ("from", "{{发文机关}}"),
        ("date", "{{日期}}"),
        ("annex", "{{依据}}"),
    ),
    "letter.en.docx": (
        ("title", "Please {{matter}}: annual report {{year}} on information disclosure"),
        ("to", "To {{body}}"),
        (
            "body",
            "Thank you for “{{report}}” (file: {{file}}). {{summary}} The details are as follows.",
        ),
        ("body", "{{findings}}"),
        (
            "close",
            "Please compare each point with your records. Where there is a mistake, please correct it "
            "and send the report again by {{deadline}}; where there is none, please say so in writing. "
            "If you see it otherwise, please let us know.",
        ),
        ("close", "Contact: {{contact}}"),
        ("from", "{{issuer}}"),
        ("date", "{{date}}"),
        ("annex", "{{rules}}"),
    ),
    "list.zh.docx": (
        ("title", "政府信息公开工作年度报告核对情况汇总"),
        ("body", "{{概况}}"),
        ("body", "{{名单}}"),
        ("from", "{{发文机关}}"),
        ("date", "{{日期}}"),
    ),
    "list.en.docx": (
        ("title", "Annual reports on information disclosure: what the check found"),
        ("body", "{{summary}}"),
        ("body", "{{list}}"),
        ("from", "{{issuer}}"),
        ("date", "{{date}}"),
    ),
}
"""The paragraphs of each template."""

NAMES = tuple(TEXTS)


@dataclass(frozen=True)
class Style:
    """A paragraph style.

    Arguments:
        name: as Word shows it.
        size: of the text in points.
        paragraph: further properties of the paragraph, as XML.
        font: of Chinese text (``""``: as the text).
        bold: the text is bold.
    """

    name: str
    size: float
    paragraph: str
    font: str = ""
    bold: bool = False


FONTS = {"仿宋_GB2312": "仿宋", "方正小标宋简体": "宋体", "黑体": "SimHei", "宋体": "SimSun"}
"""The fonts of official letters, and what stands in where one is not there."""


def styles(chinese: bool) -> dict[str, Style]:
    """Return the styles by identifier: 二号 小标宋 for the title, 三号 仿宋 for the text."""
    size = 16 if chinese else 12
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if chinese else ""
    plain = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    lines = (
        '<w:spacing w:line="560" w:lineRule="exact"/>' if chinese else '<w:spacing w:after="120"/>'
    )
    # Chinese lines stand apart by themselves, also from a table above.
    above = "" if chinese else '<w:spacing w:before="120" w:after="120"/>'
    close = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    right = '<w:ind w:firstLineChars="0" w:firstLine="0" w:rightChars="{}" w:right="{}"/><w:jc w:val="right"/>'
    return {
        "a": Style("Normal", size, f"{lines}{indent}<w:jc w:val=\"{'both' if chinese else 'left'}\"/>"),
        "title": Style(
            "Title", 22 if chinese else 16,
            '<w:spacing w:before="240" w:after="480" w:line="640" w:lineRule="atLeast"/>'
            f'{plain}<w:jc w:val="center"/>',
            "方正小标宋简体", bold=not chinese,
        ),
        "to": Style("整改通知抬头", size, f"<w:keepNext/>{plain}"),
        "heading": Style("整改通知标题", size, f'<w:keepNext/>{above}<w:outlineLvl w:val="0"/>', "黑体", not chinese),
        "body": Style("整改通知正文", size, ""),
        "cell": Style(
            "整改通知表格", 10.5 if chinese else 9.5, f'{close}{plain}<w:jc w:val="left"/>'
        ),
        "from": Style(
            "整改通知落款", size,
            '<w:keepNext/><w:spacing w:before="560"/>' + right.format(200, 640),
        ),
        "date": Style("整改通知日期", size, right.format(400, 1280)),
        "close": Style("整改通知结语", size, f"<w:keepNext/><w:keepLines/>{above}"),
        "footer": Style("footer", 14 if chinese else 9, f'{plain}<w:jc w:val="center"/>', "宋体"),
    }  # fmt: skip


def parts(name: str) -> dict[str, str]:
    """Return the parts of one template by their names."""
    chinese = ".zh." in name
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(TEXTS[name][0][1] if name.startswith("list") else ""),
        "word/document.xml": _document(TEXTS[name]),
        "word/_rels/document.xml.rels": _relationships(
            ("styles", "styles.xml"), ("fontTable", "fontTable.xml"),
            ("settings", "settings.xml"), ("footer", "footer1.xml"),
        ),
        "word/styles.xml": _styles(chinese),
        "word/fontTable.xml": _fonts(),
        "word/settings.xml": f"{HEAD}<w:settings {W}><w:characterSpacingControl "
        'w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": _footer(),
    }  # fmt: skip


def written(name: str) -> bytes:
    """Return one template as a file; the same on every day."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, text in parts(name).items():
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text.encode())
    return file.getvalue()


def _types() -> str:
    overrides = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{TYPE}.document.main+xml",
        "/word/styles.xml": f"{TYPE}.styles+xml",
        "/word/fontTable.xml": f"{TYPE}.fontTable+xml",
        "/word/settings.xml": f"{TYPE}.settings+xml",
        "/word/footer1.xml": f"{TYPE}.footer+xml",
    }
    entries = "".join(
        f'<Override PartName="{part}" ContentType="{type}"/>' for part, type in overrides.items()
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    entries = "".join(
        f'<Relationship Id="rId{n}" Target="{target}" '
        f'Type="{package if "/" in kind else R}/{kind}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{package}">{entries}</Relationships>'


def _core(title: str) -> str:
    date = '<dcterms:{0} xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:{0}>'
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>govreport</dc:creator>"
        f"{date.format('created')}{date.format('modified')}</cp:coreProperties>"
    )


def _document(texts: tuple[tuple[str, str], ...]) -> str:
    # What follows the signature begins a page of its own.
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{"body" if style == "annex" else style}"/>'
        f"{'<w:pageBreakBefore/>' if style == 'annex' else ''}</w:pPr>"
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for style, text in texts
    )
    return (
        f'{HEAD}<w:document {W} xmlns:r="{R}"><w:body>{paragraphs}<w:sectPr>'
        '<w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" '
        'w:footer="1588" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _styles(chinese: bool) -> str:
    text = "仿宋_GB2312"
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{text}" '
        'w:cs="Times New Roman"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(_style(*s) for s in styles(chinese).items())}</w:styles>"


def _style(id: str, style: Style) -> str:
    default = ' w:default="1"' if id == "a" else ""
    based = "" if id == "a" else '<w:basedOn w:val="a"/>'
    font = f'<w:rFonts w:eastAsia="{style.font}"/>' if style.font else ""
    bold = "<w:b/>" if style.bold else ""
    size = int(style.size * 2)
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{style.name}"/>{based}'
        f"<w:qFormat/><w:pPr>{style.paragraph}</w:pPr>"
        f'<w:rPr>{font}{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _fonts() -> str:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FONTS.items()
    )
    return f"{HEAD}<w:fonts {W}>{entries}</w:fonts>"


def _footer() -> str:
    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    field = "".join(
        run(inner)
        for inner in (
            '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>',
        )
    )  # fmt: skip
    return f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{field}</w:p></w:ftr>'
