"""D40, D41: headings break between phrases."""

from pwa.web.phrases import mark_phrases


def test_headings_and_names_of_tiles_may_break_between_phrases():
    html = '<h1 class="x">今夜と、これからの数日</h1><p>今夜と、これからの数日</p>'
    assert mark_phrases(html, "ja") == (
        '<h1 class="x">今夜と、<wbr>これからの<wbr>数日</h1><p>今夜と、これからの数日</p>'
    )
    tile = '<span class="tile__name">今すぐできること</span>'
    assert "<wbr>" in mark_phrases(tile, "ja")


def test_tags_and_other_scripts_inside_a_heading_stay_as_they_are():
    html = '<h2 id="今夜どこで泊まる"><bdi lang="en">Mutual aid</bdi></h2>'
    assert mark_phrases(html, "ja") == html


def test_no_single_character_is_left_alone():
    phrases = mark_phrases("<h3>今天晚上去哪里住？</h3>", "zh")[4:-5].split("<wbr>")
    assert all(len(phrase) > 1 for phrase in phrases)


def test_other_languages_are_left_alone():
    html = "<h1>Über uns</h1>"
    assert mark_phrases(html, "de") == html


def test_pages_carry_the_marks(client):
    assert "<wbr>" in client.get("/ja/now/").text
    assert "<wbr>" not in client.get("/en/now/").text
