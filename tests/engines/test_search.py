"""Search answers from the phone, in a worker of the page, in browsers that are not Chromium."""

import json
import time
from urllib.parse import quote

import pytest

from tests.support.queries import FIRST, first_found, queries
from tests.support.reading import open_and_keep

pytestmark = pytest.mark.engines

FOUND = """
    const counted = document.querySelector("[data-count]").textContent;
    const links = [...document.querySelectorAll("[data-own] a, [data-foreign] a")];
    return JSON.stringify(counted ? links.map((a) => a.pathname.slice(4) + a.hash) : null);
"""
PATIENCE = 30  # seconds


@pytest.mark.parametrize("language", ["ar", "en"])
def test_without_the_server_the_first_five_are_the_same(driver, server, language):
    asked = [it["query"] for it in queries(language)[::8]]
    expected = [first_found(server, language, query) for query in asked]
    open_and_keep(driver, f"{server.url}/{language}/")
    server.kill()
    for query, addresses in zip(asked, expected, strict=True):
        driver.get(f"{server.url}/{language}/now/")
        driver.get(f"{server.url}/{language}/search/#q={quote(query)}")
        deadline = time.monotonic() + PATIENCE
        found = None
        while found is None and time.monotonic() < deadline:
            found = json.loads(driver.execute_script(FOUND))
        assert (found or [])[:FIRST] == addresses, query
