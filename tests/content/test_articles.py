from dataclasses import replace
from datetime import date

import pytest

from pwa.content.articles import Article, ArticleText, Question
from pwa.content.load import load_network
from pwa.content.markdown import parse
from pwa.locales import LANGUAGE_CODES, LOCALES
from tests.support.sites import edit


def text(body="One two three.", **changes):
    values = {
        "title": "Title",
        "tab_title": "Title",
        "summary": "Summary.",
        "in_short": ("Point.",),
        "topic": "resilience",
        "published": date(2026, 1, 1),
        "checked": date(2026, 1, 1),
        "review": "draft",
        "body": parse(body)[0],
        **changes,
    }
    return ArticleText(**values)


def article(texts):
    return Article(slug="a", source="en", texts=texts)


@pytest.mark.parametrize("code", LANGUAGE_CODES)
def test_reading_time_is_rounded_up_at_the_speed_of_the_language(code):
    """D50"""
    locale = LOCALES[code]
    word, joint = ("word", " ") if locale.spaced else ("字", "。 ")
    summary_and_point = 2 if locale.spaced else len("SummaryPoint")
    exactly = joint.join([word] * (2 * locale.reading_speed - summary_and_point))
    assert text(exactly).minutes(code) == 2
    assert text(exactly + joint + word).minutes(code) == 3


def test_japanese_and_chinese_count_characters_without_punctuation():
    """D-6"""
    assert text("ひらがなと漢字。" * 60).minutes("ja") == 2  # 420 characters at 357 a minute
    assert text("汉字，汉字！ " * 70).minutes("zh") == 2  # 280 at 255
    assert text("汉字，汉字！ " * 70).minutes("en") == 1  # one "word" each


def test_questions_count_as_text_and_join_no_words():
    questions = (Question(question="One?", answer="Two. " * 224),)
    assert text("Three.", questions=questions).minutes("en") == 1  # 2 + 1 + 1 + 224 = 228
    assert text("Three. Four.", questions=questions).minutes("en") == 2


def test_a_missing_translation_falls_back_to_the_source():
    found = article({"en": text(), "ar": text(title="عنوان")})
    assert found.text("ar")[0] == "ar"
    assert found.text("ja") == ("en", found.texts["en"])


@pytest.mark.parametrize(
    ("source_hash", "outdated"),
    [(text().hash, False), (text("Other.").hash, True), (None, False)],
)
def test_a_translation_of_an_earlier_source_is_outdated(source_hash, outdated):
    texts = {"en": text(), "ar": text(source_hash=source_hash)}
    assert article(texts).outdated("ar") is outdated


def test_source_and_missing_translations_are_never_outdated():
    found = article({"en": text(source_hash="0" * 64)})
    assert not found.outdated("en")
    assert not found.outdated("ja")


def test_dates_and_reviews_of_the_source_leave_translations_alone():
    checked = text(checked=date(2026, 2, 2), review="reviewed", source_hash="0" * 64)
    assert checked.hash == text().hash != text(title="Other").hash


def test_every_edit_of_the_source_makes_its_translation_outdated(folder):
    (found,) = load_network(folder).articles
    line = f"source_hash: {found.texts['en'].hash}\n"
    edit(folder / "articles/first-steps/ar.md", "review: draft\n", "review: draft\n" + line)
    assert not load_network(folder).articles[0].outdated("ar")
    edit(folder / "articles/first-steps/en.md", "matters", "still matters")
    assert load_network(folder).articles[0].outdated("ar")


def test_the_topic_is_that_of_the_source():
    texts = {"en": text(), "ar": text(topic="other")}
    found = article(texts)
    assert found.topic == "resilience"
    assert replace(found, source="ar").topic == "other"
