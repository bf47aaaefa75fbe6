import pytest

from pwa.cli.freeze import freeze
from tests.support.engines import ENGINES, started
from tests.support.server import Server, free_port
from tests.support.sites import edited_network


@pytest.fixture
def network(tmp_path):
    """The starter network in Arabic and English: content, editions."""
    content = edited_network(tmp_path / "content", {})
    freeze(content, tmp_path / "editions", sequence=1)
    return content, tmp_path / "editions"


@pytest.fixture
def server(network):
    content, editions = network
    with Server(content, editions, free_port()) as running:
        yield running


@pytest.fixture
def site(network):
    return network[1] / "current" / "site"


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


@pytest.fixture
def driver(engine, tmp_path):
    with started(engine, tmp_path / "profile") as running:
        yield running
