"""The ledger of a programme, made anew from the rows that stand."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from data_access.catalogue import Indicator, Rule, Timing, indicators
from data_access.identities import ACCELERATOR, NETWORK, Identities
from data_access.ledger import records, store
from data_access.ledger.authorities import authorities
from data_access.ledger.dated import dated
from data_access.ledger.entries import joined, of_each
from data_access.ledger.pairs import pairs
from data_access.ledger.persons import persons
from data_access.ledger.records import NOBODY, Records
from data_access.ledger.sessions import sessions
from data_access.ledger.surveys import surveys
from data_access.ledger.union import differences
from data_access.ledger.world import BOTH, World

Domains = tuple[str, ...]


def rebuild(connection: Connection, programme_id: int, identities: Identities, *, delivery: int) -> None:
    """Make the ledger of the programme anew with the rows of ``delivery``, in the caller's transaction."""
    book = Book(records.read(connection, programme_id, identities), identities)
    made = [(code, book.entries(indicator)) for code, indicator in indicators().items()]
    store.replace(connection, programme_id, made, since=delivery)


class Book:
    """The entries of the indicators over one set of records."""

    def __init__(self, found: Records, identities: Identities) -> None:
        self._records = found
        self._identities = identities
        self._worlds: dict[Domains, World] = {
            domains: World(found, domains) for domains in ((ACCELERATOR,), (NETWORK,), BOTH)
        }
        self._made: dict[tuple[str, Domains], pd.DataFrame] = {}

    def entries(self, indicator: Indicator) -> pd.DataFrame:
        """The indicator's entries in the columns of the ledger, but for programme and id."""
        if indicator.rule in (Rule.PERSONS, Rule.AUTHORITIES):
            made = self._of_people(indicator)
        else:
            made = self._of_rows(indicator).assign(gender=None, age_group=None)
        return self._with_cohorts(made).assign(indicator=indicator.code)

    def _of_rows(self, indicator: Indicator) -> pd.DataFrame:
        if indicator.rule in (Rule.SESSIONS, Rule.HOURS):
            return sessions(self._records, indicator)
        if indicator.rule is Rule.PAIRS:
            return pairs(self._records, indicator)
        return dated(self._records, indicator)

    def _of_people(self, indicator: Indicator) -> pd.DataFrame:
        """Each register by its own records, and by how much the two together differ from their sum."""
        if self._worlds[NETWORK,].empty:  # then the accelerator's is all there is: a third of the work
            return self._named(indicator, ACCELERATOR, self._described(indicator, (ACCELERATOR,)))
        apart = [self._described(indicator, (domain,)) for domain in BOTH]
        together = self._described(indicator, BOTH)
        named = [self._named(indicator, domain, made) for domain, made in zip(BOTH, apart, strict=True)]
        return joined(*named, differences(together, apart, row_id=self._records.facts.row_id))

    def _in_world(self, indicator: Indicator, domains: Domains) -> pd.DataFrame:
        key = (indicator.code, domains)
        if key not in self._made:
            self._made[key] = self._counted(indicator, domains)
        return self._made[key]

    def _counted(self, indicator: Indicator, domains: Domains) -> pd.DataFrame:
        world = self._worlds[domains]
        if indicator.rule is Rule.AUTHORITIES:
            return authorities(world, indicator)
        if indicator.timing is Timing.LATEST:
            among = indicators()[indicator.conditions.among or ""]
            return surveys(world, indicator, self._in_world(among, domains))
        return persons(world, indicator)

    def _described(self, indicator: Indicator, domains: Domains) -> pd.DataFrame:
        """The entries of a world with gender, age group and organisation of their persons."""
        made, people = self._in_world(indicator, domains), self._worlds[domains].people
        counts = made["left_out"].isna()
        return made.assign(
            gender=of_each(made, "person", people["gender"]).where(counts, None),
            age_group=of_each(made, "person", people["age_group"]).where(counts, None),
            organisation=made["organisation"].where(
                made["organisation"].notna(), of_each(made, "person", people["organisation"])
            ),
        )

    def _named(self, indicator: Indicator, domain: str, made: pd.DataFrame) -> pd.DataFrame:
        """The entries with the ledger's pseudonyms for persons."""
        cores = self._records.cores
        numbers = [number for number in made["person"].unique() if number != NOBODY]
        units = {number: self._identities.unit(indicator.code, domain, cores[number]) for number in numbers}
        return made.assign(unit=made["unit"].where(made["unit"].notna(), made["person"].map(units)))

    def _with_cohorts(self, made: pd.DataFrame) -> pd.DataFrame:
        """The cohort of the entry's organisation; where it has none, that of the session."""
        of_organisation = self._records["organisations"].set_index("organisation")["cohort"]
        cohort = of_each(made, "organisation", of_organisation)
        cohort = cohort.where(cohort.notna(), made["cohort"])
        # The network is one: its entries belong to no part of the programme.
        return made.assign(cohort=cohort.mask(made["session_kind"] == "network", None))
