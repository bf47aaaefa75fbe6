"""What is kept, and when: `ask` waits for the reader, `auto` can be told no."""

from playwright.sync_api import expect

from tests.support.browsing import NOTHING, SAVE_LIMIT, open_and_keep, stored


def test_ask_keeps_nothing_before_the_press(page, asking_server):
    for path in ("/en/", "/en/articles/mutual-aid/", "/en/saved/"):
        page.goto(asking_server.url + path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("html")).to_have_attribute("data-offline", "none")
    assert stored(page) == NOTHING
    assert page.context.cookies() == []
    assert page.evaluate("sessionStorage.length") == 0


def test_ask_keeps_the_language_after_the_press(page, asking_server):
    page.goto(f"{asking_server.url}/ar/")
    page.locator(".keeping [data-save]").click()
    root = page.locator("html")
    expect(root).to_have_attribute("data-offline", "saved", timeout=SAVE_LIMIT)
    asking_server.kill()
    page.goto(f"{asking_server.url}/ar/now/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_auto_keeps_only_the_first_set_where_the_browser_saves_data(context, page, server):
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    page.goto(f"{server.url}/en/")
    expect(page.locator("html")).to_have_attribute("data-offline", "partial", timeout=SAVE_LIMIT)
    server.kill()
    page.goto(f"{server.url}/en/now/")
    expect(page.get_by_role("heading", level=1)).to_have_text("What to do now")
    page.goto(f"{server.url}/en/about/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on this phone")


def test_auto_keeps_nothing_again_in_a_session_that_refused(page, server):
    open_and_keep(page, f"{server.url}/en/")
    page.get_by_role("button", name="Not on this phone").click()
    expect(page.locator("html")).to_have_attribute("data-offline", "none")
    page.goto(f"{server.url}/en/now/")
    page.wait_for_load_state("networkidle")
    assert stored(page) == NOTHING


def test_the_saved_page_tells_sizes_before_and_states_after(page, asking_server):
    page.goto(f"{asking_server.url}/en/saved/")
    row = page.locator("[data-row=ar]")
    expect(row.locator("[data-state]")).to_contain_text("pages can be kept")
    row.locator("[data-save]").click()
    expect(row.locator("[data-state]")).to_contain_text("Kept on this phone", timeout=SAVE_LIMIT)
    row.locator("[data-remove]").click()
    expect(row.locator("[data-state]")).to_contain_text("pages can be kept")


def test_started_from_an_icon_it_keeps_at_once_and_says_so(
    browser_type, browser_type_launch_args, asking_server, tmp_path
):
    """Also where the network asks: on some phones the icon has a store of its own."""
    options = {**browser_type_launch_args}
    options["args"] = [*options.get("args", []), f"--app={asking_server.url}/en/now/"]
    with browser_type.launch_persistent_context(tmp_path, **options) as context:
        page = context.pages[0]
        root = page.locator("html")
        expect(root).to_have_attribute("data-offline", "saved", timeout=SAVE_LIMIT)
        assert page.evaluate("matchMedia('(display-mode: standalone)').matches")
        expect(page.locator("[data-module=keeping]")).to_contain_text("Kept on this phone")


def test_a_browser_that_cannot_keep_pages_says_so_once(new_context, server):
    context = new_context()
    context.add_init_script("delete window.caches; delete Window.prototype.caches")
    page = context.new_page()
    page.goto(f"{server.url}/en/")
    expect(page.locator("[data-module=keeping]")).to_contain_text(
        "The phone's own browser may be able to."
    )
    expect(page.locator("html")).to_have_attribute("data-offline", "unsupported")
