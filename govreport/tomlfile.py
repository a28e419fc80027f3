"""TOML files that people write: read key by key, and the line that is wrong is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, ClassVar, TypeVar

from govreport.oserror import why
from govreport.text import Text

__all__ = ["Entry", "FaultError", "TomlError", "line_of", "load_toml"]

T = TypeVar("T")

Path = tuple[str | int, ...]


class FaultError(Exception):
    """Something wrong in a form file, at ``path``, because of ``reason``."""

    def __init__(self, path: Path, reason: Text) -> None:
        super().__init__(reason.en)
        self.path = path
        self.reason = reason


class Entry:
    """One table of the TOML file, read key by key; what is missing or unknown is a fault."""

    def __init__(self, data: Any, path: Path, allowed: Iterable[str]) -> None:
        if not isinstance(data, Mapping):
            raise FaultError(path, Text("此处应为一个表", "a table is expected here"))
        self.data, self.path = data, path
        known = set(allowed)
        for key in data:
            if key not in known:
                raise FaultError(
                    (*path, key),
                    Text(
                        f"不认识的键 {key}，可用：{'、'.join(sorted(known))}",
                        f"unknown key {key}; known: {', '.join(sorted(known))}",
                    ),
                )

    def text(self, key: str, default: str | None = None) -> str:
        """Return the string at ``key``."""
        return str(self._typed(key, str, Text("文字", "a string"), default))

    def number(self, key: str, default: int | None = None) -> int:
        """Return the whole number at ``key``."""
        return int(self._typed(key, int, Text("整数", "a whole number"), default))

    def flag(self, key: str) -> bool:
        """Return the truth value at ``key``, false where there is none."""
        return bool(self._typed(key, bool, Text("true 或 false", "true or false"), False))

    def words(self, key: str) -> tuple[str, ...]:
        """Return the list of strings at ``key``, empty where there is none."""
        value = self._typed(key, list, Text("文字列表", "a list of strings"), [])
        if not all(isinstance(word, str) for word in value):
            raise FaultError(
                (*self.path, key), Text(f"{key} 应为文字列表", f"{key} must list strings")
            )
        return tuple(value)

    def both(self, key: str) -> Text:
        """Return the text in two languages at ``key`` (``{zh = "…", en = "…"}``)."""
        entry = Entry(self.data.get(key, {}), (*self.path, key), ("zh", "en"))
        return Text(entry.text("zh"), entry.text("en"))

    def entries(self, key: str, allowed: Iterable[str]) -> list[Entry]:
        """Return the list of tables at ``key``, whose keys must be among ``allowed``."""
        value = self._typed(key, list, Text("列表", "a list"), [])
        names = tuple(allowed)
        return [Entry(item, (*self.path, key, n), names) for n, item in enumerate(value)]

    def one_of(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return the string at ``key``, which must be one of ``choices``."""
        value = self.text(key, default)
        if value not in choices:
            named = [choice for choice in choices if choice]
            raise FaultError(
                (*self.path, key),
                Text(
                    f"{key} 只能是 {'、'.join(named)}，不能是 {value}",
                    f"{key} must be one of {', '.join(named)}, not {value}",
                ),
            )
        return value

    def _typed(self, key: str, kind: type, name: Text, default: Any) -> Any:
        if key not in self.data:
            if default is None:
                raise FaultError(self.path, Text(f"缺少 {key}", f"{key} is missing"))
            return default
        value = self.data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise FaultError(
                (*self.path, key), Text(f"{key} 应为{name.zh}", f"{key} must be {name.en}")
            )
        return value


_UNOPENED = Text("无法打开（{why}），请检查路径", "cannot open it ({why}); check the path")
_NOT_UTF8 = Text("不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8 text; save it as UTF-8")


class TomlError(Exception):
    """A TOML file that cannot be used.

    Arguments:
        path: the file.
        line: the line that is wrong, from 1 (``None``: the file as a whole).
        reason: what is wrong there.
    """

    WHAT: ClassVar = Text("文件", "file")

    def __init__(self, path: str, line: int | None, reason: Text) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        where_zh = f"第 {line} 行：" if line else ""
        where_en = f"line {line}: " if line else ""
        self.message = Text(
            f"{self.WHAT.zh} {path} {where_zh}{reason.zh}",
            f"{self.WHAT.en} {path}: {where_en}{reason.en}",
        )
        super().__init__(self.message.en)


def load_toml(
    path: str | FilePath, build: Callable[[Mapping[str, Any]], T], error: type[TomlError]
) -> T:
    """Read a TOML file and build something of it.

    Arguments:
        path: the file.
        build: makes something of the parsed file; raises :class:`FaultError` where it is wrong.
        error: what to raise.

    Raises:
        error: the file cannot be read, is no TOML, or has a fault; names the line.
    """
    name = str(path)
    try:
        source = FilePath(path).read_text(encoding="utf-8-sig")
    except OSError as cause:
        raise error(name, None, _UNOPENED.format(why=why(cause))) from cause
    except UnicodeDecodeError as cause:
        raise error(name, None, _NOT_UTF8) from cause
    try:
        data: dict[str, Any] = tomllib.loads(source)
    except tomllib.TOMLDecodeError as cause:
        reason = Text(f"TOML 语法有误：{cause}", f"not valid TOML: {cause}")
        raise error(name, _line_in(str(cause), source), reason) from cause
    try:
        return build(data)
    except FaultError as fault:
        raise error(name, line_of(source, fault.path), fault.reason) from fault


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
        if line is not None:
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
    """Find ``[header]``, ``[[header]]`` number ``index``, or ``key = …`` and its entry ``index``."""
    headers = [n for n in range(start, len(lines)) if lines[n].strip() == f"[[{header}]]"]
    if index is not None and len(headers) > index:
        return headers[index]
    single = [n for n in range(start, len(lines)) if lines[n].strip() == f"[{header}]"]
    if index is None and single:
        return single[0]
    assignment = re.compile(rf"(^|[\s{{,]){re.escape(key)}\s*=")
    at = next((n for n in range(start, len(lines)) if assignment.search(lines[n])), None)
    if at is None or index is None:
        return at
    entries = [n for n in range(at, len(lines)) if re.match(r"\s*\{", lines[n])]
    return entries[index] if len(entries) > index else at
