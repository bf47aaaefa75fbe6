"""The web app manifest: one name, icon and start in every language, none of them telling."""

from collections.abc import Mapping

from pwa.content.network import Network
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
            "background_color": "#FAF7F2",
            "theme_color": "#FAF7F2",
            "icons": [{"src": asset_urls["mark.svg"], "sizes": "any", "type": "image/svg+xml"}],
        }
    )
