"""Runs a module of the readers' pages by itself."""

import json
import subprocess
from typing import Any

from pwa.paths import STATIC


def on_the_phone(
    module: str, names: str, script: str, values: list[Any], *, before: str = ""
) -> list[Any]:
    """Return what a function of one argument, written in JavaScript, gives for each value.

    It may use the `names` that `static/js/<module>` exports, and may be asynchronous. `before` runs
    first, for what browsers have and Node has not.
    """
    source = f"""
        import {{ {names} }} from {json.dumps((STATIC / "js" / module).as_uri())};
        import {{ readFileSync }} from "node:fs";
        {before}
        const values = JSON.parse(readFileSync(0, "utf8"));
        const found = [];
        for (const value of values) found.push(await ({script})(value));
        process.stdout.write(JSON.stringify(found));
    """
    command = ["node", "--input-type=module", "-e", source]
    given = json.dumps(values)
    result = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    found: list[Any] = json.loads(result.stdout)
    return found
