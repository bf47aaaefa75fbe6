"""What was withdrawn is gone before anything newer arrives; what expired says so."""

import shutil
from datetime import timedelta

import pytest
from babel.dates import format_date
from playwright.sync_api import expect

from pwa.cli.freeze import freeze
from pwa.content.load import load_network
from tests.support.browsing import open_and_keep, stop_workers
from tests.support.facts import write_fact
from tests.support.server import Server, free_port
from tests.support.sites import MINIMAL, edit

GONE = "articles/mutual-aid/"
WITHDRAWN = "This page was withdrawn"


def withdraw(content):
    shutil.rmtree(content / GONE)
    edit(content / "network.toml", 'offline = "auto"', f'offline = "auto"\nwithdrawn = ["{GONE}"]')
    for path in content.glob("articles/*/*.md"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"/{path.stem}/{GONE}", f"/{path.stem}/now/"), "utf-8")


@pytest.mark.parametrize("rest", ["arrives", "never arrives"])
def test_a_withdrawn_page_is_masked_before_any_download(context, page, network, rest):
    content, editions = network
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    withdraw(content)
    freeze(content, editions, sequence=2)
    if rest == "never arrives":
        context.route("**/offline/*/*/**", lambda route: route.abort())
    with Server(content, editions, server.port) as server:
        page.goto(f"{server.url}/en/topics/resilience/")
        link = page.locator(f'main a[href="/en/{GONE}"]')
        expect(link.first).to_be_hidden()
        page.wait_for_load_state("networkidle")
        response = page.goto(f"{server.url}/en/{GONE}")
        assert response.status == 410
        expect(page.get_by_role("heading", level=1)).to_have_text(WITHDRAWN)
        server.kill()
        stop_workers(page)
        page.goto(f"{server.url}/en/{GONE}")
        expect(page.get_by_role("heading", level=1)).to_have_text(WITHDRAWN)
        page.goto(f"{server.url}/en/topics/resilience/")
        expect(link.locator("visible=true")).to_have_count(0)


def test_a_withdrawal_is_not_forgotten_when_an_edition_no_longer_names_it(page, network):
    content, editions = network
    original = content.parent / "original"
    shutil.copytree(content, original)
    with Server(content, editions, free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
    withdraw(content)
    freeze(content, editions, sequence=2)
    with Server(content, editions, server.port):
        page.goto(f"{server.url}/en/now/")
        page.wait_for_load_state("networkidle")
    shutil.rmtree(content)
    shutil.copytree(original, content)
    freeze(content, editions, sequence=3)
    with Server(content, editions, server.port):
        page.goto(f"{server.url}/en/now/")
        page.wait_for_load_state("networkidle")
        page.goto(f"{server.url}/en/{GONE}")
        expect(page.get_by_role("heading", level=1)).to_have_text(WITHDRAWN)


@pytest.mark.parametrize(
    ("days", "told"), [(-3, True), (0, False), (100, False), (364, False), (369, True)]
)
def test_what_may_no_longer_be_true_says_so(new_context, tmp_path, days, told):
    """Also offline, and where the clock shows a day before the page was written."""
    content = tmp_path / "content"
    shutil.copytree(MINIMAL, content)
    edit(content / "network.toml", "source =", 'offline = "auto"\nsource =')
    path = content / "resources" / "sample-line.yaml"
    text = path.read_text("utf-8")
    service = load_network(content).service(path.stem)
    assert service is not None
    written = service.read_date
    expires = written + timedelta(days=365)
    path.write_text(f"expires: {expires}\n{text}", "utf-8")
    write_fact(content, checked=written, expires=expires)
    edit(content / "articles/first-steps/en.md", "## Going on", "::facts de/rule\n\n## Going on")
    freeze(content, tmp_path / "editions", sequence=1)
    context = new_context()
    context.add_init_script(
        f"""const written = Date.parse("{written}");
        Date.now = () => written + {days} * 86_400_000;"""
    )
    page = context.new_page()
    with Server(content, tmp_path / "editions", free_port()) as server:
        open_and_keep(page, f"{server.url}/en/")
        server.kill()
        page.goto(f"{server.url}/en/resources/{path.stem}/")
        notice = page.get_by_text("This may no longer be true.")
        expect(notice).to_be_visible(visible=told)
        day = format_date(expires, "long", locale="en")
        expect(page.get_by_role("main")).to_contain_text(f"To be looked at again by {day}.")
        page.goto(f"{server.url}/en/articles/first-steps/")
        expect(page.get_by_text("No papers.")).to_be_visible()
        expect(notice).to_be_visible(visible=told)
