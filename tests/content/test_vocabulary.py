from typing import get_args

import pytest

from pwa.content.vocabulary import (
    ADMITTED,
    KINDS,
    NEEDS,
    Community,
    FactOfPlace,
    FactOfService,
    words,
)
from pwa.locales import LANGUAGE_CODES

GROUPS = {
    "needs": NEEDS,
    "kinds": KINDS,
    "communities": get_args(Community),
    "access": (*get_args(FactOfService), *get_args(FactOfPlace)),
}


def test_the_words_are_those_of_the_model():
    assert {group: {*found} for group, found in words().items()} == {
        group: {*names} for group, names in GROUPS.items()
    }
    assert {*ADMITTED} < {*GROUPS["communities"]}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("code", LANGUAGE_CODES)
def test_every_word_has_a_name_and_a_meaning_in_one_line(group, code):
    names = [word.name[code] for word in words()[group].values()]
    assert len({*names}) == len(names), "two words of one name cannot be told apart"
    for word in words()[group].values():
        assert 0 < len(word.name[code]) <= 50
        assert "\n" not in word.meaning[code]
        assert word.meaning[code].rstrip().endswith((".", "。"))
        assert word.meaning[code] != word.name[code]
