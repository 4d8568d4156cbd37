"""What earlier releases showed a role stays known to who has seen it, so it binds what the next one may show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection, select

from data_access.models import release_numbers, releases
from data_access.protection.system import Relation, Statistic
from data_access.releases.tables import EXACT, Tables
from data_access.viewer import Role

Standing = Mapping[str, tuple[float, bool]]  # the numbers of one release, by name: value, shown


class Past:
    """The releases of a role up to the one of number ``last``. Two queries."""

    def __init__(self, connection: Connection, programme_id: int, role: Role, last: int) -> None:
        one = release_numbers.c
        found = select(one.number, one.name, one.value, one.shown).where(
            one.programme_id == programme_id, one.role == str(role), one.number <= last
        )
        self._rows = pd.DataFrame(
            connection.execute(found.order_by(one.number)).all(), columns=["number", "name", "value", "shown"]
        )
        made = select(releases.c.number, releases.c.data_version).where(
            releases.c.programme_id == programme_id, releases.c.role == str(role), releases.c.number <= last
        )
        self._deliveries = {row.number: row.data_version for row in connection.execute(made)}

    def shown_of(self, *topics: str) -> AbstractSet[tuple[int, str]]:
        """The names of all numbers of the topics that were ever shown, each with the delivery that it rested on."""
        ours = [one for one in self._rows["name"].unique() if one.partition("|")[0] in topics]
        return {
            (self._deliveries[number], name)
            for number, standing in self._standings()
            for name in ours
            if standing.get(name, (0.0, False))[1]
        }

    def parts(self) -> Mapping[tuple[str, str], AbstractSet[str]]:
        """By topic and measure all parts that earlier releases told of, those that are gone among them."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in self._rows["name"].unique():
            topic, measure, *part, _ = name.split("|")
            found[topic, measure].add("|".join(part))
        return found

    def decided(self, tables: Tables) -> list[Statistic]:
        """The statistics of ``tables``, with what earlier releases decide about them.

        A number that was hidden stays hidden while its value is the same. One that differs from a value shown before by
        fewer people than its threshold counts as small: the difference would tell of those few.
        """
        shown, hid = self._values(shown=True), self._values(shown=False)
        return [_decided(one, shown.get(name, ()), hid.get(name, ())) for name, one in tables.statistics.items()]

    def bound(self, tables: Tables, decided: Sequence[Statistic]) -> tuple[list[Statistic], list[Relation]] | None:
        """The statistics ``decided`` and the relations of ``tables``, and those of earlier releases that still matter.

        The equations held between the numbers of each earlier release, too. They matter where they lead to a number
        that was hidden then, and is hidden now with the same value: it is one unknown, of which both tell something.
        None where no earlier relation matters.
        """
        statistics = {one.name: one for one in decided}
        # A relation between the same numbers in several releases is kept once.
        relations = {_key(one): one for one in tables.relations}
        earlier = [one for _, then in self._standings() for one in _of_then(then, statistics, tables.relations)]
        relations |= {_key(one): one for one in earlier}
        return (list(statistics.values()), list(relations.values())) if earlier else None

    def _values(self, *, shown: bool) -> Mapping[str, Sequence[float]]:
        rows = self._rows[(self._rows["shown"].astype(bool) == shown) & self._rows["value"].notna()]
        found: dict[str, list[float]] = defaultdict(list)
        for name, value in zip(rows["name"], rows["value"], strict=True):
            found[name].append(round(float(value), EXACT))
        return found

    def _standings(self) -> Iterator[tuple[int, Standing]]:
        """The numbers of each release in turn, put together from what each changed."""
        standing: dict[str, tuple[float, bool]] = {}
        of_release = dict(list(self._rows.groupby("number")))
        for number in sorted(self._deliveries):
            for row in of_release.get(number, self._rows.head(0)).to_dict("records"):
                if pd.isna(row["value"]):
                    standing.pop(row["name"], None)
                else:
                    standing[row["name"]] = (round(float(row["value"]), EXACT), bool(row["shown"]))
            yield number, standing


def _decided(one: Statistic, shown: Sequence[float], hid: Sequence[float]) -> Statistic:
    value = round(one.value, EXACT)
    if one.exact or one.inner:
        return one
    if value in hid:
        return replace(one, shown=False)
    few = any(0 < abs(value - before) < one.least for before in shown) and not one.whole
    return replace(one, small=one.small or few)


