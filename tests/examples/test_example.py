"""The example municipality: valid documents, the same every time, nobody real in it, and the levels it shall have.

The counting is done here from the records, in plain dates, and knows nothing of the program that will judge them.
"""

import os
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[2] / "examples"))

import eksempel_mal as mal
from eksempel_bygger import check_digits_hold, fictional_duf, hjelpenummer
from eksempel_feil import FEIL, with_faults
from eksempel_kanter import KANTER
from eksempel_modell import (
    Besok,
    Ettervern,
    Hendelse,
    Innsending,
    Melding,
    Oversendelse,
    Plan,
    Sak,
    Tiltak,
    Undersokelse,
    Vedtak,
    as_of,
    plus_months,
    required_visits,
)
from eksempel_xml import document
from lag_eksempel import _faultless, make_cases, make_submissions, write_example, write_zip

PER = date(2025, 12, 31)
FRA = date(2025, 1, 1)  # the twelve months that end on PER
UKE = timedelta(weeks=1)
SKJEMA = {"v3": "Barnevern_v3.xsd", "v4": "Barnevern_v4.xsd", "v5": "Barnevern_v5-skeleton.xsd"}
MedSlutt = Melding | Undersokelse | Plan | Tiltak | Vedtak | Ettervern
MedId = Melding | Undersokelse | Tiltak | Vedtak | Oversendelse
FOSTERHJEM = {"2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5"}


@pytest.fixture(scope="module")
def innsendinger() -> list[Innsending]:
    return make_submissions()


@pytest.fixture(scope="module")
def saker() -> list[Sak]:
    return [s for s in make_cases() if not s.slettet]


# ------------------------------------------------------------------------------------------------------- documents


@pytest.mark.parametrize("versjon", ["v3", "v4", "v5"])
def test_documents_follow_the_schema(innsendinger: list[Innsending], versjon: str) -> None:
    referanse = os.environ.get("BVAUDIT_REFERANSE")
    if not referanse:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt, så skjemaene finnes ikke her")
    skjema = etree.XMLSchema(etree.parse(str(Path(referanse) / "bvr" / SKJEMA[versjon])))
    valgte = [i for i in innsendinger if i.sak.versjon == versjon]
    assert valgte
    assert [i.filnavn for i in valgte if not skjema.validate(etree.fromstring(document(i)))] == []


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    antall = [write_example(tmp_path / navn) for navn in ("en", "to")]
    innhold = [{p.name: p.read_bytes() for p in sorted((tmp_path / navn).iterdir())} for navn in ("en", "to")]
    assert antall == [len(innhold[0])] * 2
    assert innhold[0] == innhold[1]


def test_zip_holds_the_same_documents(tmp_path: Path) -> None:
    write_example(tmp_path / "mappe", cases=60)
    for navn in ("en.zip", "to.zip"):
        write_zip(tmp_path / navn, cases=60)
    assert (tmp_path / "en.zip").read_bytes() == (tmp_path / "to.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "en.zip") as arkiv:
        i_zip = {Path(n).name: arkiv.read(n) for n in arkiv.namelist()}
    assert i_zip == {p.name: p.read_bytes() for p in (tmp_path / "mappe").iterdir()}


def test_another_seed_gives_other_cases() -> None:
    assert not {s.id for s in make_cases(cases=60)} & {s.id for s in make_cases(cases=60, seed=7)}


def test_other_documents_in_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "noe_annet.xml").write_text("<x/>")
    with pytest.raises(FileExistsError):
        write_example(tmp_path, cases=60)


def test_formats_and_units(innsendinger: list[Innsending], saker: list[Sak]) -> None:
    assert len(saker) >= 600
    assert len({s.enhet for s in saker}) >= 5
    versjoner = Counter(s.versjon for s in saker)
    assert 0.80 <= versjoner["v4"] / len(saker) <= 0.90
    assert 0.05 <= versjoner["v3"] / len(saker) <= 0.11
    assert 0.04 <= versjoner["v5"] / len(saker) <= 0.10
    assert len({i.filnavn for i in innsendinger}) == len(innsendinger)


