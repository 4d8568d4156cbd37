"""Why a command could not do what was asked."""


class Complaint(Exception):
    """What is in the way and what to do, in a sentence for the one at the terminal."""
