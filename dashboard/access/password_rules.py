"""Which passwords may be chosen: by their length, and by how soon somebody would guess them (NIST SP 800-63B).

The list of common passwords and the estimate come with zxcvbn: 30,000 leaked passwords besides words, names, dates and
keys in a row. Nothing is asked of the kinds of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence

from dashboard.access.passwords import LONGEST, SHORTEST
from data_access.message import N_, Message

LOOKED_AT = 64  # characters: the estimate's time grows with the square, and a long password is not weak at its end
FEWEST_GUESSES = 10**8  # from there on zxcvbn calls a password safely unguessable for who has no fast copy of its hash
LEAST_OWN = 5  # letters besides what is known of the person, the programme and the season
# What lists made of English passwords lack.
OURS = (
    "salasana lösenord dashboard raportti rapport antirasismi antirasism helsinki suomi finland thl"
    " kevät kesä syksy talvi vår sommar höst vinter spring summer autumn winter"
    " tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu"
    " januari februari mars april maj juni juli augusti september oktober november december"
)
LENGTH = N_("A password has {shortest} to {longest} characters.", shortest=SHORTEST, longest=LONGEST)
GUESSED = N_(
    "This password would soon be guessed: it is a common one, or made of common words, dates, keys in a row, your"
    " e-mail address or the programme's name. Choose another, for example four words that have nothing to do with"
    " each other."
)


def unfit(password: str, *, email: str, programmes: Mapping[str, Mapping[str, str | None]]) -> Message | None:
    """Why the password cannot be that account's, or None; ``programmes``: their names by code and language."""
    if not SHORTEST <= len(password) <= LONGEST:
        return LENGTH
    known = _words([email, OURS, *programmes, *(name for names in programmes.values() for name in names.values())])
    letters = _letters(password)
    common = letters in RANKED_DICTIONARIES["passwords"] or _taken_from(known, letters)
    return GUESSED if common or _guesses(password, known) < FEWEST_GUESSES else None


def _taken_from(known: Iterable[str], letters: str) -> bool:
    """Whether little is left once the known words are taken out."""
    left = letters
    for word in sorted(map(_letters, known), key=len, reverse=True):
        left = left.replace(word, "") if len(word) > 2 else left
    return left != letters and len(left) < LEAST_OWN


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text.casefold()))


def _words(texts: Iterable[str | None]) -> list[str]:
    """What somebody who knows the person and the programme would try first: each text, whole and in its words."""
    found = []
    for text in texts:
        folded = (text or "").casefold()
        found += [folded, *(word for word in re.split(r"[\W_]+", folded) if len(word) > 2)]
    return list(dict.fromkeys(word for word in found if word))


def _guesses(password: str, known: list[str]) -> float:
    # Not zxcvbn.zxcvbn: it keeps the words in a place that all threads share.
    dictionaries = {**RANKED_DICTIONARIES, "user_inputs": build_ranked_dict(known)}
    begins = password[:LOOKED_AT]
    return float(most_guessable_match_sequence(begins, omnimatch(begins, dictionaries))["guesses"])
