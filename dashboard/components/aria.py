"""Attributes for assistive technology, whose names hold a hyphen."""

from typing import Any


def aria(**said: str) -> dict[str, Any]:
    """``aria(label="Pages")`` is ``{"aria-label": "Pages"}``, to be spread into a component."""
    return {f"aria-{name}": value for name, value in said.items()}
