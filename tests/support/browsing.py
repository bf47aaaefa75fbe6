"""What browser tests do again and again."""

import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Request, expect

SAVE_LIMIT = 30_000  # ms


def open_and_keep(page: Page, url: str) -> None:
    """Open a page and wait until its language is on the phone."""
    page.goto(url)
    expect(page.locator("html")).to_have_attribute("data-offline", "saved", timeout=SAVE_LIMIT)


def page_bytes(page: Page, url: str) -> bytes:
    """Open a page just so far that its bytes are here."""
    response = page.goto(url, wait_until="commit")
    assert response is not None, url
    return response.body()


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that no locator can see."""
    deadline = time.monotonic() + SAVE_LIMIT / 1000
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        page.wait_for_timeout(100)


def stop_workers(page: Page) -> None:
    """End the service worker, so that the next request finds it asleep."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


class Faults:
    """Failed requests of pages, and errors on any console, while it is watching."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.found: list[str] = []
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.found.append(f"error {error}"))
        context.on("console", self._heard)

    def _failed(self, request: Request) -> None:
        # Chromium fetches the tab's icon past the worker, and may do so again at any time.
        if not (request.resource_type == "other" and request.url.endswith(".svg")):
            self.found.append(f"failed {request.resource_type} {request.url}")

    def _heard(self, message) -> None:
        if message.type in ("error", "warning"):
            self.found.append(f"{message.type} {message.text}")


# Everything a page could have left on the phone.
STORED = """async () => ({
    registrations: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie.length,
})"""


def stored(page: Page) -> dict[str, int]:
    counts: dict[str, int] = page.evaluate(STORED)
    return counts


NOTHING = {"registrations": 0, "caches": 0, "databases": 0, "local": 0, "session": 0, "cookies": 0}
