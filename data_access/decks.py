"""Decks for meetings of the steering group: which panels, in which order, and what the manager says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from data_access import audit
from data_access.audit import Action
from data_access.message import N_, Message
from data_access.models import decks
from data_access.question import Question
from data_access.viewer import Forbidden, Role

PRESENT = frozenset({Role.MANAGER, Role.STEERING})  # who sees decks; the manager alone changes them
# Characters, and slides; a deck of more is for no meeting
LONGEST_NAME, LONGEST_LINE, LONGEST, MOST, MOST_REMARKS = 120, 300, 4000, 40, 6
REMOVED = 0  # the version of a number whose deck was removed; no other deck gets that number
CHANGED = N_("Somebody else has changed the deck meanwhile. Look at it in another window, then keep yours once more.")
GONE = N_("Somebody else has removed the deck meanwhile. If you keep yours, it is a new deck.")


class Refused(Exception):
    """The deck cannot be kept; ``message`` says why and what to do. ``version``: the one that stands, 0 for none."""

    def __init__(self, message: Message, *, version: int = 0) -> None:
        super().__init__(str(message))
        self.message = message
        self.version = version


@dataclass(frozen=True)
class Remark:
    """What is said beside a figure; ``on``: of which day in it, None for all of it."""

    text: str
    on: date | None = None


@dataclass(frozen=True)
class Slide:
    """A panel: the id of its exhibit, and the code of what its page opens (``key``), if it opens anything.

    ``note``: for who presents it. ``annex``: it stands after what is to be decided.
    """

    exhibit: str
    key: str = ""
    note: str = ""
    remarks: Sequence[Remark] = ()
    annex: bool = False


@dataclass(frozen=True)
class Deck:
    """``status``: one line for the cover. ``decisions``: what the meeting is to decide, a line each.

    ``number``: from 1; 0 until it is kept. ``version``: how often it was kept.
    """

    name: str
    slides: Sequence[Slide] = field(default_factory=tuple)
    status: str = ""
    decisions: Sequence[str] = field(default_factory=tuple)
    number: int = 0
    version: int = 0
    changed_at: datetime | None = None
    changed_by: str = ""


def every(question: Question) -> Sequence[Deck]:
    """The programme's decks by name. One query. Raises Forbidden for who does not present."""
    _allow(question, PRESENT)
    mine = select(decks).where(decks.c.programme_id == question.programme.id, decks.c.version != REMOVED)
    return [_read(row) for row in question.connection.execute(mine.order_by(decks.c.name, decks.c.number))]


def one(question: Question, number: int) -> Deck:
    """The deck of that number. One query. Raises Forbidden where there is none, or for who does not present."""
    found = next((deck for deck in every(question) if deck.number == number), None)
    if found is None:
        raise Forbidden(str(number))
    return found


def named(question: Question, name: str) -> Deck | None:
    """The deck of that name. One query. Raises Forbidden for who does not present."""
    return next((deck for deck in every(question) if deck.name == name), None)


def keep(question: Question, deck: Deck, *, by: str, now: datetime) -> Deck:
    """Keep the deck, a new one where it has no number, in the caller's writing transaction, and note who did.

    Raises Refused, and Forbidden but for managers.
    """
    _allow(question, {Role.MANAGER})
    _check(question, deck)
    if deck.number:
        _standing(question, deck)
        _current(question, deck)
    kept = replace(
        deck,
        number=deck.number or _next(question),
        version=deck.version + 1 if deck.number else 1,
        changed_at=now,
        changed_by=by,
    )
    content = {
        "status": kept.status,
        "decisions": list(kept.decisions),
        "slides": [asdict(slide) for slide in kept.slides],
    }
    values = {
        "name": kept.name,
        "content": json.dumps(content, default=date.isoformat, ensure_ascii=False),
        "version": kept.version,
        "changed_at": now,
        "changed_by": by,
    }
    if deck.number:
        question.connection.execute(update(decks).where(*_of(question, kept.number)).values(values))
    else:
        question.connection.execute(
            insert(decks).values(programme_id=question.programme.id, number=kept.number, **values)
        )
    _note(question, kept, "kept", by=by, now=now)
    return kept


