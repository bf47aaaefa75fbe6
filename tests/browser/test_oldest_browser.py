"""The floor: in Chromium 92 pages are styled, kept and read without a server."""

from pathlib import Path

import brotli
import pytest

from tests.conftest import EVERYTHING
from tests.support.browsing import stop_workers
from tests.support.page_types import TYPES
from tests.support.sites import frozen_pages

PACKED = Path(__file__).parents[2] / "node_modules/chrome-aws-lambda/bin/chromium.br"


@pytest.fixture(scope="module")
def chromium_92(browser_type, tmp_path_factory):
    program = tmp_path_factory.mktemp("chromium-92") / "chromium"
    program.write_bytes(brotli.decompress(PACKED.read_bytes()))
    program.chmod(0o755)
    browser = browser_type.launch(executable_path=program, args=["--no-sandbox"])
    assert browser.version.startswith("92.")
    yield browser
    browser.close()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_styled_kept_and_read_without_a_server(chromium_92, server, site, language):
    urls = frozen_pages(site, language) if EVERYTHING else [f"/{language}/{path}" for path in TYPES]
    sent = {url: server.get(url).body for url in urls}
    context = chromium_92.new_context(viewport={"width": 360, "height": 740})
    errors = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/{language}/")
    page.evaluate(KEPT)
    server.kill()
    stop_workers(page)
    for url, body in sent.items():
        assert page.goto(server.url + url).body() == body, url
        if url != f"/{language}/neutral/":
            assert page.evaluate(STYLED), f"{url} is not styled"
    assert errors == []
    context.close()


# Playwright's own waiting asks for visibility in a way that this browser does not know.
KEPT = """() => new Promise((resolve) => {
    const root = document.documentElement;
    const look = () => root.dataset.offline === "saved" && resolve();
    new MutationObserver(look).observe(root, { attributes: true });
    look();
})"""

STYLED = """() => {
    const exit = getComputedStyle(document.querySelector(".exit"));
    const bar = getComputedStyle(document.querySelector(".navigation"));
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    return exit.position === "sticky" && parseFloat(exit.minHeight) === 44
        && bar.position === "fixed" && paper === "rgb(250, 247, 242)"
        && document.documentElement.scrollWidth <= innerWidth;
}"""
