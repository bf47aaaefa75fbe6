"""Keeps prose and code together: what docs/ and the README say is what the program does."""

import os
import re
import subprocess
import sys
from dataclasses import fields
from html import unescape
from pathlib import Path
from typing import get_args

import click
import pytest

from pwa.cli import main
from pwa.content.articles import ArticleText, Question, Source
from pwa.content.board import BoardEntry
from pwa.content.facts import FACT_KINDS, Fact, QuotedSource
from pwa.content.load import load_network
from pwa.content.locations import Address, Location
from pwa.content.network import Area, Channel, Contact, Places, Settings, Topic
from pwa.content.schedules import Schedule
from pwa.content.services import (
    CostOption,
    Evidence,
    Organization,
    Phone,
    RequiredDocument,
    Service,
)
from pwa.content.syntax import parse_toml, parse_yaml
from pwa.content.vocabulary import NEEDS, WEEKDAYS, Kind
from pwa.locales import LANGUAGE_CODES

ROOT = Path(__file__).parents[1]
GUIDE = unescape((ROOT / "docs" / "content.md").read_text("utf-8"))
FENCE = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SAMPLES = FENCE.findall(GUIDE)
TOML = ("network.toml", "topics/", "places.toml", "board/", "facts/")
NOT_WRITTEN = {"id", "body", "hash"}  # these follow from the file

# Each kind of object, the sample that shows it, and the path of its keys there.
OBJECTS = [
    (Settings, "network.toml", ""),
    (Contact, "network.toml", "contact."),
    (Channel, "network.toml", "contact.channels."),
    (Topic, "topics/", ""),
    (Places, "places.toml", ""),
    (Area, "places.toml", "regions."),
    (ArticleText, "articles/", ""),
    (Source, "articles/", "sources."),
    (Question, "articles/", "questions."),
    (BoardEntry, "board/", ""),
    (Fact, "facts/", ""),
    (QuotedSource, "facts/", "sources."),
    (Organization, "organizations/", ""),
    (Service, "resources/", ""),
    (Phone, "resources/", "phones."),
    (Schedule, "resources/", "schedules."),
    (Location, "resources/", "locations."),
    (Address, "resources/", "locations.address."),
    (CostOption, "resources/", "cost_options."),
    (RequiredDocument, "resources/", "required_documents."),
    (Evidence, "resources/", "evidence."),
]
each_object = pytest.mark.parametrize(
    ("kind", "place", "prefix"), OBJECTS, ids=[kind.__name__ for kind, _, _ in OBJECTS]
)


def keys(kind, prefix):
    """Return the keys that people write; the id of an area and the place of an entry are some."""
    hidden = {Area: set(), Fact: NOT_WRITTEN | {"place"}}.get(kind, NOT_WRITTEN)
    return {prefix + field.name for field in fields(kind)} - hidden


def sample(place):
    (found,) = (text for _, path, text in SAMPLES if path.startswith(place))
    return found


def keys_shown(place):
    text = sample(place)
    if text.startswith("---"):
        text = text.split("---\n")[1]
    _, lines = parse_toml(text) if place in TOML else parse_yaml(text)
    return {".".join(part for part in loc if isinstance(part, str)) for loc in lines}


def keys_explained(place):
    (section,) = (text for text in FENCE.sub("", GUIDE).split("\n## ") if text.startswith(place))
    rows = re.findall(r"^\| `([a-z0-9_.]+)` \|(.*)\|(.*)\|(.*)\|$", section, re.MULTILINE)
    assert all(required.strip() and what.strip() for _, required, what, _ in rows)
    return {name for name, *_ in rows}


def test_the_guide_shows_one_sample_of_each_kind():
    kinds = sorted(
        re.sub(r"[^/]+/[a-z]+\.md$|[^/]+\.(?=yaml)", "", path) for *_, path, _ in SAMPLES
    )
    assert kinds == [
        "articles/",
        "board/warm-coats.toml",
        "facts/de/sample-rule.toml",
        "network.toml",
        "organizations/yaml",
        "places.toml",
        "resources/yaml",
        "synonyms/en.toml",
        "topics/resilience.toml",
    ]


def test_the_samples_are_one_network_that_loads(tmp_path):
    for _, name, text in SAMPLES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    network = load_network(tmp_path)
    assert len(network.articles) == len(network.services) == len(network.topics) == 1
    assert len(network.facts) == 1
    assert network.settings.contact
    assert network.places.ids == ("de", "north-coast", "sampleton")


@each_object
def test_the_sample_shows_every_key(kind, place, prefix):
    missing = keys(kind, prefix) - keys_shown(place)
    assert missing <= {"source_hash"}
    assert all(f"# {name}" in sample(place) for name in missing)


@each_object
def test_the_table_explains_every_key(kind, place, prefix):
    assert keys(kind, prefix) - keys_explained(place) == set()


def test_the_tables_explain_no_key_that_does_not_exist():
    for place in {place for _, place, _ in OBJECTS}:
        known = set().union(*(keys(kind, at) for kind, where, at in OBJECTS if where == place))
        assert keys_explained(place) - known == set()


@pytest.mark.parametrize("word", [*NEEDS, *get_args(Kind), *WEEKDAYS, *LANGUAGE_CODES, *FACT_KINDS])
def test_the_guide_names_every_word_of_the_vocabulary(word):
    assert f"`{word}`" in GUIDE


def commands(group=main, path="tadamun"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_readme_and_docs_name_every_command_and_option():
    texts = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    prose = "\n".join(path.read_text("utf-8") for path in texts)
    words = set(re.findall(r"--[a-z][a-z-]*", prose))
    missing = [path for path, _ in commands() if path not in prose]
    missing += [
        f"{path} {option}"
        for path, command in commands()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option not in words
    ]
    assert not missing, "described neither in README.md nor in docs/: " + ", ".join(missing)


def test_the_guide_to_writing_leads_to_a_running_app(tmp_path):
    """Every command of docs/writing.md, one after another, as somebody types them."""
    guide = (ROOT / "docs" / "writing.md").read_text("utf-8")
    commands = re.findall(r"^```sh\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = "set -e\n" + "\n".join(commands)
    result = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    site = tmp_path / "editions" / "current" / "site"
    for page in (
        "en/articles/shared-meals",
        "tr/articles/shared-meals",
        "en/resources/friday-table",
    ):
        assert (site / page / "index.html").is_file()
