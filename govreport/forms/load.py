"""Loads the form files, checks them, and names the line that is wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from govreport.forms.build import build
from govreport.forms.model import Form
from govreport.text import Text
from govreport.tomlfile import TomlError, load_toml

__all__ = ["BUILT_IN", "FormError", "all_forms", "load", "load_file"]

FOLDER = Path(__file__).parent

BUILT_IN = ("2021", "2019", "2014")
"""The versions that come with the program, newest first."""


class FormError(TomlError):
    """A form file that cannot be used; ``path``, ``line`` and ``reason`` say why."""

    WHAT = Text("格式文件", "form file")


@cache
def load(id: str) -> Form:
    """Return a form that comes with the program.

    Arguments:
        id: ``"2021"``, ``"2019"`` or ``"2014"``.

    Raises:
        KeyError: there is no such form.
    """
    if id not in BUILT_IN:
        raise KeyError(id)
    return load_file(FOLDER / f"{id}.toml")


def all_forms() -> tuple[Form, ...]:
    """Return the forms that come with the program, newest first."""
    return tuple(load(id) for id in BUILT_IN)


def load_file(path: str | Path) -> Form:
    """Read a form file.

    Arguments:
        path: a TOML file; govreport/forms/2021.toml is the model.

    Raises:
        FormError: the file cannot be read, is no TOML, or describes no form; names the line.
    """
    return load_toml(path, lambda data: build(data, str(path)), FormError)
