"""The words with which services and articles find each other."""

from typing import Literal, get_args

Need = Literal[
    "tonight", "shelter", "food", "health", "treatment", "children", "transport", "rights", "talk"
]
NEEDS: tuple[Need, ...] = get_args(Need)

Kind = Literal[
    "volunteer-group",
    "advocacy-initiative",
    "mutual-aid-programme",
    "peer-circle",
    "public-service",
    "charity",
]

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

# Answers about what a service does with what it hears; "unknown" is an answer too.
Answer = Literal["yes", "no", "unknown"]
