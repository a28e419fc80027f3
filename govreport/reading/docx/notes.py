"""What a person must know about a Word file to trust what was read from it."""

from __future__ import annotations

from govreport.reading.document import Location, Note
from govreport.text import Text

__all__ = ["HIDDEN", "TOO_DEEP", "TRACKED", "chunk", "embedded", "picture"]

TRACKED = Note(
    "tracked-changes",
    Text(
        zh="文件含有未接受的修订，按全部接受后的内容读取；请确认修订后另存。",
        en="the file holds tracked changes; it was read as if all of them were accepted",
    ),
)
HIDDEN = Note(
    "hidden",
    Text(
        zh="文件含有隐藏文字，未读取。",
        en="the file holds hidden text, which was left out",
    ),
)
TOO_DEEP = Note(
    "truncated",
    Text(
        zh="表格或文本框嵌套过深，最里层未读取。",
        en="tables or text boxes are nested too deeply; the innermost were not read",
    ),
)


def picture(location: Location) -> Note:
    """Return the note that a picture stands where text or a table may be."""
    return Note(
        "picture",
        Text(
            zh="此处是图片，其中的文字和数字无法读取。",
            en="a picture stands here; text and figures in it cannot be read",
        ),
        location,
    )


def embedded(program: str, location: Location) -> Note:
    """Return the note that a file is embedded in the document.

    Arguments:
        program: what it belongs to (``"Excel.Sheet.12"``).
        location: where it stands.
    """
    return Note(
        "attachment",
        Text(
            zh="此处嵌入了另一个文件（{program}），其内容未读取；请单独打开检查。",
            en="another file ({program}) is embedded here; it was not read, open it by itself",
        ).format(program=program or Text("类型不明", "of unknown kind")),
        location,
    )


def chunk(name: str, location: Location) -> Note:
    """Return the note that a part of the text lies in a file of its own, to be merged by Word.

    Arguments:
        name: name of that file.
        location: after which paragraph it stands.
    """
    return Note(
        "attachment",
        Text(
            zh="部分内容以合并文件（{name}）的形式存放，未读取；请用 Word 打开后另存，再检查。",
            en="a part of the text is stored as a file to merge ({name}) and was not read; open "
            "the document in Word and save it anew",
        ).format(name=name),
        location,
    )