def remove(question: Question, deck: Deck, *, by: str, now: datetime) -> None:
    """Take the deck away, in the caller's writing transaction. Raises as ``keep``, Forbidden where there is none.

    Its number stays taken: an old link or form of it must not open or write over another deck.
    """
    _allow(question, {Role.MANAGER})
    _current(question, deck)
    nothing = {"name": "", "content": "{}", "version": REMOVED, "changed_at": now, "changed_by": by}
    question.connection.execute(update(decks).where(*_of(question, deck.number)).values(nothing))
    _note(question, deck, "removed", by=by, now=now)


def _check(question: Question, deck: Deck) -> None:
    if not deck.name:
        raise Refused(N_("Give the deck a name."), version=deck.version)
    if not deck.slides:
        raise Refused(N_("Choose at least one panel."), version=deck.version)
    if len(deck.slides) > MOST:
        raise Refused(N_("A deck has at most {most} panels. Take some away.", most=MOST), version=deck.version)
    lines = (deck.status, *deck.decisions, *(remark.text for slide in deck.slides for remark in slide.remarks))
    too_long = len(deck.name) > LONGEST_NAME or any(len(line) > LONGEST_LINE for line in lines)
    if too_long or any(len(slide.note) > LONGEST for slide in deck.slides):
        raise Refused(N_("One of the texts is too long for a slide. Shorten it."), version=deck.version)
    for number, slide in enumerate(deck.slides, start=1):
        _check_slide(number, slide, deck.version)
    other = named(question, deck.name)
    if other is not None and other.number != deck.number:
        raise Refused(N_("There is a deck of that name already. Give this one another."), version=deck.version)


def _check_slide(number: int, slide: Slide, version: int) -> None:
    if not slide.exhibit:
        raise Refused(N_("Panel {number}: choose a panel, or take it out.", number=number), version=version)
    if any(not remark.text for remark in slide.remarks):
        said = N_("Panel {number}: write the remark that belongs to the day, or empty the day.", number=number)
        raise Refused(said, version=version)
    if len(slide.remarks) > MOST_REMARKS:
        said = N_("Panel {number} has more than {most} remarks. Take some away.", number=number, most=MOST_REMARKS)
        raise Refused(said, version=version)


def _standing(question: Question, deck: Deck) -> None:
    if all(one.number != deck.number for one in every(question)):
        raise Refused(GONE)


def _current(question: Question, deck: Deck) -> None:
    stands = one(question, deck.number)
    if stands.version != deck.version:
        raise Refused(CHANGED, version=stands.version)


def _next(question: Question) -> int:
    mine = select(func.max(decks.c.number)).where(decks.c.programme_id == question.programme.id)
    return (question.connection.execute(mine).scalar() or 0) + 1


def _of(question: Question, number: int) -> tuple[Any, ...]:
    return decks.c.programme_id == question.programme.id, decks.c.number == number


def _note(question: Question, deck: Deck, deed: str, *, by: str, now: datetime) -> None:
    audit.note(
        question.connection, who=by, action=Action.DECK, programme=question.programme.code,
        subject=f"/present/{deck.number}", detail={"deed": deed, "slides": len(deck.slides)}, at=now,
    )  # fmt: skip


def _allow(question: Question, roles: frozenset[Role] | set[Role]) -> None:
    if question.viewer.role not in roles:
        raise Forbidden("decks")


def _read(row: Row[Any]) -> Deck:
    content: Mapping[str, Any] = json.loads(row.content)
    return Deck(
        row.name,
        tuple(_slide(one) for one in content["slides"]),
        content["status"],
        tuple(content["decisions"]),
        row.number,
        row.version,
        row.changed_at,
        row.changed_by,
    )


def _slide(kept: Mapping[str, Any]) -> Slide:
    remarks = tuple(Remark(one["text"], one["on"] and date.fromisoformat(one["on"])) for one in kept["remarks"])
    return Slide(**{**kept, "remarks": remarks})
