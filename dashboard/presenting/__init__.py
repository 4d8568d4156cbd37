"""Decks for meetings: chosen by the manager, presented from the screen, handed out as files."""

from dashboard.presenting.routes import register
from dashboard.presenting.screen import SCREEN

__all__ = ["SCREEN", "register"]
