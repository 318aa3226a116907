"""The status of a year on one page: every control and every unit, what was not done and why, and who stands for it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from textwrap import shorten

from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import IKKE_AKTUELT, UTFORT
from bvaudit.model.registeret.planlagt import Oppgavestand, Signatur
from bvaudit.register.asked import shown
from bvaudit.register.missed import months_of, points
from bvaudit.register.year import counts, missed
from bvaudit.reports.year import stand_words as words
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import counted, text

MOST_UNITS = 8  # side by side; with more, the units stand under each other with their sums
Rows = tuple[tuple[str, ...], ...]
_COUNTS = ("planlagt", "utfort", "ikke_utfort", "ikke_aktuelt", "uten_status")
_LINES = 48  # of text on one page under the heading
_NAME = 34  # characters of a control that fit on a line beside six units


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
    table = _by_task(mine, ids, aret) if len(ids) <= MOST_UNITS else _by_unit(mine, ids, aret)
    late = list(_not_done(mine, aret, alone=len(ids) == 1))
    used = sum(1 + len(row[0]) // _NAME for row in table[1])
    room = max(3, min(12, (_LINES - used) // 2))
    return SignedView(
        tittel=text("sider.signert.tittel", ar=ar, enhet=words.unit_of(enhet, aret.kontekst)),
        om=(_conclusion(mine),),
        avsender=aret.kommune,
        grunnlag=text("sider.grunnlag", hode=aret.reg.hode.vist),
        hode=table[0],
        rader=table[1],
        forklaring=text("sider.signert.forklaring"),
        ikke_gjort=tuple(late[:room]),
        flere=counted("sider.signert.flere", len(late) - room) if len(late) > room else "",
        avvik=_avvik(aret, mine),
        signert=tuple(_signed(aret, mine, signatur)),
    )


def _ids(mine: Sequence[Oppgavestand], aret: Aret) -> list[str]:
    there = {one.enhet for one in mine}
    return [enhet for enhet in (*aret.kontekst.enheter, "") if enhet in there]


def _conclusion(mine: Sequence[Oppgavestand]) -> str:
    tall = counts(mine)
    if not tall.planlagt:
        return text("sider.signert.ingen")
    key = "alle" if tall.utfort + tall.ikke_aktuelt == tall.planlagt else "noen"
    return text(f"sider.signert.{key}", **asdict(tall))


def _by_task(mine: Sequence[Oppgavestand], ids: Sequence[str], aret: Aret) -> tuple[tuple[str, ...], Rows]:
    """A row for each control: how many of those that were of use were done, in each unit."""
    heads = (text("sider.kol.kontroll"), *(words.unit_of(enhet, aret.kontekst) for enhet in ids))
    tasks: dict[str, str] = {}
    for one in mine:
        tasks.setdefault(one.oppgave, one.tittel)
    rows = [
        (title, *(_done([one for one in mine if (one.oppgave, one.enhet) == (id_, enhet)]) for enhet in ids))
        for id_, title in tasks.items()
    ]
    tall = [counts([one for one in mine if one.enhet == enhet]) for enhet in ids]
    for key in _COUNTS:
        rows.append((text(f"sider.tall.{key}"), *(str(getattr(each, key)) for each in tall)))
    return heads, tuple(rows)


def _done(stands: Sequence[Oppgavestand]) -> str:
    of_use = [one for one in stands if one.status != IKKE_AKTUELT]
    if not stands:
        return text("sider.ingen_her")
    if not of_use:
        return text("sider.uaktuell")
    return text("sider.av", n=sum(one.status == UTFORT for one in of_use), av=len(of_use))


def _by_unit(mine: Sequence[Oppgavestand], ids: Sequence[str], aret: Aret) -> tuple[tuple[str, ...], Rows]:
    heads = (text("sider.kol.enhet"), *(text(f"sider.tall.{key}") for key in _COUNTS))
    rows = []
    for enhet in ids:
        tall = counts([one for one in mine if one.enhet == enhet])
        rows.append((words.unit_of(enhet, aret.kontekst), *(str(getattr(tall, key)) for key in _COUNTS)))
    every = counts(mine)
    return heads, (*rows, (text("sider.sum"), *(str(getattr(every, key)) for key in _COUNTS)))


def _not_done(mine: Sequence[Oppgavestand], aret: Aret, *, alone: bool) -> Iterator[str]:
    """One sentence for each control and unit that missed a month, with the months and the last reason given."""
    known = aret.of_control
    grouped: dict[tuple[str, str], list[Oppgavestand]] = {}
    for one in missed(mine):
        grouped.setdefault((one.oppgave, one.enhet), []).append(one)
    for (_, enhet), stands in grouped.items():
        said = next((one.grunn for one in reversed(stands) if one.grunn), "")
        numbers = text("sider.komma").join(dict.fromkeys(known[one.nr] for one in stands if one.nr in known))
        why = shorten(said, width=90, placeholder=" …") if said else text("sider.signert.uten_grunn")
        yield text(
            "sider.signert.linje" if alone else "sider.signert.linje_enhet",
            kontroll=stands[0].tittel,
            enhet=words.unit_of(enhet, aret.kontekst),
            maneder=months_of(stands),
            grunn=why.rstrip("."),
            avvik=text("sider.signert.er_avvik", nr=numbers) if numbers else "",
        )


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
        yield text("sider.signert.sa", tekst=" ".join(signatur.tekst.split()))
    tall = counts(mine)
    then = {key: getattr(signatur, key) for key in _COUNTS}
    if then != asdict(tall):
        yield text("sider.signert.endret_siden", **then)
