"""``dashboard protect``: what restricted readers may see, whether it can be worked back, and the thresholds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from dashboard.cli.base import database, read_programme, released, write_json, write_programme
from dashboard.settings import Settings
from dashboard.today import today
from data_access import releases
from data_access.protection.attack import Interval
from data_access.releases import Audit
from data_access.viewer import Role

LISTED = 20  # numbers that are named where something can be worked out


def audit(given: Namespace, settings: Settings) -> int:
    """``protect audit``; 1 where a hidden number can be worked out that need not be."""
    role = Role(given.role)
    with database(settings) as engine:
        released(engine, given.programme, role)
    with read_programme(given.programme, settings) as (connection, about):
        found = releases.audit(connection, about, role, today=today())
    if given.format == "json":
        told = {name: [_described(one) for one in getattr(found, name)] for name in ("narrow", "forced")}
        write_json({"role": role, "audited": len(found.found), **told})
    else:
        print(_said(found, role))
    return 0 if found.holds else 1


def thresholds(given: Namespace, settings: Settings) -> int:
    """``protect thresholds``: says them, or sets those that are named."""
    with write_programme(given.programme, settings) as (connection, about):
        limits = releases.set_thresholds(connection, about, cell=given.cell, network=given.network)
    print(f"Numbers of people from 1 to {limits.cell - 1} are hidden, of the peer network to {limits.network - 1}.")
    return 0


def _described(one: Interval) -> dict[str, object]:
    return {"number": one.name, "low": one.low, "high": one.high, "wanted": one.wanted}


def _said(found: Audit, role: Role) -> str:
    counted = f"{len(found.found)} numbers are hidden from the {role} or follow from others"
    worked_out = [one for one in found.narrow if one not in found.forced]
    parts = [
        f"{counted}; {len(worked_out)} can be worked out." if worked_out else f"{counted}; none can be worked out."
    ]
    parts += _listed(worked_out)
    if found.forced:
        parts.append(f"Exact totals leave these less room than the threshold, whatever is hidden: {len(found.forced)}.")
        parts += _listed(found.forced)
    return "\n".join(parts)


def _listed(numbers: Sequence[Interval]) -> list[str]:
    lines = [f"  {one.name}: between {one.low:g} and {one.high:g}" for one in numbers[:LISTED]]
    return [*lines, f"  and {len(numbers) - LISTED} more"] if len(numbers) > LISTED else lines
