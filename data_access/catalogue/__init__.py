"""The indicators: one TOML file each. Codes and wording of O and R follow Regulation (EU) 2021/1147, Annex VIII.

Those of Annex VIII for specific objective 2 that no programme here can count stand in ``not_in_use``, each with why.
A file whose definition, rule or conditions change gets the next ``version`` and a ``[[changes]]`` with ``version``,
``on`` (the day) and what changed in ``en``, ``fi`` and ``sv``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data_access.catalogue.indicator import Conditions, Indicator, Revision, Rule, Timing, Unused

__all__ = ["Conditions", "Indicator", "Revision", "Rule", "Timing", "Unused", "codes", "indicators", "not_in_use"]


def codes() -> tuple[str, ...]:
    """The codes of all indicators: outputs and results of the fund first, then the project's own."""
    return tuple(indicators())


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by code, in the order of ``codes``; read once."""
    found = map(_indicator, _declared(Path(__file__).parent))
    return MappingProxyType({one.code: one for one in sorted(found, key=lambda one: _place(one.code))})


@cache
def not_in_use() -> Mapping[str, Unused]:
    """Indicators of Annex VIII for specific objective 2 that are not counted, by code, in the annex's order."""
    found = map(_unused, _declared(Path(__file__).parent / "not_in_use"))
    return MappingProxyType({one.code: one for one in sorted(found, key=lambda one: _place(one.code))})


def _declared(folder: Path) -> list[dict[str, Any]]:
    return [tomllib.loads(file.read_text("utf-8")) for file in folder.glob("*.toml")]


def _place(code: str) -> tuple[int, list[int]]:
    letter, *numbers = code.split(".")
    return "ORP".index(letter), [int(number) for number in numbers]


def _indicator(declared: dict[str, Any]) -> Indicator:
    words: dict[str, Any] = {
        name: MappingProxyType(declared.pop(name)) for name in ("names", "definition", "counting", "legal")
    }
    return Indicator(
        rule=Rule(declared.pop("rule")),
        timing=Timing(declared.pop("timing")),
        breakdown=tuple(declared.pop("breakdown")),
        rests_on=tuple(tuple(group) for group in declared.pop("rests_on")),
        changes=tuple(_revision(one) for one in declared.pop("changes", ())),
        conditions=Conditions(**{name: _frozen(value) for name, value in declared.pop("conditions").items()}),
        **words,
        **declared,
    )


def _unused(declared: dict[str, Any]) -> Unused:
    words: dict[str, Any] = {name: MappingProxyType(declared.pop(name)) for name in ("names", "legal", "reason")}
    return Unused(**words, **declared)


def _revision(declared: dict[str, Any]) -> Revision:
    return Revision(declared.pop("version"), declared.pop("on"), MappingProxyType(declared))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
