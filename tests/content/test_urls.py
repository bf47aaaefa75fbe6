import dataclasses

import pytest

from pwa.content.urls import FIRST_SET, paths, topic_of, urls
from pwa.content.vocabulary import NEEDS


def test_every_language_has_the_same_pages(minimal):
    by_language = {
        code: [
            url.removeprefix(f"/{code}/") for url in urls(minimal) if url.startswith(f"/{code}/")
        ]
        for code in minimal.languages
    }
    assert by_language == {code: list(paths(minimal)) for code in minimal.languages}
    assert len(urls(minimal)) == len(minimal.languages) * len(paths(minimal))


def test_no_page_is_listed_twice(minimal, starter):
    for network in (minimal, starter):
        assert len(set(urls(network))) == len(urls(network))


def test_pages_end_in_a_slash(starter):
    assert all(path == "" or path.endswith("/") for path in paths(starter))
    assert all(path.isascii() and path == path.lower() for path in paths(starter))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "now/",
        "unreachable/",
        "topics/resilience/",
        "articles/first-steps/",
        "help/talk/",
        "help/talk/de/",
        "resources/",
        "resources/sample-line/",
        "search/",
        "saved/",
        "contact/",
        "about/",
    ],
)
def test_the_smallest_network_has_every_type_of_page(minimal, path):
    assert path in paths(minimal)


def test_every_need_has_a_list_and_only_served_places_have_their_own(minimal):
    found = [path for path in paths(minimal) if path.startswith("help/")]
    assert found == [*(f"help/{need}/" for need in NEEDS), "help/talk/de/"]


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("now/", "first"),
        ("", "pages"),
        ("resources/", "pages"),
        ("topics/resilience/", "resilience"),
        ("articles/first-steps/", "resilience"),
        ("help/talk/de/", "resilience"),
        ("help/food/", "pages"),
        ("resources/sample-line/", "resilience"),
    ],
)
def test_pages_are_kept_under_their_topic(minimal, path, topic):
    assert topic_of(minimal, path) == topic


def test_every_page_of_a_real_network_is_kept_somewhere(starter):
    topics = {"first", "pages", *(topic.id for topic in starter.topics)}
    assert {topic_of(starter, path) for path in paths(starter)} <= topics


def test_the_first_set_is_part_of_every_network(minimal):
    empty = dataclasses.replace(minimal, articles=(), services=(), topics=(), organizations={})
    assert set(FIRST_SET) <= set(paths(empty))
