"""Days in the calendar people have: one all-day event for each, in a file Outlook and the others open (RFC 5545).

There is no clock in the file: what is the same is written with the same bytes, and an event that is written again has
the uid it had, so that a calendar knows it and moves it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from bvaudit.model.enhet import slug
from bvaudit.texts import text

_UNSEEN = re.compile("[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalenderpost:
    """One day. ``id`` is of what it is about, and never used for anything else. ``endret`` is when somebody last wrote
    of it (with its time zone; None: nobody has), and ``endringer`` how many times. ``avlyst``: it is off, and is struck
    in a calendar that has it."""

    id: str
    dag: date
    tittel: str
    tekst: str = ""
    kategori: str = ""
    endret: datetime | None = None
    endringer: int = 0
    avlyst: bool = False


def calendar_file(poster: Iterable[Kalenderpost], *, navn: str, kommune: str) -> bytes:
    """The whole file. ``kommune`` is the municipality's number or name: two municipalities have no uid in common.
    ValueError when two of the days have the same id."""
    calendar = Calendar()
    calendar.add("prodid", "-//bvaudit//arshjul//NB")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(navn))
    seen: set[str] = set()
    for post in sorted(poster, key=lambda one: (one.dag, one.id)):
        if post.id in seen:
            raise ValueError(post.id)
        seen.add(post.id)
        calendar.add_component(_event(post, _domain(kommune)))
    written: bytes = calendar.to_ical()
    return written


def _event(post: Kalenderpost, domain: str) -> Event:
    event = Event()
    event.add("uid", f"{post.id}@{domain}")
    event.add("dtstamp", _stamp(post))
    event.add("dtstart", post.dag)
    event.add("dtend", post.dag + timedelta(days=1))
    title = _line(post.tittel)
    event.add("summary", text("sider.kalender.avlyst", tittel=title) if post.avlyst else title)
    if post.tekst:
        event.add("description", "\n".join(map(_line, post.tekst.splitlines())))
    if post.kategori:
        event.add("categories", [_line(post.kategori)])
    event.add("status", "CANCELLED" if post.avlyst else "CONFIRMED")
    event.add("sequence", post.endringer)
    event.add("transp", "TRANSPARENT")  # a deadline takes nobody's day
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event


def _stamp(post: Kalenderpost) -> datetime:
    """When somebody last wrote of it; before that, the beginning of its year."""
    stamp = post.endret or datetime(post.dag.year, 1, 1, tzinfo=UTC)
    return stamp.astimezone(UTC).replace(microsecond=0)


def _line(words: str) -> str:
    return " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", words)).split())


def _domain(kommune: str) -> str:
    """«Sjøvik» → ``sjovik.bvaudit``: letters every calendar takes in a uid."""
    return f"{slug(kommune)}.bvaudit"
