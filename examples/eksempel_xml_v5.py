"""A submission as a document of v5: elements only."""

import xml.etree.ElementTree as ET

from eksempel_felt import FAGSYSTEM, PROGRAM, Verdi, law, put, sender, yes
from eksempel_modell import Besok, Innsending, Sak, Tiltak, Undersokelse, Vedtak

_PRIVAT = {"1", "2", "3", "4", "23"}


def _row(parent: ET.Element, navn: str, **felt: Verdi) -> ET.Element:
    el = ET.SubElement(parent, navn)
    for felt_navn, verdi in felt.items():
        put(el, felt_navn, verdi)
    return el


def _begrep(begrep: str) -> str:
    return "Henvendelse" if begrep == "Melding" else begrep


def elements(innsending: Innsending) -> ET.Element:
    sak = innsending.sak
    root = ET.Element("BarnevernregisterInnrapportering")
    put(root, "Id", innsending.id)
    put(root, "DatoUttrekk", innsending.uttrekk)
    put(root, "ForrigeId", innsending.forrige_id)
    _row(root, "Fagsystem", **FAGSYSTEM, Versjon=PROGRAM["v5"])
    _row(root, "Avgiver", **sender(sak))
    rot = _row(
        root, "Sak", id=sak.id, MigrertId=sak.migrert, StartDato=sak.start, SluttDato=sak.slutt,
        Journalnummer=sak.journalnummer, Avsluttet=yes(sak.slutt is not None), ErSlettet=yes(sak.slettet),
    )  # fmt: skip
    _e_people_and_reports(rot, sak)
    for u in sak.undersokelser:
        _e_undersokelse(rot, u)
    for p in sak.planer:
        _row(rot, "Plan", Id=p.id, StartDato=p.start, ErSlettet=yes(p.slettet), SluttDato=p.slutt, Kode=p.kode)
    for t in sak.tiltak:
        _e_tiltak(rot, t)
    for v in sak.vedtak:
        _e_vedtak(rot, v)
    _e_rest(rot, sak)
    return root


def _e_people_and_reports(rot: ET.Element, sak: Sak) -> None:
    for p in sak.personalia:  # v5 has no made-up numbers: a child without a number is told by date and sex
        _row(
            rot, "Personalia", Id=p.id, StartDato=p.start, Ufodt=yes(p.kjonn == "0"), Fodselsdato=p.fodt,
            Kjonn=p.kjonn, DUFNummer=p.duf, ErSlettet=yes(p.slettet),
        )  # fmt: skip
    for m in sak.meldinger:
        el = _row(rot, "Henvendelse", Id=m.id, StartDato=m.start, ErSlettet=yes(m.slettet), Kode="2")
        for kode in m.meldere:
            _row(el, "Melder", **{"PrivatMelder" if kode.kode in _PRIVAT else "OffentligMelder": kode.kode})
        for kode in m.tema:
            put(el, "Saksinnhold", kode.kode)
        if m.slutt and not m.konklusjon_slettet:
            _row(el, "Konklusjon", Sluttdato=m.slutt, Kode=m.konklusjon)


def _e_undersokelse(rot: ET.Element, u: Undersokelse) -> None:
    el = _row(rot, "Undersokelse", Id=u.id, StartDato=u.start, ErSlettet=yes(u.slettet))
    for kode in u.grunnlag:
        put(el, "Vedtaksgrunnlag", kode.kode)
    if u.medvirkning:
        m = u.medvirkning
        _row(el, "BarnetsMedvirkning", Id=m.id, StartDato=m.dato, Kode=m.verdi)
    if u.frist_sokt:
        _row(el, "UtvidetFrist", StartDato=u.frist_sokt, Innvilget=u.frist_innvilget)
    if u.slutt and u.konklusjon:
        _row(el, "Konklusjon", SluttDato=u.slutt, Kode=u.konklusjon.kode)


def _e_tiltak(rot: ET.Element, t: Tiltak) -> None:
    el = _row(rot, "Tiltak", Id=t.id, MigrertId=t.migrert, StartDato=t.start, ErSlettet=yes(t.slettet))
    law(el, t.hjemmel)
    put(el, "Kode", t.kode.kode)
    for kode in t.grunnlag:
        put(el, "Tiltaksgrunnlag", kode.kode)
    for h in t.evalueringer:
        evaluering = _row(el, "Evaluering", Id=h.id)
        for kode in t.grunnlag:
            put(evaluering, "Saksinnhold", kode.kode)
        put(evaluering, "GjennomfortDato", h.dato)
    if t.tilsyn:
        _e_tilsyn(el, t.tilsyn)
    if t.oppfolging:
        oppfolging = ET.SubElement(el, "Oppfolging")
        for h in t.oppfolging.hyppighet:
            _row(oppfolging, "Hyppighet", Id=h.id, Dato=h.dato, HyppighetTidsenhet="3", HyppighetAntall=h.verdi)
        for h in t.oppfolging.utfort:
            put(oppfolging, "UtfortDato", h.dato)
    if t.slutt:
        slutt = _row(el, "Konklusjon", SluttDato=t.slutt)
        if t.opphevelse:
            put(slutt, "Opphevelse", t.opphevelse.kode)
        else:
            put(slutt, "AvslutningAvTiltak", "8")


def _e_tilsyn(el: ET.Element, besok: Besok) -> None:
    tilsyn = ET.SubElement(el, "Tilsyn")
    for h in besok.ansvarlig:
        _row(tilsyn, "Ansvarlig", Id=h.id, StartDato=h.dato, Kommunenummer=h.verdi)
    for h in besok.hyppighet:
        _row(tilsyn, "Hyppighet", Id=h.id, StartDato=h.dato, Kode=h.verdi)
    for h in besok.utfort:
        put(tilsyn, "UtfortDato", h.dato)


def _e_vedtak(rot: ET.Element, v: Vedtak) -> None:
    el = _row(rot, "Vedtak", Id=v.id, MigrertId=v.migrert, StartDato=v.start, ErSlettet=yes(v.slettet))
    law(el, v.hjemmel)
    for k in v.krav:
        sendt = k.slutt if k.kode == "1" else None
        _row(el, "Krav", Id=k.id, DatoKravMottatt=k.start, Konklusjon=k.kode, DatoOversendtFylkesnemnd=sendt)
    for h in v.status:
        _row(el, "Status", Id=h.id, EndretDato=h.dato, Kode=h.verdi)


def _e_rest(rot: ET.Element, sak: Sak) -> None:
    for o in sak.oversendelser:
        law(_row(rot, "OversendelseFylkesnemnd", Id=o.id, DatoOversendtFylkesnemnd=o.start), o.hjemmel)
    for f in sak.flyttinger:
        _row(rot, "Flytting", Id=f.id, FlyttetDato=f.start, ArsakFra=f.arsak.kode, FlyttingTil=f.til.kode)
    for r in sak.relasjoner:
        _row(
            rot, "Relasjon", Id=r.id, FraId=r.fra, FraKode=_begrep(r.fra_type), TilId=r.til,
            TilKode=_begrep(r.til_type), ErSlettet=yes(r.slettet),
        )  # fmt: skip
    for s in sak.slettede:
        _row(rot, "Slettet", Id=s.id, Kode=_begrep(s.type), SlettetDato=s.dato)
