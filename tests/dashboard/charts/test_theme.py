"""Colours as figures are made in them, and as every theme shows them: contrasts computed from the tokens."""

import re
from pathlib import Path

import pytest

from dashboard.charts import theme

ASSETS = Path(__file__).resolve().parents[3] / "assets"
COLOURS = (ASSETS / "1-colours.css").read_text()
TAUGHT = (ASSETS / "4-figure.css").read_text()
# Where each theme's colours begin in the file, and which of a pair they are; and how much text must stand out
LIGHT, DARK = ("\n:root {", 0), ("\n:root {", 1)
CONTRAST, CONTRAST_DARK = (':root[data-theme="contrast"] {', 0), (':root[data-theme="contrast"] {', 1)
THEMES = {"light": (LIGHT, 4.5), "dark": (DARK, 4.5), "contrast": (CONTRAST, 7), "dark contrast": (CONTRAST_DARK, 7)}
SERIES = [
    *(theme.ACTUAL, theme.PLAN, theme.FORMER, theme.FIRST, theme.MARK),
    *theme.SHADES, *theme.KIND.values(), *theme.STATUS.values(),
]  # fmt: skip


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def block(begins: str) -> str:
    """The declarations of a rule."""
    return COLOURS[COLOURS.index(begins) + len(begins) :].split("}")[0]


def tokens(name: str) -> dict[str, str]:
    """The theme's colours by their tokens."""
    (begins, place), _ = THEMES[name]
    pairs = re.findall(r"--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));", block(begins))
    return {token: alike or (light, dark)[place] for token, light, dark, alike in pairs}


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def token_of(colour: str) -> str:
    """Which token stands for a colour that figures are made in."""
    found = re.search(rf'"fill: {re.escape(rgb(colour))}"\] {{\s*fill: var\(--([\w-]+)\) !important', TAUGHT)
    assert found, f"{colour} has no rule in 4-figure.css"
    return found[1]


def drawn_with() -> set[str]:
    """Every colour that figures are made in."""
    plain = {value for name, value in vars(theme).items() if name.isupper() and str(value).startswith("#")}
    return {*plain, *theme.SHADES, *theme.KIND.values(), *theme.STATUS.values(), *theme.levels(6)}


@pytest.mark.parametrize("name", THEMES)
def test_graphics_stand_out_from_paper_in_every_theme(name):
    found = tokens(name)
    for colour in drawn_with() - {theme.PAPER, theme.GRID, *theme.levels(6)}:
        assert contrast(found[token_of(colour)], found["paper"]) >= 3, colour
    for ground in ("paper", "page"):
        assert contrast(found["edge"], found[ground]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_a_name_in_the_colour_of_its_line_reads_in_every_theme(name):
    found, least = tokens(name), THEMES[name][1]
    for colour in SERIES:
        as_letters = "quiet" if f'.chart text[style*="fill: {rgb(colour)}"]' in TAUGHT else token_of(colour)
        assert contrast(found[as_letters], found["paper"]) >= least, colour


@pytest.mark.parametrize("name", THEMES)
def test_a_number_within_a_mark_reads_in_every_theme(name):
    found = tokens(name)
    for colour in drawn_with() - {theme.GRID}:
        ink = found[token_of(theme.ink_on(colour))]
        assert contrast(ink, found[token_of(colour)]) >= 4.5, colour


@pytest.mark.parametrize("name", THEMES)
def test_levels_keep_their_order_in_every_theme(name):
    found = tokens(name)
    rising = [contrast(found[token_of(colour)], found["paper"]) for colour in theme.levels(6)]
    assert rising == sorted(rising)


@pytest.mark.parametrize("tone", theme.STATUS)
@pytest.mark.parametrize("name", THEMES)
def test_status_reads_on_paper_and_on_its_tint(name, tone):
    found, least = tokens(name), THEMES[name][1]
    for ground in ("paper", "accent-tint", f"{tone}-tint"):
        assert contrast(found[tone], found[ground]) >= least, ground
    for text in ("ink", "accent", "quiet"):
        assert contrast(found[text], found[f"{tone}-tint"]) >= least, text


@pytest.mark.parametrize("ground", ["paper", "page", "accent-tint"])
@pytest.mark.parametrize("name", THEMES)
def test_text_reads_on_every_ground(name, ground):
    found, least = tokens(name), THEMES[name][1]
    for text in ("ink", "quiet", "accent"):
        assert contrast(found[text], found[ground]) >= least


@pytest.mark.parametrize("ground", ["accent", "ink", "bad"])
@pytest.mark.parametrize("name", THEMES)
def test_what_is_written_in_paper_reads_on_what_is_filled(name, ground):
    found, least = tokens(name), THEMES[name][1]
    assert contrast(found["paper"], found[ground]) >= least


def test_high_contrast_is_the_same_whether_the_system_or_the_reader_asks():
    asked, chosen = block("@media (prefers-contrast: more) {\n  :root {"), block(CONTRAST[0])
    assert asked.split() == chosen.split()
    assert tokens("contrast").keys() == tokens("light").keys()


def test_figures_and_pages_share_their_colours():
    found = tokens("light")
    assert dict(theme.STATUS) == {tone: found[tone] for tone in theme.STATUS}
    assert found["accent"] == theme.ACTUAL
    assert found["ink"] == theme.INK
    assert found["quiet"] == theme.QUIET


@pytest.mark.parametrize("colour", sorted(drawn_with()))
def test_every_colour_of_a_figure_becomes_that_of_the_theme_wherever_it_is_drawn(colour):
    token = token_of(colour)
    assert tokens("light")[token] == colour
    assert f'.chart [style*="stroke: {rgb(colour)}"] {{\n  stroke: var(--{token}) !important' in TAUGHT


@pytest.mark.parametrize("n", range(1, 7))
def test_a_number_reads_on_every_level(n):
    assert all(contrast(colour, theme.ink_on(colour)) >= 4.5 for colour in theme.levels(n))
