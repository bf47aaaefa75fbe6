import shutil

import pytest

from pwa.content.load import load_network
from pwa.errors import ContentError
from tests.support.sites import MINIMAL


@pytest.fixture
def folder(tmp_path):
    """A copy of the smallest good network, to be changed."""
    return shutil.copytree(MINIMAL, tmp_path / "content")


@pytest.fixture
def problems(folder):
    """Return what is wrong with the copy, one text a problem."""

    def found():
        try:
            load_network(folder)
        except ContentError as error:
            return [str(problem) for problem in error.problems]
        return []

    return found


@pytest.fixture(scope="session")
def minimal():
    return load_network(MINIMAL)
