"""The entries behind the value, and a sample of them."""

from __future__ import annotations

from dashboard.evidence import Subject, drawn, listed
from dashboard.panel import Asked, Panel
from pages.indicator.figure import of

LISTING, SAMPLE = "indicator-entries", "indicator-sample"


def panel(asked: Asked) -> Panel:
    """One page of entries, each opening the row it rests on."""
    return listed(_subject(asked))


def sample(asked: Asked) -> Panel:
    """The sample that the address asks for."""
    return drawn(_subject(asked))


def closed(asked: Asked) -> bool:
    """Whether the reader may see none of the entries, as each is a single record of the network."""
    return _subject(asked).closed


def explanation(asked: Asked) -> str:
    """Why the reader sees none of them, and what to do instead."""
    return _subject(asked).explanation()


def href(asked: Asked, reason: str | None, cell: tuple[str, str] | None = None) -> str:
    """The page with the entries of that kind (COUNTS, a reason, or None: all), of a cell of the breakdown alone."""
    wanted = {"entries.reason": reason, "entries.cell": cell and "|".join(cell)}
    none = dict.fromkeys(("entries.q", "entries.page"))
    return f"{asked.selection.with_more(**wanted, **none).href}#{LISTING}"


def _subject(asked: Asked) -> Subject:
    return Subject(of(asked), asked, LISTING, SAMPLE)
