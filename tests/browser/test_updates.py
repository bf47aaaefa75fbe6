"""What is kept follows the server by the smallest download, and stays whole whatever comes."""

import re
import shutil
from typing import Any

import pytest
from playwright.sync_api import expect

from pwa.cli import freeze as freezing
from pwa.cli.freeze import freeze
from pwa.paths import WORKER_TEMPLATE
from tests.support.browsing import (
    NOTHING,
    eventually,
    open_and_keep,
    page_bytes,
    stop_workers,
    stored,
)
from tests.support.server import FileServer, RecordingServer, Server, free_port
from tests.support.sites import edit, frozen_pages


def again(page, url):
    """Open a page twice: the first time the new edition is fetched, the second time read."""
    for _ in range(2):
        page.goto(url)
        page.wait_for_load_state("networkidle")


def assert_pages_are_those_of(page, server, site, *, every=1):
    """Every page, or one in so many, is without the server as the frozen folder has it."""
    server.kill()
    stop_workers(page)
    for url in frozen_pages(site, "en")[::every]:
        frozen = (site / url[1:] / "index.html").read_bytes()
        assert page_bytes(page, server.url + url) == frozen, url


def without_hashes(paths):
    return [re.sub("[0-9a-f]{64}", "#", path) for path in paths]


def test_one_word_is_fetched_by_three_requests(page, network):
    content, editions = network
    port = free_port()
    with RecordingServer(content, editions, port) as server:
        open_and_keep(page, f"{server.url}/en/")
    edit(content / "articles/mutual-aid/en.md", "\n## ", "\nWord.\n\n## ")
    site = freeze(content, editions, sequence=2) / "site"
    with RecordingServer(content, editions, port) as server:
        page.goto(f"{server.url}/en/now/")
        page.wait_for_load_state("networkidle")
        asked = [path for path in server.asked() if path != "/sw.js"]
    assert without_hashes(asked) == [
        "/offline/en.json",
        "/offline/en/index/#.from.#.json",
        "/offline/en/resilience-articles/#.from.#.json",
    ]
    with Server(content, editions, port) as server:
        assert_pages_are_those_of(page, server, site)


@pytest.mark.parametrize("fits", [True, False], ids=["whole", "spoiled"])
def test_a_change_on_many_pages_is_fetched_by_three_requests(context, page, network, fits):
    content, editions = network
    port = free_port()
    with Server(content, editions, port) as server:
        open_and_keep(page, f"{server.url}/en/")
    edit(content / "resources/helpline-directory.yaml", "Find A Helpline", "Find Some Helpline")
    site = freeze(content, editions, sequence=2) / "site"
    if not fits:
        context.route("**/patches/*", lambda route: route.fulfill(json={"first": [[0, 1]]}))
    with RecordingServer(content, editions, port) as server:
        again(page, f"{server.url}/en/safety/")
        asked = [path for path in server.asked() if path != "/sw.js"]
        if fits:
            assert without_hashes(asked) == [
                "/offline/en.json",
                "/offline/en/index/#.from.#.json",
                "/offline/en/patches/#.from.#.json",
                "/offline/en.json",
            ]
        assert_pages_are_those_of(page, server, site, every=1 if fits else 5)


