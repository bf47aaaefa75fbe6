"""Pages as Flask renders them, without a server."""

from pwa.edition.assets import collect
from pwa.paths import STATIC
from pwa.web.app import create_app


def client_for(network):
    return create_app(network, collect(STATIC, network.images).urls).test_client()


def text(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.text


def main(html):
    return html.partition('<main id="main"')[2].partition("</main>")[0]
