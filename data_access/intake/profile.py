"""Profiles: TOML files that say how a foreign file maps onto the sheets (design: *Profiles*)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from data_access.identities import ACCELERATOR, NETWORK
from data_access.intake.conversions import Conversion
from data_access.intake.problem import Findings, Problem
from data_access.message import N_
from data_access.sheets import SHEETS
from data_access.sheets import sheet as declared

SHIPPED = Path(__file__).parent / "profiles"
MOST_BYTES = 1 << 20
Scalar = str | bool | int | float | datetime | date | time


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Source(_Part):
    """The file: its name as a source of deliveries, its form, the programme that it belongs to."""

    name: str = Field(min_length=1, max_length=128)
    format: Literal["json", "csv", "xlsx", "ods"]
    encoding: str | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    programme: str | None = None
    sheet: str | None = None
    on_error: Literal["refuse", "skip"] = "refuse"


class Condition(_Part):
    """Rows to take: those in which a source column holds one of these values."""

    source: str = Field(alias="from")
    among: tuple[Scalar, ...] = Field(alias="in")


class Rule(_Part):
    """Where a column comes from: a constant ``value``, or a source column with what is done to it."""

    value: Scalar | None = None
    source: str | None = Field(default=None, alias="from")
    conversion: Conversion | None = Field(default=None, alias="as")
    map: Mapping[str, Scalar] | None = None
    default: Scalar | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, given: Any) -> Any:
        return {"from": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.value is None) == (self.source is None):
            raise ValueError("a column has either 'from' or 'value'")
        if self.value is not None and (self.conversion or self.map is not None or self.default is not None):
            raise ValueError("a constant takes no 'as', 'map' or 'default'")
        return self


class SheetMap(_Part):
    """A sheet made of the file's rows."""

    name: str
    distinct: bool = False
    where: Condition | None = None
    columns: Mapping[str, Rule]

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = {sheet.name: sheet for sheet in SHEETS if not sheet.turned}
        if self.name not in known:
            raise ValueError(f"there is no sheet {self.name!r}; the sheets are {', '.join(known)}")
        _check_names(self.name, self.columns)
        missing = [one.name for one in known[self.name].columns if one.required and one.name not in self.columns]
        if missing:
            raise ValueError(f"the sheet {self.name} needs the columns {', '.join(missing)}")
        return self


class Profile(_Part):
    """A whole profile; ``programme`` holds fields of the programme sheet, where the file brings one of its own."""

    source: Source
    programme: Mapping[str, Scalar] = Field(default_factory=dict)
    sheets: tuple[SheetMap, ...] = Field(alias="sheet", min_length=1)

    @field_validator("programme")
    @classmethod
    def _known(cls, given: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
        _check_names("programme", given)
        if "code" in given:
            raise ValueError("the programme's code stands under [source], as 'programme'")
        return given

    @model_validator(mode="after")
    def _whose(self) -> Self:
        if self.programme and self.source.programme is None:
            raise ValueError("[programme] needs its code, as 'programme' under [source]")
        return self

    @model_validator(mode="after")
    def _registers_apart(self) -> Self:
        # Rows made of one line share its number, and would join a member to a participant or an organisation.
        pairs = [(one, other) for one in self.sheets for other in self.sheets if one.name != other.name]
        if any(_of_members(one) and _of_organisations(other) for one, other in pairs):
            raise ValueError(
                "members of the network, and participants or organisations, come from different files, each with its"
                " own profile"
            )
        return self


def read(name: str, findings: Findings) -> Profile | None:
    """The profile at the path ``name``, or the shipped one of that name; what is wrong with it becomes problems."""
    path = _path(name)
    if path is None:
        shipped = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
        expected = N_("a file, or one of: {listed}", listed=shipped)
        findings.problem(Problem(N_("There is no such profile."), Path(name).name, expected=expected))
        return None
    try:
        return Profile.model_validate(tomllib.loads(path.read_bytes()[: MOST_BYTES + 1].decode()))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        message = N_("The profile cannot be read: {reason}.", reason=_reason(error))
        findings.problem(Problem(message, path.name, expected=N_("a TOML file")))
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False, include_context=False):
            where = ".".join(map(str, fault["loc"]))
            message = N_("The profile is not right: {reason}.", reason=fault["msg"].removeprefix("Value error, "))
            findings.problem(Problem(message, path.name, column=where or None))
    return None


def _of_members(made: SheetMap) -> bool:
    if made.name == "responses" and "respondent" in made.columns:
        return made.columns["survey"].value in (None, "network_feedback")
    return declared(made.name).domain == NETWORK


def _of_organisations(made: SheetMap) -> bool:
    if made.name == "responses" and "respondent" in made.columns:
        return made.columns["survey"].value != "network_feedback"
    return declared(made.name).domain == ACCELERATOR or "organisation" in made.columns


def _path(name: str) -> Path | None:
    if Path(name).is_file():
        return Path(name)
    shipped = SHIPPED / f"{name}.toml"
    return shipped if re.fullmatch(r"[\w-]+", name) and shipped.is_file() else None


def _reason(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _check_names(sheet: str, given: Mapping[str, Any]) -> None:
    known = declared(sheet).by_name
    unknown = [name for name in given if name not in known]
    if unknown:
        raise ValueError(f"the sheet {sheet} has no {', '.join(unknown)}; its columns are {', '.join(known)}")
