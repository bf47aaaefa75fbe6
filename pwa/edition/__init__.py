"""From rendered pages to a frozen folder that a phone can keep whole. Knows no web framework."""
