"""``govreport cache``: show or clear the cache."""

from __future__ import annotations

from typing import Annotated

import typer

from govreport.cli import options
from govreport.cli.session import Session
from govreport.text import Text

__all__ = ["HELP", "cache"]

HELP = Text(
    "缓存：显示已保存的检查结果，或予以清除。",
    "The cache: show what results are kept, or clear them.",
)

Clear = Annotated[
    bool,
    options.option("--clear", help=Text("清除缓存", "clear the cache")),
]

_SHOWN = Text(
    "缓存 {path}：{results} 个文件的结果，{size}", "cache {path}: {results} results, {size}"
)
_CLEARED = Text(
    "已清除缓存 {path}：{results} 个文件的结果，{size}",
    "cleared cache {path}: {results} results, {size}",
)


def cache(
    context: typer.Context,
    clear: Clear = False,
    set: options.Set = None,
    lang: options.Lang = "auto",
) -> int:
    """Show or clear the cache, and return the exit status."""
    from govreport.batch import cache as caches
    from govreport.settings import settings_for

    language = Session.of(context).language
    folder = caches.cache_folder(settings_for(["."], set or []).cache_dir)
    held = caches.clear(folder) if clear else caches.state(folder)
    text = (_CLEARED if clear else _SHOWN).of(language)
    size = f"{held.size / 1_000_000:.1f} MB"
    print(text.format(path=held.path, results=held.results, size=size))
    return 0
