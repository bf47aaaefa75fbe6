"""What was kept follows the server in browsers that are not Chromium."""

import pytest
from selenium.webdriver.common.by import By

from pwa.cli.freeze import freeze
from tests.support.reading import as_frozen, assert_all_open, eventually, open_and_keep, styles
from tests.support.server import Server
from tests.support.sites import edit

pytestmark = pytest.mark.engines

RENEW = "[data-module=renewal] [data-renew]"


def test_the_visit_after_a_visit_shows_what_is_new(driver, network, server):
    content, editions = network
    for language in ("en", "ar"):
        open_and_keep(driver, f"{server.url}/{language}/")
    server.kill()
    for language in ("en", "ar"):
        edit(content / f"articles/mutual-aid/{language}.md", "\n## ", "\nNew word.\n\n## ")
    edit(content / "network.toml", 'name = "Tadamun"', 'name = "Tadamun 2"')
    site = freeze(content, editions, sequence=2) / "site"
    with Server(content, editions, server.port) as newer:
        for language in ("en", "ar"):
            article = f"{newer.url}/{language}/articles/mutual-aid/"
            driver.get(article)
            assert "New word." not in text(driver)
            button = driver.find_element(By.CSS_SELECTOR, RENEW)
            eventually(driver, button.is_displayed, [True])
            assert "New word." not in text(driver), "nothing changes under the reader's eyes"
            driver.get(article)
            assert "New word." in text(driver)
        looks = styles(driver, newer.url, "en", "ar")
        expected = as_frozen(driver, site, "en", "ar")
        newer.kill()
        assert_all_open(driver, newer.url, expected, looks)


def text(driver):
    return driver.find_element(By.TAG_NAME, "main").text
