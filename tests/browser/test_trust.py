"""Bytes that are not the promised ones never enter the store (B31)."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.browsing import SAVE_LIMIT, open_and_keep

PORTAL = "<!doctype html><title>Welcome to our Wi-Fi</title>"


def portal(route):
    route.fulfill(status=200, content_type="text/html", body=PORTAL)


@pytest.mark.parametrize(
    "poisoned", ["**/offline/en.json", "**/index/*", "**/pack/*", "**/offline/en/*/*"]
)
def test_a_captive_portal_is_never_kept(context, page, server, poisoned):
    context.route(poisoned, portal)
    page.goto(f"{server.url}/en/")
    ended = re.compile("saved|failed")
    expect(page.locator("html")).to_have_attribute("data-offline", ended, timeout=SAVE_LIMIT)
    kept = page.evaluate(
        """async () => {
            const texts = [];
            for (const name of await caches.keys()) {
                const store = await caches.open(name);
                for (const key of await store.keys()) {
                    texts.push(await (await store.match(key)).text());
                }
            }
            return texts.join("\\n");
        }"""
    )
    assert "Wi-Fi" not in kept
    context.unroute_all()
    open_and_keep(page, f"{server.url}/en/")


def test_a_pack_cut_short_is_completed_chunk_by_chunk(context, page, server):
    cut = []

    def truncate(route):
        body = route.fetch().body()
        cut.append(len(body))
        route.fulfill(status=200, content_type="application/json", body=body[: len(body) // 2])

    context.route("**/pack/*", truncate)
    open_and_keep(page, f"{server.url}/en/")
    assert cut
    server.kill()
    page.goto(f"{server.url}/en/topics/voice/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("change", [{"sequence": 1}, {"format": 99}])
def test_an_older_or_unknown_edition_is_not_taken(context, page, server, change):
    open_and_keep(page, f"{server.url}/en/")

    def replace(route):
        manifest = json.loads(route.fetch(headers={}).body())
        route.fulfill(json={**manifest, "index": "0" * 64, **change})

    context.route("**/offline/en.json", replace)
    with context.expect_event("response", lambda answer: answer.url.endswith("/offline/en.json")):
        page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("data-offline", "saved")
    context.unroute_all(behavior="wait")
    server.kill()
    page.goto(f"{server.url}/en/about/")
    expect(page.get_by_role("heading", level=1)).to_have_text("About this app")