def test_earlier_submissions_form_chains(innsendinger: list[Innsending]) -> None:
    per_sak = defaultdict(list)
    for rad in innsendinger:
        per_sak[rad.sak.id].append(rad)
    kjeder = [rader for rader in per_sak.values() if len(rader) > 1]
    assert len(kjeder) > 60
    for rader in kjeder:
        assert [r.forrige_id for r in rader[1:]] == [r.id for r in rader[:-1]]
        assert [r.uttrekk[:10] for r in rader] == sorted({r.uttrekk[:10] for r in rader})
    ider = {r.id for r in innsendinger}
    assert len([r for r in innsendinger if r.forrige_id and r.forrige_id not in ider]) == 1


# --------------------------------------------------------------------------------------------------- nobody is real


def test_no_number_can_belong_to_a_person(innsendinger: list[Innsending]) -> None:
    numre = {p.nummer for i in innsendinger for p in i.sak.personalia}
    assert {n[6:] for n in numre} <= {"00100", "00200", "99999"}
    assert not [n for n in numre if _valid_by_textbook(n) or check_digits_hold(n)]


def test_no_two_cases_share_a_child(saker: list[Sak]) -> None:
    numre = Counter(n for s in saker for n in {p.nummer for p in s.personalia})
    assert not [n for n, antall in numre.items() if antall > 1]


def test_no_duf_number_has_valid_control_digits(saker: list[Sak]) -> None:
    duf = [p.duf for s in saker for p in s.personalia if p.duf]
    assert len(duf) == 2
    for nummer in [*duf, *(fictional_duf(n) for n in range(200))]:
        vekter = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
        assert len(nummer) == 12
        assert int(nummer[10:]) != sum(v * int(t) for v, t in zip(vekter, nummer, strict=False)) % 11


def test_a_number_with_valid_check_digits_is_refused() -> None:
    dager = (date(2000, 1, 1) + timedelta(days=n) for n in range(9000))
    gyldig = next(d for d in dager if _valid_by_textbook(d.strftime("%d%m%y") + "00100"))
    with pytest.raises(ValueError, match="kontrollsifre"):
        hjelpenummer(gyldig, "1")


def _valid_by_textbook(nummer: str) -> bool:
    """Both weighted sums, control digit included with weight one, are whole elevens."""
    tall = [int(t) for t in nummer]
    forste = sum(v * t for v, t in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), tall[:10], strict=True))
    andre = sum(v * t for v, t in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), tall, strict=True))
    return forste % 11 == 0 and andre % 11 == 0


# ------------------------------------------------------------------------------------------------- a story holds up


def test_nothing_happens_after_the_extract(saker: list[Sak]) -> None:
    """Only the term of an unborn child lies in the future."""
    assert [s.journalnummer for s in saker if any(d > mal.SISTE_DAG for d in _dates(s))] == []


def test_faultless_cases_are_in_order() -> None:
    for sak in _faultless(2025, 720):
        assert len({p.id for p in sak.personalia}) == len(sak.personalia) >= 1
        grupper: tuple[Sequence[MedSlutt], ...] = (
            sak.meldinger, sak.undersokelser, sak.planer, sak.tiltak, sak.vedtak, sak.ettervern,
        )  # fmt: skip
        for rad in (r for gruppe in grupper for r in gruppe):
            assert rad.slutt is None or rad.start <= rad.slutt, sak.journalnummer
            assert sak.start <= rad.start, sak.journalnummer
            # «slutt» of the case: everything in it has ended, and before it
            assert sak.slutt is None or getattr(rad, "slettet", False) or (rad.slutt or PER) <= sak.slutt, sak
        for v in sak.vedtak:
            assert v.status, sak.journalnummer
            assert (v.hjemmel.lov == "BVL2021") == (v.start >= mal.NY_LOV)
        for p in sak.personalia:
            assert p.start <= p.fodt if p.kjonn == "0" else p.start > p.fodt


def test_relations_point_at_what_is_there(innsendinger: list[Innsending]) -> None:
    for i in innsendinger:
        sak = i.sak
        finnes = {(navn, r.id) for navn, rader in _concepts(sak) for r in rader}
        for r in sak.relasjoner:
            assert {(r.fra_type, r.fra), (r.til_type, r.til)} <= finnes, sak.journalnummer


def test_every_undersokelse_opens_when_its_melding_is_concluded() -> None:
    for sak in _faultless(2025, 720):
        apnet = {m.slutt for m in sak.meldinger if m.konklusjon == "2"}
        assert {u.start for u in sak.undersokelser} <= apnet, sak.journalnummer


