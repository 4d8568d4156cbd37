"""The indicators: one TOML file each. Codes and wording of O and R follow Regulation (EU) 2021/1147, Annex VIII."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data_access.catalogue.indicator import Conditions, Indicator, Rule, Timing

__all__ = ["Conditions", "Indicator", "Rule", "Timing", "codes", "indicators"]


def codes() -> tuple[str, ...]:
    """The codes of all indicators: outputs and results of the fund first, then the project's own."""
    return tuple(indicators())


@cache
def indicators() -> Mapping[str, Indicator]:
    """The indicators by code, in the order of ``codes``; read once."""
    found = [_indicator(tomllib.loads(file.read_text("utf-8"))) for file in Path(__file__).parent.glob("*.toml")]
    return MappingProxyType({one.code: one for one in sorted(found, key=_place)})


def _place(indicator: Indicator) -> tuple[int, list[int]]:
    letter, *numbers = re.split(r"\.", indicator.code)
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
        conditions=Conditions(**{name: _frozen(value) for name, value in declared.pop("conditions").items()}),
        **words,
        **declared,
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
