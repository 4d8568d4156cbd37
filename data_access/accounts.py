"""Accounts: who may sign in, and as what to which programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from data_access.identities import normalised
from data_access.message import N_, Message
from data_access.models import current, memberships, programmes, set_up_links, users
from data_access.viewer import Role, Viewer

ACCOUNTS = "accounts"  # what a transaction that changes one says that it writes to


class Refused(Exception):
    """An account cannot be made or changed as asked; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Membership:
    """What an account is to one programme."""

    programme: str
    viewer: Viewer


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in, with a role in each of ``memberships``, which stand in the programmes' order.

    ``password_hash`` is empty until the person has chosen a password. ``session_number`` rises with every change of
    password, role or state: sessions of an older one have ended.
    """

    id: int
    email: str
    password_hash: str
    administrator: bool
    disabled: bool
    session_number: int
    memberships: Sequence[Membership]


def by_email(connection: Connection, email: str) -> Account | None:
    """The account of that address, however it is written. One query."""
    return _first(connection.execute(_accounts().where(users.c.email == normalised(email))).all())


def by_id(connection: Connection, number: int) -> Account | None:
    """The account of that number. One query."""
    return _first(connection.execute(_accounts().where(users.c.id == number)).all())


def everybody(connection: Connection) -> list[Account]:
    """All accounts by address. One query."""
    rows: dict[int, list[Row[tuple[object, ...]]]] = {}
    for row in connection.execute(_accounts().order_by(None).order_by(users.c.email, programmes.c.id)):
        rows.setdefault(row.id, []).append(row)
    return [account for found in rows.values() if (account := _first(found))]


def add(connection: Connection, email: str, *, password_hash: str = "", administrator: bool = False) -> Account:
    """A new account that belongs to no programme yet; without a password nobody can sign in to it.

    Raises Refused where the address has an account or is none.
    """
    address = normalised(email)
    if "@" not in address.strip("@") or len(address) > 254:
        raise Refused(N_("'{email}' is not an e-mail address.", email=email))
    if by_email(connection, address):
        raise Refused(N_("{email} has an account already.", email=address))
    connection.execute(
        insert(users).values(
            email=address,
            password_hash=password_hash,
            administrator=administrator,
            disabled=False,
            session_number=1,
            created_at=datetime.now(UTC),
        )
    )
    return _known(connection, address)


def give_role(
    connection: Connection, account: Account, *, programme: str, role: Role, organisation: str | None = None
) -> Account:
    """Make the account a reader of the programme, in place of what it was to it before; its sessions end.

    Raises Refused where there is no such programme or organisation in it.
    """
    found = connection.execute(select(programmes.c.id).where(programmes.c.code == programme)).scalar_one_or_none()
    if found is None:
        raise Refused(N_("There is no programme '{code}': load its workbook first.", code=programme))
    _check_organisation(connection, found, role, organisation)
    this = (memberships.c.programme_id == found) & (memberships.c.user_id == account.id)
    given = {"role": role.value, "organisation": organisation}
    if connection.execute(update(memberships).where(this).values(given)).rowcount == 0:
        connection.execute(insert(memberships).values(programme_id=found, user_id=account.id, **given))
    return _changed(connection, account)


def take_role(connection: Connection, account: Account, *, programme: str) -> Account:
    """Let the account see the programme no more; its sessions end. Raises Refused where it has no role in it."""
    own = [one.viewer.programme_id for one in account.memberships if one.programme == programme]
    this = (memberships.c.user_id == account.id) & memberships.c.programme_id.in_(own)
    if connection.execute(delete(memberships).where(this)).rowcount == 0:
        raise Refused(N_("{email} has no role in '{code}'.", email=account.email, code=programme))
    return _changed(connection, account)


def make_administrator(connection: Connection, account: Account) -> Account:
    """Let the account keep accounts, which shows it no programme; its sessions end."""
    return _changed(connection, account, administrator=True)


def relieve_administrator(connection: Connection, account: Account) -> Account:
    """Let the account keep accounts no more; its sessions end."""
    return _changed(connection, account, administrator=False)


def disable(connection: Connection, email: str) -> Account:
    """Close the account; its sessions and its set-up link end. Raises Refused where there is none."""
    closed = _changed(connection, _known(connection, email), disabled=True)
    void_links(connection, closed.id, at=datetime.now(UTC))
    return closed


def reopen(connection: Connection, email: str) -> Account:
    """Open a closed account again, with its password and roles as they were. Raises Refused where there is none."""
    return _changed(connection, _known(connection, email), disabled=False)


def set_password(connection: Connection, email: str, password_hash: str) -> Account:
    """Give the account another password, which opens a closed one again; sessions and set-up link end. Raises Refused.

    For the administrator's word alone; people choose by ``choose_password``.
    """
    changed = _changed(connection, _known(connection, email), password_hash=password_hash, disabled=False)
    void_links(connection, changed.id, at=datetime.now(UTC))
    return changed


def choose_password(connection: Connection, account: Account, password_hash: str) -> Account:
    """Give the account the password that its person chose; sessions and set-up link end. A closed one stays closed."""
    changed = _changed(connection, account, password_hash=password_hash)
    void_links(connection, changed.id, at=datetime.now(UTC))
    return changed


def end_sessions(connection: Connection, email: str) -> Account:
    """Sign the account out everywhere. Raises Refused where there is none."""
    return _changed(connection, _known(connection, email))


def renew_hash(connection: Connection, account: Account, password_hash: str) -> None:
    """Keep the same password under newer parameters, unless it has been changed since; sessions go on."""
    this = (users.c.id == account.id) & (users.c.password_hash == account.password_hash)
    connection.execute(update(users).where(this).values(password_hash=password_hash))


def void_links(connection: Connection, number: int, *, at: datetime) -> None:
    """End the set-up links of the account that are neither used nor void, in the caller's writing transaction."""
    links = set_up_links.c
    open_still = (links.user_id == number) & links.used_at.is_(None) & links.void_at.is_(None)
    connection.execute(update(set_up_links).where(open_still).values(void_at=at))


