"""The commands, as a volunteer runs them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error

from click.testing import CliRunner

from pwa.cli import main
from pwa.cli.freeze import is_stale
from pwa.content.load import load_network
from tests.support.server import Server, free_port
from tests.support.sites import MINIMAL, edit, edited_network


def outdated(content):
    article = load_network(content).article("mutual-aid")
    assert article is not None
    return article.outdated("ar")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_check_of_sound_content_counts_what_it_read(tmp_path):
    content = edited_network(tmp_path / "c", {})
    result = run("check", "--content", content)
    assert result.exit_code == 0
    network = load_network(content)
    counted = f"{len(network.articles)} articles, {len(network.services)} services"
    assert f"no problems in {counted}" in result.output


def test_check_tells_what_each_language_has(tmp_path):
    changes = {"articles/mutual-aid/en.md": ("\n## ", "\nNew.\n\n## ")}
    content = edited_network(tmp_path / "c", changes)
    (content / "articles/first-nights/ar.md").unlink()
    result = run("check", "--json", "--content", content)
    assert result.exit_code == 0, result.output
    arabic, english = json.loads(result.output)["languages"]
    assert (arabic["translated"], arabic["outdated"]) == (english["translated"] - 1, 1)
    assert english["outdated"] == 0
    (row,) = [
        line for line in run("check", "--content", content).output.splitlines() if "العربية" in line
    ]
    assert f"{arabic['translated']} of {english['translated']}" in row


def test_check_as_json_lists_the_problems(tmp_path):
    content = edited_network(tmp_path / "c", {"network.toml": ('"auto"', '"maybe"')})
    result = run("check", "--json", "--content", content)
    assert result.exit_code == 1
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["file"], problem["field"]) == ("network.toml", "offline")


def test_build_refuses_an_address_that_is_not_https(tmp_path):
    result = run("build", "--out", tmp_path, "--base-url", "http://example.org")
    assert result.exit_code == 1
    assert "--base-url: found 'http://example.org', expected" in result.output


def test_build_for_https_sends_transport_security(tmp_path):
    content, out = edited_network(tmp_path / "content", {}), tmp_path / "out"
    secured = ("--base-url", "https://example.org", "--sequence", 1)
    result = run("build", "--content", content, "--out", out, *secured)
    assert result.exit_code == 0, result.output
    headers = (out / "current" / "site" / "_headers").read_text("utf-8")
    assert "Strict-Transport-Security" in headers
    assert "add_header Strict-Transport-Security" in (out / "current/nginx.conf").read_text()


def test_an_edition_that_ends_workers_is_stale_for_serving(tmp_path):
    """Or the killing worker would be served for as long as nobody edits a page."""
    content = edited_network(tmp_path / "c", {})
    run("build", "--content", content, "--out", tmp_path / "e", "--kill-worker")
    assert is_stale(content, tmp_path / "e")


def test_an_edition_is_stale_once_content_changes(tmp_path):
    content = edited_network(tmp_path / "c", {})
    assert is_stale(content, tmp_path / "e")
    run("build", "--content", content, "--out", tmp_path / "e")
    assert not is_stale(content, tmp_path / "e")
    edit(content / "network.toml", '"auto"', '"ask"')
    assert is_stale(content, tmp_path / "e")


def test_translate_done_records_the_source_it_follows(tmp_path):
    content = edited_network(
        tmp_path / "c", {"articles/mutual-aid/en.md": ("\n## ", "\nNew.\n\n## ")}
    )
    assert outdated(content)
    result = run("translate", "done", "mutual-aid", "ar", "--content", content)
    assert result.exit_code == 0, result.output
    assert not outdated(content)


def test_translate_done_names_the_translations_there_are(tmp_path):
    result = run("translate", "done", "no-such-article", "ja")
    assert result.exit_code == 1
    assert "expected one of:" in result.output
    assert "mutual-aid/ar" in result.output


def test_serve_stops_at_broken_content_with_all_problems(tmp_path):
    content = edited_network(tmp_path / "c", {"network.toml": ('"auto"', '"maybe"')})
    edit(content / "topics" / "food.toml", "order = ", "ordre = ")
    result = run("serve", "--content", content, "--edition", tmp_path / "e")
    assert result.exit_code == 1
    assert "network.toml" in result.output
    assert "topics/food.toml" in result.output


def test_watch_serves_the_new_text_and_survives_a_mistake(tmp_path):
    content = edited_network(tmp_path / "c", {})
    server = Server(content, tmp_path / "e", free_port())
    server.command.append("--watch")
    with server:
        edit(content / "network.toml", "share with each other", "give to each other")
        assert eventually(lambda: b"give to each other" in server.get("/en/").body)
        edit(content / "network.toml", '"auto"', '"maybe"')
        time.sleep(3)
        assert server.get("/en/").status == 200
        server.kill()
    assert "Still serving the edition before." in str(server.printed)


def test_the_module_runs_as_a_command():
    command = [sys.executable, "-m", "pwa", "--version"]
    assert "0.1.0" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_settings_come_from_the_environment_too(tmp_path):
    environment = {**os.environ, "TADAMUN_CONTENT": str(edited_network(tmp_path / "c", {}))}
    command = [sys.executable, "-m", "pwa", "check"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert str(tmp_path) in result.stdout


def eventually(true, limit=30):
    """Wait for a condition; a server that starts over refuses connections for a moment."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        try:
            if true():
                return True
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.2)
    return False


def test_a_port_in_use_is_told_before_anything_is_built(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", port, "--content", MINIMAL, "--edition", tmp_path / "out")
    assert result.exit_code == 1
    assert f"127.0.0.1:{port}: found Address already in use" in result.output
    assert "expected a free port" in result.output
    assert not (tmp_path / "out").exists()
