"""Why a step of a report cannot be taken."""

from __future__ import annotations

from data_access.message import Message


class Refused(Exception):
    """A step cannot be taken; ``message`` says why and what to do, for the one who asked."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
