"""Everything rarer than an option: settings in govreport.toml or pyproject.toml, and --set.

A settings file is found upwards from the input: ``govreport.toml``, or ``pyproject.toml`` with a
table ``[tool.govreport]``. Keys that the program does not know are errors, not ignored.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from govreport.checker.accept import Accepted
from govreport.checker.score import Weights
from govreport.output.notice.details import Details
from govreport.reading.limits import Limits
from govreport.text import Text
from govreport.tomlfile import Entry, FaultError, TomlError, load_toml

__all__ = [
    "Settings",
    "SettingsError",
    "find_settings",
    "load_settings",
    "own_settings",
    "settings_for",
]


class SettingsError(TomlError):
    """A settings file, or a ``--set``, that cannot be used."""

    WHAT = Text("设置", "settings")


@dataclass(frozen=True)
class Settings:
    """The settings of one run.

    Arguments:
        select: rules to check only.
        ignore: rules to leave out.
        fail_on: the severity from which on the exit status is 1.
        skip_others: a file that is no report is skipped also when it was named.
        jobs: processes (0: one for each processor).
        time_limit: seconds for one file.
        memory_limit: megabytes for one process that reads files.
        cache: keep results for files that do not change.
        cache_dir: the cache folder (``""``: the user's).
        limits: limits against hostile files.
        score: what mistakes and warnings take from the score.
        notice: who sends notices, and the template.
        accept: accepted findings.
        source: the file they were read from (``""``: none).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    skip_others: bool = False
    jobs: int = 0
    time_limit: float = 60.0
    memory_limit: int = 2048
    cache: bool = True
    cache_dir: str = ""
    limits: Limits = field(default_factory=Limits)
    score: Weights = field(default_factory=Weights)
    notice: Details = field(default_factory=Details)
    accept: tuple[Accepted, ...] = ()
    source: str = ""


TABLES = ("limits", "score", "notice")
KEYS = tuple(f.name for f in fields(Settings) if f.name != "source")
ACCEPT_KEYS = tuple(f.name for f in fields(Accepted))
NAME = "govreport.toml"


def find_settings(start: str | Path) -> Path | None:
    """Return the settings file that holds for ``start``, looking upwards from it.

    Arguments:
        start: a file or folder, or ``"-"`` (then from the current folder).
    """
    at = Path.cwd() if str(start) == "-" else Path(start).absolute()
    for folder in (at, *at.parents):
        own = folder / NAME
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and _has_table(shared):
            return shared
    return None


def own_settings(start: str | Path) -> Path:
    """Return the settings file that holds for ``start``, or where to make one: beside it."""
    if str(start) == "-":
        return find_settings(start) or Path(NAME)
    at = Path(start)
    return find_settings(at) or (at if at.is_dir() else at.parent) / NAME


def _has_table(path: Path) -> bool:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return False  # somebody else's file, and not ours to judge
    return "govreport" in data.get("tool", {})


def settings_for(paths: Sequence[str], overrides: Iterable[str] = ()) -> Settings:
    """Return the settings of a run over ``paths``: those found from the first, and ``--set``.

    Raises:
        SettingsError: a file or an override is wrong; names the line or the key.
    """
    found = find_settings(paths[0]) if paths else None
    settings = load_settings(found) if found else Settings()
    return override(settings, overrides)


def load_settings(path: str | Path) -> Settings:
    """Read a settings file.

    Raises:
        SettingsError: it cannot be read, is no TOML, has an unknown key or a wrong value.
    """
    shared = Path(path).name == "pyproject.toml"

    def build(data: Mapping[str, Any]) -> Settings:
        where = ("tool", "govreport") if shared else ()
        settings = _build(data["tool"]["govreport"] if shared else data, where, str(path))
        return _beside(settings, Path(path).parent)

    return load_toml(path, build, SettingsError)


def _beside(settings: Settings, folder: Path) -> Settings:
    """Find the files that a settings file names: from the folder that it lies in."""
    notice = settings.notice
    if not notice.template:
        return settings
    return replace(settings, notice=replace(notice, template=str(folder / notice.template)))


def override(settings: Settings, pairs: Iterable[str]) -> Settings:
    """Return ``settings`` with ``KEY=VALUE`` pairs in their place.

    Arguments:
        settings: what they start from.
        pairs: such as ``"limits.pages=2000"``; a value is written as in TOML, and a bare word is
            a string.

    Raises:
        SettingsError: there is no such key, or the value does not fit it.
    """
    for pair in pairs:
        key, sign, text = pair.partition("=")
        if not sign:
            reason = Text("应写成 键=值", "write KEY=VALUE")
            raise SettingsError(f"--set {pair}", None, reason)
        try:
            settings = _merge(settings, _nested(key.strip(), _value(text.strip())), (), "")
        except FaultError as fault:
            raise SettingsError(f"--set {pair}", None, fault.reason) from fault
    return settings


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _nested(key: str, value: Any) -> dict[str, Any]:
    for part in reversed(key.split(".")):
        value = {part: value}
    return dict(value)


def _build(data: Any, where: tuple[str, ...], source: str) -> Settings:
    return _merge(Settings(), data, where, source)


def _merge(settings: Settings, data: Any, where: tuple[str, ...], source: str) -> Settings:
    """Put what a table of settings says in the place of what there is."""
    _known(data, KEYS, where)
    entry = Entry(data, where, KEYS)
    changes: dict[str, Any] = {}
    for key in data:
        if key in TABLES:
            changes[key] = _table(getattr(settings, key), data[key], (*where, key))
        elif key == "accept":
            changes[key] = tuple(_accepted(e) for e in entry.entries(key, ACCEPT_KEYS))
        else:
            changes[key] = _plain(entry, key, getattr(settings, key))
    _check_fail_on(changes, where)
    return replace(settings, **changes, source=source or settings.source)


def _known(data: Any, keys: Sequence[str], where: tuple[str, ...]) -> None:
    """Name an unknown key, and the known one that comes nearest."""
    for key in data if isinstance(data, Mapping) else ():
        if key not in keys:
            near = get_close_matches(key, keys, 1)
            hint_zh = f"，是否指 {near[0]}？" if near else f"，可用：{'、'.join(keys)}"
            hint_en = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(keys)}"
            raise FaultError(
                (*where, key), Text(f"没有名为 {key} 的设置{hint_zh}", f"no setting {key}{hint_en}")
            )


