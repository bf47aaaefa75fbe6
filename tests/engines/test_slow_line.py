"""A save that takes longer than a worker may live: Firefox ends one 60 s after its event."""

import time

import pytest

from tests.support.reading import as_frozen, assert_all_open, open_and_keep, styles
from tests.support.slow_line import SlowLine

pytestmark = pytest.mark.engines

BANDWIDTH = 5_000 // 8  # bytes a second; the starter network takes some 80 s at a tenth of GPRS
WORKER_LIFE = 60  # seconds
LIMIT = 240  # seconds


def test_a_save_that_outlives_the_worker_is_completed(driver, server, site):
    expected = as_frozen(driver, site, "en")
    with SlowLine(server.port, BANDWIDTH) as line:
        driver.get(f"{line.url}/en/now/")
        begun = time.monotonic()
        open_and_keep(driver, f"{line.url}/en/", LIMIT)
        took = time.monotonic() - begun
        assert took > WORKER_LIFE
        looks = styles(driver, line.url, "en")
        server.kill()
    assert_all_open(driver, line.url, expected, looks)
