"""How dates, hours, places, languages and texts of content are written in the page's language."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_timezone_name
from babel.lists import format_list
from flask import Flask, g
from flask_babel import force_locale, format_date, format_time, gettext, ngettext
from markupsafe import Markup

from pwa.content.fields import WORLDWIDE
from pwa.content.schedules import Schedule
from pwa.content.vocabulary import WEEKDAYS, words
from pwa.locales import LOCALES, LanguageCode
from pwa.web.i18n import babel_locale
from pwa.web.network import current_network

_MOST_PLACES = 5  # named one by one on a card
_LONGEST_PART = 24  # characters of a path that are still read as a word


def init_app(app: Flask) -> None:
    app.add_template_filter(local_text)
    app.add_template_filter(local_string)
    app.add_template_filter(full_date)
    app.add_template_filter(days)
    app.add_template_filter(hours)
    app.add_template_filter(place_name)
    app.add_template_filter(place_names)
    app.add_template_filter(places_in_short)
    app.add_template_filter(language_names)
    app.add_template_filter(word)
    app.add_template_filter(word_names)
    app.add_template_filter(word_meaning)
    app.add_template_filter(isolated)
    app.add_template_filter(zone_name)
    app.add_template_filter(short_address)
    app.add_template_global(lambda: LOCALES[g.language], "current_locale")
    app.add_template_global(LOCALES.__getitem__, "locale_of")
    app.add_template_global(in_language)


def local_text(texts: dict[LanguageCode, str]) -> Markup:
    """Return a text of content in the page's language, or the source text marked as such."""
    found = shown_language(texts)
    return marked(texts[found], found)


def shown_language(texts: dict[LanguageCode, str]) -> LanguageCode:
    """Return the page's language, or the source's where a text is not in it."""
    return g.language if g.language in texts else current_network().settings.source


def marked(text: str, code: LanguageCode) -> Markup:
    """Return a text, said to be in its language where that is not the page's."""
    if code == g.language:
        return Markup("{}").format(text)
    locale = LOCALES[code]
    return Markup('<span lang="{}" dir="{}">{}</span>').format(locale.tag, locale.direction, text)


def local_string(texts: dict[LanguageCode, str]) -> str:
    """Return the same without markup, for titles and attributes."""
    return texts[shown_language(texts)]


def full_date(value: date) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(
        value.isoformat(), format_date(value, "long")
    )


def days(schedule: Schedule) -> str:
    """Return on which days a schedule holds: `Monday and Friday · every 2 weeks`."""
    parts = [*_dates(schedule), *_weekdays(schedule)]
    if schedule.bymonthday:
        numbers = listed(str(day) for day in schedule.bymonthday if day > 0)
        if numbers:
            parts.append(gettext("day of the month: %(numbers)s", numbers=numbers))
        if -1 in schedule.bymonthday:
            parts.append(gettext("last day of the month"))
    if schedule.interval > 1:
        num = schedule.interval
        every = (
            ngettext("every %(num)s week", "every %(num)s weeks", num)
            if schedule.freq == "WEEKLY"
            else ngettext("every %(num)s month", "every %(num)s months", num)
        )
        parts.append(every)
    return " · ".join(parts)


def hours(schedule: Schedule) -> str:
    if schedule.opens_at is None or schedule.closes_at is None:
        return gettext("closed")
    if schedule.all_day:
        return gettext("all day and all night")
    return gettext(
        "%(opens)s to %(closes)s",
        opens=_clock(schedule.opens_at),
        closes=_clock(schedule.closes_at),
    )


def by_name(options: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return values with their names, in the order of the names."""
    return sorted(options, key=lambda option: option[1].casefold())


def word(name: str, group: str) -> str:
    """Return a word of the vocabulary in the page's language."""
    return words()[group][name].name[g.language]


def word_meaning(name: str, group: str) -> str:
    return words()[group][name].meaning[g.language]


def word_names(names: Iterable[str], group: str) -> str:
    return listed(word(name, group) for name in names)


def place_name(place: str) -> str:
    """Return the name of a country or area, by its id or as addresses write it."""
    if place == WORLDWIDE:
        return gettext("worldwide")
    area = current_network().places.areas.get(place)
    if area:
        return local_string(area.name)
    return str(babel_locale().territories[place.upper()])


def place_names(places: Iterable[str]) -> str:
    return listed(place_name(place) for place in places)


def places_in_short(places: Collection[str]) -> str:
    """Return the places, or only how many, where a list would bury what else is said."""
    if len(places) <= _MOST_PLACES:
        return place_names(places)
    return ngettext("%(num)s country", "%(num)s countries", len(places))


def language_names(codes: Iterable[str]) -> str:
    names = babel_locale().languages
    return listed(names.get(code.replace("-", "_"), code) for code in codes)


def isolated(text: str) -> Markup:
    """Keep a number or address in its own order inside a right-to-left sentence."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def short_address(url: str) -> str:
    """Return an address as people say it: the host, and the first part of the path."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    first, _, rest = parts.path.strip("/").partition("/")
    short = len(first) <= _LONGEST_PART
    whole = f"{host}/{first}" if first and short else host
    return f"{whole}/…" if rest or parts.query or not short else whole


def in_language(code: LanguageCode, message: str) -> str:
    """Return an interface text in a language other than the page's."""
    with force_locale(LOCALES[code].babel_id):
        return gettext(message)


def zone_name(zone: str) -> str:
    return get_timezone_name(ZoneInfo(zone), locale=babel_locale())


def _dates(schedule: Schedule) -> Iterator[str]:
    first = schedule.valid_from or schedule.dtstart
    last = schedule.valid_to or schedule.last
    shown = [format_date(day, "long") for day in (first, last) if day]
    if first and last and first != last:
        yield gettext("%(first)s to %(last)s", first=shown[0], last=shown[1])
    elif first and not last:
        yield gettext("from %(first)s", first=shown[0])
    elif last and not first:
        yield gettext("until %(last)s", last=shown[0])
    elif shown:
        yield shown[0]


def _weekdays(schedule: Schedule) -> Iterator[str]:
    names = get_day_names("wide", locale=babel_locale())
    found = [(day[:-2], names[WEEKDAYS.index(day[-2:])]) for day in schedule.byday]
    usual = [name for number, name in found if not number]
    if len(usual) == len(WEEKDAYS):
        yield gettext("Every day")
    elif usual:
        yield listed(usual)
    for number, name in found:
        if number == "-1":
            yield gettext("%(day)s, the last time in the month", day=name)
        elif number:
            yield gettext("%(day)s, number %(number)s in the month", day=name, number=number)


def _clock(value: time) -> str:
    return str(format_time(value, "short", rebase=False))


def listed(names: Iterable[str]) -> str:
    return format_list(list(names), locale=babel_locale())
