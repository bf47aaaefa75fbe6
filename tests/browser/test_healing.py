"""The phone knows what it lost or what was spoiled, says so, and fetches just that."""

import random

import pytest
from playwright.sync_api import expect

from tests.support.browsing import open_and_keep, page_bytes, stop_workers
from tests.support.sites import frozen_pages

SEED = 20261124

TAKE = """async (chosen) => {
    const store = await caches.open("pages");
    const keys = (await store.keys()).filter((key) => !key.url.includes("/here/"));
    keys.sort((a, b) => a.url < b.url ? -1 : 1);
    const taken = chosen.map((number) => keys[number % keys.length]);
    for (const key of taken) await store.delete(key);
    return taken.map((key) => new URL(key.url).pathname);
}"""

SPOIL = """async () => {
    const store = await caches.open("pages");
    const keys = (await store.keys()).filter((key) => key.url.includes("/en/pages"));
    const text = await (await store.match(keys[0])).text();
    await store.put(keys[0], new Response(text.replace("the", "The")));
}"""


def row(page, language="en"):
    return page.locator(f"[data-row={language}]")


def test_every_byte_is_checked_on_demand(page, server):
    open_and_keep(page, f"{server.url}/en/saved/")
    server.kill()
    row(page).get_by_role("button", name="Check").click()
    expect(row(page).get_by_role("status")).to_contain_text("pages are here, every byte as it was")


def test_what_was_spoiled_is_found_and_mended_with_its_size_said(page, server):
    open_and_keep(page, f"{server.url}/en/saved/")
    page.evaluate(SPOIL)
    row(page).get_by_role("button", name="Check").click()
    state = row(page).get_by_role("status")
    expect(state).to_contain_text("pages on this phone are lost. Mending takes")
    expect(state).to_contain_text("kB")
    row(page).get_by_role("button", name="Keep on this phone").click()
    expect(state).to_contain_text("Kept on this phone")
    row(page).get_by_role("button", name="Check").click()
    expect(state).to_contain_text("every byte as it was sent")


@pytest.mark.parametrize("number", range(4))
def test_single_entries_that_were_evicted_come_back_at_the_next_visit(page, server, site, number):
    """Seeded: any entries, among them the index, chunks and assets."""
    chosen = [random.Random(SEED + number).randrange(1000) for _ in range(1 + number)]
    sent = {url: (site / url[1:] / "index.html").read_bytes() for url in frozen_pages(site, "en")}
    open_and_keep(page, f"{server.url}/en/")
    taken = page.evaluate(TAKE, chosen)
    stop_workers(page)
    page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("data-offline", "saved")
    server.kill()
    stop_workers(page)
    for url, body in sent.items():
        assert page_bytes(page, server.url + url) == body, (SEED, number, taken, url)


def test_what_is_lost_is_said_without_a_network_too(page, server):
    open_and_keep(page, f"{server.url}/en/saved/")
    server.kill()
    page.evaluate(TAKE, list(range(1000)))
    page.evaluate("caches.open('pages')")
    row(page).get_by_role("button", name="Check").click()
    expect(row(page).get_by_role("status")).to_contain_text("are lost")
