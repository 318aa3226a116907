"""Sections made of the municipality's own lists: measures with what follows of them, risks, questions, what goes well
and what is hard; and the controls of the year.

What people have written is shown as they wrote it, with a place in the workbook where there are numbers in it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bvaudit.model.kalender import vis
from bvaudit.model.lister import Liste, Listeendring, Listepunkt, Listeslag, compare
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.rapport import Seksjon, Seksjonslag, Tallvalg
from bvaudit.model.registeret.ting import point_number
from bvaudit.reports.docx.blocks import Block, Bullet, Justering, Line, Table, Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_rows import LIST_COUNTS
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import cell, joined, told_counted
from bvaudit.texts import text

# What a section shows when its outline names no list.
_USUAL: Mapping[Seksjonslag, tuple[Listeslag, ...]] = {
    Seksjonslag.TILTAK: (Listeslag.TILTAK,),
    Seksjonslag.RISIKO: (Listeslag.RISIKOER, Listeslag.ROS),
    Seksjonslag.POSITIVE_FUNN: (Listeslag.LYKKES,),
    Seksjonslag.SPORSMAL_OG_SVAR: (Listeslag.SPORSMAL,),
}
# What others answer: which of these nobody has, is what the reader looks for.
_ANSWERED = (Listeslag.ANBEFALINGER, Listeslag.RISIKOER, Listeslag.ROS, Listeslag.UTFORDRINGER)
_NO_ANSWER = (*_ANSWERED, Listeslag.SPORSMAL, Listeslag.LYKKES)
_YEAR = ("arshjul.oppgaver", "arshjul.utfort", "arshjul.forfalt")


def lists_of(seksjon: Seksjon, utvalg: Utvalg) -> list[Liste]:
    """Those the outline names, else every list of its kinds; the newest of a list and the one before it."""
    kinds = seksjon.listeslag or (() if seksjon.lister else _USUAL.get(seksjon.slag, ()))
    found = [one for one in utvalg.fakta.lister if one.id in seksjon.lister or one.listeslag in kinds]
    before = {one.forrige for one in found if one.forrige}
    return [one for one in found if one.id not in before or one.id in seksjon.lister]


def has_no_list(seksjon: Seksjon, utvalg: Utvalg) -> bool:
    """Whether it is of lists alone, and the municipality has none of them: then nothing would stand under the heading
    but that. Where a person is asked to write, the heading stays."""
    of_lists = seksjon.slag in (Seksjonslag.LISTE, Seksjonslag.RISIKO, Seksjonslag.SPORSMAL_OG_SVAR)
    return of_lists and not (seksjon.sporsmal or seksjon.fyll_ut or lists_of(seksjon, utvalg))


def list_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    lists = lists_of(seksjon, utvalg)
    if not lists and not seksjon.fyll_ut:
        yield Text(tekst=text("rapport.liste.ingen"))
    for liste in lists:
        yield from _list(liste, seksjon, utvalg, vedlegg)


def _list(liste: Liste, seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """A table of the points, each with its consequence beneath where that is asked for."""
    yield Text(tekst=vedlegg.strong(vedlegg.noted(liste.id, liste.tittel)), henger=True)
    yield from _sums(liste, utvalg, vedlegg)
    yield from _since_before(liste, utvalg, vedlegg)
    columns = _columns(liste, seksjon, utvalg)
    points = _points(liste, utvalg)
    if len(columns) == 1:
        yield from (Bullet(tekst=vedlegg.people(liste.tittel, _tidy(one.tekst))) for one in points)
    else:
        yield Table(
            tittel=liste.tittel,
            beskrivelse=text("rapport.liste.tabell", tittel=liste.tittel),
            hode=tuple(text(f"rapport.liste.kol.{name}") for name in columns),
            rader=tuple(tuple(_value(name, liste, one, utvalg, vedlegg) for name in columns) for one in points),
            bredder=tuple({"tekst": 5, "konsekvens": 5, "effekt": 4, "svar": 5}.get(name, 2) for name in columns),
        )
    if seksjon.konsekvenser:
        yield from _consequences(liste, vedlegg)
    if liste.kilde:
        kilde = vedlegg.noted(liste.tittel, _tidy(liste.kilde))
        yield Text(tekst=vedlegg.quiet(text("rapport.kildelinje", kilder=kilde)))


def _sums(liste: Liste, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    said = []
    for end, name in LIST_COUNTS.items():
        row = utvalg.newest(Tallvalg(tall=f"liste.{liste.id}{end}"), enhet="", kommune="")
        if row is not None and (not end or row.verdi):
            said.append(told_counted(f"rapport.liste.antall_{name}", row))
    if said:
        yield Text(tekst=vedlegg.line(joined(said)), henger=True)


def _since_before(liste: Liste, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """What has become of the points of the list before it, and the words of those that are new or gone."""
    before = next((one for one in utvalg.fakta.lister if one.id == liste.forrige), None)
    if before is None:
        return
    changes = compare(before, liste)
    many = Counter(changes.values())
    numbers = {one.value: many[one] for one in Listeendring}
    yield Text(tekst=vedlegg.line(text("rapport.liste.siden", forrige=before.tittel, **numbers)))
    for id_, change in changes.items():
        punkt = liste.punkt(id_) or before.punkt(id_)
        if punkt is not None and change in (Listeendring.NY, Listeendring.BORTE):
            said = text(f"rapport.liste.endring_{change.value}", tekst=_tidy(punkt.tekst))
            yield Bullet(tekst=vedlegg.people(liste.tittel, said))


def _points(liste: Liste, utvalg: Utvalg) -> list[Listepunkt]:
    """In a unit's own paper: those about it, and those about all."""
    enhet = utvalg.utgave.enhet
    minne = utvalg.fakta.minne
    if not enhet or minne is None:
        return list(liste.innhold)
    return [one for one in liste.innhold if not one.enheter or enhet in {minne.vist(each) for each in one.enheter}]


