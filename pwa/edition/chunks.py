"""Entries grouped into chunks: what is verified, stored and chosen as one."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pwa.content.urls import FIRST, LISTS
from pwa.edition.compose import Slots

CHUNK_TARGET = 80_000  # bytes of entries, the mean over the slots of one kind in a topic


@dataclass(frozen=True)
class Entry:
    """One page without its shell; the slot `path` is not repeated, as the address holds it."""

    url: str
    topic: str
    slots: Slots

    def all_slots(self) -> Slots:
        return {**self.slots, "path": self.url.split("/", 2)[2]}

    def line(self) -> bytes:
        entry = {"url": self.url, "slots": dict(self.slots)}
        return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True)
class Chunk:
    """Lines of JSON, one for each entry."""

    slot: str  # depends on the addresses of the pages alone
    topic: str
    body: bytes
    places: tuple[tuple[str, int], ...]  # (url, length in bytes) of each line

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def make_chunks(entries: Iterable[Entry]) -> list[Chunk]:
    """Return the chunks in the order of the pack: the first set, articles, lists, all else by kind.

    Pages of one kind (articles, services …) are much alike: next to each other they take less.
    Articles come early because nothing else tells of them: a rest of the pack that begins among
    them takes little more than its share.
    """
    groups: Mapping[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[_kind(entry), entry.topic].append(entry)
    chunks = []
    for kind, topic in sorted(groups, key=_rank):
        by_slot: Mapping[str, list[Entry]] = defaultdict(list)
        bits = _slot_bits(sum(len(entry.line()) for entry in groups[kind, topic]))
        for entry in groups[kind, topic]:
            by_slot[_slot(f"{topic}-{kind}" if kind else topic, entry.url, bits)].append(entry)
        chunks += [_chunk(slot, topic, by_slot[slot]) for slot in sorted(by_slot)]
    return chunks


def _rank(group: tuple[str, str]) -> tuple[bool, bool, tuple[str, str]]:
    kind, topic = group
    return topic != FIRST, kind != "articles", group


def _kind(entry: Entry) -> str:
    """Return what a page is: lists and forms are of no kind; topics are lists as help is."""
    kind = "" if entry.topic in (FIRST, LISTS) else entry.url.split("/")[2]
    return "help" if kind == "topics" else kind


def _slot_bits(size: int) -> int:
    """Return the smallest number of bits with a mean chunk of at most the target."""
    bits = 0
    while size / 2**bits > CHUNK_TARGET:
        bits += 1
    return bits


def _slot(group: str, url: str, bits: int) -> str:
    if bits == 0:
        return group
    digest = int.from_bytes(hashlib.sha256(url.encode()).digest())
    return f"{group}-{digest >> (256 - bits):0{bits}b}"


def _chunk(slot: str, topic: str, entries: list[Entry]) -> Chunk:
    lines = {entry.url: entry.line() for entry in sorted(entries, key=lambda entry: entry.url)}
    places = tuple((url, len(line)) for url, line in lines.items())
    return Chunk(slot, topic, b"".join(lines.values()), places)
