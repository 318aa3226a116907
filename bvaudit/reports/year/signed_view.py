"""The status of a year on one page: every control and every unit, what was not done and why, and who stands for it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import ceil
from textwrap import shorten

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.kodeverk import IKKE_AKTUELT, UTFORT
from bvaudit.model.registeret.planlagt import Oppgavemerknad, Oppgavestand, Signatur
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import shown
from bvaudit.register.missed import months_of, points
from bvaudit.register.year import counts, missed
from bvaudit.reports.year import stand_words as words
from bvaudit.reports.year.one_page import BULLET_SIGNS, broken, room_for_bullets, shortened
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import counted, text

MOST_UNITS = 8  # side by side; with more, the units stand under each other with their sums
Rows = tuple[tuple[str, ...], ...]
_COUNTS = ("planlagt", "utfort", "ikke_utfort", "ikke_aktuelt", "uten_status")
_FEWEST, _MOST = 3, 12  # lines on what was not done
_LINES = 2  # of one of them, so that its reason is not cut away
_LONG_AFTER = Varighet(antall=3, enhet="M")  # a quarter's workbook is read in by then
_SAID = 300  # signs of what is said with the signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedView:
    """``hode`` and ``rader`` are one table, the sums last. ``ikke_gjort`` are sentences, as many as there is room for,
    and ``flere`` says how many more. ``signert`` is who, when, and what they said; empty = nobody has signed."""

    tittel: str
    om: tuple[str, ...]
    avsender: str
    grunnlag: str
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    forklaring: str
    ikke_gjort: tuple[str, ...]
    flere: str
    avvik: str
    signert: tuple[str, ...]


def signed_view(aret: Aret, ar: int, *, enhet: str = "", signatur: Signatur | None = None) -> SignedView:
    mine = [s for s in aret.stands if s.teller and s.maned.year == ar and (not enhet or s.enhet == enhet)]
    ids = _ids(mine, aret)
    signed, follow_up = tuple(_signed(aret, mine, signatur)), _avvik(aret, mine)
    told = tuple(one for one in (_reservations(mine), _left_out(aret, ar, enhet)) if one)
    said = sum(map(len, (*signed, *told))) + len(follow_up)
    heads, rows, explained = _fitting(mine, ids, aret, said)
    late = list(_not_done(mine, aret, alone=len(ids) == 1))
    room = max(_FEWEST, min(_MOST, room_for_bullets(heads, rows, said + len(explained))))
    shown_ = _as_many(late, room)
    return SignedView(
        tittel=text("sider.signert.tittel", ar=ar, enhet=words.unit_of(enhet, aret.kontekst)),
        om=(_conclusion(mine), *told),
        avsender=aret.kommune,
        grunnlag=words.made_from(aret),
        hode=heads,
        rader=rows,
        forklaring=explained,
        ikke_gjort=tuple(shown_),
        flere=counted("sider.signert.flere", len(late) - len(shown_)) if len(late) > len(shown_) else "",
        avvik=follow_up,
        signert=signed,
    )


def _fitting(
    mine: Sequence[Oppgavestand], ids: Sequence[str], aret: Aret, said: int
) -> tuple[tuple[str, ...], Rows, str]:
    """The table with its explanation: every control in every unit under its name; under the beginning of it where the
    names take too much room; and when that is too much for a page as well, the sums of each unit."""
    names = [words.unit_of(enhet, aret.kontekst) for enhet in ids]
    short = shortened(names)
    known = text("sider.komma").join(text("sider.kort", kort=a, navn=b) for a, b in zip(short, names, strict=True))
    plain = text("sider.signert.forklaring")
    for heads, form, told in (
        ([broken(name) for name in names], "av", plain),
        (short, "brok", f"{plain} {text('sider.signert.enhetene', enhetene=known)}"),
    ):
        made = _by_task(mine, ids, heads, form)
        if len(ids) <= MOST_UNITS and room_for_bullets(*made, said + len(told)) >= _FEWEST:
            return (*made, told)
    return (*_by_unit(mine, ids, aret), text("sider.signert.forklaring_enheter"))


def _ids(mine: Sequence[Oppgavestand], aret: Aret) -> list[str]:
    there = {one.enhet for one in mine}
    return [enhet for enhet in (*aret.kontekst.enheter, "") if enhet in there]


def _conclusion(mine: Sequence[Oppgavestand]) -> str:
    tall = counts(mine)
    if not tall.planlagt:
        return text("sider.signert.ingen")
    if tall.utfort == tall.planlagt:
        return counted("sider.signert.alle", tall.planlagt)
    return text("sider.signert.noen", **asdict(tall))


def _left_out(aret: Aret, ar: int, enhet: str) -> str:
    """Those the counts are without: nobody is to read a year that was begun in December as a whole one."""
    out = [one for one in aret.stands if not one.teller and one.maned.year == ar and enhet in ("", one.enhet)]
    before = sum(one.merknad == Oppgavemerknad.FOR_REGISTERET for one in out)
    gone = sum(one.merknad == Oppgavemerknad.UTE_AV_ARSHJULET for one in out)
    dag = vis(aret.reg.begynt) if aret.reg.begynt is not None else ""
    each = (("for_registeret", before), ("ute", gone))
    return " ".join(counted(f"sider.signert.{key}", n, dag=dag) for key, n in each if n)


def _reservations(mine: Sequence[Oppgavestand]) -> str:
    """What the number of those that were done does not tell: which were late by the årshjul's own day, whatever the
    deadline was moved to, which nobody can look up, and which were written in long after. And what was put off."""
    done = [one for one in mine if one.status == UTFORT]
    late = sum(one.utfort is not None and one.utfort > (one.planlagt or one.frist) for one in done)
    bare = sum(not one.belegg for one in done)
    after = sum(_long_after(one) for one in done)
    moved = sum(one.flyttet and words.is_open(one) for one in mine)
    each = (("for_sent", late), ("uten_belegg", bare), ("skrevet_sent", after), ("flyttet", moved))
    return " ".join(counted(f"sider.signert.{key}", n) for key, n in each if n)


def _long_after(stand: Oppgavestand) -> bool:
    return stand.utfort is not None and stand.satt is not None and stand.satt.date() > pluss(stand.utfort, _LONG_AFTER)


def _as_many(lines: Sequence[str], room: int) -> Sequence[str]:
    """Those there is room for, and a line for how many more when it is not all of them."""
    heights = [ceil(len(one) / BULLET_SIGNS) for one in lines]
    if sum(heights) <= room:
        return lines
    return [one for at, one in enumerate(lines) if sum(heights[: at + 1]) <= max(room, _FEWEST) - 1]


def _by_task(
    mine: Sequence[Oppgavestand], ids: Sequence[str], heads: Sequence[str], form: str
) -> tuple[tuple[str, ...], Rows]:
    """A row for each control: how many of those that were of use were done, in each unit."""
    tasks: dict[str, str] = {}
    for one in mine:
        tasks.setdefault(one.oppgave, one.tittel)
    rows = [
        (title, *(_done([one for one in mine if (one.oppgave, one.enhet) == (id_, enhet)], form) for enhet in ids))
        for id_, title in tasks.items()
    ]
    tall = [counts([one for one in mine if one.enhet == enhet]) for enhet in ids]
    for key in _COUNTS:
        rows.append((text(f"sider.tall.{key}"), *(str(getattr(each, key)) for each in tall)))
    return (text("sider.kol.kontroll"), *heads), tuple(rows)


def _done(stands: Sequence[Oppgavestand], form: str) -> str:
    of_use = [one for one in stands if one.status != IKKE_AKTUELT]
    if not of_use:
        return text("sider.ingen_her")
    return text(f"sider.celle.{form}", n=sum(one.status == UTFORT for one in of_use), av=len(of_use))


def _by_unit(mine: Sequence[Oppgavestand], ids: Sequence[str], aret: Aret) -> tuple[tuple[str, ...], Rows]:
    heads = (text("sider.kol.enhet"), *(text(f"sider.tall.{key}") for key in _COUNTS))
    rows = []
    for enhet in ids:
        tall = counts([one for one in mine if one.enhet == enhet])
        rows.append((words.unit_of(enhet, aret.kontekst), *(str(getattr(tall, key)) for key in _COUNTS)))
    every = counts(mine)
    return heads, (*rows, (text("sider.sum"), *(str(getattr(every, key)) for key in _COUNTS)))


def _not_done(mine: Sequence[Oppgavestand], aret: Aret, *, alone: bool) -> Iterator[str]:
    """One sentence for each control and unit that missed a month, with the months and the last reason given; and then
    for each that was called of no use there, since that is a person's word too."""
    known = aret.of_control
    grouped: dict[tuple[str, str, bool], list[Oppgavestand]] = {}
    for one in (*missed(mine), *(one for one in mine if one.status == IKKE_AKTUELT)):
        grouped.setdefault((one.oppgave, one.enhet, one.status == IKKE_AKTUELT), []).append(one)
    for (_, enhet, no_use), stands in grouped.items():
        said = next((one.grunn for one in reversed(stands) if one.grunn), "")
        numbers = text("sider.komma").join(dict.fromkeys(known[one.nr] for one in stands if one.nr in known))
        tail = text("sider.signert.er_avvik", nr=numbers) if numbers else ""
        told = text(
            "sider.signert.linje" if alone else "sider.signert.linje_enhet",
            kontroll=stands[0].tittel,
            enhet=words.unit_of(enhet, aret.kontekst),
            maneder=months_of(stands),
            grunn=_reason(said, no_use=no_use),
        )
        yield f"{shorten(told, width=_LINES * BULLET_SIGNS - len(tail), placeholder=' …')}{tail}"


