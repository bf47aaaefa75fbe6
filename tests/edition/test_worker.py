import re

import pytest

from pwa.edition.index import FORMAT
from pwa.edition.worker import KILL_PARTS, PARTS, worker_script
from pwa.errors import EditionError
from pwa.paths import WORKER_TEMPLATE


def test_every_part_of_the_template_is_in_the_script():
    assert {path.name for path in WORKER_TEMPLATE.glob("*.js")} == {*PARTS, *KILL_PARTS}


def test_the_script_holds_the_format_and_the_languages():
    script = worker_script(WORKER_TEMPLATE, ["ar", "ja"]).decode()
    assert re.search(rf"DATA=\{{format:{FORMAT},languages:\[.ar.,.ja.\]\}}", script)


def test_the_script_holds_no_hash_and_no_notes():
    script = worker_script(WORKER_TEMPLATE, ["ar"]).decode()
    assert not re.search(r"[0-9a-f]{12}", script)
    assert "/**" not in script
    assert "\n//" not in script


def test_a_template_without_data_object_is_refused(tmp_path):
    for name in PARTS:
        (tmp_path / name).write_text("", "utf-8")
    with pytest.raises(EditionError, match="found 0 data objects"):
        worker_script(tmp_path, ["ar"])
