"""One programme attacked as each reader who sees no single persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, create_engine

from data_access.models import metadata
from data_access.viewer import Role
from tests.data_access.builders import Programme
from tests.pages.attack.attack import Seen, broken, corrected
from tests.pages.attack.panels import rows, take
from tests.pages.attack.programmes import Small
from tests.pages.attack.visit import reported, seen

READERS = (Role.STEERING, Role.FINANCIER)


def found_out(seed: int, readers: Sequence[Role] = READERS) -> list[str]:
    """What is found out of the programme of ``seed``, before a later delivery corrects it and after."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        small = Small(seed)
        made = small.keep(connection)
        before = {role: seen(made, connection, role) for role in readers}
        small.correct(connection)
        found = [f"{role} of {seed}: {one}" for role in readers for one in _by(made, connection, role, before[role])]
        connection.rollback()
    engine.dispose()
    return found


def _by(made: Programme, connection: Connection, role: Role, before: Seen) -> Iterator[str]:
    exact = role is Role.FINANCIER
    yield from broken([before], exact=exact)
    after = seen(made, connection, role)
    for one in reported(made, connection, role):  # of what was delivered first
        take(before.known, one.exhibit, one.key, rows(one.panel.rows), one.day)
    yield from broken([after], exact=exact)  # to who comes later
    yield from broken([before, after], exact=exact)
    yield from corrected(before, after, exact=exact)
    yield from dict.fromkeys((*before.known.leaks, *after.known.leaks))
