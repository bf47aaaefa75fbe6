"""Whole editions of the starter network, as files."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import brotli
import pytest

from pwa.cli import freeze as freezing
from pwa.cli.freeze import freeze
from pwa.content.load import load_network
from pwa.content.urls import urls
from pwa.edition import write
from pwa.edition.compose import join
from pwa.errors import CatalogueError
from pwa.locales import LANGUAGE_CODES
from pwa.paths import STATIC
from pwa.web import i18n
from tests.support.sites import MINIMAL, edit, edited_network, frozen_pages


def lines(path: Path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def manifest(site, language="en"):
    return json.loads((site / "offline" / f"{language}.json").read_text("utf-8"))


def index(site, language="en"):
    digest = manifest(site, language)["index"]
    return lines(site / "offline" / language / "index" / f"{digest}.json")


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_page_of_the_one_list_is_frozen(every_language, site):
    network = load_network(every_language / "content")
    frozen = {url for code in network.languages for url in frozen_pages(site, code)}
    assert frozen == set(urls(network))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_chunks_hold_exactly_the_frozen_pages(site, language):
    shared, *rows = index(site, language)
    pages = {}
    for slot, _, digest, size, _, places in rows:
        body = (site / "offline" / language / slot / f"{digest}.json").read_bytes()
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (digest, size)
        lines = BytesIO(body)
        for url, length in places:
            entry = json.loads(lines.read(length))
            assert entry["url"] == url
            slots = {**entry["slots"], "path": url.removeprefix(f"/{language}/")}
            pages[url] = join(shared["shell"], slots).encode()
    assert set(pages) == set(frozen_pages(site, language))
    for url, page in pages.items():
        assert page == (site / url[1:] / "index.html").read_bytes(), url


def test_the_pack_is_the_chunks_in_the_order_of_the_index(site):
    _, *rows = index(site)
    bodies = [
        (site / "offline" / "en" / slot / f"{digest}.json").read_bytes()
        for slot, _, digest, *_ in rows
    ]
    name = manifest(site)["pack"]
    pack = (site / "offline" / "en" / "pack" / f"{name}.json").read_bytes()
    assert pack == b"".join(bodies)
    assert hashlib.sha256(pack).hexdigest() == name
    assert rows[0][1] == "first"


def test_a_rest_is_the_end_of_the_pack_from_a_chunk_on(site):
    _, *rows = index(site)
    found = manifest(site)
    folder = site / "offline" / "en" / "pack"
    pack = (folder / f"{found['pack']}.json").read_bytes()
    assert found["rests"]
    for start in found["rests"]:
        before = sum(size for _, _, _, size, *_ in rows[:start])
        assert (folder / f"{found['pack']}.{start}.json").read_bytes() == pack[before:]


def test_the_manifest_is_small_and_its_size_is_true(site):
    found = manifest(site)
    assert set(found) == {
        *("format", "sequence", "edition", "index", "pack", "rests"),
        *("pages", "transfer_bytes", "tombstones"),
    }
    assert (site / "offline" / "en.json").stat().st_size <= 1024
    folder = site / "offline" / "en"
    compressed = [folder / "pack" / found["pack"], folder / "index" / found["index"]]
    sizes = [Path(f"{path}.json.br").stat().st_size for path in compressed]
    assert found["transfer_bytes"] == sum(sizes)
    assert found["pages"] == len(frozen_pages(site, "en"))
    shown = json.loads((site / "offline" / "index.json").read_text("utf-8"))["en"]
    assert (shown["pages"], shown["transfer_bytes"]) == (found["pages"], sum(sizes))
    assert sum(topic["pages"] for topic in shown["topics"].values()) == found["pages"]


def test_the_first_set_is_small(whole_site):
    """Shell, what to do now with every phone service, fallback: at most 20 kB."""
    for language in LANGUAGE_CODES:
        shared, first, *_ = index(whole_site, language)
        assert first[1] == "first"
        body = (whole_site / "offline" / language / first[0] / f"{first[2]}.json").read_bytes()
        whole = brotli.compress(json.dumps(shared).encode()) + brotli.compress(body)
        assert len(whole) <= 20_000


def test_every_asset_of_the_index_is_in_the_folder(site):
    shared, *_ = index(site, "ar")
    assert any(url.endswith(".css") for url, *_ in shared["assets"])
    assert "/ar/app.webmanifest" in {url for url, *_ in shared["assets"]}
    for url, digest, size, *text in shared["assets"]:
        body = (site / url[1:]).read_bytes()
        assert (hashlib.sha256(body).hexdigest(), len(body)) == (digest, size)
        assert "".join(text) in ("", body.decode())
    told = {url for url, _, _, *text in shared["assets"] if text}
    assert "/ar/app.webmanifest" in told
    assert not {url for url in told if url in "".join(shared["shell"])} - {"/ar/app.webmanifest"}


def test_app_manifests_differ_in_language_only(site):
    """B1, B2: a changed name or icon would ask the reader to uninstall."""
    english = json.loads((site / "en" / "app.webmanifest").read_text("utf-8"))
    arabic = json.loads((site / "ar" / "app.webmanifest").read_text("utf-8"))
    assert (arabic["lang"], arabic["dir"], arabic["start_url"]) == ("ar", "rtl", "/")
    assert {**arabic, "lang": "en", "dir": "ltr"} == english
    for icon in english["icons"]:
        assert (site / icon["src"][1:]).is_file()


def test_pages_say_nothing_that_changes_by_itself(two_languages, tmp_path):
    """No page depends on the clock, the edition or its size: another sequence, same pages."""
    other = freeze(two_languages / "content", tmp_path, sequence=5) / "site"
    here, there = tree(two_languages / "editions" / "current" / "site"), tree(other)
    differing = {name for name in here if here[name] != there.get(name)}
    ends = ("", ".br", ".gz")
    assert differing == {f"offline/{code}.json{end}" for code in ("ar", "en") for end in ends}


def test_the_same_input_gives_the_same_tree_anywhere(tmp_path):
    """Two folders, two time zones, two processes, one result: names, bytes and times."""
    trees = []
    for zone in ("Pacific/Auckland", "America/Anchorage"):
        folder = tmp_path / zone.replace("/", "-")
        content = edited_network(folder / "content", {})
        command = [sys.executable, "-m", "pwa", "build", "--sequence", "7"]
        command += ["--content", str(content), "--out", str(folder / "out")]
        subprocess.run(command, check=True, env={**os.environ, "TZ": zone}, capture_output=True)
        edition = (folder / "out" / "current").resolve()
        times = {path.stat().st_mtime for path in edition.rglob("*")}
        trees.append((edition.name, tree(edition), times))
    assert trees[0] == trees[1]
    assert trees[0][2] == {7}


def test_what_did_not_change_is_shared_with_the_edition_before(tmp_path):
    """It takes no room again, and keeps its time, by which hosts tell that it is the same."""
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    out = tmp_path / "out"
    before = freeze(content, out, sequence=7) / "site"
    edit(content / "articles" / "first-steps" / "en.md", "Going on", "On and on")
    after = freeze(content, out, sequence=9) / "site"
    for name in ("en/now/index.html", "en/now/index.html.br", "sw.js.gz"):
        assert (after / name).samefile(before / name)
        assert (after / name).stat().st_mtime == 7
    for name in ("en/articles/first-steps/index.html", "offline/en.json.br"):
        assert (after / name).read_bytes() != (before / name).read_bytes()
        assert (after / name).stat().st_mtime == 9


def test_where_nothing_can_be_shared_all_is_written(tmp_path, monkeypatch):
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    shared = freeze(content, tmp_path / "shared", sequence=7)
    freeze(content, tmp_path / "out", sequence=6)

    def refuse(source, target):
        raise OSError(errno.EPERM, "Operation not permitted", target)

    monkeypatch.setattr("pwa.edition.write.os.link", refuse)
    written = freeze(content, tmp_path / "out", sequence=7)
    assert tree(written) == tree(shared)


def test_editing_leaves_the_worker_alone(tmp_path, monkeypatch):
    """An article and a CSS rule: chunk, index, shell and asset change, `sw.js` does not."""
    base = edited_network(tmp_path / "base", {})
    site = freeze(base, tmp_path / "before", sequence=1_700_000_000) / "site"
    content = edited_network(
        tmp_path / "content", {"articles/mutual-aid/en.md": ("\n## ", "\nOne more word.\n\n## ")}
    )
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    edit(static / "css" / "base.css", "}\n", "}\np { margin: 1px }\n")
    monkeypatch.setattr(freezing, "STATIC", static)
    edited = freeze(content, tmp_path / "out", sequence=1_700_000_000) / "site"
    assert (edited / "sw.js").read_bytes() == (site / "sw.js").read_bytes()
    assert manifest(edited)["index"] != manifest(site)["index"]
    for language in ("en", "ar"):  # the Arabic page now says that it is older than its source
        before = index(site, language)[1:]
        changed = [row[0] for row in index(edited, language)[1:] if row not in before]
        assert changed == ["resilience-articles"]


def test_an_article_image_is_published_and_kept(tmp_path):
    content = edited_network(
        tmp_path / "content",
        {"articles/mutual-aid/en.md": ("\n## ", "\n![Two hands](hands.png)\n\n## ")},
    )
    picture = bytes.fromhex("89504e470d0a1a0a")
    (content / "articles" / "mutual-aid" / "hands.png").write_bytes(picture)
    made = freeze(content, tmp_path / "out", sequence=1) / "site"
    page = (made / "en" / "articles" / "mutual-aid" / "index.html").read_text("utf-8")
    address = page.partition('<img src="')[2].partition('"')[0]
    assert (made / address[1:]).read_bytes() == picture
    assert address in {url for url, *_ in index(made)[0]["assets"]}
    assert address not in {url for url, *_ in index(made, "ar")[0]["assets"]}


def test_a_failed_build_leaves_the_edition_before(tmp_path, monkeypatch):
    content = edited_network(tmp_path / "content", {})
    before = freeze(content, tmp_path / "out", sequence=1)
    edit(content / "network.toml", '"auto"', '"ask"')

    def full(*arguments):
        raise OSError("no space left")

    monkeypatch.setattr(write, "_write", full)
    with pytest.raises(OSError, match="no space"):
        freeze(content, tmp_path / "out", sequence=2)
    assert (tmp_path / "out" / "current").resolve() == before
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


def test_old_editions_are_removed_but_the_last(tmp_path):
    content = edited_network(tmp_path / "content", {})
    made = [freeze(content, tmp_path / "out", sequence=number) for number in (1, 2, 3)]
    assert [edition.is_dir() for edition in made] == [False, True, True]


def test_static_files_of_earlier_editions_are_served_for_thirty_days(tmp_path, monkeypatch):
    """B26: a page on an older edition still finds its files."""
    content = edited_network(tmp_path / "content", {})
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    monkeypatch.setattr(freezing, "STATIC", static)
    day = 24 * 3600

    def sheets(sequence):
        edition = freeze(content, tmp_path / "editions", sequence=sequence)
        return {path.name for path in (edition / "site" / "static").glob("app.*.css")}

    first = sheets(0)
    edit(static / "css" / "base.css", "}\n", "}\np { margin: 1px }\n")
    assert sheets(day) > first
    assert sheets(30 * day) > first
    assert len(sheets(31 * day)) == 1
    assert not sheets(32 * day) & first


def test_a_language_without_catalogue_is_named(tmp_path, monkeypatch):
    content = edited_network(tmp_path / "content", {})
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    with pytest.raises(CatalogueError, match=r"ar.*network\.toml"):
        freeze(content, tmp_path / "out", sequence=1)
