"""What answers requests, each behaviour that design asks of it: the real server, real sockets."""

import re
from pathlib import Path

import pytest

from pwa.headers import data_headers, page_headers, worker_headers
from pwa.locales import LOCALES
from tests.support.server import Server, free_port


@pytest.fixture(scope="module")
def server(every_language, editions):
    with Server(every_language / "content", editions, free_port()) as running:
        yield running


def test_a_page_is_served_as_frozen_and_compressed(server, site):
    answer = server.get("/ar/now/", Accept_Encoding="br")
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.body == (site / "ar" / "now" / "index.html.br").read_bytes()
    assert answer.headers.get_content_type() == "text/html"
    assert answer.headers.get_content_charset() == "utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "method", "sent", "status"),
    [
        ("/en/", "GET", {}, 200),
        ("/", "GET", {}, 302),
        ("/en/now", "GET", {}, 302),
        ("/en/none/", "GET", {}, 404),
        ("/en/", "POST", {}, 405),
        ("/en/now/", "GET", {"Range": "bytes=9999999-"}, 416),
        ("/en/search/?q=112", "GET", {}, 200),
        ("/healthz", "GET", {}, 200),
        ("/static/none.css", "GET", {}, 404),
        ("/sw.js", "GET", {}, 200),
    ],
)
def test_every_answer_carries_the_security_headers(server, path, method, sent, status):
    """C-5: also redirects, refusals and errors."""
    answer = server.get(path, method, **sent)
    assert answer.status == status
    expected = worker_headers if path == "/sw.js" else page_headers
    for name, value in expected(https=False).items():
        if name != "Content-Security-Policy":
            assert answer.headers.get_all(name) == [value]
    assert len(answer.headers.get_all("Content-Security-Policy")) == 1
    assert "Set-Cookie" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/offline/en.json", "/en/app.webmanifest", "/favicon.ico"])
def test_data_carries_those_that_mean_something_for_data(server, path):
    """Every byte of a head is paid at every request of a save."""
    answer = server.get(path)
    security = {"content-security-policy", "x-content-type-options", "x-frame-options"}
    security |= {name for name in map(str.lower, answer.headers) if "-policy" in name}
    for name, value in data_headers(https=False).items():
        assert answer.headers.get_all(name) == [value]
        security.discard(name.lower())
    assert not security & set(map(str.lower, answer.headers))


@pytest.mark.parametrize("path", ["/ar/", "/sw.js", "/offline/en.json"])
@pytest.mark.parametrize(("asked", "ending"), [("br", ".br"), ("gzip", ".gz"), ("", "")])
def test_every_answer_of_a_file_is_like_the_first(server, site, path, asked, ending):
    file = site / path[1:] / "index.html" if path.endswith("/") else site / path[1:]
    body = Path(f"{file}{ending}").read_bytes()
    for _ in range(3):
        answer = server.get(path, Accept_Encoding=asked)
        assert (answer.status, answer.body) == (200, body)
        assert answer.headers["Content-Encoding"] == (asked or None)
        assert server.get(path, "HEAD", Accept_Encoding=asked).body == b""


def test_not_modified_carries_the_security_headers_too(server):
    tag = server.get("/en/").headers["ETag"]
    answer = server.get("/en/", If_None_Match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["{}", "W/{}", '"other", W/{}', "*"])
def test_tags_are_compared_weakly(server, asked):
    tag = server.get("/offline/en.json").headers["ETag"]
    answer = server.get("/offline/en.json", If_None_Match=asked.format(tag))
    assert answer.status == 304


def test_another_tag_gets_the_file(server):
    assert server.get("/offline/en.json", If_None_Match='"other"').status == 200


@pytest.mark.parametrize(
    ("path", "location"),
    [("/en/now", "now/"), ("/en/now?x=1&y=2", "now/?x=1&y=2"), ("/ar?q=%D8%A3", "ar/?q=%D8%A3")],
)
def test_slash_redirects_keep_the_query(server, path, location):
    answer = server.get(path)
    assert (answer.status, answer.headers["Location"]) == (302, location)


def test_search_with_a_query_is_answered_by_flask(server):
    answer = server.get("/en/search/?q=undetectable")
    assert b"Found" in answer.body
    assert 0 < answer.body.count(b'<li class="card"') < 6
    assert server.get("/en/search/").body.count(b'<li class="card"') > 20


def test_other_pages_ignore_queries(server):
    assert server.get("/en/now/?fbclid=1").body == server.get("/en/now/").body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_knows_are_refused_by_flask(server, method):
    assert server.get("/en/now/", method).status == 405


def test_the_root_negotiates_once_and_is_never_kept(server):
    """D20, D21, T11."""
    answer = server.get("/", Accept_Language="ar-EG,en;q=0.5")
    assert (answer.status, answer.headers["Location"]) == (302, "/ar/")
    assert answer.headers["Vary"] == "Accept-Language"
    assert answer.headers["Cache-Control"] == "no-store"
    assert server.get("/", Accept_Language="fi").headers["Location"] == "/en/"
    assert server.get("/", Accept_Language="de-AT,en;q=.5").headers["Location"] == "/de/"
    assert server.get("/").headers["Location"] == "/en/"


@pytest.mark.parametrize("language", ["", "ar", "xx", "en;q=0"])
def test_the_worker_never_redirects_and_is_always_asked_for_anew(server, language):
    """B20, T11."""
    answer = server.get("/sw.js", Accept_Language=language)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src")


def test_hashed_files_are_kept_for_ever_and_others_are_not(server, site):
    sheet = next((site / "static").glob("app.*.css")).name
    assert "immutable" in server.get(f"/static/{sheet}").headers["Cache-Control"]
    assert server.get("/offline/en.json").headers["Cache-Control"] == "no-cache"


def test_the_web_app_manifest_has_its_own_type(server):
    """B3."""
    answer = server.get("/ar/app.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"


def test_the_list_of_languages_is_there_for_hosts_that_cannot_negotiate(server):
    answer = server.get("/index.html")
    assert answer.status == 200
    listed = re.findall(r'hreflang="([\w-]+)"', answer.body.decode())
    assert listed == [locale.tag for locale in LOCALES.values()]


def test_a_missing_page_answers_in_its_language(server):
    """F11."""
    arabic = server.get("/ar/none/").body.decode()
    assert '<html lang="ar" dir="rtl"' in arabic
    assert "There is no such page" in server.get("/en/none/").body.decode()


def test_nothing_is_logged_of_what_is_read(every_language, editions):
    """C33: neither addresses nor readers appear in what the server prints."""
    with Server(every_language / "content", editions, free_port()) as server:
        for path in ("/en/articles/mutual-aid/", "/en/none/", "/en/search/?q=secret"):
            server.get(path, User_Agent="someone")
        server.kill()
    for trace in ("mutual-aid", "none", "secret", "someone"):
        assert trace not in server.printed
