"""A row without a number becomes a new avvik, or a measure with its links; one that was read before is the same row."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.avvik import Kilde, Omfang, Registeret, Stilling
from bvaudit.model.registeret.bokmeta import ALVOR, AVGJORENDE, ENHET, KILDE, KOBLING_, NUMRE, TITTEL
from bvaudit.model.registeret.felter import REGISTERFELT, SAERFELT, Felttype
from bvaudit.model.registeret.hendelser import Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, AvvikAvsluttet, AvvikOpprettet
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.redigering import NyTing
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag, link_number, numbered
from bvaudit.model.rule import SamlesPer
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.merge_cells import whole_role
from bvaudit.register.merge_events import field_set
from bvaudit.register.merge_state import Merging
from bvaudit.register.merge_step import Incomplete, said_before, step_taken
from bvaudit.register.plain import plain
from bvaudit.texts import text

MELDT = (Kilde.ANSATTMELDING, Kilde.KLAGE, Kilde.HMS, Kilde.FORVALTNINGSREVISJON, Kilde.TILSYN)  # told by people
REGEL, LUKKET_FOR = "regel", "lukket_for"  # of what an old register says: its rule, and whether it was closed there
GAMMELT = "gammelt"  # the kind of document that may say so
_NUMBER = re.compile(r"(?:AV|TI)-\d{4}-\d{4,}", re.IGNORECASE)
_LINK = tuple(felt.navn for felt in (*REGISTERFELT[Slag.KOBLING], *SAERFELT[Slag.KOBLING]))


def next_number(reg: Registeret, slag: Slag, ar: int) -> str:
    """Counted per year and kind over the whole log, and never used again."""
    start = f"{FORSTAVELSER[slag]}-{ar}-"
    last = max((int(nr.removeprefix(start)) for nr in reg.ting if nr.startswith(start) and "/" not in nr), default=0)
    return numbered(slag, ar, last + 1)


def numbers_in(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found[0].upper() for found in _NUMBER.finditer(said)))


def opened_before(her: Merging, ny: NyTing) -> Iterator[AvvikOpprettet | TingOpprettet | TilsynSkritt]:
    """What has been opened since the document was made and says the same: the row has been read."""
    title = plain(ny.felt.get(TITTEL, ""))
    for event in her.since.nye:
        match event:
            case AvvikOpprettet() if ny.felt.get(KILDE) == Kilde.IMPORT:
                if event.kilde is Kilde.IMPORT and (event.regel, event.enhet) == (ny.felt[REGEL], unit_of(her, ny)):
                    yield event
            case AvvikOpprettet() if ny.slag is Slag.AVVIK:
                if plain(event.tekst) == title and event.enhet == unit_of(her, ny):
                    yield event
            case TingOpprettet(slag=Slag.TILTAK) if ny.slag is Slag.TILTAK:
                if plain(event.tittel) == title and event.enhet == unit_of(her, ny):
                    yield event
            case TilsynSkritt() if ny.slag is Slag.TILSYN:
                if said_before(her, event, ny):
                    yield event


def unit_of(her: Merging, ny: NyTing) -> str:
    """The unit that is written, or the only one the document holds, or that of all the avvik it is for."""
    if said := ny.felt.get(ENHET, "") or her.enhet:
        return said
    units = {her.na.ting[nr].enhet for nr in numbers_in(ny.felt.get(NUMRE, "")) if nr in her.na.ting}
    return units.pop() if len(units) == 1 else ""


def events_for(her: Merging, ny: NyTing, reg: Registeret) -> tuple[Hendelse, ...]:
    """What opens it, with the next number in ``reg``. Raises ``Incomplete``."""
    if ny.slag is Slag.TILSYN:
        return step_taken(her, ny, reg)
    if not plain(ny.felt.get(TITTEL, "")):
        raise Incomplete(TITTEL, text("registeret_les.ny.uten_tittel"))
    _own_unit(her, ny)
    if ny.slag is Slag.AVVIK and her.dok.slag == GAMMELT:
        return _imported(her, ny, next_number(reg, Slag.AVVIK, her.dag.year))
    if ny.slag is Slag.AVVIK:
        return _avvik(her, ny, next_number(reg, Slag.AVVIK, her.dag.year))
    return _tiltak(her, ny, next_number(reg, Slag.TILTAK, her.dag.year))


def _own_unit(her: Merging, ny: NyTing) -> None:
    said = ny.felt.get(ENHET, "")
    if her.enhet and said and said != her.enhet:
        raise Incomplete(ENHET, text("registeret_les.avvist.annen_enhet", enhet=her.kontekst.enhet(said)))
    for nr in numbers_in(ny.felt.get(NUMRE, "")):
        ting = her.na.ting.get(nr)
        if ting is None or ting.slag is not Slag.AVVIK:
            raise Incomplete(NUMRE, text("registeret_les.avvist.ukjent", nr=nr))
        if her.enhet and ting.enhet != her.enhet:
            raise Incomplete(NUMRE, text("registeret_les.avvist.annen_enhet", enhet=her.kontekst.enhet(ting.enhet)))


def _avvik(her: Merging, ny: NyTing, nr: str) -> tuple[Hendelse, ...]:
    enhet = unit_of(her, ny)
    if not enhet:
        raise Incomplete(ENHET, text("registeret_les.ny.uten_enhet"))
    if ny.felt.get(KILDE, "") not in _told_by(her.kontekst.kodeverk):
        raise Incomplete(KILDE, text("registeret_les.ny.uten_kilde"))
    if ny.felt.get(ALVOR, "") not in set(Alvorlighetsgrad):
        raise Incomplete(ALVOR, text("registeret_les.ny.uten_alvor"))
    alvor = Alvorlighetsgrad(ny.felt[ALVOR])
    opened = AvvikOpprettet(
        nr=nr,
        tekst=plain(ny.felt[TITTEL]),
        enhet=enhet,
        kilde=Kilde(ny.felt[KILDE]),
        alvor=alvor,
        omfang=Omfang.SYSTEMSVIKT,  # without objects
        eier=_owner(her, ny.felt.get("ansvarlig", ""), alvor, enhet),
        mal=NI_AV_TI,
        krever_lesing=True,
        dag=her.dag,
        fil=her.dok.fil,
    )
    return (opened, *_fields(her, Slag.AVVIK, nr, enhet, ny.felt))


def _imported(her: Merging, ny: NyTing, nr: str) -> tuple[Hendelse, ...]:
    """What was kept before the log: as it was written, and closed only if it was closed there. It is not measured."""
    rule, enhet = her.kontekst.regler[ny.felt[REGEL]], ny.felt[ENHET]
    opened = AvvikOpprettet(
        nr=nr,
        regel=rule.id,
        tittel=plain(ny.felt[TITTEL]),
        enhet=enhet,
        samles_per=rule.samles_per or SamlesPer.ENHET,
        kilde=Kilde.IMPORT,
        alvor=rule.alvorlighetsgrad,
        omfang=Omfang.SYSTEMSVIKT,  # without objects
        eier=_owner(her, "", rule.alvorlighetsgrad, enhet),
        mal=rule.effektmal or NI_AV_TI,
        krever_lesing=True,
        dag=her.dag,
        fil=her.dok.fil,
    )
    found: list[Hendelse] = [opened, *_fields(her, Slag.AVVIK, nr, enhet, ny.felt)]
    if said := plain(ny.felt.get("kommentar", "")):
        found.append(Kommentert(nr=nr, tekst=said, fil=her.dok.fil))
    if ny.felt.get(LUKKET_FOR):
        why = text("registeret_les.gammelt.lukket_i", fil=her.dok.fil)
        found.append(AvvikAvsluttet(nr=nr, stilling=Stilling.LUKKET_FOR, grunn=why, dag=her.dag))
    return tuple(found)


def _told_by(kodeverk: Kodeverk) -> frozenset[str]:
    """What people may say it is from: the sources the lists let them pick, of those nobody but people register."""
    picked = {one.kode for one in kodeverk.kilder if one.valgbar}
    return frozenset(MELDT) & picked if picked else frozenset(MELDT)


def _owner(her: Merging, said: str, alvor: Alvorlighetsgrad, enhet: str) -> str:
    return whole_role(said or _role_for(her.kontekst.kodeverk, alvor), enhet, her.kontekst.kodeverk)


def _role_for(kodeverk: Kodeverk, alvor: Alvorlighetsgrad) -> str:
    return kodeverk.gradfrist(alvor).ansvarlig_rolle


def _tiltak(her: Merging, ny: NyTing, nr: str) -> tuple[Hendelse, ...]:
    enhet = unit_of(her, ny)
    opened = TingOpprettet(
        nr=nr,
        slag=Slag.TILTAK,
        tittel=plain(ny.felt[TITTEL]),
        enhet=enhet,
        eier=whole_role(ny.felt.get("eier", ""), enhet, her.kontekst.kodeverk) or her.hvem,
        dag=her.dag,
        fil=her.dok.fil,
    )
    found: list[Hendelse] = [opened, *_fields(her, Slag.TILTAK, nr, enhet, ny.felt)]
    for avvik in numbers_in(ny.felt.get(NUMRE, "")):
        found.append(Koblet(avvik=avvik, tiltak=nr, dag=her.dag))
        link = link_fields(ny.felt)
        decisive = link.pop(AVGJORENDE, "")
        found += _fields(her, Slag.KOBLING, link_number(avvik, nr), her.na.ting[avvik].enhet, link)
        if decisive:
            found.append(AvgjorendeValgt(nr=avvik, tiltak=nr, dag=her.dag))
    return tuple(found)


def link_fields(felt: Mapping[str, str]) -> dict[str, str]:
    """What is written about the link, also where the key says nothing of it but the measure has no such field."""
    of_measure = {one.navn for one in REGISTERFELT[Slag.TILTAK]}
    found = {navn: felt[navn] for navn in _LINK if felt.get(navn) and navn not in of_measure}
    return found | {navn: felt[f"{KOBLING_}{navn}"] for navn in _LINK if felt.get(f"{KOBLING_}{navn}")}


def _fields(her: Merging, slag: Slag, nr: str, enhet: str, felt: Mapping[str, str]) -> Iterator[Hendelse]:
    """The fields that are written; a measure is born with its owner."""
    for one in REGISTERFELT[slag]:
        verdi = plain(felt.get(one.navn, ""))
        if verdi and (slag, one.navn) != (Slag.TILTAK, "eier"):
            verdi = whole_role(verdi, enhet, her.kontekst.kodeverk) if one.type is Felttype.ROLLE else verdi
            yield field_set(her, nr, one.navn, verdi, slag)


def cells_of(ny: NyTing, nr: str, links: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Number, field and key of what is written in a row that has been read before."""
    for one in REGISTERFELT[ny.slag]:
        if ny.felt.get(one.navn):
            yield nr, one.navn, one.navn
    if ny.slag is Slag.TILTAK:
        for navn in link_fields(ny.felt):
            key = f"{KOBLING_}{navn}" if ny.felt.get(f"{KOBLING_}{navn}") else navn
            for avvik in links:
                yield link_number(avvik, nr), navn, key
