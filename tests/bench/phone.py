"""A browser behind a slow line, and what it does until a language is kept."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.bench.proxy import Exchange, Proxy

PATIENCE = 900_000  # ms; a slow save of a large network
SETTLED = 3_000  # ms after which a page asks for nothing more

# Each runs in the page, sees a change within 20 ms, and returns ms since the page's start.
_WAIT = f"""async (until) => {{
    while (performance.now() < {PATIENCE}) {{
        if (await until()) return performance.now();
        await new Promise((resolve) => setTimeout(resolve, 20));
    }}
    throw new Error("waited in vain for " + until);
}}"""
DECIDED = f"""() => ({_WAIT})(
    () => ["saved", "failed"].includes(document.documentElement.dataset.offline))"""
FIRST_SET = f"""(language) => ({_WAIT})(
    () => caches.match(`/offline/here/${{language}}/copy.json`))"""
ON_EDITION = f"""([language, index]) => ({_WAIT})(async () => {{
    const copy = await caches.match(`/offline/here/${{language}}/copy.json`);
    const found = copy && await copy.json();
    return found && found.complete && found.index === index;
}})"""
PRECACHED = f"""() => ({_WAIT})(async () => {{
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state === "activated";
}})"""
HAS_REVISION = f"""([url, revision]) => ({_WAIT})(async () => {{
    const registration = await navigator.serviceWorker.getRegistration();
    return registration && !registration.installing && !registration.waiting
        && await caches.match(`${{url}}?__WB_REVISION__=${{revision}}`);
}})"""
# A condition whose end is asked for later.
_BEGIN = "() => {{ window.measured = ({})(); }}"
_END = "() => window.measured"
_LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


@dataclass(frozen=True)
class Trip:
    """What went over the wire while something was waited for."""

    exchanges: list[Exchange]
    seconds: float

    @property
    def size(self) -> int:
        """Bytes of all answers, their heads included."""
        return sum(exchange.size for exchange in self.exchanges)

    @property
    def body(self) -> int:
        """Bytes of all answers without their heads."""
        return sum(exchange.body for exchange in self.exchanges)

    @property
    def requests(self) -> int:
        return len(self.exchanges)

    def without(self, path: str) -> "Trip":
        kept = [exchange for exchange in self.exchanges if exchange.path != path]
        return Trip(kept, self.seconds)

    def under(self, prefix: str) -> "Trip":
        kept = [exchange for exchange in self.exchanges if exchange.path.startswith(prefix)]
        return Trip(kept, self.seconds)

    def bodies(self) -> str:
        return " + ".join(str(item.body) for item in self.exchanges)

    def answers(self) -> str:
        """Return each path's folder with its status: `/offline/en.json 304`."""
        return ", ".join(f"{shortened(item.path)} {item.status}" for item in self.exchanges)


def shortened(path: str) -> str:
    """Return a path without the hashes in it."""
    return re.sub(r"[0-9a-f]{12,}", "…", path)


class Phone:
    """One reader's browser, empty at first, with one page open."""

    def __init__(self, browser: Browser, proxy: Proxy, start: str) -> None:
        self.browser = browser
        self.proxy = proxy
        self.path = start
        self._before: set[int] = set()
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def twin(self) -> "Phone":
        """Return another empty phone before the same page."""
        return Phone(self.browser, self.proxy, self.path)

    def close(self) -> None:
        self.context.close()

    def open(self) -> None:
        self.page.goto(self.proxy.url + self.path, wait_until="load")

    def reopen(self) -> None:
        """Open the page in a new tab, as some time after it was closed."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.open()

    def wait(self, script: str, argument: object = None) -> float:
        """Wait in the page for one of the conditions above; return ms since the page's start."""
        found: float = self.page.evaluate(script, argument)
        return found

    def loaded(self) -> float:
        """Return when the page was ready, in ms since its start."""
        found: float = self.page.evaluate(_LOADED)
        return found

    def keep(self, *, asking: bool = False) -> Trip:
        """Open the page until its language is kept; counted from `load` on.

        `asking`: press the button, as a reader does where the language is large.
        """
        self.begin(DECIDED, asking=asking)
        trip = self.end()
        if self.state() != "saved":
            raise SystemExit(f"{self.path}: found the state {self.state()!r}, expected `saved`")
        return trip

    def begin(self, condition: str, *, asking: bool = False) -> None:
        """Open the page, and watch from `load` on for one of the conditions without argument."""
        self.open()
        self._before = {id(exchange) for exchange in self.proxy.exchanges}
        if asking:
            self.page.locator("[data-save]").first.click()
        self.page.evaluate(_BEGIN.format(condition))

    def end(self) -> Trip:
        """Wait until what was begun holds; return what went over the wire since `load`."""
        end: float = self.page.evaluate(_END)
        exchanges = [item for item in self.proxy.exchanges if id(item) not in self._before]
        return Trip(exchanges, (end - self.loaded()) / 1000)

    def first_set(self, language: str) -> float:
        """Open the page; return the seconds from `load` until the first set can be read."""
        self.open()
        return (self.wait(FIRST_SET, language) - self.loaded()) / 1000

    def again(self, condition: str | None = None, argument: object = None) -> Trip:
        """Read the page again until a condition holds, and some seconds more.

        The seconds of the trip are those from `load` to the condition.
        """
        known = len(self.proxy.exchanges)
        self.page.reload(wait_until="load")
        end = self.wait(condition, argument) if condition else self.loaded()
        self.page.wait_for_timeout(SETTLED)
        return Trip(self.proxy.exchanges[known:], (end - self.loaded()) / 1000)

    def state(self) -> str:
        """Return what the page says of its language: `saving`, `saved`, `failed`, …"""
        return str(self.page.evaluate("document.documentElement.dataset.offline"))

    def stored(self) -> int:
        """Return the bytes that the browser counts for this site."""
        session = self.context.new_cdp_session(self.page)
        found = session.send("Storage.getUsageAndQuota", {"origin": self.proxy.url})
        session.detach()
        return int(found["usage"])
