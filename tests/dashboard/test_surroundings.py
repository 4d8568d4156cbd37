import re

import pytest

from data_access.viewer import Role

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
NAVIGATION = re.compile(r'<nav class="site-navigation".*?</nav>', re.DOTALL)


def said(client, address):
    return client.get(address).get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["/present?lang=en", "/present/0/edit?lang=en", "/account?lang=en", "/feedback?lang=en"]
)
def test_pages_that_the_server_writes_have_the_header_of_all_others(signed_in, address):
    page = said(signed_in(Role.MANAGER), address)
    (navigation,) = NAVIGATION.findall(page)
    assert [name in navigation for name in ("/organisations?lang=en", "/present?lang=en")] == [True, True]
    assert 'action="/sign-out"' in page
    assert "Programme dashboard" not in page


def test_the_page_is_marked_and_what_leads_to_it(signed_in):
    client = signed_in(Role.MANAGER)
    assert 'href="/present?lang=en" aria-current="page"' in said(client, "/present?lang=en")
    assert 'href="/present?lang=en" aria-current="true"' in said(client, "/present/0/edit?lang=en")


def test_the_navigation_holds_what_the_role_may_open(signed_in):
    (navigation,) = NAVIGATION.findall(said(signed_in(Role.FINANCIER), "/account?lang=en"))
    assert "/indicators" in navigation
    assert "/present" not in navigation
    assert "/organisations" not in navigation


def test_a_stranger_reads_the_statements_without_a_header_of_any_programme(stranger):
    page = said(stranger, "/privacy?lang=en")
    assert not NAVIGATION.search(page)
    assert "Programme dashboard" in page
    assert "/sign-out" not in page
