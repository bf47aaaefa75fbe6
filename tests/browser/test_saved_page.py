"""The page about what is kept: choice, exact sizes, progress, pause, and what the browser says."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.support.browsing import SAVE_LIMIT, eventually, open_and_keep, stop_workers


@pytest.fixture
def row(page, asking_server):
    page.goto(f"{asking_server.url}/en/saved/")
    found = page.locator("[data-row=en]")
    expect(found.locator("[data-state]")).to_contain_text("pages can be kept")
    return found


def button(row, name):
    return row.get_by_role("button", name=re.compile(f"^{name}"))


def kept_addresses(page):
    """Return the addresses of pages whose bytes are on the phone, from the cache itself."""
    return page.evaluate(
        """async () => {
            const store = await caches.open("pages");
            const found = [];
            for (const key of await store.keys()) {
                if (!/\\/offline\\/en\\/(?!index)/.test(key.url)) continue;
                const text = (await (await store.match(key))?.text()) ?? "";
                const lines = text.split("\\n").filter(Boolean);
                found.push(...lines.map((line) => JSON.parse(line).url));
            }
            return found;
        }"""
    )


def test_chosen_topics_alone_are_kept_at_the_size_that_was_said(page, row, asking, asking_server):
    """Exact sizes before saving."""
    sizes = json.loads((asking[1] / "current/site/offline/index.json").read_bytes())["en"]
    row.locator("summary").click()
    for topic in sizes["topics"]:
        box = row.locator(f"input[value={topic}]")
        if topic not in ("first", "pages", "food"):
            box.uncheck()
    parts = [sizes["topics"][topic] for topic in ("first", "pages", "food")]
    pages = sum(part["pages"] for part in parts)
    kilobytes = round(sum(part["transfer_bytes"] for part in parts) / 1000)
    expect(row).to_contain_text(f"Chosen: {pages} pages, {kilobytes} kB")
    button(row, "Keep on this phone").click()
    expect(row.locator("[data-state]")).to_contain_text(
        f"Kept on this phone: {pages} pages", timeout=SAVE_LIMIT
    )
    kept = kept_addresses(page)
    assert len(kept) == pages
    assert "/en/topics/food/" in kept
    assert "/en/articles/mutual-aid/" not in kept
    asking_server.kill()
    page.goto(f"{asking_server.url}/en/topics/food/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Food")
    page.goto(f"{asking_server.url}/en/articles/mutual-aid/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this phone")


def test_a_choice_can_be_widened_and_narrowed(page, row):
    row.locator("summary").click()
    row.locator("input[value=food]").uncheck()
    button(row, "Keep on this phone").click()
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone", timeout=SAVE_LIMIT)
    assert "/en/topics/food/" not in kept_addresses(page)
    page.reload()
    expect(row.locator("input[value=food]")).not_to_be_checked()
    row.locator("summary").click()
    row.locator("input[value=food]").check()
    button(row, "Keep on this phone").click()
    eventually(page, lambda: "/en/topics/food/" in kept_addresses(page))
    page.reload()
    row.locator("summary").click()
    row.locator("input[value=food]").uncheck()
    button(row, "Keep on this phone").click()
    eventually(page, lambda: "/en/topics/food/" not in kept_addresses(page))


def test_what_is_used_promised_and_last_compared_is_said(page, row):
    button(row, "Keep on this phone").click()
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone", timeout=SAVE_LIMIT)
    expect(row).to_contain_text("Last compared with the server: ")
    expect(page.locator("[data-storage]")).to_contain_text("are used on this phone. The browser")


@pytest.fixture
def slow_packs(context):
    """Hold back the pack, so that a save lasts until it is let go."""
    held = []
    context.route("**/pack/*", lambda route: held.append(route))
    return held


def test_progress_is_shown_and_spoken_by_quarters(page, row, slow_packs):
    """A56."""
    button(row, "Keep on this phone").click()
    bar = row.get_by_role("progressbar")
    expect(bar).to_be_visible()
    expect(bar).to_have_accessible_name("Being kept (English)")
    expect(button(row, "Pause")).to_be_focused()
    row.evaluate(
        """(row) => {
            window.spoken = [];
            const state = row.querySelector("[role=status]");
            new MutationObserver(() => spoken.push(state.textContent))
                .observe(state, { childList: true, characterData: true, subtree: true });
        }"""
    )
    for route in slow_packs:
        route.continue_()
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone", timeout=SAVE_LIMIT)
    expect(bar).to_be_hidden()
    spoken = page.evaluate("spoken")
    assert 1 <= len(spoken) <= 6, spoken
    assert spoken[-1].startswith("Kept on this phone")


def test_a_paused_save_goes_on_only_when_the_reader_says_so(page, row, slow_packs, asking_server):
    button(row, "Keep on this phone").click()
    expect(button(row, "Pause")).to_be_visible()
    page.wait_for_timeout(500)
    button(row, "Pause").click()
    expect(row.locator("[data-state]")).to_contain_text("the rest is still to come")
    expect(button(row, "Pause")).to_be_hidden()
    stop_workers(page)
    page.reload()
    expect(row.locator("[data-state]")).to_contain_text("the rest is still to come")
    page.context.unroute_all()
    button(row, "Keep on this phone").click()
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone", timeout=SAVE_LIMIT)


def test_a_cancelled_save_leaves_nothing(page, row, slow_packs):
    button(row, "Keep on this phone").click()
    expect(button(row, "Cancel")).to_be_visible()
    page.wait_for_timeout(500)
    button(row, "Cancel").click()
    expect(row.locator("[data-state]")).to_contain_text("pages can be kept")
    assert page.evaluate("caches.open('pages').then((store) => store.keys())") == []


def test_a_paused_automatic_save_is_not_resumed_unasked(context, page, server):
    held = []
    context.route("**/pack/*", lambda route: held.append(route))
    page.goto(f"{server.url}/en/saved/")
    row = page.locator("[data-row=en]")
    expect(page.locator("html")).to_have_attribute("data-offline", "saving")
    page.wait_for_timeout(500)
    page.evaluate(PAUSE)
    context.unroute_all()
    page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("data-offline") != "saved"
    page.goto(f"{server.url}/en/saved/")
    expect(row.locator("[data-state]")).to_contain_text("the rest is still to come")


PAUSE = """async () => {
    const { active } = await navigator.serviceWorker.getRegistration();
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => { port1.onmessage = resolve; });
    active.postMessage({ type: "pause", language: "en" }, [port2]);
    await answered;
}"""


@pytest.mark.parametrize("room", [1, 12_000, 40_000, 90_000])
def test_a_phone_without_room_says_so_and_keeps_what_it_had(page, server, site, room):
    """B36: the browser's own quota, not a made-up error."""
    needed = json.loads((site / "offline/en.json").read_bytes())["transfer_bytes"]
    session = page.context.new_cdp_session(page)
    page.goto(f"{server.url}/healthz")
    quota = {"origin": server.url, "quotaSize": room}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(f"{server.url}/en/")
    expect(page.locator("html")).to_have_attribute("data-offline", "failed", timeout=SAVE_LIMIT)
    line = page.locator(".keeping__status")
    expect(line).to_contain_text("no room for it")
    expect(line).to_contain_text(f"{round(needed / 1000)} kB are needed")
    session.send("Storage.overrideQuotaForOrigin", {"origin": server.url})
    open_and_keep(page, f"{server.url}/en/now/")
