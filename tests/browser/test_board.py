"""The board: found by kind, need and place, and gone when it ends, with or without a server."""

import shutil

import pytest
from playwright.sync_api import expect

from pwa.cli.freeze import freeze
from tests.support.browsing import open_and_keep
from tests.support.server import Server, free_port
from tests.support.sites import MINIMAL, edit

ENTRIES = {
    "warm-coats": ("offer", "shelter", "DE", "2099-11-01", "2099-12-24", "Two warm coats."),
    "soup": ("meeting", "food", "DE", "2099-11-05", "2099-11-20", "Soup for everybody."),
    "lift": ("ask", "transport", "worldwide", "2099-11-03", "2099-12-31", "A lift to the coast."),
}


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    folder = tmp_path_factory.mktemp("board")
    content = shutil.copytree(MINIMAL, folder / "content")
    edit(content / "network.toml", "source =", 'offline = "auto"\nsource =')
    (content / "board").mkdir()
    for name, (kind, need, place, posted, until, text) in ENTRIES.items():
        (content / "board" / f"{name}.toml").write_text(
            f'kind = "{kind}"\nneed = "{need}"\nplace = "{place}"\nposted = {posted}\n'
            f'until = {until}\ntext = {{en = "{text}"}}\n',
            "utf-8",
        )
    freeze(content, folder / "editions", sequence=1)
    with Server(content, folder / "editions", free_port()) as server:
        yield server


def shown(page):
    return [card.get_attribute("id") for card in page.locator("[data-until]:visible").all()]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["soup", "lift", "warm-coats"]),
        ("?need=food", ["soup"]),
        ("?kind=offer&place=de", ["warm-coats"]),
        ("?place=worldwide", ["lift"]),
        ("?kind=skill", []),
        ("?need=nonsense", ["soup", "lift", "warm-coats"]),
    ],
)
def test_phone_and_server_find_the_same(new_context, board, scripts, query, found):
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{board.url}/en/board/{query}")
    if scripts:
        expect(page.locator("html")).to_have_attribute("data-scripts", "on")
    assert shown(page) == found
    expect(page.get_by_text("Nothing is on the board")).to_be_visible(visible=not found)


def test_what_ended_is_gone_without_anybody_saying_so(page, board):
    """By this phone's clock, offline too; a day longer, for it may be yesterday elsewhere."""
    open_and_keep(page, f"{board.url}/en/")
    board.kill()
    for moment, left in [
        ("2099-11-21T11:00:00Z", ["soup", "lift", "warm-coats"]),
        ("2099-11-21T13:00:00Z", ["lift", "warm-coats"]),
        ("2100-06-01T00:00:00Z", []),
    ]:
        page.clock.set_fixed_time(moment)
        page.goto(f"{board.url}/en/board/")
        expect(page.locator("html")).to_have_attribute("data-scripts", "on")
        assert shown(page) == left
    expect(page.get_by_text("Nothing is on the board")).to_be_visible()
    board.start()


def test_entries_are_chosen_and_counted_by_keyboard(page, board):
    page.goto(f"{board.url}/ar/board/")
    page.locator("#entries-title + details summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the first kind: offered
    expect(page.locator("[data-count]")).to_have_text("مدخل واحد")
    assert shown(page) == ["warm-coats"]
    card = page.locator("#warm-coats")
    expect(card.locator("span[lang=en]")).to_have_text("Two warm coats.")
    expect(card.get_by_role("link")).to_have_attribute("href", "/ar/contact/")
