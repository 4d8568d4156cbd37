"""Attributes whose names hold a hyphen: for assistive technology, and for our own scripts."""

from typing import Any


def aria(**said: str) -> dict[str, Any]:
    """``aria(label="Pages")`` is ``{"aria-label": "Pages"}``, to be spread into a component."""
    return {f"aria-{name}": value for name, value in said.items()}


def data(**kept: str) -> dict[str, Any]:
    """``data(step="1")`` is ``{"data-step": "1"}``: what a script in assets finds the component by."""
    return {f"data-{name}": value for name, value in kept.items()}
