"""What one register knows of its people: the accelerator's, the network's, or the two together.

The two registers are counted each by its own records alone, so that no entry that rests on a row of one
tells anything of the other. Only what must be known of both at once (a person counted once, staff, the
first registration) is counted a third time over the two together (``data_access.ledger.union``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data_access.identities import ACCELERATOR, NETWORK
from data_access.ledger.records import Records

BOTH = (ACCELERATOR, NETWORK)


@dataclass(frozen=True)
class World:
    """The records of the registers in ``domains``."""

    records: Records
    domains: tuple[str, ...]

    @cached_property
    def empty(self) -> bool:
        """Whether no row speaks of people."""
        return all(rows.empty for rows in (self.registrations, self.visits, self.answers, self.headcounts))

    @cached_property
    def registrations(self) -> pd.DataFrame:
        """Rows of participants and members, the one that holds for gender and age first.

        The earliest day decides; on the same day the row that knows more, then the accelerator's, then
        the one delivered first.
        """
        rows = self._of(self.records.registrations)
        rows = rows.assign(age_group=_age_groups(rows))
        unknown = rows["gender"].isna().astype(int) + rows["age_group"].isna().astype(int)
        return rows.assign(unknown=unknown).sort_values(["registered_on", "unknown", "domain", "row_id"])

    @cached_property
    def visits(self) -> pd.DataFrame:
        """Attendance with its session, in the order in which it counts."""
        return self._of(self.records.visits).sort_values(["held_on", "domain", "row_id"], ignore_index=True)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Answers to surveys, in the order in which they were given."""
        return self._of(self.records["responses"]).sort_values(["answered_on", "row_id"], ignore_index=True)

    @cached_property
    def people(self) -> pd.DataFrame:
        """By person: staff, target_group, gender, age_group, organisation."""
        rows = self.registrations
        first = rows.drop_duplicates("person").set_index("person")
        marks = _marked(rows).groupby("person")[["project_staff", "third_country_national"]].any()
        employer = self.employers.drop_duplicates("person").set_index("person")["organisation"]
        return pd.DataFrame(
            {
                "staff": marks["project_staff"],
                "target_group": marks["third_country_national"],
                "gender": first["gender"],
                "age_group": first["age_group"],
                "organisation": employer.reindex(first.index),
            }
        )

    @cached_property
    def employers(self) -> pd.DataFrame:
        """Pairs of person and organisation, the earliest registered first."""
        rows = self.registrations
        return rows.loc[rows["organisation"].notna(), ["person", "organisation"]].drop_duplicates()

    @cached_property
    def headcounts(self) -> pd.DataFrame:
        """Held sessions of these registers whose people were counted but not registered one by one."""
        sessions = self.records["sessions"]
        of_network = sessions["kind"] == "network"
        ours = np.where(of_network, NETWORK in self.domains, ACCELERATOR in self.domains)
        unregistered = ~sessions["session"].isin(self.visits["session"])
        return sessions[ours & unregistered & (sessions["status"] == "held") & (sessions["headcount"] > 0)]

    def registered(self, name: str) -> np.ndarray:
        """The persons of the sheet ``name``."""
        rows = self.registrations
        return rows.loc[rows["sheet"] == name, "person"].unique()

    def _of(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["domain"].isin(self.domains)]


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Unknown is not yes."""
    names = ["project_staff", "third_country_national"]
    return rows.assign(**{name: rows[name].eq(True).astype(bool) for name in names})


def _age_groups(rows: pd.DataFrame) -> pd.Series:
    """The age group on the day of registration; the date of birth wins over a group that was given."""
    born, on = rows["born_on"].dt, rows["registered_on"].dt
    had_no_birthday = (on.month < born.month) | ((on.month == born.month) & (on.day < born.day))
    years = on.year - born.year - had_no_birthday.astype(int)
    groups = np.select([years < 18, years <= 60, years > 60], ["under_18", "18_60", "over_60"], default="")
    return pd.Series(groups, index=rows.index, dtype="object").where(rows["born_on"].notna(), rows["age_group"])
