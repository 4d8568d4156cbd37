import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from data_access.identities import ACCELERATOR, NETWORK, Identities, normalised

KEY = b"a key for the tests, 32 bytes .."
ONE = Identities(KEY, "TEST")
NAMES = st.text(min_size=1).filter(normalised)


@pytest.mark.parametrize(
    "spelling",
    ["p1@example.org", " P1@Example.ORG ", "p1@example.org\u00a0", "\uff50\uff11@example.org", "\tp1@example.org\n"],
)
def test_spellings_of_one_identity_are_one_person(spelling):
    assert ONE.pseudonym(NETWORK, spelling) == ONE.pseudonym(NETWORK, "p1@example.org")


def test_inner_white_space_counts_once():
    assert normalised("  A \u00a0 B\t C ") == "a b c"


@given(NAMES)
def test_normalising_twice_changes_nothing(name):
    assert normalised(normalised(name)) == normalised(name)


@given(NAMES, NAMES)
def test_people_are_told_apart_in_each_domain_and_found_across(name, other):
    pseudonyms = [ONE.pseudonym(domain, name) for domain in (ACCELERATOR, NETWORK)]
    assert pseudonyms[0] != pseudonyms[1]
    cores = [ONE.core(domain, pseudonym) for domain, pseudonym in zip((ACCELERATOR, NETWORK), pseudonyms, strict=True)]
    assert cores[0] == cores[1]
    same = normalised(name) == normalised(other)
    assert (ONE.pseudonym(ACCELERATOR, other) == pseudonyms[0]) is same
    assert ONE.unit("P.3", ACCELERATOR, cores[0]) != ONE.unit("P.5", ACCELERATOR, cores[0])
    assert ONE.unit("O.2.3", ACCELERATOR, cores[0]) != ONE.unit("O.2.3", NETWORK, cores[0])


@pytest.mark.parametrize("other", [Identities(b"another key", "TEST"), Identities(KEY, "OTHER")])
def test_another_key_or_programme_opens_nothing(other):
    pseudonym = ONE.pseudonym(ACCELERATOR, "p1@example.org")
    assert other.pseudonym(ACCELERATOR, "p1@example.org") != pseudonym
    assert other.fingerprint != ONE.fingerprint
    with pytest.raises(InvalidTag):
        other.core(ACCELERATOR, pseudonym)
    with pytest.raises(InvalidTag):
        ONE.core(NETWORK, pseudonym)


def test_a_pseudonym_fits_its_column_and_tells_nothing_of_its_length():
    assert {len(ONE.pseudonym(NETWORK, name)) for name in ("a", "b" * 300)} == {64}
    assert len(ONE.fingerprint) == 64
