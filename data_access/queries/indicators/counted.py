"""What must be known of an indicator to say what may be shown of its figures."""

from __future__ import annotations

from typing import Protocol


class Counted(Protocol):
    """An indicator of the catalogue as it is (``catalogue.Indicator``), or as it was when a report was frozen."""

    @property
    def code(self) -> str:
        """Its code."""
        ...

    @property
    def breakdown(self) -> tuple[str, ...]:
        """Gender and age group, or nothing."""
        ...

    @property
    def of_few(self) -> bool:
        """Whether the figure could rest on a few people, so that it is shown to restricted readers as released."""
        ...