def test_a_first_save_after_an_edit_takes_the_pack_before_and_a_patch(page, network):
    content, editions = network
    edit(content / "articles/mutual-aid/en.md", "\n## ", "\nWord.\n\n## ")
    site = freeze(content, editions, sequence=2) / "site"
    with RecordingServer(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
        asked = [path for path in server.asked() if path.startswith("/offline/")]
        assert without_hashes(asked) == [
            "/offline/en.json",
            "/offline/en/index/#.json",
            "/offline/en/pack/#.json",
            "/offline/en/resilience-articles/#.from.#.json",
        ]
        assert_pages_are_those_of(page, server, site)


def add_one(content):
    shutil.copytree(content / "articles/mutual-aid", content / "articles/more")


def remove_one(content):
    shutil.rmtree(content / "articles/with-respect")


def move_one(content):
    for path in (content / "articles/mutual-aid").glob("*.md"):
        edit(path, "topic: resilience", "topic: voice")


def everything(content):
    add_one(content)
    remove_one(content)
    move_one(content)
    edit(content / "network.toml", 'name = "Tadamun"', 'name = "Pages"')


@pytest.mark.parametrize("change", [add_one, remove_one, move_one, everything])
def test_every_page_is_right_after_any_change(page, network, change):
    content, editions = network
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    change(content)
    site = freeze(content, editions, sequence=2) / "site"
    with Server(content, editions, server.port) as server:
        again(page, f"{server.url}/en/")
        assert_pages_are_those_of(page, server, site)


@pytest.mark.parametrize("fault", ["not found", "wrong bytes", "a portal"])
def test_a_patch_that_does_not_fit_is_replaced_by_the_whole_file(context, page, network, fault):
    content, editions = network
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    edit(content / "articles/mutual-aid/en.md", "\n## ", "\nWord.\n\n## ")
    site = freeze(content, editions, sequence=2) / "site"
    answers: dict[str, dict[str, Any]] = {
        "not found": {"status": 404, "body": ""},
        "wrong bytes": {"json": [[0, 1]]},
        "a portal": {"body": "<title>Welcome</title>", "content_type": "text/html"},
    }
    context.route("**/*.from.*", lambda route: route.fulfill(**answers[fault]))
    with Server(content, editions, server.port) as server:
        again(page, f"{server.url}/en/")
        expect(page.locator("html")).to_have_attribute("data-offline", "saved")
        edited = page_bytes(page, f"{server.url}/en/articles/mutual-aid/")
        assert b"Word." in edited
        assert_pages_are_those_of(page, server, site, every=5)


@pytest.mark.parametrize("host", ["by the flag", "by a copied file"])
def test_a_killed_worker_takes_everything_with_it(page, network, tmp_path, host):
    """T8, B40: pages then come from the server, and nothing reloads for ever."""
    content, editions = network
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    if host == "by the flag":
        killing = Server(content, editions, server.port)
        killing.environment["TADAMUN_KILL_WORKER"] = "1"
    else:
        shutil.copytree(editions / "current" / "site", tmp_path / "host")
        shutil.copy(tmp_path / "host" / "sw-kill.js", tmp_path / "host" / "sw.js")
        killing = FileServer(tmp_path / "host", server.port)
    with killing:
        loads = []
        page.on("load", lambda: loads.append(page.url))
        page.goto(f"{server.url}/en/now/")
        eventually(page, lambda: stored(page) == NOTHING)
        assert len(loads) == 1
        page.goto(f"{server.url}/en/about/")
        expect(page.locator("html")).to_have_attribute("data-offline", "none")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert stored(page)["caches"] == 0
        assert len(loads) == 2


def test_newer_pages_are_told_and_shown_when_the_reader_wants(page, network):
    """3.2.5: nothing reloads by itself."""
    content, editions = network
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/topics/food/")
    edit(content / "topics/food.toml", 'en = "', 'en = "New ')
    freeze(content, editions, sequence=2)
    with Server(content, editions, server.port):
        page.reload()
        notice = page.get_by_text("There is a newer version of these pages.")
        expect(notice).to_be_visible()
        heading = page.get_by_role("heading", level=1)
        expect(heading).not_to_contain_text("New")
        page.get_by_role("button", name="Show it").click()
        expect(heading).to_contain_text("New")
        expect(notice).to_be_hidden()


def test_a_newer_worker_waits_until_the_reader_wants_it(context, page, network, monkeypatch):
    """B24, B27: also after three updates, and with a second tab open."""
    # Not `tadamun serve`, which would build anew with the template as it is.
    content, editions = network
    with RecordingServer(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    template = content.parent / "template"
    shutil.copytree(WORKER_TEMPLATE, template)
    monkeypatch.setattr(freezing, "WORKER_TEMPLATE", template)
    for number in (2, 3, 4):
        edit(template / "worker.js", "\nscope.", f"\nself.name{number} = 1;\nscope.")
        freeze(content, editions, sequence=number)
        with RecordingServer(content, editions, server.port):
            page.goto(f"{server.url}/en/about/")
            expect(page.get_by_text("There is a newer version of this app.")).to_be_visible()
    with RecordingServer(content, editions, server.port):
        other = context.new_page()
        other.goto(f"{server.url}/en/now/")
        page.bring_to_front()
        assert page.evaluate(WAITING)
        with page.expect_event("load"):
            page.get_by_role("button", name="Show it").click()
        expect(page.get_by_text("There is a newer version of this app.")).to_be_hidden()
        assert not page.evaluate(WAITING)
        expect(other.get_by_role("heading", level=1)).to_have_text("What to do now")


WAITING = "navigator.serviceWorker.getRegistration().then((found) => Boolean(found.waiting))"
