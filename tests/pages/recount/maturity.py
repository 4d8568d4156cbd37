"""Self-assessments, from the sheets."""

from __future__ import annotations

from collections.abc import Mapping

from tests.pages.recount.case import Case, Numbers
from tests.pages.recount.standing import taking_part

_ROUNDS = ("baseline", "midway", "final", "follow_up")


def rated(case: Case) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """By organisation and dimension its level of each round, its own before the facilitator's."""
    rows = case.rows(
        """select organisation, dimension, round, level from {assessments} a where assessed_on <= :day
           order by case when assessor = 'facilitator' then 0 else 1 end"""
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row.organisation, row.dimension), {})[row.round] = row.level
    return found


def pair(levels: Mapping[str, int]) -> tuple[int | None, int | None]:
    later = [levels[one] for one in _ROUNDS[1:] if one in levels]
    return levels.get("baseline"), later[-1] if later else None


def pairs(case: Case) -> Mapping[tuple[str, str], tuple[int | None, int | None]]:
    """By organisation that takes part and dimension: baseline and latest level."""
    among = {row.organisation for row in taking_part(case)}
    return {key: pair(levels) for key, levels in rated(case).items() if key[0] in among}


def maturity(case: Case) -> Numbers:
    """How many are on which level, at the baseline and in their latest round."""
    every, found = pairs(case), {}
    levels = [row.level for row in case.rows("select level from {levels} l")]
    for dimension, position in case.rows("select dimension, position from {dimensions} d"):
        ours = [levels_of for (_, one), levels_of in every.items() if one == dimension]
        both = [(first, last) for first, last in ours if first is not None and last is not None]
        for at, name in enumerate(("baseline", "latest")):
            reached = [one[at] for one in ours if one[at] is not None]
            # No rows of a round in which nobody was assessed at all
            shown = ours and any(one[at] is not None for one in every.values())
            for level in levels if shown else ():
                found[dimension, name, level] = {
                    "position": position, "level": level, "organisations": reached.count(level),
                    "assessed": len(reached), "again": len(both),
                    "share": reached.count(level) / len(reached) if reached else None,
                    "rose": sum(last > first for first, last in both) if both else None,
                    "fell": sum(last < first for first, last in both) if both else None,
                }  # fmt: skip
    return found
