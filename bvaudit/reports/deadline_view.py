"""The list of deadlines for people: lines on a terminal, tables in a workbook, and plain values."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.frist import Frist, Fristgruppe, Fristliste, UkjentFrist
from bvaudit.model.kalender import vis
from bvaudit.model.kortid import short_ids
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.utfall import Malestokk, Sikkerhet
from bvaudit.texts import counted, text

_SHOWN = 5  # in each group, unless all are asked for
_SOON = (Fristgruppe.OVER, Fristgruppe.I_DAG, Fristgruppe.UKEN)
_REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """One line: what, by when, where, which case, and what a reader must know of it."""

    nar: str
    dager: str
    gjor: str
    enhet: str
    sak: str
    merknad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineGroup:
    tittel: str
    over: bool
    rader: tuple[DeadlineRow, ...]
    flere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineView:
    """What the terminal shows. ``enheter``: a unit and its counts by group, those with nothing too."""

    tittel: str
    om: tuple[str, ...]
    hoder: tuple[str, ...]
    enheter: tuple[tuple[str, ...], ...]
    grupper: tuple[DeadlineGroup, ...]
    ukjent_tittel: str
    ukjente: tuple[str, ...]
    tomt: str
    neste: str


def for_unit(liste: Fristliste, enhet: str) -> Fristliste:
    """The list with only what this unit has; a rule the extract cannot answer concerns every unit."""
    return Fristliste(
        kommune=liste.kommune,
        per=liste.per,
        til=liste.til,
        uttrekksdato=liste.uttrekksdato,
        enheter=(enhet,),
        frister=tuple(one for one in liste.frister if one.enhet == enhet),
        ukjente=tuple(one for one in liste.ukjente if one.enhet in ("", enhet)),
    )


def deadline_view(liste: Fristliste, *, today: date, whole: bool) -> DeadlineView:
    """``whole``: every line, and not only the first of each group."""
    short = short_ids(one.sak for one in liste.frister)
    groups = tuple(_group(gruppe, liste, short, whole=whole) for gruppe in Fristgruppe if whole or gruppe in _SOON)
    groups = tuple(group for group in groups if group.rader)
    known = Counter((one.gjor, one.grunn) for one in liste.ukjente if one.sak)
    reasons = [text("frister.ukjent_linje", gjor=one.gjor, grunn=one.grunn) for one in liste.ukjente if not one.sak] + [
        counted("frister.ukjent_linje_antall", n, gjor=gjor, grunn=grunn) for (gjor, grunn), n in known.most_common()
    ]
    left = sum(len(group.rader) for group in groups) < len(liste.frister) or (len(reasons) > _REASONS and not whole)
    return DeadlineView(
        tittel=text("frister.tittel", dag=vis(liste.per)),
        om=about(liste, today),
        hoder=(text("frister.enhet"), *(text(f"frister.kort.{gruppe}") for gruppe in Fristgruppe)),
        enheter=tuple((navn, *map(str, tall)) for navn, tall in counts(liste)),
        grupper=groups,
        ukjent_tittel=counted("frister.ukjente", len(liste.ukjente)) if liste.ukjente else "",
        ukjente=tuple(reasons if whole else reasons[:_REASONS]),
        tomt="" if liste.frister else text("frister.tomt"),
        neste=text("frister.alle_linjer") if left else "",
    )


def about(liste: Fristliste, today: date) -> tuple[str, ...]:
    """Whose cases, from when, and plainly that what was done since is not seen."""
    kommune, made = liste.kommune or text("frister.kommune"), liste.uttrekksdato
    if made is not None and liste.per > made:
        seen = text("frister.etter_uttrekket", per=vis(liste.per), dag=vis(made))
    elif made is not None and made < today:
        seen = text("frister.gammelt", dag=vis(made))
    elif made is not None:
        return (text("frister.fra_uttrekk", kommune=kommune, dag=vis(made)),)
    else:
        return (text("frister.uten_uttrekksdato", kommune=kommune),)
    return (text("frister.uten_uttrekksdato", kommune=kommune), seen)


def counts(liste: Fristliste) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every unit with how many it has of each group; with more than one unit, all of them together last."""
    of = Counter((one.enhet, one.gruppe) for one in liste.frister)
    for enhet in liste.enheter:
        yield enhet, tuple(of[enhet, gruppe] for gruppe in Fristgruppe)
    if len(liste.enheter) > 1:
        yield text("frister.alle"), tuple(sum(of[e, gruppe] for e in liste.enheter) for gruppe in Fristgruppe)


