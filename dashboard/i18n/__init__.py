"""Words, dates and numbers in Finnish, Swedish and English."""

from dashboard.i18n.words import LANGUAGES, Words, words

__all__ = ["LANGUAGES", "Words", "words"]