def locked(connection: Connection, number: int) -> Account | None:
    """The account as it stands, which no other transaction changes until the caller's has ended. Two queries."""
    connection.execute(select(users.c.id).where(users.c.id == number).with_for_update())
    return by_id(connection, number)


def _known(connection: Connection, email: str) -> Account:
    found = by_email(connection, email)
    if found is None:
        raise Refused(N_("There is no account {email}.", email=normalised(email)))
    return found


def _changed(connection: Connection, account: Account, **values: object) -> Account:
    connection.execute(
        update(users).where(users.c.id == account.id).values(session_number=users.c.session_number + 1, **values)
    )
    return _known(connection, account.email)


def _check_organisation(connection: Connection, programme_id: int, role: Role, organisation: str | None) -> None:
    if (role is Role.ORGANISATION) != (organisation is not None):
        raise Refused(N_("The role organisation needs an organisation (its code), and no other role has one."))
    if organisation is None:
        return
    known = current("organisations", programme_id).subquery()
    if not connection.execute(select(func.count()).where(known.c.organisation == organisation)).scalar_one():
        raise Refused(N_("The programme has no organisation '{code}'.", code=organisation))


def _accounts() -> Select[tuple[object, ...]]:
    """A row for each account and membership; an account without one has a row, too."""
    return (
        select(users, programmes.c.code, memberships.c.programme_id, memberships.c.role, memberships.c.organisation)
        .outerjoin(memberships, memberships.c.user_id == users.c.id)
        .outerjoin(programmes, programmes.c.id == memberships.c.programme_id)
        .order_by(programmes.c.id)
    )


def _first(rows: Sequence[Row[tuple[object, ...]]]) -> Account | None:
    if not rows:
        return None
    one = rows[0]
    return Account(
        id=one.id,
        email=one.email,
        password_hash=one.password_hash,
        administrator=one.administrator,
        disabled=one.disabled,
        session_number=one.session_number,
        memberships=tuple(
            Membership(row.code, Viewer(row.programme_id, Role(row.role), row.organisation))
            for row in rows
            if row.role is not None
        ),
    )
