"""The wheel, installed where no checkout is, builds and serves its own edition."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.server import Server, free_port
from tests.support.sites import MINIMAL

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_wheel_serves_in_an_empty_environment(tmp_path):
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path)]
    subprocess.run([*pip, "wheel", *options, str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    subprocess.run([*install, *lock], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    server = Server(tmp_path, tmp_path, free_port())
    tadamun = python.with_name("tadamun")
    subprocess.run([tadamun, "check"], check=True, cwd=tmp_path)  # the starter network is in it
    server.command = [tadamun, "serve", "--content", str(MINIMAL), "--port", str(server.port)]
    server.environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    server.folder = tmp_path
    with server:
        assert server.get("/ar/articles/first-steps/").status == 200
        assert server.get("/offline/ar.json").status == 200
    assert (tmp_path / "cache" / "tadamun" / "current" / "site").is_dir()
