import phonenumbers
import pytest

from pwa.content.phones import dialled, expectation

FILM = "020 7946 0018"  # kept free by Ofcom for films and books


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("112", "TR"),
        ("116 111", "DE"),
        ("028", "ES"),
        ("3114", "FR"),
        ("988", "US"),
        ("1522", "IT"),
        ("12356", "CN"),
    ],
)
def test_short_help_numbers_are_known_and_dialled_as_printed(number, country):
    assert expectation(number, country, "short") is None
    assert dialled(number, country, "short") == number.replace(" ", "")


@pytest.mark.parametrize("number", ["12", "99999", "no digits", "", "+", "9" * 300, "٠"])
def test_unknown_short_numbers_are_refused(number):
    assert expectation(number, "DE", "short") == (
        "a short number of DE that the numbering plan knows"
    )


def test_a_short_number_belongs_to_its_country():
    assert expectation("988", "US", "short") is None
    assert expectation("988", "DE", "short") is not None


def test_a_short_number_is_no_long_number():
    assert expectation("112", "DE", "national") == "a valid number of DE"
    assert expectation("988", "US", "freephone") == "a valid number of US"


@pytest.mark.parametrize("printed", [FILM, "(020) 7946-0018", "+44 20 7946 0018"])
def test_a_national_number_is_dialled_in_its_international_form(printed):
    assert expectation(printed, "GB", "national") is None
    assert dialled(printed, "GB", "national") == "+442079460018"


def test_an_international_number_starts_with_plus():
    assert expectation("+44 20 7946 0018", "GB", "international") is None
    assert expectation(FILM, "GB", "international") == (
        "a valid number that starts with + and its country code"
    )


def test_a_freephone_number_is_free():
    free = phonenumbers.example_number_for_type("GB", phonenumbers.PhoneNumberType.TOLL_FREE)
    assert free is not None
    printed = phonenumbers.format_number(free, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert expectation(printed, "GB", "freephone") is None
    assert expectation(FILM, "GB", "freephone") == "a number that is free to call in GB"


def test_a_number_of_another_country_is_not_national():
    assert expectation(FILM, "DE", "national") == "a valid number of DE"
    assert expectation("+44 20 7946 0018", "DE", "national") == "a valid number of DE"
