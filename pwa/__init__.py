"""Tadamun: a mutual-aid network's articles and resources, kept on the phone."""
