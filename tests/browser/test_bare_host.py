"""The same edition on a host that only knows files saves and survives too."""

import pytest
from playwright.sync_api import expect

from tests.support.browsing import Faults, open_and_keep, stop_workers
from tests.support.server import FileServer, free_port
from tests.support.sites import frozen_pages


@pytest.fixture
def host(site):
    with FileServer(site, free_port()) as running:
        yield running


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_language_survives_the_death_of_a_bare_host(context, page, host, site, language):
    open_and_keep(page, f"{host.url}/{language}/")
    host.kill()
    stop_workers(page)
    faults = Faults(context, page)
    for url in frozen_pages(site, language):
        response = page.goto(host.url + url)
        assert response.body() == (site / url[1:] / "index.html").read_bytes(), url
        assert "default-src 'none'" in response.headers["content-security-policy"]
    assert faults.found == []


def test_a_host_without_negotiation_offers_the_languages(page, host):
    page.goto(f"{host.url}/")
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
