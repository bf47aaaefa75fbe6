"""What is said of a service, in sentences of the page's language."""

from collections.abc import Iterable, Iterator

from flask import Flask
from flask_babel import gettext
from markupsafe import Markup

from pwa.content.hours import as_data
from pwa.content.locations import Address
from pwa.content.services import Service
from pwa.content.vocabulary import Answer, PhoneNeed
from pwa.web.formats import (
    days,
    hours,
    isolated,
    language_names,
    listed,
    local_text,
    place_name,
    places_in_short,
    word,
    word_names,
)

_LONGEST_MESSAGE = 300  # characters


def init_app(app: Flask) -> None:
    app.add_template_filter(policies)
    app.add_template_filter(phone_need_names)
    app.add_template_filter(note)
    app.add_template_filter(address_lines)
    app.add_template_filter(message)
    app.add_template_filter(as_data, "schedule_data")
    app.add_template_global(opening_messages)


def policies(service: Service) -> Iterator[str]:
    """Yield what is known of how it treats people; of the police the page itself says more."""
    sentences: dict[str, dict[Answer, str]] = {
        "tells_parents": {
            "yes": gettext("They may tell parents without asking."),
            "no": gettext("They say that they tell parents nothing without consent."),
        },
        "child_protection_duty": {
            "yes": gettext("They have to report it when a young person is in danger."),
            "no": gettext("They have no duty to report what young people tell them."),
        },
        "shares_with_immigration": {
            "yes": gettext("They may pass information on to immigration offices."),
            "no": gettext("They say that they pass nothing on to immigration offices."),
        },
        "anonymous": {
            "yes": gettext("No name is needed."),
            "no": gettext("They ask for a name."),
        },
        "id_required": {
            "yes": gettext("They ask for an identity document."),
            "no": gettext("No identity document has to be shown."),
        },
        "own_gender": {
            "yes": gettext("People are housed by their own gender."),
            "no": gettext("People are housed by the gender in their papers."),
        },
        "religious": {
            "yes": gettext("Run by a religious body."),
            "no": gettext("Not run by a religious body."),
        },
        "seen_on_bill": {
            "yes": gettext("The number appears on telephone bills."),
            "no": gettext("The number does not appear on telephone bills."),
        },
    }
    for name, answers in sentences.items():
        if getattr(service, name) in answers:
            yield answers[getattr(service, name)]
    taken = [group for group, answer in service.admits.items() if answer == "yes"]
    refused = [group for group, answer in service.admits.items() if answer == "no"]
    if taken:
        yield gettext("Takes: %(groups)s", groups=word_names(taken, "communities"))
    if refused:
        yield gettext("Does not take: %(groups)s", groups=word_names(refused, "communities"))


def opening_messages() -> dict[str, str]:
    """Return the words with which the phone says whether a service is open."""
    return {
        "open": gettext("Open now."),
        "until": gettext("Open now, until %(time)s.", time="%(time)s"),
        "opens": gettext("Closed now. Opens: %(time)s.", time="%(time)s"),
        "closed": gettext("Closed now."),
    }


def phone_need_names(needs: Iterable[PhoneNeed]) -> str:
    names: dict[PhoneNeed, str] = {
        "signal": gettext("a signal"),
        "internet": gettext("internet"),
        "credit": gettext("credit"),
        "sim": gettext("a SIM card"),
    }
    return listed(names[need] for need in needs)


def way_name(way: str) -> str:
    names = {
        "call": gettext("by telephone"),
        "text": gettext("by text message"),
        "write": gettext("by e-mail"),
        "web": gettext("on a website"),
        "visit": gettext("in person"),
    }
    return names[way]


def note(service: Service) -> str:
    """Return who runs a service, where it helps and in which languages, in a few words."""
    parts = [word(service.kind, "kinds"), places_in_short(service.serves)]
    if service.languages:
        parts.append(language_names(service.languages))
    return " · ".join(parts)


def address_lines(address: Address) -> list[str]:
    town = " ".join(filter(None, (address.postal_code, address.city)))
    country = place_name(address.country)
    found = (address.address_1, address.address_2, town, address.state_province, country)
    return [line for line in found if line]


def message(service: Service) -> Markup:
    """Return a service in so few words that they fit into a message: the name, then how to reach.

    It ends before the first part that would not fit as a whole, so that no number is cut.
    """
    ways = (*(phone.number for phone in service.phones), service.email, service.url)
    times = (f"{days(item)}: {hours(item)}" for item in service.schedules)
    parts = [*(isolated(way) for way in ways if way), *map(Markup.escape, times)]
    text = local_text(service.name)
    length = len(text.striptags())
    for part in parts:
        length += len(part.striptags()) + 1
        if length > _LONGEST_MESSAGE:
            break
        text += Markup("\n") + part
    return text
