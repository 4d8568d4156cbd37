"""The page of one good practice: where it arose, when it came how far, who took it up, its material."""

from __future__ import annotations

from dashboard.panel import MANAGER, Exhibit
from dashboard.screen import Screen
from data_access.message import N_
from data_access.viewer import Role
from pages.practice import material, origin, uptake

READERS = frozenset({Role.MANAGER, Role.STEERING})

SCREEN = Screen(
    id="practice",
    path="/practices",
    name=N_("Good practice"),
    exhibits=(
        Exhibit("practice-origin", N_("Where it arose"), READERS, origin.origin),
        Exhibit("practice-story", N_("Its story"), READERS, origin.story),
        Exhibit("practice-uptake", N_("How far organisations have come"), READERS, uptake.stages),
        Exhibit("practice-adopters", N_("Organisations that took it up"), MANAGER, uptake.adopters),
        Exhibit("practice-material", N_("Material and reach"), READERS, material.material, wide=True),
        Exhibit("practice-outside", N_("Uptake outside the programme"), READERS, material.outside, wide=True),
    ),
    roles=READERS,
    title=origin.title,
    opens=True,
)