def _table(current: Any, data: Any, where: tuple[str, ...]) -> Any:
    keys = [f.name for f in fields(current)]
    _known(data, keys, where)
    entry = Entry(data, where, keys)
    return replace(current, **{key: _plain(entry, key, getattr(current, key)) for key in data})


def _plain(entry: Entry, key: str, current: Any) -> Any:
    """Read one value of the type that the setting has now; numbers must not be negative."""
    if isinstance(current, bool):
        return entry.flag(key)
    if isinstance(current, tuple):
        return entry.words(key)
    if isinstance(current, str):
        return entry.text(key)
    value = entry.data[key]
    whole = isinstance(current, int)
    fits = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if not fits or value < 0:
        kind = (
            Text("非负整数", "a whole number of zero or more")
            if whole
            else Text("非负数", "a number of zero or more")
        )
        raise FaultError(
            (*entry.path, key), Text(f"{key} 应为{kind.zh}", f"{key} must be {kind.en}")
        )
    return value if whole else float(value)


def _check_fail_on(changes: Mapping[str, Any], where: tuple[str, ...]) -> None:
    choices = ("error", "warning", "never")
    if changes.get("fail_on", "error") not in choices:
        listed = ", ".join(choices)
        raise FaultError(
            (*where, "fail_on"),
            Text(f"fail_on 只能是 {listed}", f"fail_on must be one of {listed}"),
        )


def _accepted(entry: Entry) -> Accepted:
    reason = entry.text("reason")
    if not reason.strip():
        raise FaultError(
            (*entry.path, "reason"),
            Text("接受一项问题须写明理由", "an accepted finding needs a reason"),
        )
    return Accepted(
        body=entry.text("body", ""),
        year=entry.number("year", 0),
        rule=entry.text("rule"),
        cell=entry.text("cell", ""),
        printed=entry.text("printed", ""),
        expected=entry.text("expected", ""),
        reason=reason,
    )
