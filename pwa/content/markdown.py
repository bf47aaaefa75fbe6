"""Markdown to safe HTML, with ids on headings and every fault of the text named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin

from pwa.content.fields import HIDDEN

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".webp")

# In the HTML of a body: what must not be mistaken, and where facts are to stand.
CRITICAL = re.compile(r'<p class="critical">(.*?)</p>', re.DOTALL)
QUOTED = re.compile(r'<p class="quoted">(.*?)</p>')
FACTS = "::facts "  # then which, in a paragraph of its own

_CLASSES = frozenset({"critical"})
_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "hr",
         "code", "pre", "img"}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "p": {"class"},
               "h2": {"id"}, "h3": {"id"}, "h4": {"id"}}  # fmt: skip
_SCHEMES = {"https", "mailto", "tel", "sms"}


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Block:
    """A heading, paragraph or list of the text, in the order of the text."""

    kind: str  # "heading 2", "paragraph", "critical paragraph", "list of 3"
    line: int  # of the body, from 1
    plain: str


@dataclass(frozen=True)
class Body:
    html: str
    plain: str
    headings: tuple[Heading, ...]
    blocks: tuple[Block, ...]
    images: dict[str, int]  # name of a file beside the text -> line
    links: tuple[tuple[int, str], ...]  # (line, address) of links inside the network
    quoted: tuple[tuple[int, str], ...]  # (line, which facts): a kind, or one by its name

    @property
    def critical(self) -> list[str]:
        """The HTML inside each critical paragraph."""
        return CRITICAL.findall(self.html)


@dataclass(frozen=True)
class Fault:
    line: int  # of the body, from 1
    field: str
    found: str
    expected: str


def parse(text: str) -> tuple[Body, list[Fault]]:
    """Render a body; the HTML is only to be used where there are no faults."""
    parser = MarkdownIt("commonmark").use(attrs_block_plugin)
    parser.validateLink = _any_link  # type: ignore[method-assign]
    tokens = parser.parse(text)
    faults = [*_faults(tokens)]
    headings = _number_headings(tokens)
    quoted = _mark_quoted(tokens)
    html = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noreferrer noopener",
    )
    inline = [token for token in tokens if token.type == "inline" and not _is_quoted(token)]
    body = Body(
        html=html,
        plain="\n".join(_plain(token) for token in inline),
        headings=headings,
        blocks=tuple(_blocks(tokens)),
        images={
            source: line
            for line, child in _children(tokens)
            if child.type == "image" and _is_beside(source := str(child.attrs["src"]))
        },
        links=tuple(
            (line, href)
            for line, child in _children(tokens)
            if child.type == "link_open" and (href := str(child.attrs["href"])).startswith("/")
        ),
        quoted=quoted,
    )
    return body, faults


def _faults(tokens: Sequence[Token]) -> Iterator[Fault]:
    yield from _heading_faults(tokens)
    for token in tokens:
        line = (token.map or [0])[0] + 1
        yield from _attribute_faults(line, token)
        yield from _mark_faults(line, token)
        if token.type == "html_block":
            yield _raw_html(line, token.content)
    for line, child in _children(tokens):
        if hidden := HIDDEN.search(_shown(child)):
            yield Fault(line, "body", f"the character U+{ord(hidden[0]):04X}", "visible text")
        if child.type == "html_inline":
            yield _raw_html(line, child.content)
        elif child.type == "image":
            yield from _image_faults(line, child)
        elif child.type == "link_open":
            href = str(child.attrs["href"])
            if not href.startswith("/") and href.partition(":")[0] not in _SCHEMES:
                expected = "an https address or a path such as /en/now/"
                yield Fault(line, "link", repr(href), expected)


def _mark_faults(line: int, token: Token) -> Iterator[Fault]:
    text = token.content
    if token.type == "inline" and text.startswith("::") and not text.startswith(FACTS):
        yield Fault(line, "body", repr(text[:40]), f"{FACTS}and which")


def _attribute_faults(line: int, token: Token) -> Iterator[Fault]:
    classes = str(token.attrs.get("class", "")).split()
    if set(token.attrs) - {"class", "start"} or not _CLASSES.issuperset(classes):
        yield Fault(line, "body", f"attributes {token.attrs}", "{.critical} or nothing")
    elif classes and token.type != "paragraph_open":
        yield Fault(line, "body", "{.critical} above no paragraph", "it above a paragraph")


def _shown(inline: Token) -> str:
    return unescape(inline.content) + "".join(map(str, inline.attrs.values()))


def _heading_faults(tokens: Sequence[Token]) -> Iterator[Fault]:
    above = 1  # the title of the page
    for token in tokens:
        if token.type != "heading_open":
            continue
        line = (token.map or [0])[0] + 1
        level = int(token.tag[1])
        if level == 1 or level > 4:
            yield Fault(line, "heading", f"level {level}", "level 2, 3 or 4")
        elif level > above + 1:
            expected = f"level {above + 1}: heading levels do not skip"
            yield Fault(line, "heading", f"level {level} below level {above}", expected)
        above = max(level, 2)


def _raw_html(line: int, content: str) -> Fault:
    return Fault(line, "body", f"raw HTML {content.strip()[:40]!r}", "Markdown only")


def _image_faults(line: int, image: Token) -> Iterator[Fault]:
    source = str(image.attrs["src"])
    if not image.content.strip():
        yield Fault(line, "image", f"no alt text for {source!r}", "![what it shows](file)")
    if not _is_beside(source):
        expected = f"a file beside the text: {', '.join(IMAGE_TYPES)}"
        yield Fault(line, "image", repr(source), expected)


def _is_beside(source: str) -> bool:
    return "/" not in source and source.lower().endswith(IMAGE_TYPES)


def _any_link(url: str) -> bool:
    """Let every link be parsed: the parser would print those it distrusts instead."""
    return True


def _number_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give headings ids that are the same in every language and tell nothing."""
    headings: list[Heading] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            identifier = f"s{len(headings) + 1}"
            token.attrSet("id", identifier)
            headings.append(Heading(int(token.tag[1]), identifier, _plain(tokens[index + 1])))
    return tuple(headings)


