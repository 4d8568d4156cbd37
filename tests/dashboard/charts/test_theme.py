import re
from pathlib import Path

import pytest

from dashboard.charts import theme

TOKENS = (Path(__file__).resolve().parents[3] / "assets/1-tokens.css").read_text()


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def token(name: str) -> str:
    found = re.search(rf"--{name}: (#\w+)", TOKENS)
    assert found, name
    return found[1]


@pytest.mark.parametrize(
    "colour", [*theme.KIND.values(), theme.PLAN, theme.FORMER, theme.FIRST, theme.MARK, theme.ACTUAL]
)
def test_graphics_stand_out_from_paper(colour):
    assert contrast(colour, theme.PAPER) >= 3


@pytest.mark.parametrize("tone", theme.STATUS)
def test_status_reads_on_paper_and_on_its_tint(tone):
    assert contrast(token(tone), token("paper")) >= 4.5
    assert contrast(token(tone), token(f"{tone}-tint")) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "page", "accent-tint"])
def test_text_reads_on_every_ground(ground):
    for text in ("ink", "quiet", "accent"):
        assert contrast(token(text), token(ground)) >= 4.5


def test_figures_and_pages_share_their_colours():
    assert dict(theme.STATUS) == {tone: token(tone) for tone in theme.STATUS}
    assert token("accent") == theme.ACTUAL
    assert token("ink") == theme.INK
    assert token("quiet") == theme.QUIET


@pytest.mark.parametrize("n", range(1, 7))
def test_a_number_reads_on_every_level(n):
    assert all(contrast(colour, theme.ink_on(colour)) >= 4.5 for colour in theme.levels(n))
