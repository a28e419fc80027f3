"""Signs that Word stores as a place in a symbol font instead of a character."""

from __future__ import annotations

__all__ = ["symbol"]

UNKNOWN = "\ufffd"

WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9E: "·",
    0x9F: "•", 0xA1: "○", 0xA8: "□", 0xD8: "➢", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + n: sign for n, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
WINGDINGS_2 = {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0xA3: "□"}
SYMBOL = {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xA3: "≤", 0xB7: "·", 0xB8: "÷", 0xB9: "≠"}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}


def symbol(font: str, code: str) -> str:
    """Return the character for a place in a font.

    Arguments:
        font: name of the font.
        code: the place in hexadecimal digits; symbol fonts are used from F000.

    Returns:
        the character; U+FFFD where it is not known, so that nobody takes it for nothing.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return UNKNOWN
    signs = FONTS.get(font.lower())
    if signs is None:
        private = 0xE000 <= place <= 0xF8FF
        return UNKNOWN if private or not 0x20 <= place < 0xD800 else chr(place)
    place &= 0xFF
    # Digits and brackets of the font Symbol stand where ASCII has them.
    plain = chr(place) if signs is SYMBOL and 0x20 <= place < 0x40 else UNKNOWN
    return signs.get(place, plain)