def _mark_quoted(tokens: Sequence[Token]) -> tuple[tuple[int, str], ...]:
    """Leave only what is quoted of each paragraph that quotes facts."""
    quoted = []
    for index, token in enumerate(tokens):
        if token.type == "inline" and token.content.startswith(FACTS):
            which = Token("text", "", 0, content=token.content.removeprefix(FACTS).strip())
            token.children, token.meta = [which], {"quoted": True}
            tokens[index - 1].attrSet("class", "quoted")
            quoted.append(((token.map or [0])[0] + 1, which.content))
    return tuple(quoted)


def _is_quoted(inline: Token) -> bool:
    return "quoted" in inline.meta


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    start = 0
    for index, token in enumerate(tokens):
        if token.level:
            continue
        if token.nesting == 1:
            start = index
        if token.nesting != 1:
            inside = tokens[start : index + 1] if token.nesting else [token]
            inline = [it for it in inside if it.type == "inline" and not _is_quoted(it)]
            line = (inside[0].map or [0])[0] + 1
            yield Block(_kind(inside), line, "\n".join(map(_plain, inline)))


def _kind(block: Sequence[Token]) -> str:
    first = block[0]
    match first.type:
        case "heading_open":
            return f"heading {first.tag[1]}"
        case "paragraph_open":
            if _is_quoted(block[1]):
                return f"facts {_plain(block[1])}"
            critical = "critical" in str(first.attrs.get("class", ""))
            return "critical paragraph" if critical else "paragraph"
        case "bullet_list_open" | "ordered_list_open":
            return f"list of {sum(item.type == 'list_item_open' for item in block)}"
    return first.type.removesuffix("_open").replace("_", " ")


def _children(tokens: Sequence[Token]) -> list[tuple[int, Token]]:
    """Return every inline token with its line."""
    found = []
    for block in tokens:
        line = (block.map or [0])[0] + 1
        for child in (block.children or ()) if block.type == "inline" else ():
            found.append((line, child))
            line += child.type in ("softbreak", "hardbreak") or child.content.count("\n")
    return found


def _plain(inline: Token) -> str:
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or ()
    )
