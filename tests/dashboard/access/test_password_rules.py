import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access.password_rules import GUESSED, LENGTH, unfit

EMAIL = "some.person@example.org"
PROGRAMMES = {
    "ARK": {"fi": "Antirasistisen työotteen vahvistaminen", "sv": None, "en": "Anti-racism capacity building"}
}


def judged(password):
    return unfit(password, email=EMAIL, programmes=PROGRAMMES)


@pytest.mark.parametrize("length", [0, 1, 11, 1001])
def test_length_is_asked_for_first(length):
    assert judged("kP7#" * (length // 4) + "x" * (length % 4)) is LENGTH


GUESSABLE = [
    "Password1234!",
    "salasana12345",
    "Salasana2024!!",
    "Lösenord12345",
    "qwertyuiop123",
    "aaaaaaaaaaaaaaaaaa",
    "123456789012",
    "abcdefghijkl",
    "Tammikuu2026!",
    "Sommar-2026!!",
    "P@ssw0rdP@ssw0rd",
    "some.person@example.org",
    "SomePerson2026",
    "person example",
    "antirasistisen",
    "Capacity-Building-2026",
    "Dashboard2026!",
    "hunter2hunter2",
    "x" * 1000,
]


@pytest.mark.parametrize("password", GUESSABLE)
def test_what_would_soon_be_guessed_is_refused(password):
    assert judged(password) is GUESSED


@pytest.mark.parametrize(
    "password",
    [
        "kahvikuppi ja hevonen",
        "korrekt häst batteri",
        "correct horse battery staple",
        "x7#kQ9!mZ2$w",
        "8431-2213-4421",
        "ぱすわあどではないとても長い",
        "a long enough password",
        "kahvi " * 3 + "y" * 900 + " hevonen ja batteri",
    ],
)
def test_what_nobody_would_guess_may_be_of_any_characters(password):
    assert judged(password) is None


def test_what_is_known_of_one_account_is_not_held_against_another():
    assert judged("SomePerson2026") is GUESSED
    assert unfit("SomePersonne-x9", email="other@example.org", programmes={}) is None
    assert judged("kahvikuppi ja hevonen") is None


@given(st.text(min_size=12, max_size=1000))
def test_every_text_is_judged_and_the_same_each_time(password):
    assert judged(password) is judged(password)
