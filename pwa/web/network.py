"""The network whose pages this application shows."""

from flask import current_app

from pwa.content.network import Network


def current_network() -> Network:
    network: Network = current_app.extensions["network"]
    return network
