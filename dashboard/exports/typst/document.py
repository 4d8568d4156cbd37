"""A template and what it tells, as a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dashboard.exports.typst.signs import FONTS, printed

# What a template may read: others of its kind, and nothing else of the installation
EXPORTS = Path(__file__).resolve().parents[1]
EMBLEM = FONTS.parents[1] / "emblem.svg"


def pdf(template: Path, told: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The document as PDF/UA-1; the same bytes for the same template, texts and time.

    ``told``: texts, numbers and what is made of them; the template has it as ``sys.inputs.told``, in JSON, so that
    nothing in a text is taken for markup. Raises typst.TypstError where the template breaks the standard: a picture
    without an alternative, a text in another font, no title.
    """
    return typst.compile(
        template,
        root=EXPORTS,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"told": json.dumps(_printed(told), ensure_ascii=False), "emblem": EMBLEM.read_text("utf-8")},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )


@cache
def _fonts() -> typst.Fonts:
    """Ours alone: whatever else the machine has would make another document of it."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _printed(value: Any) -> Any:
    """``value`` with every text in it as it can be printed."""
    if isinstance(value, str):
        return printed(value)
    if isinstance(value, Mapping):
        return {name: _printed(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printed(one) for one in value]
    return value
