"""Reading of components what they say, where a figure is made of components."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

from dashboard.components.status import STATUSES
from dashboard.i18n.hyphens import SOFT


def within(component: Any) -> Iterator[Component]:
    """The component and everything in it, as a reader meets it."""
    if isinstance(component, (list, tuple)):
        for one in component:
            yield from within(one)
    elif isinstance(component, Component):
        yield component
        yield from within(getattr(component, "children", None))


def of_class(component: Any, name: str) -> list[Component]:
    """Those in it that have the class."""
    return [one for one in within(component) if name in (getattr(one, "className", None) or "").split()]


def text(component: Any) -> str:
    """What the component says, signs included, without soft hyphens; the parts are divided by spaces."""
    if isinstance(component, (list, tuple)):
        return " ".join(said for one in component if (said := text(one)))
    if isinstance(component, Component):
        return text(getattr(component, "children", None))
    return "" if component is None else str(component).replace(SOFT, "").strip()


def status(component: Any) -> str | None:
    """The code of the first status whose symbol stands in the component; None where none does."""
    for one in of_class(component, "symbol"):
        last = getattr(one, "className", "").split()[-1].removeprefix("symbol-").replace("-", "_")
        return next(code for code in STATUSES if code == last)
    return None
