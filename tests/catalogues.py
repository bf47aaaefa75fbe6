"""Keeps the catalogues in step with the code: `--check` reports, otherwise they are updated.

Missing and fuzzy texts, a foreign plural rule, and placeholders that differ are errors.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from pwa.content.wording import wording_faults
from pwa.locales import LOCALES
from pwa.paths import TRANSLATIONS

TEMPLATE = TRANSLATIONS / "messages.pot"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def extract(target: Path) -> None:
    command = ["pybabel", "-q", "extract", "-F", "translations/babel.cfg", "-o", str(target)]
    command += ["-k", "lazy_gettext", "-k", "plural_forms:1,2", "-k", "in_language:2"]
    command += ["--omit-header", "--sort-by-file", "--add-location=file", "pwa"]
    _run(command)


def update() -> None:
    extract(TEMPLATE)
    for catalogue in catalogues():
        language = catalogue.parts[-3]
        command = ["pybabel", "-q", "update", "-i", str(TEMPLATE), "-o", str(catalogue)]
        command += ["-l", language, "--no-fuzzy-matching", "--omit-header", "--ignore-obsolete"]
        _run(command)
        if language == "en":
            _repeat_sources(catalogue)
        _pin_header(catalogue)


def problems() -> list[str]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "messages.pot"
        extract(fresh)
        if fresh.read_text("utf-8") != TEMPLATE.read_text("utf-8"):
            found.append("translations/messages.pot: found old texts: run `make catalogues`")
        wanted = _ids(fresh)
    for catalogue in catalogues():
        found += [
            f"{catalogue.relative_to(TRANSLATIONS.parent)}: {fault}"
            for fault in _faults(catalogue, wanted)
        ]
    return found


def catalogues() -> list[Path]:
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def _faults(path: Path, wanted: set[str]) -> list[str]:
    locale = next(row for row in LOCALES.values() if row.babel_id == path.parts[-3])
    with path.open("rb") as file:
        catalogue = read_po(file, locale=locale.babel_id)
    faults = [f"missing {name!r}" for name in sorted(wanted - _ids(path))]
    faults += [f"unused {name!r}" for name in sorted(_ids(path) - wanted)]
    if f'"Plural-Forms: {locale.plural_forms}\\n"' not in path.read_text("utf-8"):
        faults.append(f"found another plural rule, expected {locale.plural_forms}")
    count = int(locale.plural_forms.removeprefix("nplurals=")[0])
    for message in catalogue:
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        sources = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        if message.fuzzy:
            faults.append(f"fuzzy {sources[0]!r}")
        if not all(texts) or (len(sources) > 1 and len(texts) != count):
            faults.append(f"untranslated {sources[0]!r}")
            continue
        allowed = set().union(*(PLACEHOLDER.findall(source) for source in sources))
        for text in texts:
            used = set(PLACEHOLDER.findall(text or ""))
            faults += [
                f"{sources[0]!r}: found {found}, expected {expected}"
                for found, expected in wording_faults(sources[0], "en", text or "", locale.code)
            ]
            if used - allowed:
                faults.append(f"unknown placeholder in {text!r}")
            if len(texts) == 1 and used != allowed:
                faults.append(f"lost placeholder in {text!r}")
    return faults


def _ids(path: Path) -> set[str]:
    with path.open("rb") as file:
        return {
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(file)
            if message.id
        }


def _pin_header(path: Path) -> None:
    locale = next(row for row in LOCALES.values() if row.babel_id == path.parts[-3])
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {locale.babel_id}\\n"\n'
        f'"Plural-Forms: {locale.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    text = path.read_text("utf-8")
    body = text[text.index("#: ") :]
    path.write_text(header + body, "utf-8")


def _repeat_sources(path: Path) -> None:
    """The texts in the code are English; its catalogue says them again."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if message.id:
            message.string = message.id
    with path.open("wb") as file:
        write_po(file, catalogue, omit_header=True, include_lineno=False)


def _run(command: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *command[1:]], check=True)


if __name__ == "__main__":
    if "--check" in sys.argv:
        faults = problems()
        print("\n".join(faults) or f"{len(catalogues())} catalogues: 0 missing, 0 fuzzy")
        sys.exit(bool(faults))
    update()
