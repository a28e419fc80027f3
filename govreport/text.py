"""Text in Chinese and English, the two languages that the program speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Language", "Text"]

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages.

    Arguments:
        zh: the Chinese wording, as a careful official would write it.
        en: the English wording.
    """

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Fill the placeholders of both wordings.

        A value that is itself a :class:`Text` gives each wording its own language.
        """
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Text) else v for k, v in values.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))
