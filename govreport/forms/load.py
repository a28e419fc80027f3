"""Loads the form files, checks them, and names the line that is wrong."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from govreport.forms.build import FaultError, build
from govreport.forms.model import Form
from govreport.text import Text

__all__ = ["BUILT_IN", "FormError", "all_forms", "load", "load_file"]

FOLDER = Path(__file__).parent

BUILT_IN = ("2021", "2019", "2014")
"""The versions that come with the program, newest first."""

_UNOPENED = Text("无法打开（{why}），请检查路径", "cannot open it ({why}); check the path")
_NOT_UTF8 = Text("不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")


class FormError(Exception):
    """A form file that cannot be used.

    Arguments:
        path: the file.
        line: the line that is wrong, from 1 (``None``: the file as a whole).
        reason: what is wrong there.
    """

    def __init__(self, path: str, line: int | None, reason: Text) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        where_zh = f"第 {line} 行：" if line else ""
        where_en = f"line {line}: " if line else ""
        self.message = Text(
            f"格式文件 {path} {where_zh}{reason.zh}", f"form file {path}: {where_en}{reason.en}"
        )
        super().__init__(self.message.en)


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
    name = str(path)
    try:
        source = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FormError(name, None, _UNOPENED.format(why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise FormError(name, None, _NOT_UTF8) from error
    try:
        data: dict[str, Any] = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise FormError(
            name,
            _line_in(str(error), source),
            Text(f"TOML 语法有误：{error}", f"not valid TOML: {error}"),
        ) from error
    try:
        return build(data, name)
    except FaultError as fault:
        raise FormError(name, line_of(source, fault.path), fault.reason) from fault


def _line_in(message: str, source: str) -> int | None:
    """Return the line that a message of tomllib names."""
    if "end of document" in message:
        return len(source.splitlines())
    found = re.search(r"at line (\d+)", message)
    return int(found.group(1)) if found else None


def line_of(source: str, path: tuple[str | int, ...]) -> int | None:
    """Return the line on which the element at ``path`` begins.

    Arguments:
        source: text of the TOML file.
        path: keys and positions from the top, such as ``("tables", 1, "rows", 3, "id")``; the
            line of the last part that can be found is given.
    """
    lines = source.splitlines()
    start, found = 0, None
    header = ""
    for key, index in _steps(path):
        header = f"{header}.{key}" if header else key
        line = _find(lines, start, header, key, index)
        if line is None:
            break
        start, found = line, line
    return None if found is None else found + 1


def _steps(path: tuple[str | int, ...]) -> list[tuple[str, int | None]]:
    """Pair each key of a path with the position in the list that follows it."""
    steps: list[tuple[str, int | None]] = []
    for part in path:
        if isinstance(part, str):
            steps.append((part, None))
        elif steps:
            steps[-1] = (steps[-1][0], part)
    return steps


def _find(lines: list[str], start: int, header: str, key: str, index: int | None) -> int | None:
    """Find ``[[header]]`` number ``index``, or ``key = …`` and its entry number ``index``."""
    headers = [n for n in range(start, len(lines)) if lines[n].strip() == f"[[{header}]]"]
    if index is not None and len(headers) > index:
        return headers[index]
    assignment = re.compile(rf"(^|[\s{{,]){re.escape(key)}\s*=")
    at = next((n for n in range(start, len(lines)) if assignment.search(lines[n])), None)
    if at is None or index is None:
        return at
    entries = [n for n in range(at, len(lines)) if re.match(r"\s*\{", lines[n])]
    return entries[index] if len(entries) > index else at
