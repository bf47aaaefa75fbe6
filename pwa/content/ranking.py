"""Which pages answer a query, the best first; `static/js/lib/ranking.js` tells the same.

A page answers by its words: those that few pages have count more, in the title three times; pages
that have only some of the words fall behind by as much again. And it answers by what it is
about, where the query comes near to what people say of that, as the network's synonyms have it.
Services of one country come behind: a reader may be anywhere, and the lists lead to them. A word
that nothing has stands for those one or two letters away.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from pwa.content.tokens import is_unspaced, strength, tokens
from pwa.locales import LanguageCode

_TITLE = 3.0
_ABOUT = 3.0
_NOT_FIRST = 0.95  # for what a page is about beside its first subject
_ALSO_NEAR = 0.1  # for each further phrase of a subject that comes near, of
_PHRASES = 4
_AWAY = {1: 0.7, 2: 0.4}  # what a word counts by the letters that differ
_SHORTEST = {1: 4, 2: 5}  # letters of a word that may be mistyped so
_LEAST = 0.01
_ENOUGH = 0.7  # of the best; pages below it are only shown where there are few, but
_FEW = 5
_MOST = 12
_LOCAL = 0.6  # what a local page counts
_MARKED = 0.5  # of what the most telling word tells

Variants = Mapping[str, float]  # tokens that a word of the query may stand for, and what they count


@dataclass(frozen=True)
class Ranked:
    """What the ranking must know of a page, or of a question on one."""

    language: LanguageCode
    about: tuple[str, ...]
    whole: bool  # whether it has more than a title
    local: bool = False  # a service of one country, which few readers can use


class Index(Protocol):
    """The words of the documents, of which each is known by its number."""

    def places(self, token: str) -> Mapping[int, bool]:
        """Return the documents that have a token, and whether their title has it."""

    def near(self, token: str, letters: int) -> Iterable[str]:
        """Return the tokens so many letters away, counted as Levenshtein does."""


@dataclass(frozen=True)
class Phrases:
    """What people say, by tokens, and what that is about."""

    language: LanguageCode
    said: Sequence[tuple[str, str]]  # subject, phrase

    @cached_property
    def sets(self) -> list[tuple[str, frozenset[str]]]:
        return [(subject, frozenset(tokens(text, self.language))) for subject, text in self.said]

    @cached_property
    def subjects(self) -> dict[str, set[str]]:
        """The subjects by the tokens that lead to them."""
        found: dict[str, set[str]] = {}
        for subject, phrase in self.sets:
            for token in phrase:
                found.setdefault(token, set()).add(subject)
        return found

    @cached_property
    def count(self) -> int:
        return len({subject for subject, _ in self.said})


@dataclass(frozen=True)
class Answers:
    own: list[int]  # documents in the page's language, the best first
    foreign: list[int]
    tokens: set[str]  # the words of them that answer, but for those that tell little


def rank(query: str, documents: Sequence[Ranked], index: Index, phrases: Phrases) -> Answers:
    """Return the documents that answer a query in the language of the phrases."""
    ranking = _Ranking(documents, index, phrases)
    words = [ranking.variants(token) for token in dict.fromkeys(tokens(query, phrases.language))]
    scores = ranking.by_words(words)
    for number, score in ranking.by_subject(words).items():
        scores[number] = scores.get(number, 0.0) + score
    for number in scores:
        if documents[number].local:
            scores[number] *= _LOCAL
    # In whole numbers, so that no rounding of a phone's own can change the order.
    exact = {number: math.floor(score * 1e6 + 0.5) for number, score in scores.items()}
    order = sorted((number for number in exact if exact[number]), key=lambda it: (-exact[it], it))
    best = exact[order[0]] if order else 0
    shown = [
        number
        for place, number in enumerate(order[:_MOST])
        if place < _FEW or exact[number] >= best * _ENOUGH
    ]
    own = [it for it in shown if documents[it].language == phrases.language]
    foreign = [it for it in shown if documents[it].language != phrases.language]
    told = {token: ranking.weight(token) for word in words for token in word}
    least = max(told.values(), default=0.0) * _MARKED
    return Answers(own, foreign, {token for token, weight in told.items() if weight >= least})


class _Ranking:
    def __init__(self, documents: Sequence[Ranked], index: Index, phrases: Phrases) -> None:
        self._documents = documents
        self._index = index
        self._phrases = phrases
        self._weighed = [
            document.whole and document.language == phrases.language for document in documents
        ]
        self._all = sum(self._weighed)
        self._weights: dict[str, float] = {}

    def variants(self, token: str) -> Variants:
        subjects = self._phrases.subjects
        if self._index.places(token) or token in subjects:
            return {token: 1.0}
        found: dict[str, float] = {}
        for letters, counts in _AWAY.items():
            if len(token) >= _SHORTEST[letters] and not is_unspaced(token):
                for near in self._index.near(token, letters):
                    if letters == 1 or len(near) >= _SHORTEST[letters]:
                        found.setdefault(near, counts)
        return found or {token: 1.0}

    def by_words(self, words: Sequence[Variants]) -> dict[int, float]:
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        for word in words:
            best: dict[int, tuple[float, float]] = {}
            for token, counts in word.items():
                weight = self.weight(token) * counts
                for number, in_title in self._index.places(token).items():
                    score, cover = best.get(number, (0.0, 0.0))
                    place = weight * _TITLE if in_title else weight
                    best[number] = max(score, place), max(cover, weight)
            for number, (score, cover) in best.items():
                scores[number] = scores.get(number, 0.0) + score
                covered[number] = covered.get(number, 0.0) + cover
        whole = self._whole(words)
        return {number: scores[number] * covered[number] / whole / whole for number in scores}

    def by_subject(self, words: Sequence[Variants]) -> dict[int, float]:
        near = self._near_subjects(words)
        scores = {}
        for number, document in enumerate(self._documents):
            subjects = enumerate(document.about)
            found = (near.get(it, 0.0) * (_NOT_FIRST if place else 1.0) for place, it in subjects)
            score = _ABOUT * max(found, default=0.0)
            if score:
                scores[number] = score
        return scores

    def _near_subjects(self, words: Sequence[Variants]) -> dict[str, float]:
        """Return how near a query comes to what is said of each subject."""
        whole = self._whole(words)
        found: dict[str, list[float]] = {}
        for subject, phrase in self._phrases.sets:
            common = 0.0
            for word in words:
                weights = (self.weight(it) * word[it] for it in word if it in phrase)
                common += max(weights, default=0.0)
            if common:
                size = sum(self.weight(token) for token in sorted(phrase))
                found.setdefault(subject, []).append(common / math.sqrt(size * whole))
        near = {}
        for subject, values in found.items():
            first, *others = sorted(values, reverse=True)[:_PHRASES]
            near[subject] = first + _ALSO_NEAR * sum(others)
        return near

    def _whole(self, words: Sequence[Variants]) -> float:
        return sum(max(self.weight(token) for token in word) for word in words) or 1.0

    def weight(self, token: str) -> float:
        """Return what a token tells: the less, the more pages and subjects have it."""
        if token not in self._weights:
            there = sum(self._weighed[number] for number in self._index.places(token))
            subjects = len(self._phrases.subjects.get(token, ()))
            among_pages = max(math.log((self._all + 1) / (there + 0.5)), 0.0)
            among_subjects = math.log(1 + self._phrases.count / max(subjects, 0.5))
            weight = max(math.sqrt(among_pages * among_subjects), _LEAST)
            self._weights[token] = strength(token) * weight
        return self._weights[token]
