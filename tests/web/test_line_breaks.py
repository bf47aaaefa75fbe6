"""D40, D41, D43: headings break between phrases, and long words at a syllable."""

from pwa.web.line_breaks import mark_breaks


def test_headings_and_names_of_tiles_may_break_between_phrases():
    html = '<h1 class="x">今夜と、これからの数日</h1><p>今夜と、これからの数日</p>'
    assert mark_breaks(html, "ja") == (
        '<h1 class="x">今夜と、<wbr>これからの<wbr>数日</h1><p>今夜と、これからの数日</p>'
    )
    tile = '<span class="tile__name">今すぐできること</span>'
    assert "<wbr>" in mark_breaks(tile, "ja")


def test_tags_and_other_scripts_inside_a_heading_stay_as_they_are():
    html = '<h2 id="今夜どこで泊まる"><bdi lang="en">Mutual aid</bdi></h2>'
    assert mark_breaks(html, "ja") == html


def test_no_single_character_is_left_alone():
    phrases = mark_breaks("<h2>今天晚上去哪里住？</h2>", "zh")[4:-5].split("<wbr>")
    assert all(len(phrase) > 1 for phrase in phrases)


def test_long_words_may_break_at_a_syllable():
    marked = mark_breaks("<h1>Barrierefreiheit im Alltag</h1><p>Barrierefreiheit</p>", "de")
    assert marked == "<h1>Barrie\u00adre\u00adfrei\u00adheit im Alltag</h1><p>Barrierefreiheit</p>"
    english = '<h1 lang="en">Accessibility of everything</h1>'
    assert mark_breaks(english, "de") == english
    assert "\u00ad" in mark_breaks("<h2>Оставаться в безопасности</h2>", "ru")


def test_other_languages_are_left_alone():
    html = "<h1>Accessibility of everything</h1>"
    assert mark_breaks(html, "en") == html


def test_pages_carry_the_marks(client):
    assert "<wbr>" in client.get("/ja/now/").text
    assert "\u00ad" in client.get("/de/accessibility/").text
    assert "\u00ad" not in client.get("/de/accessibility/").text.partition("</title>")[0]
    assert "<wbr>" not in client.get("/en/now/").text
