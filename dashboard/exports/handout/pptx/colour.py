"""Colours as the library has them."""

from __future__ import annotations

from pptx.dml.color import RGBColor


def rgb(colour: str) -> RGBColor:
    """The colour that is written like "#1a2b3c"."""
    return RGBColor.from_string(colour.removeprefix("#").upper())
