"""The settings that several commands share; each is also a `TADAMUN_*` variable."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pwa.errors import TadamunError
from pwa.paths import STARTER_CONTENT, default_edition_dir

Command = TypeVar("Command", bound=Callable[..., Any] | click.Command)


def _here() -> Path:
    here = Path.cwd()
    return here if (here / "network.toml").is_file() else STARTER_CONTENT


def _own() -> Path:
    found = _here()
    if found.is_relative_to(Path.cwd()):
        return found
    raise TadamunError(
        f"{Path.cwd()}: found no network.toml, expected the folder of your network: go there, "
        "or add --content FOLDER"
    )


def _content(default: Callable[[], Path], shown: str) -> Callable[[Command], Command]:
    return click.option(
        "--content",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=default,
        envvar="TADAMUN_CONTENT",
        show_default=shown,
        help="Folder with network.toml, articles, resources.",
    )


content = _content(_here, "where network.toml lies: here, else the starter network")
own_content = _content(_own, "here, where network.toml lies")  # of commands that write into it


def editions(name: str) -> Callable[[Command], Command]:
    return click.option(
        name,
        "editions",
        type=click.Path(file_okay=False, path_type=Path),
        default=default_edition_dir,
        envvar="TADAMUN_EDITION",
        show_default="build/ in a checkout, else the user's cache folder",
        help="Folder that holds the editions; the newest is <folder>/current/site.",
    )


sequence = click.option(
    "--sequence",
    type=click.IntRange(min=0),
    envvar=["TADAMUN_SEQUENCE", "SOURCE_DATE_EPOCH"],
    show_default="time of the newest commit",
    help="Number that grows with each edition; phones never go back.",
)

previous = click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    show_default="the last eight editions built into the same folder",
    help="Earlier edition that phones may have; patches lead from it to the new one.",
)

kill_worker = click.option(
    "--kill-worker",
    is_flag=True,
    envvar="TADAMUN_KILL_WORKER",
    help="Make phones remove all that they keep, and the worker with it.",
)

base_url = click.option(
    "--base-url",
    envvar="TADAMUN_BASE_URL",
    show_default="base_url of network.toml",
    help="Public https address.",
)
