"""The calendar file, read back by icalendar and, apart from that, as the plain text RFC 5545 says it must be."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from bvaudit.reports.calendar import Kalenderpost, calendar_file

FRIST = date(2028, 2, 29)
POST = Kalenderpost(
    id="OP-2028-02:fristliste:ostbyen",
    dag=FRIST,
    tittel="Kontroll: Fristliste; åpne, «ærlige» øvelser \\ og æøå (Østbyen)",
    tekst="Status: Ikke startet\nAnsvarlig: Barnevernleder; Østbyen, og ingen andre\nOP-2028-02:fristliste:ostbyen",
    kategori="Internkontroll",
)
WRITTEN = datetime(2028, 2, 1, 9, 30, 15, 999, tzinfo=timezone(timedelta(hours=1)))


def made(*posts: Kalenderpost, kommune: str = "9999") -> bytes:
    return calendar_file(posts, navn="Internkontroll 2028: Østbyen", kommune=kommune)


def unfolded(content: bytes) -> list[tuple[str, str]]:
    """Lines by hand: CRLF at every end, a line that begins with a space goes on the one before. (name, value)"""
    assert content.endswith(b"\r\n")
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    return [tuple(line.decode("utf-8").split(":", 1)) for line in lines]  # type: ignore[misc]


def value(content: bytes, name: str) -> list[str]:
    return [told for key, told in unfolded(content) if key.split(";")[0] == name]


def plain(escaped: str) -> str:
    """RFC 5545 3.3.11, undone."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], escaped)


def test_what_goes_in_comes_out_again() -> None:
    event = Calendar.from_ical(made(POST)).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == POST.tittel
    assert str(event["DESCRIPTION"]) == POST.tekst
    assert event["DTSTART"].dt == FRIST
    assert event["DTEND"].dt == date(2028, 3, 1)
    assert str(event["UID"]) == "OP-2028-02:fristliste:ostbyen@9999.bvaudit"


def test_read_as_plain_text_it_says_the_same() -> None:
    content = made(POST)
    assert value(content, "SUMMARY") == [POST.tittel.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")]
    assert plain(value(content, "DESCRIPTION")[0]) == POST.tekst
    assert ("DTSTART;VALUE=DATE", "20280229") in unfolded(content)
    assert ("DTEND;VALUE=DATE", "20280301") in unfolded(content)
    assert ("X-WR-CALNAME", "Internkontroll 2028: Østbyen") in unfolded(content)
    assert content.decode("utf-8").count("æøå") == 1  # UTF-8, and no letter is parted by a fold


def test_the_lines_are_as_the_standard_has_them() -> None:
    content = made(replace(POST, tekst="ø" * 400 + "\n" + "en lang setning med ord, " * 20))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no fold within a letter
    assert "\n" not in str(Calendar.from_ical(content).walk("VEVENT")[0]["SUMMARY"])


def test_there_is_no_clock_in_it() -> None:
    assert made(POST) == made(POST)
    assert value(made(POST), "DTSTAMP") == ["20280101T000000Z"]
    later = replace(POST, endret=WRITTEN, endringer=3)
    assert value(made(later), "DTSTAMP") == ["20280201T083015Z"]  # in UTC
    assert value(made(later), "SEQUENCE") == ["3"]


def test_a_day_that_is_moved_keeps_its_uid() -> None:
    moved = replace(POST, dag=date(2028, 3, 15), tittel="Gjort: noe annet", endret=WRITTEN, endringer=1)
    assert value(made(moved), "UID") == value(made(POST), "UID")
    assert value(made(POST, kommune="Nord-Øya"), "UID") == ["OP-2028-02:fristliste:ostbyen@nord-oya.bvaudit"]


def test_an_all_day_event_takes_nobodys_day() -> None:
    content = made(POST)
    assert value(content, "TRANSP") == ["TRANSPARENT"]
    assert value(content, "X-MICROSOFT-CDO-BUSYSTATUS") == ["FREE"]
    assert value(content, "STATUS") == ["CONFIRMED"]
    assert value(made(replace(POST, avlyst=True)), "STATUS") == ["CANCELLED"]
    assert value(content, "METHOD") == ["PUBLISH"]
    assert value(content, "VERSION") == ["2.0"]


def test_a_title_cannot_begin_a_line_of_its_own() -> None:
    sly = replace(POST, tittel="A\r\nEND:VEVENT\r\nBEGIN:VEVENT\x07\vB", tekst="x\r\nATTACH:http://x", kategori="K,L")
    content = made(sly)
    assert value(content, "BEGIN") == ["VCALENDAR", "VEVENT"]
    assert value(content, "SUMMARY") == ["A END:VEVENT BEGIN:VEVENT B"]
    assert value(content, "ATTACH") == []
    assert value(content, "CATEGORIES") == ["K\\,L"]


def test_the_same_day_twice_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="OP-2028-02"):
        made(POST, replace(POST, dag=date(2028, 3, 1)))


def test_an_empty_year_is_a_calendar_too() -> None:
    assert value(made(), "BEGIN") == ["VCALENDAR"]
    assert not Calendar.from_ical(made()).walk("VEVENT")


def test_many_days_in_any_order_are_one_file() -> None:
    chance = random.Random(12)
    letters = "abcæøåÆØÅ ,;\\:«»–'\"n"
    posts = [
        Kalenderpost(
            id=f"OP-2027-{month:02}:oppgave-{n}",
            dag=date(2027, month, chance.randint(1, 28)),
            tittel="".join(chance.choices(letters, k=chance.randint(1, 120))),
            tekst="".join(chance.choices(letters + "\n", k=chance.randint(0, 300))),
            endret=datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 500_000)),
            endringer=chance.randint(0, 9),
        )
        for n, month in enumerate(chance.choices(range(1, 13), k=60))
    ]
    content = made(*posts)
    assert content == made(*chance.sample(posts, len(posts)))
    back = {str(event["UID"]): event for event in Calendar.from_ical(content).walk("VEVENT")}
    told = dict(zip(value(content, "UID"), value(content, "SUMMARY"), strict=True))
    for post in posts:
        uid = f"{post.id}@9999.bvaudit"
        assert back[uid]["DTSTART"].dt == post.dag
        assert str(back[uid]["SUMMARY"]) == " ".join(post.tittel.split()) == plain(told[uid])
