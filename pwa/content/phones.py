"""Which telephone numbers are real, and what a phone has to dial."""

import re
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType, shortnumberinfo

PhoneKind = Literal["international", "national", "freephone", "short", "sms-short"]
SHORT_KINDS = frozenset({"short", "sms-short"})

_SHORT = re.compile(r"[0-9](?: ?[0-9]){2,7}")


def expectation(number: str, country: str, kind: PhoneKind) -> str | None:
    """Return what the number should have been, or None where it is valid."""
    if kind in SHORT_KINDS:
        if _is_short(number, country):
            return None
        return f"a short number of {country} that the numbering plan knows"
    try:
        parsed = phonenumbers.parse(number, None if kind == "international" else country)
    except phonenumbers.NumberParseException:
        parsed = None
    if parsed is None or not _is_valid(parsed, None if kind == "international" else country):
        plus = (
            "that starts with + and its country code"
            if kind == "international"
            else "of " + country
        )
        return f"a valid number {plus}"
    if kind == "freephone" and phonenumbers.number_type(parsed) != PhoneNumberType.TOLL_FREE:
        return f"a number that is free to call in {country}"
    return None


def could_be_short(number: str, kind: PhoneKind) -> bool:
    """Whether a number has the form of a short one, whatever numbering plans say."""
    return kind in SHORT_KINDS and bool(_SHORT.fullmatch(number))


def dialled(number: str, country: str, kind: PhoneKind) -> str:
    """Return the number for a link: E.164, or the bare digits of a short number."""
    if kind in SHORT_KINDS:
        return phonenumbers.normalize_digits_only(number)
    parsed = phonenumbers.parse(number, None if kind == "international" else country)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _is_valid(number: phonenumbers.PhoneNumber, country: str | None) -> bool:
    if country is None:
        return phonenumbers.is_valid_number(number)
    return phonenumbers.is_valid_number_for_region(number, country)


def _is_short(number: str, country: str) -> bool:
    digits = phonenumbers.normalize_digits_only(number)
    if not digits:
        return False
    if shortnumberinfo.is_emergency_number(digits, country):
        return True
    try:
        parsed = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return False
    return shortnumberinfo.is_valid_short_number_for_region(parsed, country)
