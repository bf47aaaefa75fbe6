import hashlib
import re
import subprocess

import pytest

from pwa.edition.assets import collect
from pwa.errors import EditionError
from pwa.paths import STATIC


@pytest.fixture
def static(tmp_path):
    for name, text in {
        "css/app.css": '@import "one.css";\n@import "two.css";\n',
        "css/one.css": "/* why */\na { b: c }\n",
        "css/two.css": '.i { mask: url("../icons/i.svg") }\n',
        "icons/i.svg": '<svg viewBox="0 0 24 24"><path d="i"/></svg>',
        "icons/j.svg": '<svg viewBox="0 0 24 24"><path d="j"/></svg>',
        "js/app.js": 'import { x } from "./lib/x.js";\n// why\nx.y();\n',
        "mark.svg": '<svg viewBox="0 0 48 48"><path d="M8 8h32v32H8z"/></svg>',
        "js/early.js": "early();\n",
        "js/lib/x.js": "/** what */\nexport const x = z();\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_stylesheets_are_joined_in_order_without_comments(static):
    assets = collect(static, {})
    sheet = assets.bodies[assets.urls["app.css"]].decode()
    icon = assets.urls["icons/i.svg"]
    assert sheet == f'a {{ b: c }}\n.i {{ mask: url("{icon}") }}\n'
    assert icon.endswith("#i")


def test_modules_become_one_script_each_after_those_it_needs(static):
    assets = collect(static, {})
    assert assets.bodies[assets.urls["app.js"]] == b"z().y();"
    assert assets.bodies[assets.urls["early.js"]] == b"early();"


def test_a_vendored_module_is_taken_over_by_its_one_name(static):
    (static / "js/vendor").mkdir()
    vendored = "const made = (x) => x + 1;\n\nexport { made as default };\n"
    (static / "js/vendor/made.js").write_text(vendored, "utf-8")
    script = 'import made from "./vendor/made.js";\nshow(made(location));\n'
    (static / "js/app.js").write_text(script, "utf-8")
    assets = collect(static, {})
    joined = assets.bodies[assets.urls["app.js"]]
    assert joined == b"const made=x=>x+1;show(made(location));"


def test_what_is_published_is_a_script(tmp_path):
    """The minifier leaves notes, and words must not run into each other where they are removed."""
    assets = collect(STATIC, {})
    for name in ("app.js", "early.js"):
        script = tmp_path / name.replace(".js", ".mjs")
        script.write_bytes(assets.bodies[assets.urls[name]])
        subprocess.run(["node", "--check", script], check=True)


def test_vendored_code_is_what_its_authors_published():
    table = (STATIC / "js/vendor/README.md").read_text("utf-8")
    named = dict(re.findall(r"^\| `([\w.]+)` .*`([0-9a-f]{64})` \|$", table, re.MULTILINE))
    there = {path.name: path.read_bytes() for path in (STATIC / "js/vendor").glob("*.js")}
    assert {name: hashlib.sha256(body).hexdigest() for name, body in there.items()} == named


def test_a_name_declared_in_two_modules_stops_the_build(static):
    (static / "js/app.js").write_text('import { x } from "./lib/x.js";\nfunction x() {}\n', "utf-8")
    with pytest.raises(EditionError, match=r"`x` at the top of both x\.js and app\.js"):
        collect(static, {})


def test_what_an_asset_refers_to_is_kept_with_it(static):
    assets = collect(static, {})
    kept = assets.closure(iter([assets.urls["app.css"], assets.urls["app.js"]]))
    assert set(kept) == {
        assets.urls["app.css"],
        assets.urls["icons.svg"],
        assets.urls["app.js"],
    }


def test_icons_share_one_picture_with_a_view_for_each(static):
    assets = collect(static, {})
    address, _, view = assets.urls["icons/j.svg"].partition("#")
    picture = assets.bodies[address].decode()
    assert view == "j"
    assert '<view id="j" viewBox="0 24 24 24"/>' in picture
    assert '<g transform="translate(0 24)"><path d="j"/></g>' in picture


def test_an_icon_of_another_size_is_refused(static):
    (static / "icons/j.svg").write_text('<svg viewBox="0 0 48 48"/>', "utf-8")
    with pytest.raises(EditionError, match=r"icons/j\.svg"):
        collect(static, {})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("js/app.js", 'import { y } from "./none.js";\n', r"none\.js"),
        ("js/lib/x.js", 'import { y } from "../app.js";\n', "circle"),
        ("js/app.js", 'import "./lib/x.js";\n', "expected `import { name }"),
        ("js/lib/x.js", "export default 1;\n", "expected `import { name }"),
        ("css/two.css", 'a { mask: url("../icons/none.svg") }\n', r"icons/none\.svg"),
    ],
)
def test_references_that_lead_nowhere_stop_the_build(static, name, text, message):
    (static / name).write_text(text, "utf-8")
    with pytest.raises(EditionError, match=message):
        collect(static, {})
