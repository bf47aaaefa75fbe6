"""What was kept opens without the server in browsers that are not Chromium."""

import pytest

from tests.support.engines import started
from tests.support.reading import as_frozen, assert_all_open, open_and_keep, styles

pytestmark = pytest.mark.engines


def test_every_page_opens_as_it_was_frozen_after_the_server_died(driver, server, site):
    expected = as_frozen(driver, site, "en", "ar")
    open_and_keep(driver, f"{server.url}/en/")
    open_and_keep(driver, f"{server.url}/ar/")
    looks = styles(driver, server.url, "en", "ar")
    server.kill()
    assert_all_open(driver, server.url, expected, looks)
    open_and_keep(driver, f"{server.url}/en/")  # its script runs too, and finds all of it


def test_home_opens_when_the_browser_starts_again_without_the_server(
    engine, server, site, tmp_path
):
    with started(engine, tmp_path / "profile") as driver:
        expected = as_frozen(driver, site, "en", "ar")
        open_and_keep(driver, f"{server.url}/en/")
        open_and_keep(driver, f"{server.url}/ar/")
        looks = styles(driver, server.url, "en", "ar")
    server.kill()
    homes = {url: expected[url] for url in ("/ar/", "/en/")}
    with started(engine, tmp_path / "profile") as driver:
        driver.get(f"{server.url}/")
        assert driver.current_url == f"{server.url}/ar/", "the language read last"
        assert_all_open(driver, server.url, homes, looks)
