"""D15: a long and a mirrored pseudo-locale break no layout and show what cannot be translated."""

import dataclasses
import re
import shutil

import pytest

from pwa.cli.freeze import freeze
from pwa.locales import LOCALES
from pwa.web import i18n
from tests.support.fitting import misfits
from tests.support.page_types import TYPES
from tests.support.server import Server, free_port
from tests.support.sites import edited_network

PLACEHOLDER = re.compile(r"(%\(\w+\)s|%%)")
ACCENTED = str.maketrans("aceinosuyACEINOSUY", "àçéîñøšûýÀÇÉÎÑØŠÛÝ")
# Pages without a word of content: all they say is of the interface.
INTERFACE = ("safety/", "install/", "forget/", "accessibility/", "unreachable/", "board/")


def long(text: str) -> str:
    parts = PLACEHOLDER.split(text)
    accented = "".join(p if PLACEHOLDER.match(p) else p.translate(ACCENTED) for p in parts)
    return f"[{accented}{' lønger' * (1 + len(text) // 18)}]"


@pytest.fixture
def frozen(tmp_path):
    """Build with what is patched, and serve it."""
    running = []

    def start():
        content = edited_network(tmp_path / "content", {})
        shutil.rmtree(content / "board")  # which is to say nothing but the interface's own words
        freeze(content, tmp_path / "editions", sequence=1)
        server = Server(content, tmp_path / "editions", free_port())
        running.append(server.__enter__())
        return server

    yield start
    for server in running:
        server.kill()


def test_texts_a_third_longer_fit_and_all_come_from_the_catalogue(frozen, monkeypatch, new_context):
    read = i18n.read_catalogue

    def read_long(babel_id):
        catalogue = read(babel_id)
        texts = catalogue._catalog
        for key in [key for key in texts if key]:
            texts[key] = long(texts[key])
        return catalogue

    monkeypatch.setattr(i18n, "read_catalogue", read_long)
    server = frozen()
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    found = []
    for path in TYPES:
        page.goto(f"{server.url}/en/{path}")
        found += misfits(page, [None, "spacing"])
        if path in INTERFACE:
            found += [f"{path}: not translatable: {text}" for text in page.evaluate(PLAIN)]
    assert found == []


# Blocks of the page whose text did not come through the catalogue.
PLAIN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, label, button)")]
    .filter((block) => !block.querySelector("p, li, h1, h2, h3, label, a, button"))
    .map((block) => block.textContent.trim())
    .filter((text) => text && !text.startsWith("["))"""


def test_a_mirrored_page_fits_too(frozen, monkeypatch, new_context):
    mirrored = dataclasses.replace(LOCALES["en"], direction="rtl")
    monkeypatch.setitem(LOCALES, "en", mirrored)
    server = frozen()
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    found = []
    for path in TYPES:
        page.goto(f"{server.url}/en/{path}")
        found += misfits(page)
        if path != "neutral/":
            exit_box = page.locator("[data-exit]").bounding_box()
            assert exit_box["x"] + exit_box["width"] < 300, f"{path}: the exit is not mirrored"
    assert found == []
