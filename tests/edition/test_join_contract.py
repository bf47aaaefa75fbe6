"""The worker puts pages together exactly as the server does."""

import json
import re
import subprocess

import pytest

from pwa.edition.compose import join
from pwa.paths import WORKER_TEMPLATE
from pwa.slots import CLOSE, OPEN

HOSTILE = [
    *("$&", "$'", "$`", "$1", "$$", "</main>", "\u2028", "\u2029", "\U0001f331", "\\u0000", '"'),
    *(f"{OPEN}main{CLOSE}", "main", ""),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_join_gives_the_same_in_python_and_in_the_worker(text):
    shell = ["<a>", "main", "<b>", "path", "<c>", "main", "</c>", "lacks-de", ""]
    slots = {"main": text, "path": f"x{text}/"}
    source = (WORKER_TEMPLATE / "serve.js").read_text("utf-8")
    (function,) = re.findall(r"^const join = .*?;$", source, re.MULTILINE | re.DOTALL)
    call = f"{function} process.stdout.write(join({json.dumps(shell)}, {json.dumps(slots)}))"
    result = subprocess.run(["node", "-e", call], capture_output=True, check=True)
    assert result.stdout.decode() == join(shell, slots)
