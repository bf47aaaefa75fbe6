"""A build that takes pages over gives the very files of one that renders them all."""

import json
import shutil

import pytest
from flask import request

from pwa.cli import freeze as freezing
from pwa.cli.freeze import freeze
from pwa.paths import STATIC
from pwa.web.app import create_app
from tests.support.sites import MINIMAL, edit

TEXT = "articles/first-steps"

EDITS = {
    "nothing": lambda content: None,
    "body of a translation": lambda content: add(content / TEXT / "ar.md"),
    "body of the source": lambda content: add(content / TEXT / "en.md"),
    "critical paragraph of the source": lambda content: edit(
        content / TEXT / "en.md", "sentence that matters", "sentence that matters more"
    ),
    "long body": lambda content: add(content / TEXT / "en.md", 900),
    "title": lambda content: edit(content / TEXT / "en.md", "title: ", "title: New "),
    "picture": lambda content: (content / TEXT / "square.png").write_bytes(b"\x89PNG other"),
    "no translation": lambda content: (content / TEXT / "ar.md").unlink(),
    "another article": lambda content: shutil.copytree(content / TEXT, content / "articles/more"),
    "service": lambda content: edit(content / "resources/sample-line.yaml", "en: ", "en: New "),
    "topic": lambda content: edit(content / "topics/resilience.toml", 'en = "', 'en = "New '),
    "name": lambda content: edit(content / "network.toml", 'name = "', 'name = "New '),
    "https": lambda content: edit(
        content / "network.toml", "source", 'base_url = "https://a.example"\nsource'
    ),
}


def add(path, words=1):
    path.write_text(path.read_text("utf-8") + "\nword" + " word" * words + "\n", "utf-8")


@pytest.fixture
def content(tmp_path):
    shutil.copytree(MINIMAL, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def rendered(monkeypatch):
    """The addresses that Flask is asked for."""
    urls = []

    def watched(*arguments, **options):
        app = create_app(*arguments, **options)
        app.before_request(lambda: urls.append(request.path))
        return app

    monkeypatch.setattr(freezing, "create_app", watched)
    return urls


def files(edition):
    site = edition / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and ".from." not in path.name
    }


@pytest.mark.parametrize("change", EDITS)
def test_taking_pages_over_changes_nothing(change, content, tmp_path):
    freeze(content, tmp_path / "editions", sequence=1)
    EDITS[change](content)
    again = freeze(content, tmp_path / "editions", sequence=2)
    fresh = freeze(content, tmp_path / "fresh", sequence=2)
    found, expected = files(again), files(fresh)
    assert {name for name in expected if found.get(name) != expected[name]} == set()


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        ("nothing", []),
        ("body of a translation", ["/ar/articles/first-steps/"]),
        # The Arabic page may have to say that it follows an older text.
        ("body of the source", ["/en/articles/first-steps/"]),
    ],
)
def test_only_pages_made_from_what_changed_are_rendered(change, pages, content, tmp_path, rendered):
    freeze(content, tmp_path / "editions", sequence=1)
    rendered.clear()
    EDITS[change](content)
    freeze(content, tmp_path / "editions", sequence=2)
    assert rendered == [*pages, "/index.html", "/404.html"]


def test_every_page_is_rendered_once_the_program_changed(content, tmp_path, rendered, monkeypatch):
    freeze(content, tmp_path / "editions", sequence=1)
    pages = [*rendered]
    rendered.clear()
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    edit(static / "css" / "base.css", "}\n", "}\np { margin: 1px }\n")
    monkeypatch.setattr(freezing, "STATIC", static)
    freeze(content, tmp_path / "editions", sequence=2)
    assert rendered == pages


@pytest.mark.parametrize("spoiled", ["pages.json", "current", "chunk"])
def test_what_is_missing_of_the_edition_before_is_rendered(spoiled, content, tmp_path):
    editions = tmp_path / "editions"
    before = freeze(content, editions, sequence=1)
    if spoiled == "pages.json":
        (editions / spoiled).write_text("{", "utf-8")
    elif spoiled == "current":
        (editions / spoiled).unlink()
    else:
        manifest = json.loads((before / "site/offline/en.json").read_bytes())
        for path in (before / "site/offline/en").rglob("*.json"):
            if manifest["index"] not in path.name:
                path.unlink()
    again = freeze(content, editions, sequence=2)
    assert files(again) == files(freeze(content, tmp_path / "fresh", sequence=2))
