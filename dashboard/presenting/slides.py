"""The slides of a deck, with the figures that the reader may see on the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.components.panel_card import Failure
from dashboard.i18n import Words
from dashboard.layout import panel_or_failure
from dashboard.panel import Asked, Exhibit, Panel
from dashboard.screen import Screen
from data_access.decks import Deck, Slide
from data_access.question import Filters
from data_access.viewer import Forbidden, Role

# What a meeting asks for, where nobody has chosen: the state, what is late, what changed, then each strand
DEFAULT = (
    "overview-changes", "overview-figures", "overview-attention", "organisations-status", "network-reached",
    "practices-adoption", "indicators-fund",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A slide as it is seen. ``of``: what the panel's page opens, in words, or empty. ``asked``: what made it."""

    slide: Slide
    exhibit: Exhibit
    panel: Panel | Failure
    asked: Asked
    of: str = ""


def offered(screens: Sequence[Screen]) -> Mapping[str, tuple[Screen, Exhibit]]:
    """By their ids the panels that may stand in a deck: those that the steering group may see."""
    return {
        exhibit.id: (screen, exhibit)
        for screen in screens
        for exhibit in screen.exhibits
        if Role.STEERING in exhibit.roles & screen.roles and not exhibit.evidence
    }


def default(words: Words, screens: Sequence[Screen]) -> Deck:
    """The deck that there is without anybody having made one."""
    known = offered(screens)
    return Deck(words.gettext("Meeting of the steering group"), [Slide(one) for one in DEFAULT if one in known])


def shown(deck: Deck, asked: Asked, screens: Sequence[Screen]) -> Sequence[Shown]:
    """The slides that the reader may see, what goes into the annex last."""
    known = offered(screens)
    ordered = sorted(deck.slides, key=lambda one: one.annex)
    return [made for slide in ordered if slide.exhibit in known for made in _shown(slide, *known[slide.exhibit], asked)]


def _shown(slide: Slide, screen: Screen, exhibit: Exhibit, asked: Asked) -> Iterator[Shown]:
    """The slide, or nothing where there is nothing that the reader may see."""
    own = at(screen, slide.key, asked)
    try:
        of = opened(screen, slide.key, asked)
        yield Shown(slide, exhibit, panel_or_failure(exhibit, own), own, of)
    except Forbidden:
        return


def opened(screen: Screen, key: str, asked: Asked) -> str:
    """What the screen opens by ``key``, in words; empty where it opens nothing. Raises Forbidden."""
    if screen.opens != bool(key) or asked.question.viewer.role not in screen.roles:
        raise Forbidden(key)
    return screen.title(at(screen, key, asked)) if key else ""


def at(screen: Screen, key: str, asked: Asked) -> Asked:
    """The same question on the panel's own page, to which its links belong."""
    return replace(asked, selection=asked.selection.at(screen.path, key or None))


def closed(asked: Asked) -> Asked:
    """``asked`` of the whole programme, on the end of the last closed period where no day was chosen.

    So what is presented does not move from day to day, and the cover says all that was chosen.
    """
    question, selection = asked.question, asked.selection
    ends = [period.ends_on for period in question.programme.periods if period.ends_on < question.today]
    chosen = selection.day(question.programme) is not None or not ends
    whole = replace(question, filters=Filters(), as_of=question.as_of if chosen else max(ends))
    return replace(
        asked, question=whole, selection=replace(selection, cohort=None, sector=None, region=None, status=None)
    )
