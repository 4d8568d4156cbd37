from datetime import UTC, datetime
from xml.etree import ElementTree

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from dashboard.access import second_factor as totp


def test_codes_are_those_of_rfc_6238():
    # Appendix B, its secret in base32; of the eight digits there the last six.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for seconds, expected in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        at = datetime.fromtimestamp(seconds, UTC)
        assert totp.step(secret, expected, at) == seconds // 30


def test_a_code_that_is_no_number_of_ascii_digits_is_nobodys():
    at = datetime(2026, 3, 1, tzinfo=UTC)
    secret = totp.new_secret()
    assert totp.step(secret, pyotp.TOTP(secret).at(at), at) is not None
    for code in ("", "١٢٣٤٥٦", "x" * 10_000):
        assert totp.step(secret, code, at) is None


def test_secrets_and_recovery_codes_are_long_and_never_the_same():
    codes = totp.recovery_codes()
    assert len(set(codes)) == totp.CODES
    assert all(len(code.replace("-", "")) == 12 for code in codes)
    assert len({totp.new_secret() for _ in range(50)}) == 50
    assert len(totp.new_secret()) == 32


@given(st.text(max_size=100))
def test_the_picture_is_an_image_with_a_name_whatever_that_is(title):
    clean = "".join(sign for sign in title if sign.isprintable())
    drawn = ElementTree.fromstring(str(totp.picture("otpauth://totp/x", clean)))  # noqa: S314 - our own
    assert drawn[0].tag == "title"
    assert (drawn[0].text or "") == clean


def test_the_address_names_issuer_and_account():
    address = totp.address("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "some@example.org", "Seurantapalvelu ÅÄÖ")
    parsed = pyotp.parse_uri(address)
    assert (parsed.secret, parsed.name, parsed.issuer) == (
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "some@example.org",
        "Seurantapalvelu ÅÄÖ",
    )
