import json
import os
import shutil

import pytest
from click.testing import CliRunner

from pwa.cli import main
from pwa.content.load import check_content, load_network
from pwa.errors import ContentError, Problem
from pwa.paths import STARTER_CONTENT
from tests.support.sites import MINIMAL, SITES, edit

BROKEN = sorted(path for path in SITES.glob("broken-*") if path.is_dir())
ENGLISH = "articles/first-steps/en.md"


def check(folder, *options):
    return CliRunner().invoke(main, ["check", "--content", str(folder), *options])


def expected(site):
    return (site / "EXPECTED.txt").read_text("utf-8").splitlines()


def test_broken_sites_exist():
    assert len(BROKEN) >= 6
    assert sum(len(expected(site)) for site in BROKEN) >= 100


@pytest.mark.parametrize("site", BROKEN, ids=lambda site: site.name)
def test_one_run_reports_every_problem_and_nothing_else(site):
    result = check(site)
    *problems, summary = result.stderr.splitlines()
    assert problems == expected(site)
    assert summary == f"Problems found in {site}: {len(problems)}. Nothing was changed."
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("site", BROKEN, ids=lambda site: site.name)
def test_json_says_the_same(site):
    result = check(site, "--json")
    found = json.loads(result.stdout)["problems"]
    assert [str(Problem(**item)) for item in found] == expected(site)
    assert result.exit_code == 1


def test_a_good_network_passes():
    assert check(MINIMAL).exit_code == 0
    assert json.loads(check(MINIMAL, "--json").stdout)["problems"] == []


def test_the_starter_network_passes():
    assert check(STARTER_CONTENT).exit_code == 0


def test_an_oversized_file_is_not_read(folder, problems):
    (folder / "topics/resilience.toml").write_bytes(b"#" * 1_000_001)
    assert problems() == [
        "topics/resilience.toml:1: file: found 1000001 bytes, expected at most 1000000 bytes"
    ]


@pytest.mark.parametrize(
    "name", ["network.toml", "topics/other.toml", "articles/first-steps/other.png"]
)
def test_a_link_that_leaves_the_folder_is_not_followed(folder, problems, name):
    outside = folder.parent / "outside"
    outside.write_text("order = 1", "utf-8")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(outside)
    assert problems() == [
        f"{name}:1: file: found a link that leaves the content folder, expected a file inside it"
    ]


def test_a_folder_in_place_of_the_settings_is_reported(folder, problems):
    (folder / "network.toml").unlink()
    (folder / "network.toml").mkdir()
    assert problems() == [
        "network.toml:1: file: found no such file, expected the file that names the network"
    ]


def test_a_linked_folder_that_leaves_is_not_followed(folder, problems):
    outside = (folder / "articles/first-steps").rename(folder.parent / "outside")
    (folder / "articles/first-steps").symlink_to(outside)
    assert len(problems()) >= 3
    assert all("a link that leaves the content folder" in problem for problem in problems())


def test_links_that_point_at_each_other_are_reported(folder):
    (folder / "topics/a.toml").symlink_to(folder / "topics/b.toml")
    (folder / "topics/b.toml").symlink_to(folder / "topics/a.toml")
    assert load_network(folder).topics


def test_hidden_files_are_left_alone(folder, problems):
    (folder / "topics/.resilience.toml.swp").write_bytes(b"\xff")
    (folder / "articles/.cache").mkdir()
    (folder / "articles/.cache/en.md").write_bytes(b"\xff")
    assert problems() == []


def test_a_name_that_is_no_utf8_is_one_problem(folder, problems):
    name = os.fsdecode(b"topics/caf\xe9.toml")
    (folder / name).write_text("order = 1", "utf-8")
    assert {problem.partition(":")[0] for problem in problems()} == {r"topics/caf\udce9.toml"}


def test_a_line_break_in_a_name_does_not_break_the_line(folder, problems):
    (folder / "topics/two\nlines.md").write_text("Text", "utf-8")
    assert [len(problem.splitlines()) for problem in problems()] == [1]


def test_a_very_long_image_name_is_a_missing_image(folder, problems):
    edit(folder / ENGLISH, "square.png", "a" * 300 + ".png")
    assert len(problems()) == 1
    assert problems()[0].startswith(f"{ENGLISH}:14: image: found no file 'aaa")


def test_a_broken_article_is_no_dead_link(folder, problems):
    edit(folder / ENGLISH, "/en/resources/", "/en/articles/second-steps/")
    (folder / "articles/second-steps").mkdir()
    (folder / "articles/second-steps/en.md").write_text("No front matter.", "utf-8")
    assert [problem.partition(":")[0] for problem in problems()] == ["articles/second-steps/en.md"]


def test_a_broken_organization_is_not_unknown_too(folder, problems):
    (folder / "organizations/sample-group.yaml").write_text("name: [", "utf-8")
    assert [problem.partition(":")[0] for problem in problems()] == [
        "organizations/sample-group.yaml"
    ]


def test_broken_places_do_not_make_services_wrong(folder, problems):
    edit(folder / ENGLISH, "/en/resources/", "/en/help/talk/de/")
    (folder / "places.toml").write_text('countries = ["XX"]', "utf-8")
    assert problems() == [
        "places.toml:1: countries.0: found 'XX', expected an ISO 3166 country code such as DE"
    ]


def test_places_may_be_left_out(folder):
    (folder / "places.toml").unlink()
    edit(folder / "resources/sample-line.yaml", "[DE]", "[worldwide]")
    assert load_network(folder).places.ids == ()


def test_dead_links_are_found_in_translations_too(folder, problems):
    edit(folder / "articles/first-steps/ar.md", "/ar/resources/", "/ar/nowhere/")
    assert problems() == [
        "articles/first-steps/ar.md:12: link: found '/ar/nowhere/', "
        "expected a page of this network such as /ar/resources/"
    ]


def test_a_link_to_a_heading_is_a_link_to_its_page(folder, problems):
    edit(folder / ENGLISH, "/en/resources/", "/en/articles/first-steps/#s1")
    assert problems() == []


def test_problems_are_sorted_and_said_once(folder):
    for name in ("network.toml", "places.toml"):
        (folder / name).write_text("oh = no", "utf-8")
    with pytest.raises(ContentError) as caught:
        load_network(folder)
    assert list(caught.value.problems) == sorted(set(caught.value.problems))


def test_a_note_beside_the_content_is_no_stray(folder, problems):
    (folder / "README.md").write_text("About this folder.", "utf-8")
    (folder / "LICENSE.md").write_text("Free.", "utf-8")
    assert problems() == []


def test_a_withdrawn_page_that_is_still_there_is_a_mistake(tmp_path):
    folder = tmp_path / "content"
    shutil.copytree(MINIMAL, folder)
    with (folder / "network.toml").open("r+", encoding="utf-8") as file:
        text = file.read()
        file.seek(0)
        file.write('withdrawn = ["articles/gone/", "articles/first-steps/"]\n' + text)
    _, problems = check_content(folder)
    assert [str(problem) for problem in problems] == [
        "network.toml:1: withdrawn.1: found 'articles/first-steps/', which is still a page, "
        "expected a page that is gone: remove its files too, or take it off this list"
    ]


def test_a_name_that_is_given_once_is_that_in_each_language_of_the_text(folder):
    edit(
        folder / "resources/sample-line.yaml",
        "{en: Sample line, ar: خط للتجربة}",
        "{en: Sample line}",
    )
    (service,) = load_network(folder).services
    assert service.name == {"en": "Sample line", "ar": "Sample line"}
    assert service.description["ar"] != service.description["en"]
