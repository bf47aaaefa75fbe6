"""The web app manifest: one name, icon and start in every language, none of them telling."""

from collections.abc import Mapping

from pwa.content.network import Network
from pwa.edition.icons import PAPER
from pwa.edition.index import compact_json
from pwa.locales import LOCALES, LanguageCode


def app_manifest(network: Network, code: LanguageCode, asset_urls: Mapping[str, str]) -> bytes:
    locale = LOCALES[code]
    return compact_json(
        {
            "id": "/?app",
            "name": network.settings.short_name,
            "short_name": network.settings.short_name,
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "lang": locale.tag,
            "dir": locale.direction,
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                _icon(asset_urls["icon-192.png"], 192),
                _icon(asset_urls["icon-512.png"], 512),
                _icon(asset_urls["icon-maskable-512.png"], 512, purpose="maskable"),
            ],
        }
    )


def _icon(url: str, side: int, **more: str) -> dict[str, str]:
    return {"src": url, "sizes": f"{side}x{side}", "type": "image/png", **more}
