"""Feedback: what somebody wrote about the service, to be answered within 14 days (Act 306/2019)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access import audit
from data_access.audit import Action
from data_access.message import N_, Message
from data_access.models import feedback
from data_access.place import day_of
from data_access.viewer import Forbidden

FEEDBACK = "feedback"  # what a transaction that answers says that it writes to
LONGEST = 4000  # characters: two pages
LONGEST_ADDRESS = 254
DUE = timedelta(days=14)
KEPT = timedelta(days=365)  # from the answer


class Unfit(Exception):
    """What was written cannot be kept; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Feedback:
    """``text`` as it was written; ``reply_to``: where the answer goes, empty where none is wanted."""

    number: int
    sent_at: datetime
    text: str
    reply_to: str
    language: str
    answered_at: datetime | None
    answered_by: str | None

    @property
    def due(self) -> date:
        """The last day on which it is answered in time."""
        return day_of(self.sent_at) + DUE


def send(connection: Connection, text: str, reply_to: str, *, language: str, at: datetime) -> None:
    """Keep what was written. Raises Unfit."""
    written, address = _plain(text), _plain(reply_to)
    if not written:
        raise Unfit(N_("Write something before you send it."))
    if len(written) > LONGEST:
        raise Unfit(
            N_("The text is longer than {longest} characters. Shorten it, or send it in parts.", longest=LONGEST)
        )
    if address and not _address(address):
        raise Unfit(N_("The e-mail address is none. Correct it, or leave it out if you want no answer."))
    _forget(connection, at)
    connection.execute(insert(feedback).values(sent_at=at, text=written, reply_to=address, language=language))


def everything(connection: Connection) -> Sequence[Feedback]:
    """What waits for an answer, the longest waiting first; then what was answered, the newest first. One query."""
    found = [Feedback(**row) for row in connection.execute(select(feedback).order_by(feedback.c.number)).mappings()]
    answered = [one for one in found if one.answered_at]
    return [one for one in found if not one.answered_at] + answered[::-1]


def waiting(connection: Connection) -> int:
    """How many wait for an answer. One query."""
    open_ones = select(func.count()).select_from(feedback).where(feedback.c.answered_at.is_(None))
    return connection.execute(open_ones).scalar_one()


def answered(connection: Connection, number: int, *, by: str, at: datetime) -> None:
    """Mark that it was answered, and note who did so; once. Raises Forbidden where there is none of that number."""
    known = select(feedback.c.answered_at).where(feedback.c.number == number)
    found = connection.execute(known).one_or_none()
    if found is None:
        raise Forbidden(str(number))
    if found.answered_at is not None:
        return
    connection.execute(update(feedback).where(feedback.c.number == number).values(answered_at=at, answered_by=by))
    _forget(connection, at)
    told = {"number": number}
    audit.note(
        connection, who=by, action=Action.FEEDBACK, programme=None, subject="/admin/feedback", detail=told, at=at
    )


def _forget(connection: Connection, at: datetime) -> None:
    """Delete what was answered long ago: it may hold what people said of themselves."""
    connection.execute(delete(feedback).where(feedback.c.answered_at <= at - KEPT))


def _plain(text: str) -> str:
    """The text without what is no sign, which a database may refuse; line ends as everywhere."""
    lines = re.sub(r"\r\n?", "\n", text).replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs")).strip()


def _address(text: str) -> bool:
    return len(text) <= LONGEST_ADDRESS and re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None
