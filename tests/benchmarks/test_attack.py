"""The attacker on many programmes made at random. Some half a minute each."""

from __future__ import annotations

from tests.pages.attack.attempts import found_out

PROGRAMMES = 500
FIRST = 100  # the smaller seeds are in the tests


def test_many_programmes():
    found = []
    for seed in range(FIRST, FIRST + PROGRAMMES):
        here = found_out(seed)
        print(f"{seed}: {len(here)} found out", flush=True)
        found += here
    assert found == []
