"""What came of a check or a load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data_access.intake.delivery import Skipped
from data_access.intake.problem import Findings, Problem
from data_access.intake.reconcile import Changes


@dataclass(frozen=True)
class Report:
    """What is wrong and what is odd; of very many of a sort only the number is told."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    further_problems: int = 0
    further_warnings: int = 0


@dataclass(frozen=True)
class Outcome(Report):
    """What a load did: with problems, nothing; ``delivery`` is empty too where nothing had changed.

    ``erased``: rows left out because their persons had been erased at their request.
    """

    delivery: int | None = None
    programme: str | None = None
    sheets: Mapping[str, Changes] = field(default_factory=dict)
    skipped_rows: tuple[Skipped, ...] = ()
    erased: int = 0

    @property
    def skipped(self) -> int:
        """How many rows a profile left out."""
        return len(self.skipped_rows)

    def as_dict(self) -> dict[str, Any]:
        """For programs: delivery, programme, sheets, problems, warnings, skipped, and erased where any row was."""
        return {
            "delivery": self.delivery,
            "programme": self.programme,
            "sheets": {name: changes.as_dict() for name, changes in self.sheets.items()},
            "problems": [problem.as_dict() for problem in self.problems],
            "warnings": [warning.as_dict() for warning in self.warnings],
            "skipped": self.skipped,
            **({"erased": self.erased} if self.erased else {}),
        }


def told(findings: Findings) -> dict[str, Any]:
    """The findings, as the fields of a report."""
    return {
        "problems": tuple(findings.problems),
        "warnings": tuple(findings.warnings),
        "further_problems": findings.further_problems,
        "further_warnings": findings.further_warnings,
    }
