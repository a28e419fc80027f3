"""What whoever sends the notices says of himself: settings, blanks to fill in where unset."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Details"]


@dataclass(frozen=True)
class Details:
    """The settings of notices (``[notice]``).

    Arguments:
        template: a Word file that they are made from (``""``: the built-in one).
        issuer: the office that sends them.
        deadline: by when the reports must be corrected, as it is to be printed.
        date: the date of the letter, as it is to be printed.
        contact: whom to ask.
    """

    template: str = ""
    issuer: str = ""
    deadline: str = ""
    date: str = ""
    contact: str = ""
