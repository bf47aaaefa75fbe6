"""Without JavaScript, without a worker, without storage: every page reads, every link works."""

import json
import re

from tests.conftest import EVERYTHING
from tests.support.sites import frozen_pages

HREF = re.compile(r'<a[^>]* href="([^"#?]+)["#?]')


def test_every_link_of_every_page_leads_to_a_page(server, site):
    links = set()
    for language in ("ar", "en"):
        for url in frozen_pages(site, language):
            links.update(HREF.findall(server.get(url).body.decode()))
    inside = {link for link in links if link.startswith("/")}
    assert len(inside) > 100
    assert {link for link in inside if server.get(link).status != 200} == set()


def test_pages_read_without_javascript(new_context, server, site):
    page = new_context(java_script_enabled=False).new_page()
    assert read(page, server, site) == "unsupported"


def test_pages_read_where_workers_are_blocked(new_context, server, site):
    page = new_context(service_workers="block").new_page()
    assert read(page, server, site) != "saved"


def test_pages_read_where_storage_is_refused(
    browser_type, browser_type_launch_args, server, site, tmp_path
):
    """As in browsers told to block all site data."""
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences), "utf-8")
    with browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args) as context:
        page = context.pages[0]
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        read(page, server, site)
        refused = "() => { try { localStorage.length; return false } catch { return true } }"
        assert page.evaluate(refused), "storage should be refused in this test"
    assert errors == []


def read(page, server, site):
    """Open some pages, or in `make test-all` every page."""
    every = [url for language in ("ar", "en") for url in frozen_pages(site, language)]
    some = ["/en/", "/ar/", "/ar/articles/mutual-aid/", "/en/saved/"]
    for path in (*(every if EVERYTHING else some), "/en/search/?q=112"):
        page.goto(server.url + path)
        assert page.locator("h1").is_visible()
        assert page.locator("main").inner_text().strip()
    page.locator("main .card a").first.click()
    assert page.locator("h1").is_visible()
    return page.locator("html").get_attribute("data-offline")
