import re
import time

import pytest

from pwa.content.markdown import Heading, parse


def found(text):
    return [(fault.line, fault.field, fault.found) for fault in parse(text)[1]]


def test_a_plain_text_has_no_faults():
    body, faults = parse("One *two*.\n\n## Three\n\n- [four](https://example.org)")
    assert faults == []
    assert body.plain.split("\n") == ["One two.", "Three", "four"]


def test_headings_get_ids_that_tell_nothing_and_hold_in_every_language():
    """C12 and A75"""
    body, _ = parse("## Danger\n\n### *At* home\n\n## خطر")
    assert body.headings == (
        Heading(2, "s1", "Danger"),
        Heading(3, "s2", "At home"),
        Heading(2, "s3", "خطر"),
    )
    assert re.findall(r'<h(\d) id="(\w+)">', body.html) == [("2", "s1"), ("3", "s2"), ("2", "s3")]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("# One", [(1, "heading", "level 1")]),
        ("Title\n=====", [(1, "heading", "level 1")]),
        ("### Three", [(1, "heading", "level 3 below level 1")]),
        ("## Two\n\n#### Four", [(3, "heading", "level 4 below level 2")]),
        ("## Two\n### Three\n#### Four\n##### Five", [(4, "heading", "level 5")]),
        ("## Two\n### Three\n## Two\n### Three", []),
    ],
)
def test_heading_levels_do_not_skip(text, faults):
    """A75"""
    assert found(text) == faults


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<script>alert(1)</script>", 1),
        ("One\n\n<div>\n\nTwo", 3),
        ("One\ntwo <b>three", 2),
        ("One <!-- hidden --> two", 1),
        ("- one\n- <img src=x onerror=alert(1)>", 2),
    ],
)
def test_raw_html_is_refused_and_not_passed_on(text, line):
    assert {fault[:2] for fault in found(text)} == {(line, "body")}
    assert not re.search("<script|<div|<b>|<!--|onerror", parse(text)[0].html)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x73;cript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://example.org",
        "ftp://example.org",
        "somewhere.md",
        "#s1",
        "?q=1",
    ],
)
@pytest.mark.parametrize("form", ["One\n[two]({})", "One\n[two]\n\n[two]: {}"])
def test_links_lead_to_safe_addresses_only(address, form):
    (fault,) = found(form.format(address))
    assert fault[:2] == (2, "link")
    assert "script:" not in parse(form.format(address))[0].html.lower()


@pytest.mark.parametrize(
    "address", ["https://example.org", "mailto:a@example.org", "tel:112", "sms:112", "/en/now/"]
)
def test_good_links_stay(address):
    body, faults = parse(f"[two]({address})")
    assert faults == []
    assert f'<a href="{address}" rel="noreferrer noopener">two</a>' in body.html


def test_links_inside_the_network_are_listed_with_their_line():
    body, _ = parse("One\n\n- [two](/en/now/)\n  three\n  [four](/en/search/)")
    assert body.links == ((3, "/en/now/"), (5, "/en/search/"))


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("![A square](square.png)", []),
        ("One\n![](square.png)", [(2, "image", "no alt text for 'square.png'")]),
        ("![A square](a/square.png)", [(1, "image", "'a/square.png'")]),
        ("![A square](../square.png)", [(1, "image", "'../square.png'")]),
        ("![A square](square.svg)", [(1, "image", "'square.svg'")]),
        ("![A square]()", [(1, "image", "''")]),
        ("![A](data:image/png;base64,AA==)", [(1, "image", "'data:image/png;base64,AA=='")]),
    ],
)
def test_images_lie_beside_the_text_and_say_what_they_show(text, faults):
    """A1"""
    assert found(text) == faults


def test_images_are_listed_once_with_their_line():
    assert parse("One\n![A](b.png)\n\n![A](b.PNG)")[0].images == {"b.png": 2, "b.PNG": 4}


def test_a_critical_paragraph_keeps_its_mark():
    body, faults = parse("One.\n\n{.critical}\nTwo.\n\nThree.")
    assert faults == []
    assert body.html == '<p>One.</p>\n<p class="critical">Two.</p>\n<p>Three.</p>\n'


@pytest.mark.parametrize("below", ["- a list", "1. a list", "## A heading", "> a quotation", "---"])
def test_a_critical_mark_is_not_lost_on_what_is_no_paragraph(below):
    assert [fault[1:] for fault in found("{.critical}\n" + below)] == [
        ("body", "{.critical} above no paragraph")
    ]


@pytest.mark.parametrize("mark", ["{.other}", "{#id}", "{style=x}", "{.critical .other}"])
def test_other_attributes_are_refused(mark):
    text = mark + "\nOne."
    assert len(found(text)) == 1
    assert not re.search("id=|style", parse(text)[0].html)


@pytest.mark.parametrize(
    "text",
    [
        "a &#x202e; b",
        "a &#xE000; b",
        "![a &#xE000;](b.png)",
        '[a](/en/now/ "&#xE000;")',
    ],
)
def test_hidden_characters_are_found_behind_entities(text):
    """The edition cuts pages at private-use characters: content must not bring its own."""
    assert [fault[:2] for fault in found("One\n" + text)] == [(2, "body")]


def test_lines_are_counted_inside_a_paragraph():
    text = "one\ntwo\\\nthree\n![](a.png)"
    assert found(text) == [(4, "image", "no alt text for 'a.png'")]


@pytest.mark.parametrize(
    "unit", ["[", "![", "> ", "- ", "*a ", "`", "<", "[a](", "![a](", "{.", "&#", "_*", "\\"]
)
def test_hostile_texts_are_read_in_reasonable_time(unit):
    start = time.perf_counter()
    parse(unit * (4_000 // len(unit)))
    assert time.perf_counter() - start < 3  # seconds
