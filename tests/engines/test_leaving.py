"""Forgetting everything in browsers that are not Chromium (T14, C20)."""

import pytest
from selenium.webdriver.common.by import By

from tests.support.browsing import NOTHING
from tests.support.reading import eventually, open_and_keep, stored

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("connection", ["there", "gone"])
def test_forgetting_leaves_nothing(driver, server, connection):
    open_and_keep(driver, f"{server.url}/en/accessibility/")
    driver.find_element(By.CSS_SELECTOR, "input[value=dark]").click()
    driver.get(f"{server.url}/en/forget/")
    assert stored(driver) == NOTHING | {"registrations": 1, "caches": 1, "local": 1}
    if connection == "gone":
        server.kill()
    driver.find_element(By.CSS_SELECTOR, "[data-forget]").click()
    result = driver.find_element(By.CSS_SELECTOR, "[data-result]")
    eventually(driver, lambda: result.text in ("", "Being removed …"), [False])
    said = result.text.partition(".")[0]
    assert (said, stored(driver)) == ("Everything is removed", NOTHING)
