import time
from http.client import HTTPException
from urllib.request import urlopen

import pytest

from tests.bench.proxy import Proxy
from tests.support.server import FileServer, free_port

BODY = b"x" * 20_000


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "twenty.txt").write_bytes(BODY)
    with FileServer(folder, free_port()) as server:
        yield server.port


def fetched(proxy):
    with urlopen(f"{proxy.url}/twenty.txt", timeout=10) as answer:
        return answer.read()


def test_heads_and_bodies_are_counted_apart(target):
    with Proxy(free_port(), target) as proxy:
        assert fetched(proxy) == BODY
    (exchange,) = proxy.exchanges
    assert (exchange.path, exchange.status, exchange.body) == ("/twenty.txt", 200, len(BODY))
    assert exchange.head > len("HTTP/1.0 200 OK")


def test_bytes_take_their_time(target):
    with Proxy(free_port(), target, bandwidth=400_000, delay=0.1) as proxy:
        started = time.monotonic()
        fetched(proxy)
        taken = time.monotonic() - started
    assert taken > 0.1 + 0.1 + 0.4  # handshake, round trip, 160 kbit


def test_a_cut_refuses_until_it_is_passed_on(target):
    with Proxy(free_port(), target, bandwidth=4_000_000) as proxy:
        proxy.cut_after("twenty", len(BODY) // 2)
        with pytest.raises((OSError, HTTPException)):
            fetched(proxy)
        assert proxy.cuts == 1
        assert len(BODY) // 2 <= proxy.exchanges[0].body < len(BODY)
        with pytest.raises((OSError, HTTPException)):
            fetched(proxy)
        proxy.pass_on()
        assert fetched(proxy) == BODY
