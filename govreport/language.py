"""Which of the two languages the user reads."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from govreport.text import Language

__all__ = ["preferred"]

_CHINESE_ON_WINDOWS = 0x04
"""Primary language identifier of Chinese in the Windows interface."""


def preferred(environ: Mapping[str, str] | None = None) -> Language:
    """Return Chinese where the locale is Chinese, English elsewhere.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set decides, as POSIX has it;
    on Windows, where none of them usually is, the language of the interface.

    Arguments:
        environ: the environment variables (``None``: those of this process).
    """
    environ = os.environ if environ is None else environ
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(variable):
            return "zh" if value.lower().startswith(("zh", "chinese")) else "en"
    return "zh" if _windows_speaks_chinese() else "en"


def _windows_speaks_chinese() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    identifier: int = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return identifier & 0x3FF == _CHINESE_ON_WINDOWS