def days_left(one: Frist) -> str:
    """«12 dager over», «i dag», «3 dager igjen»."""
    if one.dager is None:
        return text("frister.dager.uten_dato")
    if one.dager == 0:
        return text("frister.dager.i_dag")
    return counted("frister.dager.over", -one.dager) if one.dager < 0 else counted("frister.dager.igjen", one.dager)


def remark(one: Frist) -> str:
    """How many of how many, when last, whose measure it is when it is not the law's, and whether the case must be
    read."""
    parts = []
    if one.krav is not None and one.funnet is not None:
        parts.append(text("frister.dager.telling", funnet=one.funnet, krav=one.krav))
    if one.sist is not None:
        parts.append(text("frister.dager.sist", dag=vis(one.sist)))
    if one.malestokk is not Malestokk.LOV:
        parts.append(one.malestokk.vist)
    if one.sikkerhet is not Sikkerhet.HOY:
        parts.append(text("frister.sikkerhet", sikkerhet=one.sikkerhet.vist))
    if one.indikasjon:
        parts.append(text("frister.indikasjon"))
    return ", ".join(parts)


def as_plain(liste: Fristliste, today: date) -> dict[str, object]:
    """What ``--json`` prints."""
    short = short_ids([*(one.sak for one in liste.frister), *(one.sak for one in liste.ukjente if one.sak)])
    return {
        "per": liste.per.isoformat(),
        "til": liste.til.isoformat(),
        "uttrekksdato": liste.uttrekksdato.isoformat() if liste.uttrekksdato else None,
        "kommune": liste.kommune,
        "om": list(about(liste, today)),
        "enheter": [
            {"enhet": navn, **dict(zip((g.value for g in Fristgruppe), tall, strict=True))}
            for navn, tall in list(counts(liste))[: len(liste.enheter)]
        ],
        "frister": [_plain(one, short) for one in liste.frister],
        "kan_ikke_beregnes": [_plain_unknown(one, short) for one in liste.ukjente],
    }


def _group(gruppe: Fristgruppe, liste: Fristliste, short: Mapping[str, str], *, whole: bool) -> DeadlineGroup:
    rows: Sequence[Frist] = [one for one in liste.frister if one.gruppe is gruppe]
    shown = rows if whole else rows[:_SHOWN]
    return DeadlineGroup(
        tittel=text("frister.antall", gruppe=text(f"frister.gruppe.{gruppe}"), n=len(rows)),
        over=gruppe is Fristgruppe.OVER,
        rader=tuple(_row(one, short) for one in shown),
        flere=counted("frister.flere", len(rows) - len(shown)) if len(rows) > len(shown) else "",
    )


def _row(one: Frist, short: Mapping[str, str]) -> DeadlineRow:
    return DeadlineRow(
        nar=vis(one.frist) if one.frist else "",
        dager=days_left(one),
        gjor=one.gjor,
        enhet=one.enhet,
        sak=short[one.sak],
        merknad=remark(one),
    )


def _plain(one: Frist, short: Mapping[str, str]) -> dict[str, object]:
    return {
        "gruppe": one.gruppe.value,
        "frist": one.frist.isoformat() if one.frist else None,
        "dager": one.dager,
        "slag": one.slag.value,
        "gjor": one.gjor,
        "enhet": one.enhet,
        "sak": one.sak,
        "kortid": short[one.sak],
        "objekt": one.objekt,
        "objekt_id": one.objekt_id,
        "gjelder": gjelder(one.objekt),
        "sist": one.sist.isoformat() if one.sist else None,
        "krav": one.krav,
        "funnet": one.funnet,
        "regel": one.regel,
        "hjemmel": list(one.hjemmel),
        "malestokk": one.malestokk.value,
        "sikkerhet": one.sikkerhet.value,
        "indikasjon": one.indikasjon,
    }


def _plain_unknown(one: UkjentFrist, short: Mapping[str, str]) -> dict[str, object]:
    return {
        "slag": one.slag.value,
        "gjor": one.gjor,
        "regel": one.regel,
        "grunn": one.grunn,
        "enhet": one.enhet,
        "sak": one.sak,
        "kortid": short.get(one.sak, ""),
        "objekt_id": one.objekt_id,
    }
