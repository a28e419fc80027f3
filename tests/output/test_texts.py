"""Every message of the program can be printed on a Chinese Windows console."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import govreport

PACKAGE = Path(govreport.__file__).parent


def messages(path):
    """The texts of a module that are given in both languages."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_gbk_can_encode_every_message(path):
    for message in messages(path):
        message.encode("gbk")
