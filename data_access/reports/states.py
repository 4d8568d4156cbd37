"""The way of a report: who may take which step, and when."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from data_access.message import N_, Message
from data_access.viewer import Role


class State(StrEnum):
    """Where a report stands."""

    NOT_STARTED = "not_started"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Step(StrEnum):
    """What is done to a report."""

    PREPARE = "prepare"
    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"


class Judgement(StrEnum):
    """What people say of an indicator, whatever its arithmetic says."""

    MET = "met"
    ON_TRACK = "on_track"
    CONSTRAINED = "constrained"
    NO_PROGRESS = "no_progress"


JUDGEMENTS: Mapping[Judgement, Message] = MappingProxyType(
    {
        Judgement.MET: N_("target met"),
        Judgement.ON_TRACK: N_("on track"),
        Judgement.CONSTRAINED: N_("constrained"),
        Judgement.NO_PROGRESS: N_("no progress"),
    }
)

# Where each step leads, from where it may be taken, and whose it is.
LEADS_TO: Mapping[Step, State] = MappingProxyType(
    {
        Step.PREPARE: State.PREPARED,
        Step.SUBMIT: State.SUBMITTED,
        Step.RETURN: State.RETURNED,
        Step.APPROVE: State.APPROVED,
    }
)
COMES_FROM: Mapping[Step, frozenset[State]] = MappingProxyType(
    {
        Step.PREPARE: frozenset({State.NOT_STARTED, State.PREPARED, State.RETURNED}),
        Step.SUBMIT: frozenset({State.PREPARED, State.RETURNED}),
        Step.RETURN: frozenset({State.SUBMITTED}),
        Step.APPROVE: frozenset({State.SUBMITTED}),
    }
)
TAKEN_BY: Mapping[Step, Role] = MappingProxyType(
    {
        Step.PREPARE: Role.MANAGER,
        Step.SUBMIT: Role.MANAGER,
        Step.RETURN: Role.FINANCIER,
        Step.APPROVE: Role.FINANCIER,
    }
)


def open_to(role: Role, state: State) -> tuple[Step, ...]:
    """The steps that the role may take from the state, in the order of the way."""
    return tuple(step for step in Step if TAKEN_BY[step] is role and state in COMES_FROM[step])
