import pytest

from pwa.edition.assets import collect
from pwa.paths import STATIC
from pwa.web.app import create_app


@pytest.fixture(scope="session")
def client(starter):
    return create_app(starter, collect(STATIC, starter.images).urls).test_client()
