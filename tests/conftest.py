import os
import shutil

import pytest

from pwa.cli.freeze import freeze
from pwa.content.load import load_network
from pwa.paths import STARTER_CONTENT
from tests.support.chromium import launch_arguments
from tests.support.server import Server, free_port
from tests.support.sites import edited_network

EVERYTHING = bool(os.environ.get("TADAMUN_TEST_ALL"))  # every page, not only every type


@pytest.fixture(scope="session")
def starter():
    return load_network(STARTER_CONTENT)


@pytest.fixture(scope="session")
def editions(tmp_path_factory):
    """Folder with the edition of the starter network."""
    folder = tmp_path_factory.mktemp("editions")
    freeze(STARTER_CONTENT, folder, sequence=1_700_000_000)
    return folder


@pytest.fixture(scope="session")
def site(editions):
    return editions / "current" / "site"


@pytest.fixture
def server(editions):
    with Server(STARTER_CONTENT, editions, free_port()) as running:
        yield running


@pytest.fixture(scope="session")
def asking(tmp_path_factory):
    """Folder with the starter network that asks before it keeps anything: content, editions."""
    folder = tmp_path_factory.mktemp("asking")
    content = edited_network(folder / "content", {"network.toml": ('"auto"', '"ask"')})
    freeze(content, folder / "editions", sequence=1)
    return content, folder / "editions"


@pytest.fixture
def asking_server(asking):
    with Server(asking[0], asking[1], free_port()) as running:
        yield running


@pytest.fixture(scope="session")
def two_languages(tmp_path_factory):
    """Folder with the starter network in Arabic and English, and its edition."""
    folder = tmp_path_factory.mktemp("two-languages")
    freeze(edited_network(folder / "content", {}), folder / "editions", sequence=1)
    return folder


@pytest.fixture
def network(two_languages, tmp_path):
    """A copy of it, to be changed: content, editions."""
    shutil.copytree(two_languages, tmp_path / "network", symlinks=True)
    return tmp_path / "network" / "content", tmp_path / "network" / "editions"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """Drive the machine's Chromium where Playwright's own is absent."""
    return {**browser_type_launch_args, **launch_arguments(browser_type)}
