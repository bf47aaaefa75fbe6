import pytest

from pwa.edition.compose import join, split
from pwa.errors import EditionError
from pwa.slots import CLOSE, SLOTS, opening


def marked(**slots):
    parts = [f"<{name}>{opening(name)}{text}{CLOSE}" for name, text in slots.items()]
    return "".join(parts) + "</html>"


def test_split_and_join_are_inverse():
    page = marked(title="a", path="x/", main="<p>b</p>")
    shell, slots = split(page)
    assert split(page) == (shell, {"title": "a", "path": "x/", "main": "<p>b</p>"})
    assert join(shell, slots) == "<title>a<path>x/<main><p>b</p></html>"


def test_a_slot_may_stand_in_several_places():
    shell, slots = split(marked(path="x/") + marked(path="x/"))
    assert slots == {"path": "x/"}
    assert join(shell, {"path": "y/"}) == "<path>y/</html><path>y/</html>"


def test_empty_slots_are_left_out_of_the_entry():
    _, slots = split(marked(title="a", head=""))
    assert slots == {"title": "a"}


def test_a_slot_with_two_contents_is_refused():
    with pytest.raises(EditionError, match="slot path: found two"):
        split(marked(path="x/") + marked(path="y/"))


def test_only_slots_of_the_one_list_can_be_marked():
    assert "main" in SLOTS
    with pytest.raises(KeyError):
        opening("sidebar")
