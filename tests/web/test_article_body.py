"""What must not be mistaken stands beside its source, until somebody has checked it."""

import re
from dataclasses import replace

import pytest

from pwa.content.load import load_network
from tests.support.rendering import client_for, main, text
from tests.support.sites import MINIMAL


@pytest.fixture(scope="module")
def network():
    return load_network(MINIMAL)


def shown(network, code="ar", **changes):
    (article,) = network.articles
    texts = {**article.texts, "ar": replace(article.texts["ar"], **changes)}
    client = client_for(replace(network, articles=(replace(article, texts=texts),)))
    return main(text(client, f"/{code}/articles/first-steps/"))


def test_beneath_a_critical_paragraph_stands_its_source(network):
    html = shown(network)
    found = re.search(r'<p class="critical">[^<]*</p>\s*<details(.*?)</details>', html, re.DOTALL)
    assert found
    assert '<p lang="en" dir="ltr">A sample sentence that matters.</p>' in found[1]
    assert html.count("<details") == 1  # and beneath no other paragraph


def test_a_checked_translation_stands_by_itself(network):
    assert "matters" not in shown(network, review="reviewed")


def test_the_source_itself_is_not_repeated(network):
    assert shown(network, "en").count("matters") == 1


def test_without_its_like_in_the_source_nothing_stands_beneath(network):
    (article,) = network.articles
    body = article.texts["ar"].body
    once_more = replace(body, html=body.html + '<p class="critical">مرة أخرى.</p>')
    assert "matters" not in shown(network, body=once_more)
