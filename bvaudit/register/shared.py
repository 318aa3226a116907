"""What fails in more than one unit: stab's to do something about, with a course, a routine or a template for all.

Proposed from the open avvik, and made a measure only when a person asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kodeverk import PLANLAGT
from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.register.draft import number_key
from bvaudit.register.merge_new import next_number
from bvaudit.register.plain import plain
from bvaudit.register.roles import STAB

UNITS = 2  # so many units make it shared; three make a parent avvik (``parents.py``)


@dataclass(frozen=True, slots=True, kw_only=True)
class Felles:
    """One rule that is broken in several units. ``avvik`` are the open ones, ``forelder`` the one that holds them
    together (empty: none), ``tiltak`` the measures of stab's they are linked to, and ``uten`` the avvik that are linked
    to none of these."""

    regel: str
    brudd: str
    enheter: tuple[str, ...]
    avvik: tuple[str, ...]
    tiltak: tuple[Ting, ...] = ()
    uten: tuple[str, ...] = ()
    forelder: str = ""


def shared(reg: Registeret, kontekst: Kontekst) -> tuple[Felles, ...]:
    """Most units first, then most avvik, then by rule."""
    by_rule: dict[str, list[Avvik]] = {}
    for avvik in reg.apne:
        if avvik.regel and avvik.enhet and avvik.telles:
            by_rule.setdefault(avvik.regel, []).append(avvik)
    found = [
        _shared(reg, kontekst, regel, sorted(avvik, key=lambda one: number_key(one.nr)))
        for regel, avvik in by_rule.items()
        if len({one.enhet for one in avvik}) >= UNITS
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.enheter), -len(one.avvik), one.regel)))


def _shared(reg: Registeret, kontekst: Kontekst, regel: str, avvik: list[Avvik]) -> Felles:
    rule = kontekst.regler.get(regel)
    common = [nr for nr in dict.fromkeys(nr for one in avvik for nr in one.tiltak) if _is_common(reg.ting.get(nr))]
    parents = [one.nr for one in reg.apne if one.kilde is Kilde.FORELDER and one.regel == regel]
    return Felles(
        regel=regel,
        brudd=rule.brudd if rule is not None else avvik[0].ting.tittel,
        enheter=tuple(sorted({one.enhet for one in avvik}, key=kontekst.enhet)),
        avvik=tuple(one.nr for one in avvik),
        tiltak=tuple(reg.ting[nr] for nr in common),
        uten=tuple(one.nr for one in avvik if not set(one.tiltak) & set(common)),
        forelder=min(parents, key=number_key, default=""),
    )


def _is_common(ting: Ting | None) -> bool:
    return ting is not None and not ting.enhet and ting.avsluttet is None


def measure_for(
    felles: Felles, reg: Registeret, dag: date, *, tekst: str, tiltakstype: str = "", frist: date | None = None
) -> Iterator[Hendelse]:
    """A measure stab owns, planned, and linked to every open avvik of the rule and to the one that holds them together.
    One that stab has under the same words is the same measure: only what it is not linked to yet, is linked."""
    same = next((one for one in felles.tiltak if plain(one.tittel) == plain(tekst)), None)
    nr = same.nr if same is not None else next_number(reg, Slag.TILTAK, dag.year)
    if same is None:
        yield TingOpprettet(nr=nr, slag=Slag.TILTAK, tittel=tekst, eier=STAB, dag=dag)
        yield FeltSatt(nr=nr, felt="tiltaksstatus", verdi=PLANLAGT)
    given = {"tiltakstype": tiltakstype, "frist": frist.isoformat() if frist is not None else ""}
    for felt, verdi in given.items():
        if verdi and (same is None or same.verdi(felt) != verdi):
            yield FeltSatt(nr=nr, felt=felt, verdi=verdi)
    for avvik in (*felles.avvik, *((felles.forelder,) if felles.forelder else ())):
        if nr not in reg.avvik[avvik].tiltak:
            yield Koblet(avvik=avvik, tiltak=nr, dag=dag)


def measure_type(said: str, kontekst: Kontekst) -> str | None:
    """The code of a kind of measure, by its code, its words, or a word that only one of them is explained with
    («kurs»); None when it is none of them, or could be several."""
    wanted = said.strip().casefold()
    kinds = kontekst.kodeverk.tiltakstyper
    exact = [one.kode for one in kinds if wanted in (one.kode, one.tekst.casefold())]
    if exact or not wanted:
        return exact[0] if exact else None
    told = [one.kode for one in kinds if wanted in f"{one.tekst} {one.forklaring}".casefold().replace(",", " ").split()]
    return told[0] if len(told) == 1 else None
