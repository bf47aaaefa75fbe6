"""From a folder that people edit to an immutable model of the network. Knows no web framework."""
