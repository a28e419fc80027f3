"""The language of the command line, known before anything of it is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govreport.language import preferred
from govreport.text import Language

__all__ = ["decide"]


def decide(arguments: Iterable[str], environ: Mapping[str, str]) -> Language:
    """Return the language that ``--lang`` names, else the one of the locale.

    Help and usage errors are to speak it, too, so that the arguments are looked through before
    they are parsed; a wrong value is left for the parser to refuse.
    """
    asked = "auto"
    waiting = False
    for argument in arguments:
        if waiting:
            asked = argument
            waiting = False
        elif argument == "--":
            break
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    if asked == "zh":
        return "zh"
    return "en" if asked == "en" else preferred(environ)