def _columns(liste: Liste, seksjon: Seksjon, utvalg: Utvalg) -> tuple[str, ...]:
    """What any of the points has; who it is with is left out of what is public."""
    names = ["tekst", "gruppe", "status", "eier", "frist"]
    if utvalg.utgave.malgruppe is Malgruppe.OFFENTLIG:
        names.remove("eier")
    if seksjon.konsekvenser:
        names.append("konsekvens")
    names += ["effekt", "beslutning"]
    if liste.listeslag in _ANSWERED:
        names.append("svar")
    if liste.listeslag is Listeslag.ROS:
        names[1:1] = ["sannsynlighet", "konsekvensgrad"]
    return tuple(
        name for name in names if name == "tekst" or any(_has(name, one, liste, utvalg) for one in liste.innhold)
    )


def _has(name: str, one: Listepunkt, liste: Liste, utvalg: Utvalg) -> bool:
    return bool(_plain(name, liste, one, utvalg))


def _value(name: str, liste: Liste, one: Listepunkt, utvalg: Utvalg, vedlegg: Vedlegg) -> Line:
    if name == "tekst" and one.beskrivelse:
        vedlegg.people(liste.tittel, _tidy(one.beskrivelse))
        return (*vedlegg.people(liste.tittel, _tidy(one.tekst)), "\n", *vedlegg.quiet(_tidy(one.beskrivelse)))
    return vedlegg.people(liste.tittel, _plain(name, liste, one, utvalg))


def _plain(name: str, liste: Liste, one: Listepunkt, utvalg: Utvalg) -> str:
    """What people have written since the list was made goes before it."""
    minne, kodeverk = utvalg.fakta.minne, utvalg.fakta.kodeverk
    ting = minne.registeret.ting.get(point_number(liste.id, one.id)) if minne else None
    if name == "status":
        code = (ting.verdi("status") if ting else "") or one.status
        return kodeverk.tekst("listestatuser", code) if kodeverk and code else code
    if name == "beslutning":
        return kodeverk.tekst("beslutninger", one.beslutning) if kodeverk and one.beslutning else one.beslutning
    if name == "frist":
        day = (ting.dato("frist") if ting else None) or one.frist or one.slutt
        return vis(day) if day else one.start_tekst
    if name == "gruppe":
        titles = {each.id: each.tittel for each in liste.grupper}
        return ", ".join(titles.get(each, each) for each in one.grupper)
    if name == "svar":
        return "; ".join(_answering(liste, one, utvalg))
    value = getattr(one, name)
    return _tidy(str(value)) if value else ""


