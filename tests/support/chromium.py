"""Which Chromium the tests drive, and how it is started."""

import os
import shutil
from pathlib import Path
from typing import Any

# Without these flags Chromium calls home at every start.
_QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launch_arguments(browser_type) -> dict[str, Any]:
    """Return nothing where Playwright's own browser is there, else those for the machine's."""
    if Path(browser_type.executable_path).exists():
        return {}
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit("No Chromium: apt install chromium, or playwright install chromium")
    arguments = ["--no-sandbox", "--disable-quic", "--no-first-run", *_QUIET]
    return {"executable_path": found, "args": arguments}
