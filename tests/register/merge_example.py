"""A small register of two units, opened by hand, and documents that come back to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from bvaudit.diagnostics import Sted
from bvaudit.loading.content.kodeverk import read_kodeverk
from bvaudit.model.registeret.avvik import Bevis, Kilde, Omfang, Registeret
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Hode, Logget
from bvaudit.model.registeret.redigering import Celle, Dokument
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from tests.reports.rules_by_hand import en_regel

DAG = date(2026, 3, 2)
NORD, SOR = "nord", "sor"
LEDER = "barnevernleder@nord"
EN, TO, SORS = "AV-2026-0001", "AV-2026-0002", "AV-2026-0003"
TILTAK, FELLES = "TI-2026-0001", "TI-2026-0002"
LENKE = f"{EN}/{TILTAK}"


@cache
def kontekst() -> Kontekst:
    """With the lists that are shipped."""
    kodeverk, problems = read_kodeverk(Path(__file__).resolve().parents[2] / "rules" / "kodeverk" / "avvik.yaml")
    assert kodeverk is not None, problems
    regler = {"MEL-01": en_regel(id="MEL-01", avvikstittel="Meldingen er gjennomgått for sent", effektmal=NI_AV_TI)}
    return Kontekst(regler=regler, kodeverk=kodeverk, enheter={NORD: "Barnevern nord", SOR: "Barnevern sør"})


def logged(events: Sequence[tuple[str, Hendelse]], after: Sequence[Logget] = ()) -> tuple[Logget, ...]:
    """As the log would have them, one a minute."""
    found = list(after)
    for hvem, event in events:
        nr = len(found) + 1
        tid = datetime(2026, 3, 1, 8, tzinfo=UTC) + timedelta(minutes=nr)
        forrige = found[-1].sum if found else ""
        found.append(Logget(nr=nr, tid=tid, hvem=hvem, hendelse=event, forrige=forrige, sum=f"{nr:064x}"))
    return tuple(found)


def avvik(nr: str, enhet: str, **more: object) -> AvvikOpprettet:
    made = AvvikOpprettet(
        nr=nr,
        regel="MEL-01",
        variant="lov",
        tittel="Meldingen er gjennomgått for sent",
        enhet=enhet,
        kilde=Kilde.KJORING,
        alvor=Alvorlighetsgrad.HOY,
        omfang=Omfang.SYSTEMSVIKT,
        eier=f"barnevernleder@{enhet}",
        mal=NI_AV_TI,
        dag=date(2026, 3, 1),
        kjoring="k1",
    )
    return replace(made, **more)  # type: ignore[arg-type]


SAKER = tuple(f"S-{n:020x}" for n in range(3))


def evidence() -> Iterator[Bevis]:
    for n, sak in enumerate(SAKER):
        yield Bevis(
            sak=sak,
            objekt="melding",
            objekt_id=f"M-{n:020x}",
            enhet=NORD,
            start=date(2025, 11, 3),
            dag=date(2026, 3, 1),
            kjoring="k1",
        )


@cache
def log() -> tuple[Logget, ...]:
    """Two avvik of Nord and one of Sør; a measure of Nord's own, and one of stab's that both have."""
    stab, leder = "stab", LEDER
    return logged(
        [
            (stab, RegisterBegynt(kommune="Prøve", kommunenummer="9999", dag=date(2026, 3, 1))),
            (
                "bvaudit",
                KjoringSkrevet(
                    kjoring="k1", dag=date(2026, 3, 1), uttrekk="u1", antall_objekter=40, enheter={NORD: 20, SOR: 20}
                ),
            ),
            ("bvaudit", avvik(EN, NORD)),
            ("bvaudit", avvik(TO, NORD)),
            ("bvaudit", avvik(SORS, SOR)),
            ("bvaudit", BevisLagtTil(nr=EN, antall=3, bevis=tuple(evidence()), kjoring="k1", dag=date(2026, 3, 1))),
            (
                leder,
                TingOpprettet(
                    nr=TILTAK, slag=Slag.TILTAK, tittel="Daglig gjennomgang", enhet=NORD, eier=leder, dag=DAG
                ),
            ),
            (leder, Koblet(avvik=EN, tiltak=TILTAK, dag=DAG)),
            (stab, TingOpprettet(nr=FELLES, slag=Slag.TILTAK, tittel="Ny mal", enhet="", eier=stab, dag=DAG)),
            (stab, Koblet(avvik=EN, tiltak=FELLES, dag=DAG)),
            (stab, Koblet(avvik=SORS, tiltak=FELLES, dag=DAG)),
            (leder, FeltSatt(nr=EN, felt="arsak", verdi="kapasitet")),
            (leder, FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-16")),
            (leder, FeltSatt(nr=EN, felt="hvorfor", tekst="Vakansen er ikke dekket")),
        ]
    )


@cache
def register() -> Registeret:
    return fold(log())


def head(events: Sequence[Logget]) -> Hode:
    return Hode(nr=events[-1].nr, sum=events[-1].sum)


def cell(nr: str, felt: str, verdi: str, celle: str = "A1") -> Celle:
    return Celle(nr=nr, felt=felt, verdi=verdi, sted=Sted(fil="nord.xlsx", ark="Avvik", celle=celle))


def document(*celler: Celle, enhet: str = NORD, **more: object) -> Dokument:
    made = Dokument(fil="nord.xlsx", slag="register", hode=head(log()), mottaker=LEDER, enhet=enhet, celler=celler)
    return replace(made, **more)  # type: ignore[arg-type]
