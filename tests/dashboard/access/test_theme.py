from urllib.parse import quote

import pytest

from tests.dashboard.installed import visited

NAMES = ("light", "dark", "contrast")


def document(client, address="/sign-in"):
    return client.get(address).get_data(as_text=True).split("<head>")[0]


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_is_chosen_before_signing_in_and_remembered(stranger, name):
    answer = stranger.get(f"/sign-in?theme={name}&lang=sv&next=%2Findicators")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?lang=sv&next={quote('/indicators', safe='')}"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert f'data-theme="{name}"' in document(stranger)


def test_without_a_choice_the_system_decides(stranger):
    assert "data-theme" not in document(stranger)
    stranger.get("/sign-in?theme=dark")
    stranger.get("/sign-in?theme=system")
    assert "data-theme" not in document(stranger)


@pytest.mark.parametrize("wish", ["", "pink", '"><script>', "DARK"])
def test_what_is_no_theme_changes_nothing(stranger, wish):
    answer = stranger.get("/sign-in", query_string={"theme": wish})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")
    assert "Set-Cookie" not in answer.headers
    stranger.set_cookie("theme", wish)
    assert "data-theme" not in document(stranger)


@pytest.mark.parametrize("path", ["//elsewhere.example", "/\\elsewhere.example", "//elsewhere.example/%2e%2e"])
def test_the_choice_leads_to_no_other_host(signed_in, path):
    answer = signed_in("manager").get(f"{path}?theme=dark")
    assert answer.headers.get("Location", "/").startswith("/")
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))


def test_a_page_keeps_what_is_chosen_and_offers_every_theme(signed_in):
    client = signed_in("manager")
    client.get("/?theme=contrast")
    assert 'data-theme="contrast"' in document(client, "/")
    shown = visited(client, "/?cohort=1&lang=en")
    for name in ("system", *NAMES):
        assert f"?cohort=1&lang=en&theme={name}" in shown


def test_a_page_reached_with_a_choice_in_the_address_does_not_keep_it_there(signed_in):
    assert signed_in("manager").get("/?cohort=1&theme=dark").headers["Location"] == "/?cohort=1"