def test_every_fault_and_every_named_case_is_there() -> None:
    rene = _faultless(2025, 720)
    saker, hvor = with_faults(rene, 2025)
    assert {f.navn: f.antall for f in FEIL} == {navn: len(steder) for navn, steder in hvor.items()}
    assert len({n for steder in hvor.values() for n in steder}) == sum(f.antall for f in FEIL)
    endret = {s.journalnummer for s, ren in zip(saker, rene, strict=True) if s != ren}
    assert endret == {n for steder in hvor.values() for n in steder}
    assert len({navn for navn, _ in KANTER}) == len(KANTER)


@pytest.mark.parametrize(
    ("finnes", "minst"),
    [
        pytest.param(lambda s: any(m.slettet for m in s.meldinger), 1, id="slettet melding"),
        pytest.param(lambda s: bool(s.slettede), 2, id="sletteliste"),
        pytest.param(lambda s: any(m.konklusjon_slettet for m in s.meldinger), 2, id="trukket konklusjon"),
        pytest.param(lambda s: any(m.slutt is None for m in s.meldinger), 5, id="åpen melding"),
        pytest.param(lambda s: any(u.slutt is None for u in s.undersokelser), 30, id="åpen undersøkelse"),
        pytest.param(lambda s: any(u.frist_innvilget for u in s.undersokelser), 8, id="utvidet frist"),
        pytest.param(lambda s: any(u.frist_innvilget is False for u in s.undersokelser), 2, id="utvidet frist avslått"),
        pytest.param(lambda s: any(m.konklusjon == "4" for m in s.meldinger), 20, id="melding under undersøkelse"),
        pytest.param(lambda s: any(m.konklusjon == "3" for m in s.meldinger), 20, id="melding om kjent barn"),
        pytest.param(lambda s: any(p.kode == "8" for p in s.planer), 5, id="plan etter akuttvedtak"),
        pytest.param(lambda s: any(v.hjemmel.paragraf == "2" and v.hjemmel.kapittel == "4" for v in s.vedtak), 8,
                     id="akuttvedtak"),
        pytest.param(lambda s: bool(s.oversendelser), 10, id="sak i nemnda"),
        pytest.param(lambda s: bool(s.flyttinger), 10, id="flytting"),
        pytest.param(lambda s: bool(s.ettervern), 8, id="tilbud om ettervern"),
        pytest.param(lambda s: any(p.kjonn == "0" for p in s.personalia), 2, id="ufødt"),
        pytest.param(lambda s: any(u.medvirkning for u in s.undersokelser), 15, id="barnets medvirkning"),
        pytest.param(lambda s: any(t.tilsyn and t.tilsyn.ansvarlig[0].verdi == mal.NABOKOMMUNE for t in s.tiltak), 8,
                     id="tilsyn i annen kommune"),
        pytest.param(lambda s: any(_frequencies(t.oppfolging) == ["4", "2"] for t in s.tiltak), 8,
                     id="redusert oppfølging"),
        pytest.param(lambda s: any(t.kode.kode in FOSTERHJEM and t.oppfolging is None for t in s.tiltak), 2,
                     id="oppfølging ikke registrert"),
    ],
)  # fmt: skip
def test_has_what_an_audit_meets(saker: list[Sak], finnes: Callable[[Sak], bool], minst: int) -> None:
    assert len([s for s in saker if finnes(s)]) >= minst


def test_an_earlier_picture_of_a_case_knows_nothing_of_what_came_later(saker: list[Sak]) -> None:
    for sak in saker:
        for dag in mal.TIDLIGERE_UTTREKK:
            assert all(d <= dag for d in _dates(as_of(sak, dag)) if d != sak.start)


# ----------------------------------------------------------------------------------------------------------- levels


def test_meldinger_in_time(saker: list[Sak]) -> None:
    sist = [m for s in saker for m in s.meldinger if not m.slettet and FRA <= (_concluded(m) or m.start) <= PER]
    judged = [m for m in sist if _concluded(m) or m.start + UKE < PER]
    late = [m for m in judged if (_concluded(m) or PER) > m.start + UKE]
    assert 450 <= len(sist) <= 650
    assert 0.001 <= len(late) / len(judged) <= 0.004


