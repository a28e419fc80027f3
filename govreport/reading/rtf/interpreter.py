"""What the control words of an RTF file do, as far as text and tables go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from govreport.reading.document import Block, Note, NoteKind
from govreport.reading.encoding import REPLACEMENT
from govreport.reading.limits import Limits, exceeded
from govreport.reading.rtf.story import Story
from govreport.reading.rtf.tokens import Token, tokens
from govreport.text import Text

__all__ = ["Interpreter"]

# Groups that hold no text of the body.
_NO_BODY = """
    aftnsep aftnsepc annotation atnauthor atnid bkmkend bkmkstart colortbl comment datastore docvar
    filetbl fldinst footer footerf footerl footerr footnote ftnsep ftnsepc generator header headerf
    headerl headerr info latentstyles listoverridetable listtable mmathPr nonesttables nonshppict
    objdata private revtbl rsidtbl shprslt sp stylesheet tc themedata userprops xe xmlnstbl
"""
_SKIPPED = frozenset(_NO_BODY.split())
# Groups marked as optional (``\*``) that do hold text of the body, or tell about it.
_ENTERED = frozenset(("shpinst", "shptxt", "nesttableprops", "shppict", "pict"))

_CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u3000", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": " ", "_": "-", "-": "", "\t": "\t"}

# Encodings by the number of the font's character set, and of the code page.
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950"}
_CODE_PAGES = {936: "gb18030", 54936: "gb18030", 65001: "utf-8"}
_WINDOWS = "cp1252"
_CHINESE = ("gb2312",)


@dataclass(slots=True)
class _State:
    """What a group inherits from the group around it."""

    skip: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: bool = False
    title: bool = False
    font: int | None = None
    fallbacks: int = 1  # characters to skip after a Unicode character


class Interpreter:
    """Runs through the tokens of a file once.

    Arguments:
        limits: see :class:`govreport.reading.rtf.story.Story`.

    Attributes:
        blocks: the paragraphs and grids of the body.
        notes: pictures, tracked changes, characters that could not be decoded.
        title: the title in the file's properties.
    """

    def __init__(self, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.title: str | None = None
        self._limits = limits
        self._story = Story(limits)
        self._state = _State()
        self._stack: list[_State] = []
        self._bytes = bytearray()
        self._title: list[str] = []
        self._encodings: dict[int | None, str] = {None: _WINDOWS}
        self._optional = False
        self._skip_characters = 0
        self._surrogate = 0
        self._noted: set[NoteKind] = set()

    def run(self, data: bytes) -> None:
        """Interpret ``data`` to its end; what is missing of a truncated file is noted."""
        for token in tokens(data):
            _HANDLERS[token.kind](self, token)
            if token.kind == "close" and not self._stack:
                break
        self._flush()
        if self._stack:
            self._note(
                "truncated",
                "文件不完整，后面的内容可能缺失",
                "the file ends early; what follows may be missing",
            )
        self.blocks = self._story.close()
        self.title = "".join(self._title).strip() or None

    # --- tokens -------------------------------------------------------------------------------

    def _open(self, _token: Token) -> None:
        self._flush()
        if len(self._stack) >= self._limits.nesting:
            raise exceeded("nesting", self._limits)
        self._stack.append(self._state)
        self._state = replace(self._state)
        self._skip_characters = 0

    def _close(self, _token: Token) -> None:
        self._flush()
        if self._stack:
            self._state = self._stack.pop()
        self._optional = False
        self._skip_characters = 0

    def _data(self, token: Token) -> None:
        text = token.text
        if self._skip_characters:
            skipped = min(self._skip_characters, len(text))
            self._skip_characters -= skipped
            text = text[skipped:]
        self._bytes += text

    def _symbol(self, token: Token) -> None:
        if token.word == "*":
            self._optional = True
        elif token.word in "\r\n":
            self._end_paragraph(None)
        elif token.word in "\\{}":
            self._data(Token("text", text=token.word.encode("latin-1")))
        else:
            self._character(_SYMBOLS.get(token.word, ""))

    def _word(self, token: Token) -> None:
        word, optional = token.word, self._optional
        self._optional = False
        if word == "u":
            self._unicode(token.number or 0)
            return
        if self._skip_characters:
            self._skip_characters -= 1
            return
        self._flush()
        if word == "title" and self._state.skip:
            self._state.title = True
        elif word in _SKIPPED or (optional and word not in _ENTERED):
            self._state.skip = True
        elif self._state.skip and word not in _ENTERED:
            return
        elif word in _CHARACTERS:
            self._character(_CHARACTERS[word])
        elif handler := _WORDS.get(word):
            handler(self, token.number)

    # --- text ---------------------------------------------------------------------------------

    def _unicode(self, number: int) -> None:
        self._flush()
        code = number & 0xFFFF
        self._skip_characters = self._state.fallbacks
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
        elif 0xDC00 <= code < 0xE000:
            high, self._surrogate = self._surrogate, 0
            self._write(chr(0x10000 + ((high & 0x3FF) << 10) + (code & 0x3FF)) if high else "")
        else:
            self._write(chr(code))

    def _character(self, text: str) -> None:
        self._flush()
        self._write(text)

    def _flush(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        encoding = self._encodings.get(self._state.font) or self._encodings[None]
        self._write(_decoded(data, encoding, self._encodings[None]))

    def _write(self, text: str) -> None:
        state = self._state
        if state.title:
            self._title.append(text)
        elif not (state.skip or state.fonts or state.hidden or state.deleted):
            self._story.add(text)
            if REPLACEMENT in text:
                self._note(
                    "encoding",
                    "有些字节无法解码，所在文字可能有误",
                    "some bytes could not be decoded; the text around them may be wrong",
                )

    # --- control words ------------------------------------------------------------------------

    def _end_paragraph(self, _number: int | None) -> None:
        if not self._state.skip:
            self._story.end_paragraph()

    def _paragraph_defaults(self, _number: int | None) -> None:
        self._story.depth = 0
        self._story.heading = False

    def _depth(self, number: int | None) -> None:
        self._story.depth = max(1, self._story.depth) if number is None else number

    def _outline(self, number: int | None) -> None:
        self._story.heading = number is not None and number < 9

    def _cell(self, _number: int | None) -> None:
        self._story.end_cell(1)

    def _row(self, _number: int | None) -> None:
        self._story.end_row(1)

    def _nested_cell(self, _number: int | None) -> None:
        self._story.end_cell(max(2, self._story.depth))

    def _nested_row(self, _number: int | None) -> None:
        self._story.end_row(max(2, self._story.depth))

    def _row_defaults(self, _number: int | None) -> None:
        self._story.start_row(max(1, self._story.depth))

    def _font(self, number: int | None) -> None:
        self._state.font = number

    def _charset(self, number: int | None) -> None:
        if self._state.fonts and number in _CHARSETS:
            self._encodings[self._state.font] = _CHARSETS[number]

    def _code_page(self, number: int | None) -> None:
        self._encodings[None] = _CODE_PAGES.get(number or 0, f"cp{number}")

    def _font_code_page(self, number: int | None) -> None:
        if self._state.fonts:
            self._encodings[self._state.font] = _CODE_PAGES.get(number or 0, f"cp{number}")

    def _hide(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def _delete(self, number: int | None) -> None:
        self._state.deleted = number != 0
        self._revised(number)

    def _revised(self, number: int | None) -> None:
        if number != 0:
            self._note(
                "tracked-changes",
                "文件带有修订记录，按接受修订后的内容读取",
                "the file holds tracked changes; it was read as if they were accepted",
            )

    def _picture(self, _number: int | None) -> None:
        if not self._state.skip:
            self._note("picture", "文件中有图片", "there is a picture in the file", once=False)
        self._state.skip = True

    def _note(self, kind: NoteKind, zh: str, en: str, once: bool = True) -> None:
        if not once or kind not in self._noted:
            self._noted.add(kind)
            self.notes.append(Note(kind, Text(zh, en)))


def _decoded(data: bytes, encoding: str, other: str) -> str:
    """Decode, in the encoding of the file where that of the font does not fit.

    Some programs write Chinese and declare nothing, or Western European; in GB2312 its characters
    would not pair up.
    """
    western = _CHINESE if encoding == _WINDOWS else ()
    for each in (*western, encoding, other, "gb18030"):
        try:
            return data.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def _set(name: str, value: bool) -> Callable[[Interpreter, int | None], None]:
    def handler(interpreter: Interpreter, _number: int | None) -> None:
        setattr(interpreter._state, name, value)

    return handler


_HANDLERS: dict[str, Callable[[Interpreter, Token], None]] = {
    "open": Interpreter._open,
    "close": Interpreter._close,
    "text": Interpreter._data,
    "symbol": Interpreter._symbol,
    "word": Interpreter._word,
}

_WORDS: dict[str, Callable[[Interpreter, int | None], None]] = {
    "ansicpg": Interpreter._code_page,
    "cell": Interpreter._cell,
    "cellx": lambda self, number: self._story.cell_edge(number or 0),
    "clmgf": lambda self, _: self._story.merge(across="first"),
    "clmrg": lambda self, _: self._story.merge(across="next"),
    "clvmgf": lambda self, _: self._story.merge(down="first"),
    "clvmrg": lambda self, _: self._story.merge(down="next"),
    "cpg": Interpreter._font_code_page,
    "deleted": Interpreter._delete,
    "f": Interpreter._font,
    "fcharset": Interpreter._charset,
    "fonttbl": _set("fonts", True),
    "intbl": Interpreter._depth,
    "itap": Interpreter._depth,
    "line": lambda self, _: self._write("\n"),
    "nestcell": Interpreter._nested_cell,
    "nestrow": Interpreter._nested_row,
    "outlinelevel": Interpreter._outline,
    "page": Interpreter._end_paragraph,
    "par": Interpreter._end_paragraph,
    "pard": Interpreter._paragraph_defaults,
    "pict": Interpreter._picture,
    "plain": _set("hidden", False),
    "revised": Interpreter._revised,
    "row": Interpreter._row,
    "sect": Interpreter._end_paragraph,
    "trleft": lambda self, number: self._story.row_left(number or 0),
    "trowd": Interpreter._row_defaults,
    "uc": lambda self, number: setattr(self._state, "fallbacks", max(0, number or 0)),
    "v": Interpreter._hide,
}
