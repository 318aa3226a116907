"""The sheets «Saker å rette» and «Funn» of the workbook that remembers: the evidence, by case and by avvik."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Bevis
from bvaudit.model.registeret.bokmeta import SAKER
from bvaudit.reports import register_memory_columns as columns
from bvaudit.reports import register_memory_words as words
from bvaudit.reports.register_memory import Minne, to_correct
from bvaudit.reports.register_memory_avvik import unit_key
from bvaudit.reports.register_memory_rows import row
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

Fault = tuple[Avvik, Bevis]


def cases_table(minne: Minne) -> SheetTable:
    """One row per case with everything in it that is not settled; by unit, the gravest and then the oldest first."""
    kolonner = columns.saker()
    cases: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for avvik in minne.apne:
        for bevis in to_correct(avvik):
            cases[avvik.enhet, bevis.sak].append((avvik, bevis))
    order = {enhet: number for number, enhet in enumerate(minne.enheter)}
    found = sorted(cases.items(), key=lambda each: (order.get(each[0][0], len(order)), *_urgency(each[1]), each[0][1]))
    return SheetTable(
        ark=text("register.ark.saker"),
        id=SAKER,
        navn="Saker",
        beskrivelse=text("register.om.saker"),
        kolonner=kolonner,
        rader=tuple(_case(enhet, sak, faults, minne, kolonner) for (enhet, sak), faults in found),
        tomt=text("register.tomt.saker"),
        frys=2,
        side_for="enhet",
        lases=True,
    )


def _urgency(faults: Sequence[Fault]) -> tuple[int, date]:
    return -max(avvik.alvor.rang for avvik, _ in faults), _oldest(faults) or date.max


def _oldest(faults: Sequence[Fault]) -> date | None:
    return min((bevis.start for _, bevis in faults if bevis.start), default=None)


def _case(enhet: str, sak: str, faults: list[Fault], minne: Minne, kolonner: columns.Columns) -> tuple[Verdi, ...]:
    by_avvik: dict[str, list[Fault]] = defaultdict(list)
    for fault in sorted(faults, key=lambda f: (-f[0].alvor.rang, f[0].nr, f[1].start or date.max)):
        by_avvik[fault[0].nr].append(fault)
    values: dict[str, Verdi] = {
        "sak": minne.kort.get(sak, sak),
        "enhet": minne.vist(enhet),
        "feil": "\n".join(_line(group, minne) for group in by_avvik.values()),
        "antall_feil": len(faults),
        "verst": max((avvik.alvor for avvik, _ in faults), key=lambda grad: grad.rang).vist,
        "eldste": _oldest(faults),
        "avvik_nr": "\n".join(by_avvik),
        "rettet": minne.registeret.merket.get(("", sak)),
        "_enhet": unit_key(enhet),
        "_sak": sak,
    }
    return row(kolonner, f"{sak}/{enhet}", values)


def _line(group: Sequence[Fault], minne: Minne) -> str:
    """The breach, and how often and since when in this case."""
    avvik = group[0][0]
    rule = minne.kontekst.regler.get(avvik.regel)
    what = rule.brudd if rule else avvik.ting.tittel
    known = list(_known(group))
    return text("registeret_bok.sak.linje", brudd=what, kjent=", ".join(known)) if known else what


def _known(group: Sequence[Fault]) -> Iterator[str]:
    if len(group) > 1:
        yield counted("registeret_bok.sak.ganger", len(group))
    if first := _oldest(group):
        yield text("registeret_bok.sak.startet", dato=dato(first))
    yield from dict.fromkeys(mark for _, bevis in group if (mark := _mark(bevis)))


def _mark(bevis: Bevis) -> str:
    """What a person with the case must know beside the breach."""
    if not bevis.for_tiltak:
        return text("registeret_bok.bevis.etter_tiltaket")
    return bevis.grunn


def evidence_table(minne: Minne) -> SheetTable:
    """Every object behind the open avvik and how it stands, avvik by avvik, so that a number leads to all its cases in
    a row. What is told under a wider rule's avvik is here too, and says so."""
    kolonner = columns.bevis()
    rows = tuple(
        _found(avvik, bevis, minne, kolonner, under=under)
        for avvik in minne.apne
        for under, found in ((False, avvik.bevis), (True, avvik.under))
        for bevis in sorted(found, key=lambda each: (each.tilstand.avgjort, each.start or date.max, each.objekt_id))
    )
    return SheetTable(
        ark=text("register.ark.funn"),
        id="funn",
        navn="Funn",
        beskrivelse=text("registeret_bok.om.funn"),
        kolonner=kolonner,
        rader=rows,
        tomt=text("registeret_bok.tomt.funn"),
        frys=3,
    )


def _found(avvik: Avvik, bevis: Bevis, minne: Minne, kolonner: columns.Columns, *, under: bool) -> tuple[Verdi, ...]:
    sak = minne.kort.get(bevis.sak, bevis.sak) or None
    values: dict[str, Verdi] = {
        "nr": avvik.nr,
        "sak": sak,
        "enhet": minne.vist(avvik.enhet),
        "brudd": words.title_of(avvik, minne),
        "regel": avvik.regel,
        "startet": bevis.start,
        "funnet": bevis.dag,
        "tilstand": text(f"registeret_bok.tilstand.{bevis.tilstand.value.replace('-', '_')}"),
        "tilstand_dag": bevis.tilstand_dag,
        "hvorfor_tilstand": bevis.grunn,
        "merke": _place(bevis, under=under),
        "gjelder_id": minne.kort.get(bevis.objekt_id) if bevis.objekt_id != bevis.sak else None,
        "_avvik": avvik.nr,
        "_sak": bevis.sak,
        "_kort": sak,
    }
    return row(kolonner, avvik.nr, values)


def _place(bevis: Bevis, *, under: bool) -> str:
    if under:
        return text("registeret_bok.bevis.under")
    return "" if bevis.for_tiltak else text("registeret_bok.bevis.etter_tiltaket")