def test_undersokelser_in_time_by_law_and_as_registered(saker: list[Sak]) -> None:
    by_law = _breaches(saker, _law_limit)
    registered = _breaches(saker, _registered_limit)
    assert len(by_law) > 250
    assert 0.02 <= sum(by_law.values()) / len(by_law) <= 0.045
    assert 0.12 <= sum(registered.values()) / len(registered) <= 0.20


def test_foster_homes_with_the_visits_they_shall_have(saker: list[Sak]) -> None:
    per_enhet: dict[str, list[bool]] = defaultdict(list)
    for sak in saker:
        for t in (t for t in sak.tiltak if t.kode.kode in FOSTERHJEM):
            krav = _required_day_by_day(t)
            if krav:
                per_enhet[sak.enhet].append(_days_with_visit(t.oppfolging) >= krav)
    alle = [ok for svar in per_enhet.values() for ok in svar]
    assert len(alle) > 90
    assert 0.65 <= _share(alle) <= 0.75
    andeler = {enhet: _share(svar) for enhet, svar in per_enhet.items()}
    assert all(0.5 <= andel <= 0.92 for andel in andeler.values()), andeler
    assert max(andeler.values()) - min(andeler.values()) > 0.2


def test_plans_and_evaluations(saker: list[Sak]) -> None:
    plan: dict[str, list[bool]] = defaultdict(list)
    evaluert: dict[str, list[bool]] = defaultdict(list)
    for sak in saker:
        for t in (t for t in sak.tiltak if _help_in_force(t)):
            planer = [p for p in sak.planer if p.kode == "1"]
            plan[sak.enhet].append(any(p.slutt is None for p in planer))
            if plus_months(t.start, 3) <= PER:
                kilder = [t] if sak.versjon == "v5" else planer
                datoer = [h.dato for k in kilder for h in k.evalueringer]
                evaluert[sak.enhet].append(any(d > date(2025, 6, 30) for d in datoer))
    andeler = {enhet: _share(svar) for enhet, svar in evaluert.items()}
    assert all(plan[mal.OSTBYEN])
    assert 0.93 <= andeler[mal.OSTBYEN] <= 0.99, andeler
    assert max(andeler, key=lambda e: andeler[e]) == mal.OSTBYEN
    assert andeler[mal.MIDTBYEN] < 0.70
    assert 0.75 <= _share([ok for svar in plan.values() for ok in svar]) < 1


def test_outcomes(saker: list[Sak]) -> None:
    konkludert = Counter(m.konklusjon for s in saker for m in s.meldinger if not m.slettet and _concluded(m))
    assert 0.17 <= konkludert["1"] / (konkludert["1"] + konkludert["2"]) <= 0.26
    ferdige = [u for s in saker for u in s.undersokelser if u.slutt and FRA <= u.slutt <= PER]
    utfall = Counter(u.konklusjon.kode for u in ferdige if u.konklusjon)
    alle = sum(utfall.values())
    for kode, ventet in (("3", 0.54), ("4", 0.07), ("5", 0.02), ("1", 0.35), ("2", 0.01)):
        assert utfall[kode] / alle == pytest.approx(ventet, abs=0.025), (kode, utfall)


def test_family_and_network(saker: list[Sak]) -> None:
    koder = [t.kode.kode for s in saker for t in s.tiltak if t.kode.kode in FOSTERHJEM and t.slutt is None]
    assert 0.25 <= _share([k in mal.NETTVERK for k in koder]) <= 0.31


def test_few_undersokelser_lack_their_relation(saker: list[Sak]) -> None:
    uten = [not _received(s, u) for s in saker for u in s.undersokelser]
    assert 0.01 <= _share(uten) <= 0.04


@pytest.mark.parametrize(
    ("start", "slutt", "redusert", "ventet"),
    [
        pytest.param(date(2020, 1, 1), None, None, 4, id="hele året"),
        pytest.param(date(2025, 7, 2), None, None, 2, id="183 av 365 dager"),
        pytest.param(date(2025, 7, 3), None, None, 1, id="182 av 365 dager"),
        pytest.param(date(2020, 1, 1), None, date(2025, 7, 3), 3, id="redusert etter 183 dager"),
        pytest.param(date(2020, 1, 1), date(2024, 12, 31), None, 0, id="utenfor vinduet"),
    ],
)
def test_required_visits(start: date, slutt: date | None, redusert: date | None, ventet: int) -> None:
    hyppighet = [Hendelse(id="", dato=start, verdi="4")]
    if redusert:
        hyppighet.append(Hendelse(id="", dato=redusert, verdi="2"))
    assert required_visits(start, slutt, hyppighet, *mal.AR) == ventet