def _key(relation: Relation) -> tuple[frozenset[tuple[str, float]], bool]:
    return frozenset(relation.terms.items()), relation.equal


def _of_then(then: Standing, statistics: dict[str, Statistic], relations: Sequence[Relation]) -> Iterator[Relation]:
    """The relations between the numbers of an earlier release that say something of a number hidden now.

    ``relations``: today's, most of which held then as well. Left out are those between numbers that are all the same
    now, as today's relations say that already. Numbers that were different then are added to ``statistics``.
    """
    still = {
        name
        for name, (value, shown) in then.items()
        if not shown and name in statistics and _hidden_as(statistics[name], value)
    }
    same = still | {name for name in then if _exact_as(statistics.get(name), then[name][0])}
    tables = defaultdict(list)
    for name in then:
        tables[_table(name)].append(name)
    held = [(relation, terms) for relation in relations if (terms := _terms_of_then(relation, then, tables))]
    for relation, terms in _hanging_together(held, then, still):
        if not terms.keys() <= same:
            few = 0 < _total(terms, then) < (relation.least or 0)
            yield replace(relation, terms=_unknowns(terms, then, still, statistics), delicate=few)


Held = tuple[Relation, Mapping[str, float]]


def _hanging_together(held: Sequence[Held], then: Standing, near: set[str]) -> Iterator[Held]:
    """The relations in which a number of ``near`` stands, or one that they lead to.

    A relation leads from one of its numbers to those of the others that were hidden then.
    """
    of = defaultdict(list)
    for at, (_, terms) in enumerate(held):
        for name in terms:
            of[name].append(at)
    seen, waiting, taken = set(near), list(near), set()
    while waiting:
        for at in of[waiting.pop()]:
            if at not in taken:
                taken.add(at)
                yield held[at]
                more = {name for name in held[at][1] if not then[name][1]} - seen
                seen |= more
                waiting += more


def _total(terms: Mapping[str, float], then: Standing) -> float:
    return round(sum(by * then[name][0] for name, by in terms.items()), EXACT)


def _exact_as(now: Statistic | None, value: float) -> bool:
    return now is not None and now.exact and round(now.value, EXACT) == value


def _table(name: str) -> tuple[str, str, str]:
    topic, measure, *_, day = name.split("|")
    return topic, measure, day


def _hidden_as(now: Statistic, value: float) -> bool:
    return now.shown is False and round(now.value, EXACT) == value


def _terms_of_then(
    relation: Relation, then: Standing, tables: Mapping[tuple[str, str, str], Sequence[str]]
) -> Mapping[str, float] | None:
    """The terms of the relation as it held between the numbers of then; None where it did not."""
    if _held(relation, relation.terms, then):
        return relation.terms
    terms = _with_parts_of_then(relation, tables)
    return terms if terms and _held(relation, terms, then) else None


def _held(relation: Relation, terms: Mapping[str, float], then: Standing) -> bool:
    return terms.keys() <= then.keys() and (_total(terms, then) == 0 or not relation.equal)


def _with_parts_of_then(
    relation: Relation, tables: Mapping[tuple[str, str, str], Sequence[str]]
) -> Mapping[str, float] | None:
    """The terms of a sum over a table with its parts of then, as some may have come or gone since.

    None where the relation is no such sum: an equation in which several numbers of one table stand with one factor.
    """
    of_table = defaultdict(list)
    for name, factor in relation.terms.items():
        of_table[_table(name)].append(factor)
    table, factors = max(of_table.items(), key=lambda one: len(one[1]))
    if not relation.equal or len(factors) < 2 or len(set(factors)) > 1:
        return None
    others = {name: by for name, by in relation.terms.items() if _table(name) != table}
    return {**dict.fromkeys(tables.get(table, ()), factors[0]), **others}


def _unknowns(
    terms: Mapping[str, float], then: Standing, still: set[str], statistics: dict[str, Statistic]
) -> Mapping[str, float]:
    """The terms under the names by which the system knows them.

    A number of ``still`` (hidden then, and hidden now with the same value) is today's statistic. Any other gets a name
    that holds its value of then, and is added to ``statistics``.
    """
    found = {}
    for name, factor in terms.items():
        value, shown = then[name]
        known = name if name in still else f"{name} {value:g} {'shown' if shown else 'hidden'}"
        if known not in statistics:
            least = statistics[name].least if name in statistics else 1
            statistics[known] = Statistic(known, value, least, shown=shown, signed=value < 0)
        found[known] = factor
    return found
