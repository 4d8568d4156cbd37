"""Second factors of accounts: the sealed secret, the last code's period, and hashes of recovery codes.

What seals the secret and hashes the codes is the caller's; here nothing can be opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access.models import recovery_codes, second_factors


class NotBegun(Exception):
    """There is no secret that waits to be confirmed."""


@dataclass(frozen=True)
class SecondFactor:
    """The second factor of an account, asked for at sign-in once it is confirmed."""

    sealed: str
    made_at: datetime
    confirmed: bool
    codes_left: int


def of(connection: Connection, account_id: int) -> SecondFactor | None:
    """The account's second factor, confirmed or not. One query."""
    left = (
        select(func.count()).where(recovery_codes.c.user_id == second_factors.c.user_id).scalar_subquery().label("left")
    )
    row = connection.execute(select(second_factors, left).where(second_factors.c.user_id == account_id)).one_or_none()
    return None if row is None else SecondFactor(row.secret, row.made_at, row.confirmed_at is not None, row.left)


def confirmed(connection: Connection) -> set[int]:
    """The numbers of the accounts that are asked for a second factor. One query."""
    asked = select(second_factors.c.user_id).where(second_factors.c.confirmed_at.is_not(None))
    return set(connection.execute(asked).scalars())


def begin(connection: Connection, account_id: int, sealed: str, *, at: datetime) -> None:
    """Keep a secret that is still to be confirmed, in place of an earlier one that never was.

    A confirmed one stays: turn it off first.
    """
    unconfirmed = second_factors.c.confirmed_at.is_(None)
    connection.execute(delete(second_factors).where((second_factors.c.user_id == account_id) & unconfirmed))
    if of(connection, account_id) is None:
        connection.execute(insert(second_factors).values(user_id=account_id, secret=sealed, made_at=at))


def confirm(connection: Connection, account_id: int, *, step: int, code_hashes: Iterable[str], at: datetime) -> None:
    """Ask for the second factor from now on; ``step``: the period of the code that confirms it. Raises NotBegun."""
    this = (second_factors.c.user_id == account_id) & second_factors.c.confirmed_at.is_(None)
    if connection.execute(update(second_factors).where(this).values(confirmed_at=at, last_step=step)).rowcount != 1:
        raise NotBegun
    connection.execute(insert(recovery_codes), [{"user_id": account_id, "code_hash": one} for one in code_hashes])


def use_step(connection: Connection, account_id: int, step: int) -> bool:
    """Take the code of that period; False where it, or a later one, was taken before."""
    of_account, factor = second_factors.c.user_id == account_id, second_factors.c
    newer = factor.confirmed_at.is_not(None) & (factor.last_step < step)
    taken = connection.execute(update(second_factors).where(of_account & newer).values(last_step=step))
    return taken.rowcount == 1


def use_recovery_code(connection: Connection, account_id: int, code_hash: str) -> bool:
    """Take the recovery code, which is good once; False where the account has none such."""
    this = (recovery_codes.c.user_id == account_id) & (recovery_codes.c.code_hash == code_hash)
    return connection.execute(delete(recovery_codes).where(this)).rowcount == 1


def turn_off(connection: Connection, account_id: int) -> bool:
    """Forget the second factor and its recovery codes; False where there was none."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == account_id))
    return connection.execute(delete(second_factors).where(second_factors.c.user_id == account_id)).rowcount == 1
