import pytest

from tests.support.engines import ENGINES, started
from tests.support.server import Server, free_port


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
