"""The pages: Flask, Jinja and gettext over a `Network`. Knows nothing of editions."""
