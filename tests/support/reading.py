"""What tests do with a browser that is driven by WebDriver, which shows no bytes of an answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from tests.support.browsing import STORED
from tests.support.sites import frozen_pages

KEEP_LIMIT = 30.0  # seconds

# All of a page but what its scripts write: lines about what is kept, hours and ages by the clock,
# the list of what fits, and what they show or hide.
_READ = """(page) => {
    const body = page.body.cloneNode(true);
    const written = "noscript, [role=status], [data-kept], [data-storage], [data-compared]";
    const dated = "[data-module=hours], [data-module=age], [data-module=expiry]";
    const listed = "[data-list], [data-without], [data-more], [data-choice]";
    const away = ".keeping__status, .languages__lacks"; // no status where it was said before
    const ofScripts = body.querySelectorAll(`${written}, ${dated}, ${listed}, ${away}`);
    for (const element of ofScripts) element.remove();
    for (const element of body.querySelectorAll("[hidden]")) element.removeAttribute("hidden");
    return {
        lang: page.documentElement.lang,
        dir: page.documentElement.dir,
        title: page.title,
        headings: Array.from(page.querySelectorAll("h1"), (heading) => heading.textContent),
        head: page.head.innerHTML,
        body: body.innerHTML,
    };
}"""

# How much of the stylesheet there is, and what it makes of the page.
_STYLE = """() => ["body", ".exit", ".top__name", ".footer"].reduce((found, name) => {
    const style = getComputedStyle(document.querySelector(name) ?? document.body);
    return [...found, style.color, style.backgroundColor, style.fontFamily, style.fontSize];
}, Array.from(document.styleSheets, (sheet) => sheet.cssRules.length))"""


def open_and_keep(driver: WebDriver, url: str, limit: float = KEEP_LIMIT) -> None:
    """Open a page and wait until its language is on the phone."""
    driver.get(url)
    state = "return document.documentElement.dataset.offline"
    eventually(driver, lambda: driver.execute_script(state), ("saved", "failed"), limit)
    assert driver.execute_script(state) == "saved"


def eventually(
    driver: WebDriver, look: Callable[[], Any], hoped: Sequence[Any], limit: float = KEEP_LIMIT
) -> None:
    """Wait until `look` returns one of the values hoped for."""
    try:
        WebDriverWait(driver, limit, poll_frequency=0.1).until(lambda _: look() in hoped)
    except TimeoutException:
        raise AssertionError(f"{look()!r} after {limit} s, not one of {hoped}") from None


def heading(driver: WebDriver) -> str:
    return driver.find_element(By.TAG_NAME, "h1").text


def stored(driver: WebDriver) -> dict[str, int]:
    counts: dict[str, int] = driver.execute_script(f"return ({STORED})()")
    return {**counts, "cookies": counts["cookies"] + len(driver.get_cookies())}


def as_frozen(driver: WebDriver, site: Path, *languages: str) -> dict[str, Any]:
    """Return what this browser makes of the frozen files themselves: address -> page."""
    urls = [url for language in languages for url in frozen_pages(site, language)]
    texts = [(site / url[1:] / "index.html").read_text("utf-8") for url in urls]
    window = driver.current_window_handle
    driver.switch_to.new_window("window")  # without our policy, which forbids scripts to parse
    parse = f"""return arguments[0].map(
        (text) => ({_READ})(new DOMParser().parseFromString(text, "text/html")))"""
    pages = driver.execute_script(parse, texts)
    driver.close()
    driver.switch_to.window(window)
    return dict(zip(urls, pages, strict=True))


def styles(driver: WebDriver, origin: str, *languages: str) -> dict[str, Any]:
    """Return how a page of each language looks now: the language -> its look."""
    looks = {}
    for language in languages:
        driver.get(f"{origin}/{language}/now/")
        looks[language] = driver.execute_script(f"return ({_STYLE})()")
        assert looks[language][0] > 10, "no stylesheet of ours"
    return looks


def assert_all_open(
    driver: WebDriver, origin: str, expected: dict[str, Any], looks: dict[str, Any]
) -> None:
    """Open every page and compare all of it that no script writes, and its style."""
    wrong = {}
    for url, page in expected.items():
        driver.get(origin + url)
        found, look = driver.execute_script(f"return [({_READ})(document), ({_STYLE})()]")
        differing = [
            f"{part}: {_from_first_difference(found[part], page[part])}"
            for part in page
            if found[part] != page[part]
        ]
        styled = 'rel="stylesheet"' in page["head"]  # the neutral page is to look like no one's
        if styled and look != looks[url.split("/")[1]]:
            differing.append("style")
        if differing or not page["headings"]:
            wrong[url] = differing
    assert wrong == {}, wrong


def _from_first_difference(found: Any, expected: Any) -> str:
    """Return both from where they part on."""
    pairs = enumerate(zip(found, expected, strict=False))
    shorter = min(len(found), len(expected))
    start = next((place for place, (one, other) in pairs if one != other), shorter)
    return f"{found[start:][:200]!r} for {expected[start:][:200]!r}"