def _reason(said: str, *, no_use: bool) -> str:
    why = said.rstrip(".") or text("sider.signert.uten_grunn")
    return text("sider.signert.ikke_aktuelt", grunn=why) if no_use else why


def _avvik(aret: Aret, mine: Sequence[Oppgavestand]) -> str:
    known, numbers = aret.of_control, {one.nr for one in mine}
    made = {nr for punkt, nr in known.items() if punkt in numbers}
    still = [one for one in aret.reg.apne if one.nr in made]
    left = sum(one.nr not in known for one in missed(mine))
    told = counted("sider.signert.avvik", len(made), apne=sum(bool(points(one)) for one in still)) if made else ""
    return " ".join(one for one in (told, counted("sider.signert.foreslatt", left) if left else "") if one)


def _signed(aret: Aret, mine: Sequence[Oppgavestand], signatur: Signatur | None) -> Iterator[str]:
    if signatur is None:
        yield text("sider.signert.ikke_signert")
        return
    who = shown(signatur.hvem, aret.kontekst)
    yield text("sider.signert.av", hvem=who, dag=vis(signatur.dag), nr=signatur.hendelse)
    if signatur.tekst:
        yield text("sider.signert.sa", tekst=shorten(signatur.tekst, width=_SAID, placeholder=" …"))
    tall = counts(mine)
    then = {key: getattr(signatur, key) for key in _COUNTS}
    if then != asdict(tall):
        yield text("sider.signert.endret_siden", **then)
