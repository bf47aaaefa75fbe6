"""A confidential place stays so: by construction where its address stands in its own field, and by
refusal where it stands anywhere else."""

import json
import random
import shutil
import sqlite3

import pytest
import yaml
from click.testing import CliRunner

from pwa.cli import main
from pwa.cli.freeze import freeze
from pwa.content.load import load_network
from pwa.edition.search import database_name
from tests.support.sites import MINIMAL, edit

PLANTED = 50
LINE = "resources/sample-line.yaml"
SECRET = "17 Quartz Passage"


def location(address, **changes):
    return {
        "place": "DE",
        "confidential": True,
        "description": {"en": "Call first.", "ar": "الاتصال أولًا."},
        "address": {"address_1": address, "city": "Sampleton", "country": "DE"},
        "transportation": {"en": f"Walk to {address}.", "ar": f"إلى {address}."},
        **changes,
    }


def planted(folder, locations):
    path = folder / LINE
    values = yaml.safe_load(path.read_text("utf-8"))
    for item in values["evidence"]:
        item["copy_date"] = str(item["copy_date"])
    path.write_text(yaml.safe_dump({**values, "locations": locations}, allow_unicode=True), "utf-8")


@pytest.mark.parametrize("mark", [True, "yes", "True", 1, "on"])
def test_no_model_holds_what_leads_to_a_confidential_place(folder, mark):
    """Every way to say yes is a yes: the address is gone before anything else is looked at."""
    planted(folder, [location(SECRET, confidential=mark)])
    (service,) = load_network(folder).services
    (found,) = service.locations
    assert found.confidential
    assert (found.address, found.transportation) == (None, None)
    assert SECRET not in repr(load_network(folder))


def test_another_place_keeps_its_address(folder):
    planted(folder, [location(SECRET, confidential=False)])
    (service,) = load_network(folder).services
    (found,) = service.locations
    assert found.address
    assert found.address.address_1 == SECRET


def test_50_planted_addresses_are_in_no_byte_of_an_edition(tmp_path, capfd):
    """Files, compressed or not, history, records, and all that the build says."""
    chance = random.Random(50)
    secrets = [f"{chance.randrange(1000, 9999)} Secret{number}street" for number in range(PLANTED)]
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    planted(content, [location(secret) for secret in secrets])
    out = tmp_path / "out"
    freeze(content, out, sequence=1)
    files = [
        path for path in out.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")
    ]
    assert len(files) > 100
    everything = b"\n".join(path.read_bytes() for path in files)
    said = "".join(capfd.readouterr())
    assert b"Call first." in everything
    assert [secret for secret in secrets if secret.encode() in everything or secret in said] == []
    database = sqlite3.connect(out / "current" / database_name("en"))
    terms = {term for (term,) in database.execute("SELECT DISTINCT term FROM tokens")}
    numbers = {secret.split()[0] for secret in secrets} - {str(year) for year in range(2000, 2030)}
    assert "call" in terms
    assert not numbers & terms


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        (
            LINE,
            "Everyone.",
            "Come to 17 quartz-passage.",
            "eligibility_description.en",
        ),
        (
            LINE,
            "In an emergency call 112.",
            "Call 112 at 17, Quartz Passage",
            "evidence.1.quote",
        ),
        ("articles/first-steps/en.md", "A sample paragraph", "Come to 17 Quartz  Passage.", "text"),
        (
            "organizations/sample-group.yaml",
            "A group",
            "A 17 Quartz Passage group",
            "description.en",
        ),
    ],
)
def test_an_address_elsewhere_is_refused_and_not_repeated(folder, name, old, new, field):
    planted(folder, [location(SECRET)])
    edit(folder / name, old, new)
    result = CliRunner().invoke(main, ["check", "--json", "--content", str(folder)])
    assert result.exit_code == 1
    problems = json.loads(result.output)["problems"]
    translations = [item for item in problems if item["expected"].endswith("of the source: 17")]
    assert [(item["file"], item["field"]) for item in problems if item not in translations] == [
        (name, field)
    ]
    assert "quartz" not in result.output.casefold()


def test_the_page_says_how_to_get_the_address(folder, problems):
    silent = location(SECRET)
    del silent["description"]
    planted(folder, [silent])
    assert [problem.partition(": ")[2] for problem in problems()] == [
        "locations.0.description: found nothing, expected how the address can be learnt"
    ]
