"""Faults a schema lets through, put into finished cases: what an internal audit is there to find."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import eksempel_mal as mal
from eksempel_bygger import new_id
from eksempel_modell import Hjemmel, Kode, Sak, Slettet, plus_months

DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feil:
    """``passer`` finds cases where the fault can happen, ``antall`` of them get it."""

    navn: str
    passer: Callable[[Sak], bool]
    gjor: Callable[[Sak, Random], Sak]
    antall: int = 1


def _closed_melding(sak: Sak) -> bool:
    return len(sak.meldinger) == 1 and sak.meldinger[0].konklusjon == "1" and sak.versjon == "v4"


def _one_inquiry(sak: Sak) -> bool:
    return (
        len(sak.meldinger) == len(sak.undersokelser) == 1
        and sak.undersokelser[0].slutt is not None
        and sak.undersokelser[0].frist_sokt is None
        and sak.versjon == "v4"
    )


def _began_help(sak: Sak) -> bool:
    konklusjon = sak.undersokelser[0].konklusjon if _one_inquiry(sak) else None
    return konklusjon is not None and konklusjon.kode == "1" and bool(sak.tiltak) and sak.slutt is None


def _foster_child(sak: Sak) -> bool:
    return len(sak.tiltak) == 1 and sak.tiltak[0].kode.kode == "2.2" and sak.tiltak[0].slutt is None


def _melding(sak: Sak, **endret: object) -> Sak:
    return replace(sak, meldinger=(replace(sak.meldinger[0], **endret), *sak.meldinger[1:]))  # type: ignore[arg-type]


def _inquiry(sak: Sak, **endret: object) -> Sak:
    return replace(sak, undersokelser=(replace(sak.undersokelser[0], **endret),))  # type: ignore[arg-type]


def _ended_before_start(sak: Sak, rng: Random) -> Sak:
    return _melding(sak, slutt=sak.meldinger[0].start - 6 * DAG)


def _inquiry_ended_before_start(sak: Sak, rng: Random) -> Sak:
    return _inquiry(sak, slutt=sak.undersokelser[0].start - 12 * DAG)


def _nobody(sak: Sak, rng: Random) -> Sak:
    return replace(sak, personalia=())


def _without_melding(sak: Sak, rng: Random) -> Sak:
    borte = sak.meldinger[0].id
    return replace(sak, meldinger=(), relasjoner=tuple(r for r in sak.relasjoner if r.fra != borte))


def _grown_up_under_care(sak: Sak, rng: Random) -> Sak:
    """The care measure was never ended when the child became eighteen."""
    tiltak = replace(sak.tiltak[0], slutt=None, opphevelse=None)
    return replace(sak, tiltak=(tiltak, *sak.tiltak[1:]), slutt=None)


def _overlap(sak: Sak, rng: Random) -> Sak:
    """The old home was not ended when the new one began; no visits are written in the new one."""
    gammel = sak.tiltak[0]
    ny = replace(gammel, id=new_id(rng), start=max(gammel.start + 30 * DAG, date(2025, 4, 1)), migrert=None)
    kobling = next((r for r in sak.relasjoner if r.til == gammel.id), None)
    relasjoner = (*sak.relasjoner, replace(kobling, id=new_id(rng), til=ny.id)) if kobling else sak.relasjoner
    return replace(sak, tiltak=(gammel, ny), relasjoner=relasjoner)


def _old_law(sak: Sak, rng: Random) -> Sak:
    gammel = Hjemmel(lov="BVL", kapittel="4", paragraf="4")
    return replace(sak, vedtak=(replace(sak.vedtak[0], hjemmel=gammel), *sak.vedtak[1:]))


def _other_paragraph(sak: Sak, rng: Random) -> Sak:
    feil = replace(sak.tiltak[0].hjemmel, paragraf="8")
    return replace(sak, tiltak=(replace(sak.tiltak[0], hjemmel=feil), *sak.tiltak[1:]))


def _no_grounds(sak: Sak, rng: Random) -> Sak:
    return _inquiry(sak, grunnlag=())


def _too_old_for_kindergarten(sak: Sak, rng: Random) -> Sak:
    return replace(sak, tiltak=(replace(sak.tiltak[0], kode=Kode(kode="4.1")), *sak.tiltak[1:]))


def _two_years_too_soon(sak: Sak, rng: Random) -> Sak:
    """Fewer visits decided before the child had lived there for two years."""
    tiltak = sak.tiltak[0]
    assert tiltak.oppfolging
    start = replace(tiltak.oppfolging.hyppighet[0], id=new_id(rng), dato=tiltak.start + 200 * DAG, verdi="2")
    hyppighet = (tiltak.oppfolging.hyppighet[0], start)
    return replace(sak, tiltak=(replace(tiltak, oppfolging=replace(tiltak.oppfolging, hyppighet=hyppighet)),))


def _written_twice(sak: Sak, rng: Random) -> Sak:
    return replace(sak, meldinger=(*sak.meldinger, replace(sak.meldinger[0], id=new_id(rng))))


def _other_sex(sak: Sak, rng: Random) -> Sak:
    rad = sak.personalia[0]
    return replace(sak, personalia=(replace(rad, kjonn="1" if rad.kjonn == "2" else "2"), *sak.personalia[1:]))


def _unknown_deleted(sak: Sak, rng: Random) -> Sak:
    return replace(sak, slettede=(*sak.slettede, Slettet(id=new_id(rng), type="Plan", dato=sak.start + 5 * DAG)))


def _deleted_relation(sak: Sak, rng: Random) -> Sak:
    forste, *resten = sak.relasjoner
    return replace(sak, relasjoner=(replace(forste, slettet=True), *resten))


def _no_decision(sak: Sak, rng: Random) -> Sak:
    return replace(sak, relasjoner=tuple(r for r in sak.relasjoner if r.til_type != "Tiltak"))


def _eighteen_in_2025(sak: Sak) -> bool:
    if not (sak.ettervern and sak.personalia and sak.tiltak[0].slutt):
        return False
    return plus_months(sak.personalia[0].fodt, 18 * 12) < mal.SISTE_DAG - 60 * DAG


def _recent_foster_child(sak: Sak) -> bool:
    tiltak = sak.tiltak[0] if _foster_child(sak) else None
    return bool(tiltak and date(2023, 6, 1) < tiltak.start < date(2024, 6, 1) and tiltak.oppfolging)


def _schoolchild(sak: Sak) -> bool:
    return _began_help(sak) and plus_months(sak.personalia[0].fodt, 9 * 12) < sak.start


def _decided_in_2024(sak: Sak) -> bool:
    return _began_help(sak) and sak.vedtak[0].start.year == 2024


FEIL: tuple[Feil, ...] = (
    Feil(navn="melding konkludert før den kom", passer=_closed_melding, gjor=_ended_before_start, antall=2),
    Feil(navn="undersøkelse avsluttet før start", passer=_one_inquiry, gjor=_inquiry_ended_before_start),
    Feil(navn="personalia mangler", passer=_closed_melding, gjor=_nobody, antall=2),
    Feil(navn="undersøkelse uten melding", passer=_one_inquiry, gjor=_without_melding, antall=2),
    Feil(navn="omsorgstiltak etter 18 år", passer=_eighteen_in_2025, gjor=_grown_up_under_care),
    Feil(navn="overlappende plasseringer", passer=_foster_child, gjor=_overlap),
    Feil(navn="gammel lov på nytt vedtak", passer=_decided_in_2024, gjor=_old_law),
    Feil(navn="ulik hjemmel på vedtak og tiltak", passer=_began_help, gjor=_other_paragraph),
    Feil(navn="vedtaksgrunnlag mangler", passer=_began_help, gjor=_no_grounds, antall=2),
    Feil(navn="barnehage for skolebarn", passer=_schoolchild, gjor=_too_old_for_kindergarten),
    Feil(navn="redusert før to år", passer=_recent_foster_child, gjor=_two_years_too_soon),
    Feil(navn="melding ført to ganger", passer=_closed_melding, gjor=_written_twice),
    Feil(navn="kjønn avviker fra nummeret", passer=_closed_melding, gjor=_other_sex),
    Feil(navn="ukjent element i slettelisten", passer=_closed_melding, gjor=_unknown_deleted),
    Feil(navn="slettet relasjon", passer=_one_inquiry, gjor=_deleted_relation),
    Feil(navn="tiltak uten kobling til vedtak", passer=_began_help, gjor=_no_decision, antall=2),
    Feil(
        navn="melder 22 uten presisering",
        passer=_closed_melding,
        gjor=lambda sak, rng: _melding(sak, meldere=(Kode(kode="22"),)),
    ),
    Feil(
        navn="saksinnhold 19 uten presisering",
        passer=_closed_melding,
        gjor=lambda sak, rng: _melding(sak, tema=(Kode(kode="19"),)),
    ),
    Feil(
        navn="utgått melderkode",
        passer=lambda sak: _closed_melding(sak) and sak.start.year == 2025,
        gjor=lambda sak, rng: _melding(sak, meldere=(Kode(kode="15"),)),
    ),
    Feil(
        navn="saksinnhold mangler",
        passer=_closed_melding,
        gjor=lambda sak, rng: _melding(sak, tema=()),
    ),
)


def with_faults(saker: list[Sak], seed: int) -> tuple[list[Sak], dict[str, list[str]]]:
    """The cases with the faults put in, at most one fault in a case, and the journal numbers each fault came to."""
    rng = Random(f"{seed}/feil")
    rekkefolge = list(range(len(saker)))
    rng.shuffle(rekkefolge)
    ferdig, brukt = list(saker), set[int]()
    hvor: dict[str, list[str]] = {}
    for feil in FEIL:
        steder = [n for n in rekkefolge if n not in brukt and feil.passer(saker[n])][: feil.antall]
        for n in steder:
            ferdig[n] = feil.gjor(saker[n], rng)
        brukt.update(steder)
        hvor[feil.navn] = [saker[n].journalnummer for n in steder]
    return ferdig, hvor
