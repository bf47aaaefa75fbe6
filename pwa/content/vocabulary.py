"""The words with which services, articles and readers find each other."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pwa.locales import LanguageCode

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
KINDS: tuple[Kind, ...] = get_args(Kind)

# For whom a service is made, which need not mean that it turns others away.
Community = Literal[
    "lgbtqi",
    "trans-women",
    "trans-men",
    "non-binary",
    "intersex",
    "lesbian",
    "gay",
    "bisexual",
    "hiv",
    "sex-workers",
    "refugees",
    "undocumented",
    "young",
    "older",
    "parents",
    "disabled",
    "deaf",
    "drug-users",
    "racialised",
    "women",
    "relatives",
]
# Whom shelters and clinics turn away most: said of each by itself.
Admitted = Literal["trans-women", "trans-men", "non-binary"]
ADMITTED: tuple[Admitted, ...] = get_args(Admitted)

# What makes help possible to take: these follow from what a service says of itself,
FactOfService = Literal[
    "free",
    "no-id",
    "anonymous",
    "no-police",
    "no-parents",
    "no-immigration",
    "secular",
    "interpreter",
]
# and these are said of a place.
FactOfPlace = Literal[
    "step-free",
    "accessible-toilet",
    "gender-neutral-toilet",
    "sign-language",
    "hearing-loop",
    "easy-language",
    "quiet",
    "children-welcome",
    "assistance-dogs",
]
Access = FactOfService | FactOfPlace

# Ways to reach a service: by voice, by text message, by e-mail, on its site, in person.
Way = Literal["call", "text", "write", "web", "visit"]
WAYS: tuple[Way, ...] = get_args(Way)

# What a phone needs to reach a service.
PhoneNeed = Literal["signal", "internet", "credit", "sim"]

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

# Answers about what a service does with what it hears; "unknown" is an answer too.
Answer = Literal["yes", "no", "unknown"]

_Texts = dict[LanguageCode, str]


@dataclass(frozen=True)
class Word:
    name: _Texts
    meaning: _Texts  # in one line


@cache
def words() -> Mapping[str, Mapping[str, Word]]:
    """Return the words of each group (needs, kinds, communities, access) by their ids."""
    with Path(__file__).with_name("vocabulary.toml").open("rb") as file:
        groups = tomllib.load(file)
    return {
        group: {word: Word(**texts) for word, texts in found.items()}
        for group, found in groups.items()
    }
