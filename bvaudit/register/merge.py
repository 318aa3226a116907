"""The three-way merge: what the register held when a document was made, what it holds now, and what the document says.

Excel and Word both come back this way. Nothing is lost and nothing is guessed: every cell becomes nothing, an event, a
conflict for a person, or a refusal with its reason.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.diagnostics import Grad, Problem
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import KOMMENTAR, NUMRE
from bvaudit.model.registeret.hendelser import Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Logget
from bvaudit.model.registeret.redigering import (
    SLETTES,
    Celle,
    Dokument,
    Linje,
    NyTing,
    Sammenfall,
    Sammenslaing,
    erases,
)
from bvaudit.model.registeret.ting import link_number
from bvaudit.register.merge_apply import Allowed, applied
from bvaudit.register.merge_cells import canonical, compared, unknown, without_doubles
from bvaudit.register.merge_links import links, of_new_links, parted
from bvaudit.register.merge_new import cells_of, numbers_in, opened_before
from bvaudit.register.merge_owner import is_known, why_not
from bvaudit.register.merge_state import Key, Merging, since
from bvaudit.register.plain import plain
from bvaudit.texts import text

_RETTET = ("", "rettet")  # everything in the case


def merge(
    dok: Dokument,
    na: Registeret,
    basis: Registeret,
    kontekst: Kontekst,
    *,
    dag: date,
    hvem: str = "",
    logg: Sequence[Logget] = (),
    behold: Mapping[Key, str] | str = "",
    tillatt: Allowed | None = None,
) -> Sammenslaing:
    """``basis`` is the register folded up to the head the document carries, ``logg`` the whole log: it tells what was
    set and changed again, and what is struck. ``hvem`` writes on ``dag``; the one it was made for when nobody is named.
    ``behold`` are the choices in conflicts, one for all or by field. ``tillatt``: what decides whether an event may be
    written; the guards when it is not given."""
    her = Merging(
        dok=dok,
        na=na,
        basis=basis,
        kontekst=kontekst,
        dag=dag,
        hvem=hvem or dok.mottaker,
        since=since(logg, dok.hode, dok.fil),
        behold=behold,
    )
    nye, read_before, told = _new_and_read(her)
    written = [one for one in (*dok.celler, *read_before) if one.verdi]
    said, cells = parted(written)
    linked = list(links(her, said))
    her = replace(her, lenker=frozenset(nr for line in linked for nr in _made(line)))
    lines = [*linked, *_cells(her, of_new_links(cells, linked)), *_comments(her), *_marked(her)]
    found = applied(her, lines, nye, (*told, *_problems(nye)), tillatt)
    return replace(
        found, uendret=found.uendret + len(dok.celler) + len(read_before) - len(written)
    )  # a blank is nothing


def _made(line: Linje) -> Iterator[str]:
    return (link_number(one.avvik, one.tiltak) for one in line.hendelser if isinstance(one, Koblet))


def _cells(her: Merging, celler: Iterable[Celle]) -> Iterator[Linje]:
    """A row whose number is not known is told of once."""
    strange: set[str] = set()
    for celle, grunn in without_doubles(her, [canonical(her, one) for one in celler]):
        line = compared(her, celle)
        grunn = grunn or _nothing_to_erase(celle, line)
        if grunn:
            yield replace(line, hva=Sammenfall.AVVIST, grunn=grunn)
        elif line.hva is not Sammenfall.AVVIST or is_known(her, celle.nr):
            yield line
        elif celle.nr not in strange:
            strange.add(celle.nr)
            yield line


def _nothing_to_erase(celle: Celle, line: Linje) -> str:
    """Nobody has written in the field: what the cell showed is said by the content."""
    shown_anyhow = celle.verdi == SLETTES and celle.forvalg is not None
    return text("arsbok.avvist.forvalg") if shown_anyhow and not line.basis and not line.na else ""


def _comments(her: Merging) -> Iterator[Linje]:
    """Each is a new one, unless it has been said since the document was made."""
    said = {nr: Counter(texts) for nr, texts in her.since.sagt.items()}
    for celle in her.dok.kommentarer:
        tekst = plain(celle.verdi)
        line = Linje(celle=replace(celle, felt=celle.felt or KOMMENTAR, verdi=tekst), hva=Sammenfall.ENDRET)
        if not tekst or erases(tekst):
            continue
        if said.get(celle.nr, Counter())[tekst] > 0:
            said[celle.nr][tekst] -= 1
            yield replace(line, hva=Sammenfall.SAMME, grunn=text("registeret_les.samme.lest_for"))
        elif not is_known(her, celle.nr):
            yield replace(line, hva=Sammenfall.AVVIST, grunn=unknown(celle.nr))
        elif reason := why_not(her, celle.nr, KOMMENTAR, tekst):
            yield replace(line, hva=Sammenfall.AVVIST, grunn=reason)
        else:
            made = Kommentert(nr=celle.nr, tekst=tekst, fil=her.dok.fil)
            yield replace(line, hendelser=(made,))


def _marked(her: Merging) -> Iterator[Linje]:
    """The days people say that a case is mended: they change the list of cases, and nothing that is measured."""
    set_since = {
        (event.regel, event.sak[0], event.rettet.isoformat() if event.rettet else "")
        for event in her.since.nye
        if isinstance(event, SakMerket) and event.sak
    }
    for celle in her.dok.rettet:
        sak, _, enhet = celle.nr.partition("/")
        regel = "" if celle.felt in _RETTET else celle.felt
        verdi = "" if erases(celle.verdi) else plain(celle.verdi)
        was, now = (_day(reg.merket.get((regel, sak))) for reg in (her.basis, her.na))
        line = Linje(celle=replace(celle, verdi=verdi), hva=Sammenfall.UENDRET, basis=was, na=now)
        if not celle.verdi or verdi == was:
            yield line
        elif verdi == now or (regel, sak, verdi) in set_since:
            yield replace(line, hva=Sammenfall.SAMME)
        elif her.enhet and (enhet or her.enhet) != her.enhet:
            grunn = text("registeret_les.avvist.annen_enhet", enhet=her.kontekst.enhet(enhet))
            yield replace(line, hva=Sammenfall.AVVIST, grunn=grunn)
        elif was != now and not her.choice((celle.nr, celle.felt)):
            yield replace(line, hva=Sammenfall.KONFLIKT)
        elif was != now and her.choice((celle.nr, celle.felt)) == "register":
            yield replace(line, hva=Sammenfall.SAMME, grunn=text("registeret_les.samme.beholdt"))
        else:
            day = date.fromisoformat(verdi) if verdi else None
            made = SakMerket(enhet=enhet or her.enhet, regel=regel, sak=(sak,), rettet=day, fil=her.dok.fil)
            yield replace(line, hva=Sammenfall.ENDRET, hendelser=(made,))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _new_and_read(her: Merging) -> tuple[list[NyTing], list[Celle], list[Problem]]:
    """The new rows that have not been read before; the cells of those that have, and a word on each."""
    used: list[Hendelse] = []
    nye: list[NyTing] = []
    cells: list[Celle] = []
    told: list[Problem] = []
    for ny in her.dok.nye:
        opened = next((one for one in opened_before(her, ny) if not any(one is each for each in used)), None)
        if opened is None:
            nye.append(ny)
            continue
        used.append(opened)
        said = text("registeret_les.ny.lest_for", nr=opened.nr)
        told.append(Problem(sted=ny.sted, kode="register-lest-for", tekst=said, grad=Grad.MERKNAD))
        links = numbers_in(ny.felt.get(NUMRE, ""))
        cells += [
            Celle(
                nr=on,
                felt=felt,
                verdi=ny.felt[key],
                sted=ny.steder.get(key, ny.sted),
                vist=opened.eier if isinstance(opened, TingOpprettet) and felt == "eier" else None,  # it was born with
            )
            for on, felt, key in cells_of(ny, opened.nr, links)
        ]
    return nye, cells, told


def _problems(nye: Sequence[NyTing]) -> tuple[Problem, ...]:
    """Two new rows that say the same: perhaps one was pasted."""
    seen: dict[tuple[str, str], NyTing] = {}
    found = []
    for ny in nye:
        key = (ny.slag.value, repr(sorted(ny.felt.items())))
        if key in seen:
            said = text("registeret_les.ny.to_like", andre=seen[key].sted)
            hint = text("registeret_les.ny.to_like_hint")
            found.append(Problem(sted=ny.sted, kode="register-to-like", tekst=said, hint=hint, grad=Grad.ADVARSEL))
        seen.setdefault(key, ny)
    return tuple(found)
