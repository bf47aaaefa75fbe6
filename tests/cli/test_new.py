"""A network begun by the commands alone loads at every step."""

import pytest
from click.testing import CliRunner

from pwa.cli import main
from pwa.cli.freeze import freeze
from pwa.content.load import check_content

NAME = 'A "sample": #1, and more'  # all that could end a text of YAML or TOML early
URL = "https://group.example.org/"
UNWRITTEN = "⟨…⟩ is still to be written"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "network"
    languages = ("--languages", "en,ar", "--countries", "de,fr")
    assert run("network", folder, "--name", NAME, *languages).exit_code == 0
    return folder


def run(*arguments):
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def begin(folder, *arguments):
    result = run(*arguments, "--content", folder)
    assert result.exit_code == 0, result.output
    return result.output


def test_every_kind_of_file_can_be_begun(folder, tmp_path):
    begin(folder, "article", "first-steps", "--topic", "first", "--title", NAME)
    begin(folder, "organization", "group", "--name", NAME, "--url", URL)
    line = ("--organization", "group", "--name", NAME, "--url", URL, "--need", "talk")
    begin(folder, "service", "line", *line, "--place", "DE")
    fact = ("--kind", "care", "--text", NAME, "--url", URL)
    begin(folder, "fact", "de/first-day", *fact)
    begin(folder, "entry", "soup", "--kind", "offer", "--need", "food", "--text", NAME)
    network, problems = check_content(folder)
    assert problems == []
    assert network is not None
    assert network.settings.languages == ("en", "ar")
    assert [str(code) for code in network.places.countries] == ["DE", "FR"]
    assert network.articles[0].texts["en"].title == NAME
    assert network.services[0].name["en"] == network.organizations["group"].name["en"] == NAME
    assert network.board[0].text["en"] == NAME
    assert network.facts[0].text["en"] == NAME
    site = freeze(folder, tmp_path / "editions", sequence=1) / "site"
    assert (site / "ar/articles/first-steps/index.html").is_file()


def test_nothing_is_overwritten(folder):
    begin(folder, "article", "first-steps", "--topic", "first")
    before = (folder / "articles/first-steps/en.md").read_bytes()
    again = run("article", "first-steps", "--topic", "first", "--content", folder)
    assert again.exit_code == 1
    assert "it stays as it is" in again.output
    assert (folder / "articles/first-steps/en.md").read_bytes() == before
    assert "expected an empty or a new folder" in run("network", folder, "--name", "Other").output


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("article", "Two Words", "--topic", "first"), "expected small letters, digits, hyphens"),
        (("article", "steps", "--topic", "weather"), "expected one of the topics: first"),
        (
            tuple(f"service line --organization nobody --name A --url {URL} --need talk".split()),
            "found 'nobody', expected one of: there are none yet",
        ),
        (("organization", "group", "--name", "A", "--url", "http://a.example.org"), "website"),
        (
            ("entry", "a", "--kind", "ask", "--need", "food", "--text", "Call 030 1234567"),
            "answers go through the network",
        ),
    ],
)
def test_what_would_not_load_is_not_written(folder, arguments, found):
    before = sorted(folder.rglob("*"))
    result = run(*arguments, "--content", folder)
    assert result.exit_code == 1
    assert found in result.output
    assert [path for path in sorted(folder.rglob("*")) if path.is_file()] == [
        path for path in before if path.is_file()
    ]


def test_an_unknown_language_is_named(tmp_path):
    result = run("network", tmp_path / "n", "--name", "A", "--languages", "en,xx")
    assert "--languages: found xx, expected some of ar, en" in result.output
    assert not (tmp_path / "n").exists()


def test_what_is_still_to_be_written_is_told(folder):
    begin(folder, "article", "first-steps", "--topic", "first")
    told = f"articles/first-steps/en.md: {UNWRITTEN}"
    assert told in checked(folder)
    path = folder / "articles/first-steps/en.md"
    path.write_text(path.read_text("utf-8").replace("⟨", "").replace("⟩", ""), "utf-8")
    assert UNWRITTEN not in checked(folder)


def test_commands_write_into_the_network_they_are_typed_in(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(folder)
    assert run("article", "first-steps", "--topic", "first").exit_code == 0
    assert (folder / "articles/first-steps/en.md").is_file()
    monkeypatch.chdir(tmp_path)
    result = run("article", "second-steps", "--topic", "first")
    assert result.exit_code == 1
    assert (
        f"{tmp_path}: found no network.toml, expected the folder of your network" in result.output
    )


def checked(folder):
    return CliRunner().invoke(main, ["check", "--content", str(folder)]).output
