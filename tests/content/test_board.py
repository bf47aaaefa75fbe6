import pytest

from pwa.content.load import load_network

ENTRY = """kind = "{kind}"
need = "food"
place = "{place}"
posted = {posted}
until = {until}

[text]
en = "{text}"
"""


@pytest.fixture
def entry(folder):
    def write(name="soup", **changes):
        usual = {"kind": "offer", "place": "DE", "posted": "2026-11-01", "until": "2026-12-31"}
        path = folder / "board" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(ENTRY.format(**{**usual, "text": "Soup for four.", **changes}), "utf-8")

    return write


def test_an_entry_is_read(folder, entry):
    entry()
    (found,) = load_network(folder).board
    assert (found.id, found.kind, found.need) == ("soup", "offer", "food")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "sale"}, "kind: found 'sale', expected 'offer', 'ask', 'skill', 'group' or"),
        ({"place": "atlantis"}, "place: found 'atlantis', expected worldwide or a place in places"),
        ({"until": "2027-01-01"}, "until: found 2027-01-01, expected 2026-11-01 to 2026-12-31"),
        ({"until": "2026-10-31"}, "until: found 2026-10-31, expected 2026-11-01 to 2026-12-31"),
        ({"text": "x" * 601}, "text.en: found"),
    ],
)
def test_what_does_not_fit_the_board_is_refused(entry, problems, changes, problem):
    entry(**changes)
    (found,) = problems()
    assert found.partition(": ")[2].startswith(problem)


@pytest.mark.parametrize(
    "text",
    [
        *("Call 030 1234567", "+44 20 7946 0018", "0171/234 56 78", "Write to soup@example.org"),
        *("see https://example.org", "www.example.org", "I am @soup", "٠٣٠ ١٢٣٤٥٦٧"),
    ],
)
def test_nobody_can_be_reached_but_through_the_network(entry, problems, text):
    """No numbers, addresses or accounts: what is read by everybody can be used by anybody."""
    entry(text=text)
    (found,) = problems()
    assert "answers go through the network" in found


@pytest.mark.parametrize("text", ["On 2026-12-24 at 18:00", "24.12.2026", "For 4 people, 12 bowls"])
def test_days_and_amounts_are_no_numbers_to_call(entry, problems, text):
    entry(text=text)
    assert problems() == []


def test_an_entry_may_be_in_one_language_that_is_not_the_source(folder, entry):
    entry()
    path = folder / "board" / "soup.toml"
    path.write_text(path.read_text("utf-8").replace('en = "', 'ar = "'), "utf-8")
    assert load_network(folder).board[0].text == {"ar": "Soup for four."}
