"""Every page a network has: the one list that is rendered, frozen and kept on phones."""

from pwa.content.network import Network
from pwa.content.vocabulary import NEEDS

# What a phone keeps before all else: useful even when nothing more arrives.
FIRST_SET = ("now/", "safety/", "neutral/", "unreachable/", "withdrawn/")

# What a phone keeps as it keeps topics, though readers know no such topic.
FIRST, LISTS = "first", "pages"

# Pages for hosts without a server of ours; their addresses carry no language.
BARE_PAGES = ("/index.html", "/404.html")


def paths(network: Network) -> tuple[str, ...]:
    """Return the addresses of all pages without their language, the same in each language."""
    return (
        "",
        *FIRST_SET,
        *(f"topics/{topic.id}/" for topic in network.topics),
        *(f"articles/{article.slug}/" for article in network.articles),
        *(f"help/{need}/" for need in NEEDS),
        *(f"help/{need}/{place}/" for need in NEEDS for place in network.places_with(need)),
        "resources/",
        *(f"resources/{service.id}/" for service in network.services),
        "search/",
        "saved/",
        "board/",
        "contact/",
        "about/",
        "accessibility/",
        "install/",
        "forget/",
    )


def urls(network: Network) -> tuple[str, ...]:
    """Return the addresses of all pages: `/ar/`, `/ar/now/`, …"""
    return tuple(f"/{code}/{path}" for code in network.languages for path in paths(network))


def topic_of(network: Network, path: str) -> str:
    """Return the topic under which a phone keeps a page; `LISTS` where it belongs to none."""
    if path in FIRST_SET:
        return FIRST
    kind, _, name = path.rstrip("/").partition("/")
    topic = None
    match kind:
        case "topics":
            topic = name
        case "articles":
            article = network.article(name)
            topic = article.topic if article else None
        case "help":
            topic = network.topic_of_need(name.partition("/")[0])
        case "resources" if name:
            service = network.service(name)
            topic = network.topic_of_need(service.help[0]) if service else None
    return topic or LISTS
