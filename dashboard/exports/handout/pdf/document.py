"""The document: what stands at its head, then the leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.exports import typst
from dashboard.exports.handout import cover
from dashboard.exports.handout.handout import Handout
from dashboard.exports.handout.pdf.leaf import Leaf, leaf
from dashboard.exports.stamp import said
from dashboard.exports.typst import Fact
from dashboard.i18n import Words

TEMPLATE = Path(__file__).resolve().parent / "handout.typ"


@dataclass(frozen=True)
class Document:
    """``labels``: the lasting texts of the template. ``mark``: among its properties. ``foot``: on every page."""

    language: str
    title: str
    programme: str
    mark: str
    foot: str
    labels: dict[str, str]
    facts: Sequence[Fact]
    leaves: Sequence[Leaf]


def file(handout: Handout) -> bytes:
    """The document."""
    words = handout.words
    told = Document(
        language=words.language,
        title=handout.title,
        programme=handout.programme,
        mark=handout.asked.question.programme.code,
        foot=cover.stamp(handout),
        labels=_labels(words),
        facts=[Fact(fact.label, said(fact, words)) for fact in cover.facts(handout)],
        leaves=[leaf(handout, at) for at in range(len(handout.leaves))],
    )
    return typst.pdf(TEMPLATE, asdict(told), made_at=handout.made_at)


def _labels(words: Words) -> dict[str, str]:
    return {
        "co_funding": words.gettext("Co-funded by the European Union"),
        "emblem": words.gettext("Emblem of the European Union"),
        "counted": words.gettext("How is this counted?"),
        "numbered": words.gettext("page {page} of {pages}", page="{page}", pages="{pages}"),
    }