# --------------------------------------------------------------------------------------------- counting, by hand


def _share(svar: list[bool]) -> float:
    return sum(svar) / len(svar)


def _concluded(m: Melding) -> date | None:
    return None if m.konklusjon_slettet else m.slutt


def _received(sak: Sak, u: Undersokelse) -> date | None:
    koblet = {r.fra for r in sak.relasjoner if r.til == u.id and r.fra_type == "Melding" and not r.slettet}
    return min((m.start for m in sak.meldinger if m.id in koblet and not m.slettet), default=None)


def _law_limit(sak: Sak, u: Undersokelse) -> date | None:
    mottatt = _received(sak, u)
    return plus_months(mottatt + UKE, 6 if u.frist_innvilget else 3) if mottatt else None


def _registered_limit(sak: Sak, u: Undersokelse) -> date | None:
    return plus_months(u.start, 6 if u.frist_innvilget else 3)


def _breaches(saker: list[Sak], limit: Callable[[Sak, Undersokelse], date | None]) -> dict[str, bool]:
    """Undersøkelser of the period that are due or done in order, and whether the limit was broken."""
    svar = {}
    for sak in saker:
        for u in sak.undersokelser:
            frist = limit(sak, u)
            if frist is None or (u.slutt and u.slutt < u.start) or not FRA <= (u.slutt or frist) <= PER:
                continue
            if u.slutt or frist < PER:
                svar[u.id] = (u.slutt or PER) > frist
    return svar


def _required_day_by_day(t: Tiltak) -> int:
    satser = {h.dato: int(h.verdi) for h in t.oppfolging.hyppighet} if t.oppfolging else {}
    sats, sum_over_dager = 4, 0
    for dato in sorted(d for d in satser if d < FRA):
        sats = satser[dato]
    for n in range(365):
        dag = FRA + timedelta(days=n)
        sats = satser.get(dag, sats)
        if t.start <= dag <= (t.slutt or PER):
            sum_over_dager += sats
    return sum_over_dager // 365


def _days_with_visit(besok: Besok | None) -> int:
    return len({h.dato for h in besok.utfort if FRA <= h.dato <= PER}) if besok else 0


def _help_in_force(t: Tiltak) -> bool:
    ny = t.hjemmel.lov == "BVL2021" and t.hjemmel.kapittel == "3" and t.hjemmel.paragraf != "6"
    gammel = t.hjemmel.lov == "BVL" and (t.hjemmel.kapittel, t.hjemmel.paragraf) == ("4", "4")
    return (ny or gammel) and t.slutt is None


def _frequencies(besok: Besok | None) -> list[str]:
    return [h.verdi for h in besok.hyppighet] if besok else []


def _concepts(sak: Sak) -> Iterable[tuple[str, Sequence[MedId]]]:
    return (
        ("Melding", sak.meldinger), ("Undersokelse", sak.undersokelser), ("Tiltak", sak.tiltak),
        ("Vedtak", sak.vedtak), ("OversendelseFylkesnemnd", sak.oversendelser),
    )  # fmt: skip


def _dates(sak: Sak) -> Iterator[date]:
    """Every date in the case but the birth dates."""
    yield from (d for d in (sak.start, sak.slutt) if d)
    rader = (sak.personalia, sak.meldinger, sak.undersokelser, sak.planer, sak.tiltak, sak.vedtak, sak.ettervern)
    for rad in (r for gruppe in (*rader, sak.oversendelser, sak.flyttinger) for r in gruppe):
        yield rad.start
        slutt = getattr(rad, "slutt", None)
        yield from (d for d in (slutt, getattr(rad, "frist_sokt", None)) if d)
        for navn in ("evalueringer", "status"):
            yield from (h.dato for h in getattr(rad, navn, ()))
        for besok in (getattr(rad, "tilsyn", None), getattr(rad, "oppfolging", None)):
            if besok:
                yield from (h.dato for h in (*besok.utfort, *besok.hyppighet, *besok.ansvarlig))
        if isinstance(rad, Undersokelse) and rad.medvirkning:
            yield rad.medvirkning.dato
    yield from (s.dato for s in sak.slettede)
