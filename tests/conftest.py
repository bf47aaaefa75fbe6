import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pwa.cli.freeze import freeze
from pwa.content.load import load_network
from pwa.locales import LANGUAGE_CODES
from pwa.paths import STARTER_CONTENT
from tests.support.chromium import launch_arguments
from tests.support.server import Server, free_port
from tests.support.sites import edited_network

EVERYTHING = bool(os.environ.get("TADAMUN_TEST_ALL"))  # every page, not only every type


@pytest.fixture(scope="session")
def starter():
    return load_network(STARTER_CONTENT)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str):
    """Make a folder once, whichever of the processes that share the tests comes first."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                make(shared / f"{name}.new")
                (shared / f"{name}.new").rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def whole_site(once):
    """The edition of all of the starter network; `site` is built in half the time."""

    def make(folder):
        freeze(STARTER_CONTENT, folder, sequence=1_700_000_000)

    return once("whole", make) / "current" / "site"


@pytest.fixture(scope="session")
def every_language(once):
    """Folder with the starter network, in `make test` a part of it: content, editions."""

    def make(folder):
        content = folder / "content"
        if EVERYTHING:
            shutil.copytree(STARTER_CONTENT, content)
        else:
            edited_network(content, {}, languages=LANGUAGE_CODES)
        freeze(content, folder / "editions", sequence=1_700_000_000)

    return once("every-language", make)


@pytest.fixture(scope="session")
def editions(every_language):
    return every_language / "editions"


@pytest.fixture(scope="session")
def site(editions):
    return editions / "current" / "site"


@pytest.fixture
def server(every_language, editions):
    with Server(every_language / "content", editions, free_port()) as running:
        yield running


@pytest.fixture(scope="session")
def asking(once):
    """Folder with a network that asks before it keeps anything: content, editions."""

    def make(folder):
        content = edited_network(folder / "content", {"network.toml": ('"auto"', '"ask"')})
        freeze(content, folder / "editions", sequence=1)

    folder = once("asking", make)
    return folder / "content", folder / "editions"


@pytest.fixture
def asking_server(asking):
    with Server(asking[0], asking[1], free_port()) as running:
        yield running


@pytest.fixture(scope="session")
def two_languages(once):
    """Folder with the starter network in Arabic and English, and its edition."""

    def make(folder):
        freeze(edited_network(folder / "content", {}), folder / "editions", sequence=1)

    return once("two-languages", make)


@pytest.fixture
def network(two_languages, tmp_path):
    """A copy of it, to be changed: content, editions."""
    shutil.copytree(two_languages, tmp_path / "network", symlinks=True)
    return tmp_path / "network" / "content", tmp_path / "network" / "editions"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """Drive the machine's Chromium where Playwright's own is absent."""
    return {**browser_type_launch_args, **launch_arguments(browser_type)}
