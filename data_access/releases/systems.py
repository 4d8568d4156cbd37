"""A release is protected against two attackers: one who sees it alone, and one who has seen all earlier ones, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data_access.protection.attack import SLACK, Interval, intervals
from data_access.protection.secondary import hidden
from data_access.protection.system import Marks, System
from data_access.releases.past import Past
from data_access.releases.tables import Tables


@dataclass(frozen=True)
class Systems:
    """``now``: the numbers and equations of this release. ``ever``: the same, and those of earlier ones.

    The statistics of ``ever`` begin with those of ``now``, in the same order.
    """

    now: System
    ever: System

    @property
    def differ(self) -> bool:
        """Whether earlier releases add anything."""
        return self.ever is not self.now

    def marked(self, marks: Marks) -> Marks:
        """What is hidden in ``ever`` where ``marks`` say what is hidden in ``now``."""
        before = [one.shown is False for one in self.ever.statistics[len(marks) :]]
        return np.concatenate([marks, np.array(before, dtype=bool)])


def systems_of(past: Past, tables: Tables) -> Systems:
    """Both systems: the numbers of ``tables``, bound by what the ``past`` releases showed and hid."""
    now = System(past.decided(tables), tables.relations)
    more = past.bound(tables, now.statistics)
    return Systems(now, System(*more) if more else now)


def protected(systems: Systems) -> Marks:
    """What is hidden in ``systems.now``, so that numbers are safe in both systems.

    Both are needed: where earlier releases have given a number away, hiding more is of no use in ``ever``, yet still
    protects it from those who see this release alone. What is hidden for one system is taken over into the other, until
    neither needs more.
    """
    marks = hidden(systems.now)
    while systems.differ:
        ever = hidden(systems.ever, systems.marked(marks))[: len(marks)]
        if (ever == marks).all():
            break
        marks = hidden(systems.now, ever)
    return marks


@dataclass(frozen=True)
class Audit:
    """``found``: the interval of each number that must not be worked out.

    ``narrow``: those not wide enough. ``forced``: those of the narrow that would be no wider with everything hidden
    that may be hidden, because totals must be shown.
    """

    found: Sequence[Interval]
    narrow: Sequence[Interval]
    forced: Sequence[Interval]

    @property
    def holds(self) -> bool:
        """Whether every number is as safe as it can be."""
        return len(self.narrow) == len(self.forced)


def audited(systems: Systems, marks: Marks) -> Audit:
    """The audit of both systems where ``marks`` are hidden."""
    audits = [_audit(systems.now, marks)]
    if systems.differ:
        audits.append(_audit(systems.ever, systems.marked(marks)))
    return Audit(
        [interval for one in audits for interval in one.found],
        [interval for one in audits for interval in one.narrow],
        [interval for one in audits for interval in one.forced],
    )


def _audit(system: System, marks: Marks) -> Audit:
    found = intervals(system, marks)
    narrow = [one for one in found if not one.wide]
    if not narrow:
        return Audit(found, (), ())
    fixed = np.array([one.exact or one.shown is True for one in system.statistics], dtype=bool)
    most = {one.name: one.high - one.low for one in intervals(system, ~fixed, only={one.name for one in narrow})}
    forced = [one for one in narrow if one.high - one.low >= most.get(one.name, 0.0) - SLACK]
    return Audit(found, narrow, forced)
