"""Turns the neutral form of a report into text, Markdown and HTML as they are met."""

from tests.generator.render.html import HtmlStyle, html
from tests.generator.render.run_together import run_together
from tests.generator.render.spaces import SpaceStyle, spaces
from tests.generator.render.text import TabStyle, pipes, tabs

__all__ = [
    "HtmlStyle",
    "SpaceStyle",
    "TabStyle",
    "html",
    "pipes",
    "run_together",
    "spaces",
    "tabs",
]