def _answering(liste: Liste, one: Listepunkt, utvalg: Utvalg) -> Iterator[str]:
    """The points of other lists that are meant to answer this one: measures, pilots."""
    for other in utvalg.fakta.lister:
        for punkt in () if other.listeslag in _NO_ANSWER else other.innhold:
            if other.id != liste.id and f"{liste.id}:{one.id}" in punkt.koblet:
                yield _tidy(punkt.tekst)


def _tidy(said: str) -> str:
    return " ".join(said.split())


def _consequences(liste: Liste, vedlegg: Vedlegg) -> Iterator[Block]:
    if liste.konsekvenser:
        yield Text(tekst=text("rapport.liste.konsekvenser"), henger=True)
        yield from (Bullet(tekst=vedlegg.people(liste.tittel, _tidy(one))) for one in liste.konsekvenser)


# --- questions and answers ------------------------------------------------------------------------------------------


def question_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """Each question of the lists under a heading of its own, with the points it is linked to as its answer."""
    lists = lists_of(seksjon, utvalg)
    if not lists:
        yield Text(tekst=text("rapport.sporsmal.ingen"))
    for liste in lists:
        for one in liste.innhold:
            yield vedlegg.heading(3, vedlegg.noted(liste.tittel, _tidy(one.tekst)))
            answers = list(_answers(liste, one, utvalg))
            if not answers:
                yield Text(tekst=text("rapport.sporsmal.ubesvart"))
            for answer in answers:
                said = _tidy(answer.tekst)
                more = _tidy(answer.beskrivelse or answer.effekt)
                first = vedlegg.people(liste.tittel, said)
                yield Bullet(tekst=(*first, *((": ", *vedlegg.people(liste.tittel, more)) if more else ())))


def _answers(liste: Liste, one: Listepunkt, utvalg: Utvalg) -> Iterator[Listepunkt]:
    lists = {each.id: each for each in utvalg.fakta.lister}
    for link in one.koblet:
        other, _, id_ = link.rpartition(":")
        found = lists.get(other or liste.id)
        punkt = found.punkt(id_) if found else None
        if found is not None and punkt is not None:
            yield punkt


# --- the year --------------------------------------------------------------------------------------------------------


def year_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    """How many controls were due and how many of them were done, in each unit or in this one."""
    enhet = utvalg.utgave.enhet
    units = (enhet,) if enhet else (*utvalg.fakta.enheter, "")
    rows: list[tuple[Line, ...]] = []
    for each in units:
        found = [utvalg.newest(Tallvalg(tall=tall), enhet=each, kommune="") for tall in _YEAR]
        if any(row is not None for row in found):
            name = each or text("rapport.alle")
            numbers = (text("rapport.tilstand.ikke_talt") if row is None else vedlegg.line(cell(row)) for row in found)
            rows.append((vedlegg.words_of(name), *numbers))
    if not rows:
        yield Text(tekst=text("rapport.arshjul.ingen"))
        return
    yield Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.arshjul.tabell"),
        hode=(text("rapport.kolonne.enhet"), *(utvalg.words(tall).tittel for tall in _YEAR)),
        rader=tuple(rows),
        bredder=(3, 2, 2, 2),
        justering=(Justering.VENSTRE, *(Justering.HOYRE for _ in _YEAR)),
    )
    late = [one for one in utvalg.fakta.oppgaver if one.forfalt and one.teller and _mine(one.enhet, utvalg)]
    if late:
        yield Text(tekst=text("rapport.arshjul.ikke_gjort"), henger=True)
    for one in late:
        where = utvalg.fakta.minne.vist(one.enhet) if one.enhet and utvalg.fakta.minne else ""
        title = vedlegg.noted(text("rapport.kilde.arshjul"), one.tittel)
        line = text("rapport.arshjul.linje", tittel=title, frist=vis(one.frist), enhet=where).rstrip(", ")
        yield Bullet(tekst=vedlegg.line(line))


def _mine(enhet: str, utvalg: Utvalg) -> bool:
    minne = utvalg.fakta.minne
    return not utvalg.utgave.enhet or not enhet or (minne is not None and minne.vist(enhet) == utvalg.utgave.enhet)
