"""From files to tables: read, check, reconcile. Whole deliveries or nothing, people behind pseudonyms."""

from data_access.intake.delivery import Progress, Skipped
from data_access.intake.loading import DEFAULT_SOURCE, check, load
from data_access.intake.outcome import Outcome, Report
from data_access.intake.problem import Problem
from data_access.intake.reconcile import Changes

__all__ = ["DEFAULT_SOURCE", "Changes", "Outcome", "Problem", "Progress", "Report", "Skipped", "check", "load"]
