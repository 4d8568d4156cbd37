import pytest

from dashboard.i18n.hyphens import SOFT, breakable


@pytest.mark.parametrize(
    ("language", "text", "broken"),
    [
        ("fi", "Kehittämissuunnitelma hyväksytty", "Kehit-tä-mis-suun-ni-telma hyväk-sytty"),
        ("fi", "Aloitustapaaminen", "Aloi-tus-ta-paa-mi-nen"),
        ("fi", "Loppuarviointi", "Lop-puar-viointi"),
        ("sv", "Utvecklingsplanen godkänd", "Utveck-lingsp-la-nen godkänd"),
        ("fi", "Koulutus", "Koulutus"),
        ("en", "Acknowledgement", "Acknowledgement"),
    ],
)
def test_long_words_are_broken_before_a_consonant_and_its_vowel(language, text, broken):
    assert breakable(text, language).replace(SOFT, "-") == broken
