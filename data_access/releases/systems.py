"""What a release is protected against: who sees it alone, and who remembers those before it."""

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
    """What who sees this release alone can put together, ``now``, and who remembers earlier ones, ``ever``.

    The numbers of ``now`` are the first of ``ever``; what that has beyond them is of earlier releases.
    """

    now: System
    ever: System

    @property
    def differ(self) -> bool:
        """Whether anything earlier counts."""
        return self.ever is not self.now

    def marked(self, marks: Marks) -> Marks:
        """Of ``ever`` what is hidden, where of ``now`` that is."""
        before = [one.shown is False for one in self.ever.statistics[len(marks) :]]
        return np.concatenate([marks, np.array(before, dtype=bool)])


def systems_of(past: Past, tables: Tables) -> Systems:
    """Both of ``tables``, under what was shown and hidden in the ``past``."""
    now = System(past.decided(tables), tables.relations)
    more = past.bound(tables, now.statistics)
    return Systems(now, System(*more) if more else now)


def protected(systems: Systems) -> Marks:
    """What is hidden, enough in both systems.

    Earlier releases may leave so little room that hiding more is of no use to who knows them; others do not.
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
    """``found``: an interval for each number that is hidden or follows from others.

    ``narrow``: those that leave less room than they should; ``forced``: of these, the ones that leave no more although
    all is hidden that may be, as totals are exact.
    """

    found: Sequence[Interval]
    narrow: Sequence[Interval]
    forced: Sequence[Interval]

    @property
    def holds(self) -> bool:
        """Whether nothing can be worked out that could be kept back."""
        return len(self.narrow) == len(self.forced)


def audited(systems: Systems, marks: Marks) -> Audit:
    """What can be worked out in both systems where ``marks`` are hidden."""
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
