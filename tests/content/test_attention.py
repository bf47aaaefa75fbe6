from dataclasses import replace
from datetime import date, timedelta

import pytest

from pwa.content.attention import Notice, attention
from pwa.content.board import BoardEntry
from pwa.content.load import load_network
from tests.support.sites import MINIMAL

READ = date(2026, 1, 1)  # of the one service of the smallest network
FILE = "resources/sample-line.yaml"


@pytest.fixture(scope="module")
def network():
    return load_network(MINIMAL)


def test_what_is_young_and_alone_wants_no_look(network):
    assert attention(network, READ + timedelta(365)) == []


def test_a_service_that_nobody_read_for_a_year_wants_a_look(network):
    found = attention(network, READ + timedelta(366))
    assert found == [Notice(FILE, "last read on 2026-01-01: read its pages again")]


def test_a_service_past_its_last_day_wants_a_look(network):
    (service,) = network.services
    network = replace(network, services=(replace(service, expires=date(2026, 2, 1)),))
    assert attention(network, date(2026, 2, 1)) == []
    (notice,) = attention(network, date(2026, 2, 2))
    assert notice.what.startswith("expired on 2026-02-01")


def test_two_services_with_one_number_want_a_look(network):
    (service,) = network.services
    twin = replace(service, id="twin-line")
    (notice,) = attention(replace(network, services=(service, twin)), READ)
    assert notice.file == "resources/twin-line.yaml"
    assert "resources/sample-line.yaml" in notice.what


def test_two_articles_with_one_title_in_one_language_want_a_look(network):
    (article,) = network.articles
    english = replace(article, slug="more", texts={"en": article.texts["en"]})
    (notice,) = attention(replace(network, articles=(article, english)), READ)
    assert notice == Notice(
        "articles/more/en.md",
        "has the title of articles/first-steps/en.md: readers cannot tell them apart",
    )


def test_a_board_that_nobody_can_answer_wants_a_look(network):
    entry = BoardEntry(
        id="soup",
        kind="offer",
        need="food",
        place="worldwide",
        text={"en": "Soup."},
        posted=READ,
        until=READ + timedelta(30),
    )
    (notice,) = attention(replace(network, board=(entry,)), READ)
    assert notice == Notice("network.toml", "no contact: nobody can answer what is on the board")
