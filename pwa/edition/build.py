"""The order of the steps that turn a network into an edition, and nothing else."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pwa.content.network import Network
from pwa.content.search import Found, found_on, searched
from pwa.content.urls import BARE_PAGES, paths, topic_of
from pwa.edition import hosts, index, packs
from pwa.edition.appmanifest import app_manifest
from pwa.edition.assets import MARK, Assets
from pwa.edition.chunks import Chunk, Entry, make_chunks
from pwa.edition.compose import Shell, join
from pwa.edition.compression import quick_ends
from pwa.edition.history import Base, read_bases
from pwa.edition.icons import root_icons
from pwa.edition.pages import Pages
from pwa.edition.patches import BUNDLE_LIMIT, MANY, bundle, make_patch
from pwa.edition.search import database_name, search_database
from pwa.edition.worker import kill_script, worker_script
from pwa.edition.write import CURRENT, NewEdition
from pwa.errors import EditionError
from pwa.headers import page_headers
from pwa.locales import LanguageCode


def build_edition(
    network: Network,
    render: Callable[[str], bytes],
    program: str,
    assets: Assets,
    worker_template: Path,
    folder: Path,
    *,
    sequence: int,
    previous: Sequence[Path] = (),
    kill_worker: bool = False,
) -> Path:
    """Render, cut, pack and write every page; return the folder of the new edition.

    `render(url)` gives a page with its slots marked, and `program` names what it renders with;
    `previous` are the editions from which patches lead to this one; `kill_worker` makes phones
    let go of all that they keep.
    Raises EditionError.
    """
    pages = Pages(network, render, f"{program} {sorted(assets.urls.items())}", folder)
    images = [assets.urls[name] for name in network.images]
    kill = kill_script(worker_template, network.languages)
    https = network.settings.https
    sizes = {}
    databases = {}
    with NewEdition(folder, sequence) as edition:
        for code in network.languages:
            shell, entries = _cut(network, code, pages, images)
            for entry in entries:
                edition.add(f"{entry.url}index.html", join(shell, entry.all_slots()).encode())
            name = database_name(code)
            found = [*_found(network, code, entries)]
            databases[name] = search_database(found, program, folder.resolve() / CURRENT / name)
            bases = read_bases(previous, code)
            sizes[code] = _keep(edition, code, network, shell, entries, assets, sequence, bases)
        files = {
            **assets.bodies,
            "/offline/index.json": index.compact_json(sizes),
            **root_icons(assets.bodies[assets.urls[MARK]].decode()),
            "/sw-kill.js": kill,
            "/sw.js": kill if kill_worker else worker_script(worker_template, network.languages),
            **{url: render(url) for url in BARE_PAGES},
            "/_headers": hosts.headers_file(https=https),
        }
        for url, body in files.items():
            edition.add(url, body)
        private = {
            "assets.json": index.compact_json(dict(assets.urls)),
            **databases,
            "nginx.conf": hosts.nginx_snippet(https=https),
        }
        published = edition.publish(private)
    pages.remember(published)
    return published


def _cut(
    network: Network, code: LanguageCode, pages: Pages, images: Sequence[str]
) -> tuple[Shell, list[Entry]]:
    """Return the one shell of a language, and the entry of each of its pages."""
    shells: dict[Shell, str] = {}
    entries = []
    for path, shell, slots in pages.cut(code, paths(network)):
        url = f"/{code}/{path}"
        if shell:
            shells.setdefault(shell, url)
        if len(shells) > 1:
            raise EditionError(
                f"{url}: found a page frame other than that of {shells[next(iter(shells))]}, "
                "expected one frame for all pages of a language: put what differs into a slot"
            )
        if "/static/" in _without(images, slots.get("main", "")):
            raise EditionError(
                f"{url}: found a /static/ file in `main`, expected icons by CSS class"
            )
        inner = {name: text for name, text in slots.items() if name != "path"}
        entry = Entry(url, topic_of(network, path), inner)
        if shell and dict(entry.all_slots()) != {"path": path, **slots}:
            raise EditionError(f"{url}: found the path {slots['path']!r}, expected {path!r}")
        entries.append(entry)
    return next(iter(shells)), entries


def _found(network: Network, code: LanguageCode, entries: Sequence[Entry]) -> Iterator[Found]:
    """Yield what search finds in a language."""
    mains = {entry.url: entry.slots.get("main", "") for entry in entries}
    for path in searched(network):
        yield from found_on(path, mains[f"/{code}/{path}"], code)


def _keep(
    edition: NewEdition,
    code: LanguageCode,
    network: Network,
    shell: Shell,
    entries: Sequence[Entry],
    assets: Assets,
    sequence: int,
    bases: Sequence[Base],
) -> dict[str, object]:
    """Add the files from which a phone keeps a language; return the sizes shown before."""
    manifest = (f"/{code}/app.webmanifest", app_manifest(network, code, assets.urls))
    edition.add(*manifest)
    chunks = make_chunks(entries)
    bodies = {_address(code, chunk): chunk.body for chunk in chunks}
    chunk_sizes = edition.compressor.sizes(bodies)
    transfer = {chunk.hash: chunk_sizes[_address(code, chunk)] for chunk in chunks}
    for address, body in bodies.items():
        edition.add(address, body)
    packed, patch_size = _packed(edition, code, chunks, transfer, bases)
    pack, pack_size, rests = _add_pack(edition, code, packed)
    needed = [*_assets_of(shell, entries, assets), manifest]
    headers = page_headers(https=network.settings.https)
    body = index.index_body(shell, needed, headers, chunks, transfer, packed)
    index_address = f"/offline/{code}/index/{hashlib.sha256(body).hexdigest()}.json"
    index_size = edition.compressor.sizes({index_address: body})[index_address]
    edition.add(index_address, body)
    _add_patches(edition, code, (body, index_size), chunks, transfer, bases)
    total = index_size + (sum(transfer.values()) if pack_size is None else pack_size + patch_size)
    told = index.manifest_body(
        sequence=sequence,
        index=body,
        pack=pack,
        rests=rests,
        pages=len(entries),
        transfer_bytes=total,
        tombstones=network.settings.withdrawn,
    )
    edition.add(f"/offline/{code}.json", told)
    return {
        "pages": len(entries),
        "transfer_bytes": total,
        "topics": index.topic_sizes(chunks, transfer, index_size),
    }


def _packed(
    edition: NewEdition,
    code: LanguageCode,
    chunks: Sequence[Chunk],
    transfer: Mapping[str, int],
    bases: Sequence[Base],
) -> tuple[Sequence[bytes], int]:
    """Return what the pack holds for each chunk, and the bytes of the patches that it calls for."""
    fresh = [chunk.body for chunk in chunks]
    held = packs.earlier_pack(chunks, bases) or fresh
    changed = [(chunk, old) for chunk, old in zip(chunks, held, strict=True) if old != chunk.body]
    room = packs.MOST_ADDED * sum(transfer.values()) - len(changed) * index.HEADS
    if room < 0:  # whatever the patches take: they need not be made
        return fresh, 0
    patches = {
        _patch_address(code, chunk, hashlib.sha256(old).hexdigest()): make_patch(old, chunk.body)
        for chunk, old in changed
    }
    size = sum(edition.compressor.sizes(patches).values())
    return (held, size) if size <= room else (fresh, 0)


def _add_pack(
    edition: NewEdition, code: LanguageCode, packed: Sequence[bytes]
) -> tuple[str | None, int | None, list[int]]:
    """Add the pack and its rests where it is not too long; return its name, size and the rests."""
    pack = b"".join(packed)
    name = hashlib.sha256(pack).hexdigest()
    address = f"/offline/{code}/pack/{name}.json"
    size = edition.compressor.size_within(packs.LIMIT, address, pack)
    if size is None:
        return None, None, []
    edition.add(address, pack)
    before = edition.compressor.unchanged(address, pack)
    rests = (
        sorted(int(rest.name.split(".")[1]) for rest in before.parent.glob(f"{name}.*.json"))
        if before
        else [*packs.rest_starts(quick_ends(packed))]
    )
    for start in rests:
        address = f"/offline/{code}/pack/{name}.{start}.json"
        edition.compressor.quickly(address)
        edition.add(address, b"".join(packed[start:]))
    return name, size, rests


def _add_patches(
    edition: NewEdition,
    code: LanguageCode,
    new_index: tuple[bytes, int],
    chunks: Sequence[Chunk],
    transfer: Mapping[str, int],
    bases: Sequence[Base],
) -> None:
    """Add the ways from earlier indexes and chunks to these, where they are the shorter ones."""
    body, size = new_index
    name = hashlib.sha256(body).hexdigest()
    patches: dict[str, bytes] = {}
    limits: dict[str, int] = {}
    for base in bases:
        changed = {}
        for chunk in chunks:
            old = base.chunks.get(chunk.slot)
            if old and old[0] != chunk.hash:
                address = changed[chunk.slot] = _patch_address(code, chunk, old[0])
                if address not in patches:
                    patches[address] = make_patch(old[1].read_bytes(), chunk.body)
                    limits[address] = transfer[chunk.hash]
        if base.index != name:
            address = f"/offline/{code}/index/{name}.from.{base.index}.json"
            patches[address], limits[address] = make_patch(base.index_body, body), size
        if len(changed) >= MANY:
            address = f"/offline/{code}/patches/{name}.from.{base.index}.json"
            patches[address] = bundle({slot: patches[single] for slot, single in changed.items()})
            limits[address] = BUNDLE_LIMIT
    for address, patch_size in edition.compressor.sizes(patches).items():
        if patch_size < limits[address]:
            edition.add(address, patches[address])


def _address(code: LanguageCode, chunk: Chunk) -> str:
    return f"/offline/{code}/{chunk.slot}/{chunk.hash}.json"


def _patch_address(code: LanguageCode, chunk: Chunk, old: str) -> str:
    return f"/offline/{code}/{chunk.slot}/{chunk.hash}.from.{old}.json"


def _assets_of(shell: Shell, entries: Sequence[Entry], assets: Assets) -> list[index.Asset]:
    """Return what the pages of a language refer to: styles, scripts, icons, images."""
    slots = (text for entry in entries for text in entry.slots.values())
    texts = [*shell, *(text for text in slots if "/static/" in text)]
    named = assets.closure(url for url in assets.bodies if any(url in text for text in texts))
    return [(url, assets.bodies[url]) for url in named]


def _without(images: Sequence[str], main: str) -> str:
    for url in images:
        main = main.replace(url, "")
    return main
