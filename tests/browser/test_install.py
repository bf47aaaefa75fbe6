"""Chrome's own verdict on whether the app can be put on a home screen (B1, B2)."""

import struct

from pwa.locales import LANGUAGE_CODES
from tests.support.browsing import open_and_keep


def test_chrome_finds_the_app_installable_in_every_language(
    browser_type, browser_type_launch_args, server, tmp_path
):
    with browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args) as context:
        page = context.pages[0]
        session = context.new_cdp_session(page)
        faults = {}
        for language in LANGUAGE_CODES:
            open_and_keep(page, f"{server.url}/{language}/")
            verdict = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
            manifest = session.send("Page.getAppManifest")
            assert manifest["url"] == f"{server.url}/{language}/app.webmanifest"
            faults[language] = [*verdict, *manifest["errors"]]
    assert faults == {language: [] for language in LANGUAGE_CODES}


def test_icons_are_found_where_systems_look_for_them(server):
    """B3: without a word in the pages, so that no page grows by them."""
    icon = server.get("/favicon.ico")
    assert icon.status == 200
    assert icon.body[:6] == struct.pack("<HHH", 0, 1, 1)
    touch = server.get("/apple-touch-icon.png")
    assert (touch.status, touch.headers["Content-Type"]) == (200, "image/png")
    assert struct.unpack(">II", touch.body[16:24]) == (180, 180)
