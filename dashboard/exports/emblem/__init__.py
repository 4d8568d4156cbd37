"""The emblem of the Union as a raster image, for forms that take no vector graphics."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent
EMBLEM = HERE.parents[2] / "assets" / "emblem.svg"
TEMPLATE = HERE / "emblem.typ"
HEIGHT = 48  # points, at a width of 72
RESOLUTION = 288  # dots per inch: four to each point


@cache
def png() -> bytes:
    """The emblem of ``assets/emblem.svg``, 288 by 192 dots; the same bytes each time."""
    return typst.compile(
        TEMPLATE,
        root=HERE,
        format="png",
        ppi=float(RESOLUTION),
        ignore_system_fonts=True,
        sys_inputs={"emblem": EMBLEM.read_text("utf-8")},
    )
