"""A submission as an XML document of the national register: attributes in v3 and v4, elements only in v5."""

import xml.etree.ElementTree as ET
from datetime import date

from eksempel_felt import FAGSYSTEM, PROGRAM, Verdi, law, put, sender, text, yes
from eksempel_modell import Besok, Innsending, Kode, Sak, Tiltak, Undersokelse, Vedtak
from eksempel_xml_v5 import elements


def document(innsending: Innsending) -> bytes:
    """The whole document, UTF-8, the same bytes every time."""
    root = elements(innsending) if innsending.sak.versjon == "v5" else _attributes(innsending)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _add(parent: ET.Element, navn: str, **attributter: Verdi) -> ET.Element:
    return ET.SubElement(parent, navn, {k: text(v) for k, v in attributter.items() if v is not None})


def _attributes(innsending: Innsending) -> ET.Element:
    sak = innsending.sak
    root = ET.Element("Barnevern", {"Id": innsending.id, "DatoUttrekk": innsending.uttrekk})
    if innsending.forrige_id:
        root.set("ForrigeId", innsending.forrige_id)
    _add(root, "Fagsystem", **FAGSYSTEM, Versjon=PROGRAM[sak.versjon])
    _add(root, "Avgiver", **sender(sak))
    rot = _add(
        root, "Sak", Id=sak.id, MigrertId=sak.migrert, StartDato=sak.start, SluttDato=sak.slutt,
        Journalnummer=sak.journalnummer, Avsluttet=yes(sak.slutt is not None), ErSlettet=yes(sak.slettet),
    )  # fmt: skip
    _a_people_and_reports(rot, sak)
    for u in sak.undersokelser:
        _a_undersokelse(rot, u)
    for p in sak.planer:
        el = _add(rot, "Plan", Id=p.id, StartDato=p.start, Plantype=p.kode, ErSlettet=yes(p.slettet))
        for h in p.evalueringer:
            _add(el, "Evaluering", UtfortDato=h.dato)
        _a_end(el, p.slutt)
    for t in sak.tiltak:
        _a_tiltak(rot, t)
    for v in sak.vedtak:
        _a_vedtak(rot, v)
    _a_rest(rot, sak)
    return root


def _a_code(parent: ET.Element, navn: str, kode: Kode) -> None:
    _add(parent, navn, Kode=kode.kode, Presisering=kode.presisering)


def _a_end(parent: ET.Element, slutt: date | None) -> None:
    if slutt:
        _add(parent, "Konklusjon", SluttDato=slutt)


def _a_people_and_reports(rot: ET.Element, sak: Sak) -> None:
    for p in sak.personalia:
        _add(
            rot, "Personalia", Id=p.id, StartDato=p.start, Fodselsnummer=p.nummer, Fodseldato=p.fodt, Kjonn=p.kjonn,
            DUFnummer=p.duf, ErSlettet=yes(p.slettet),
        )  # fmt: skip
    for m in sak.meldinger:
        el = _add(rot, "Melding", Id=m.id, StartDato=m.start, ErSlettet=yes(m.slettet))
        for kode in m.meldere:
            _a_code(el, "Melder", kode)
        for kode in m.tema:
            _a_code(el, "Saksinnhold", kode)
        if m.slutt:
            _add(el, "Konklusjon", SluttDato=m.slutt, Kode=m.konklusjon, ErSlettet=yes(m.konklusjon_slettet))


def _a_undersokelse(rot: ET.Element, u: Undersokelse) -> None:
    el = _add(rot, "Undersokelse", Id=u.id, StartDato=u.start, ErSlettet=yes(u.slettet))
    for kode in u.grunnlag:
        _a_code(el, "Vedtaksgrunnlag", kode)
    if u.medvirkning:  # elements in a document of attributes: that is how v4 is
        medvirkning = _add(el, "BarnetsMedvirkning")
        put(medvirkning, "StartDato", u.medvirkning.dato)
        put(medvirkning, "MedvirkningType", u.medvirkning.verdi)
    if u.frist_sokt:
        svar = None if u.frist_innvilget is None else "1" if u.frist_innvilget else "2"
        _add(el, "UtvidetFrist", StartDato=u.frist_sokt, Innvilget=svar)
    if u.slutt and u.konklusjon:
        _add(el, "Konklusjon", SluttDato=u.slutt, Kode=u.konklusjon.kode, Presisering=u.konklusjon.presisering)


def _a_tiltak(rot: ET.Element, t: Tiltak) -> None:
    el = _add(rot, "Tiltak", Id=t.id, MigrertId=t.migrert, StartDato=t.start, ErSlettet=yes(t.slettet))
    law(el, t.hjemmel)
    _a_code(el, "Kategori", t.kode)
    for kode in t.grunnlag:
        _a_code(el, "Tiltaksgrunnlag", kode)
    for navn, besok in (("Tilsyn", t.tilsyn), ("Oppfolging", t.oppfolging)):
        if besok:
            _a_visits(_add(el, navn), besok)
    if t.opphevelse:
        _a_code(el, "Opphevelse", t.opphevelse)
    _a_end(el, t.slutt)


def _a_visits(el: ET.Element, besok: Besok) -> None:
    for h in besok.ansvarlig:
        _add(el, "Ansvarlig", Id=h.id, StartDato=h.dato, Kommunenummer=h.verdi)
    for h in besok.hyppighet:
        _add(el, "Hyppighet", Id=h.id, StartDato=h.dato, Kode=h.verdi)
    for h in besok.utfort:
        _add(el, "Utfort", Id=h.id, UtfortDato=h.dato)


def _a_vedtak(rot: ET.Element, v: Vedtak) -> None:
    el = _add(rot, "Vedtak", Id=v.id, MigrertId=v.migrert, StartDato=v.start, ErSlettet=yes(v.slettet))
    law(el, v.hjemmel)
    for k in v.krav:
        krav = _add(el, "Krav", Id=k.id, StartDato=k.start)
        if k.slutt:
            _add(krav, "Konklusjon", SluttDato=k.slutt, Kode=k.kode)
    for h in v.status:
        _add(el, "Status", Id=h.id, EndretDato=h.dato, Kode=h.verdi)
    _a_end(el, v.slutt)


def _a_rest(rot: ET.Element, sak: Sak) -> None:
    for e in sak.ettervern:
        el = _add(rot, "Ettervern", Id=e.id, TilbudSendtDato=e.start)
        if e.slutt:
            _add(el, "Konklusjon", SluttDato=e.slutt, Kode=e.konklusjon)
    for o in sak.oversendelser:
        law(_add(rot, "OversendelseFylkesnemnd", Id=o.id, StartDato=o.start), o.hjemmel)
    for f in sak.flyttinger:
        el = _add(rot, "Flytting", Id=f.id, SluttDato=f.start)
        _a_code(el, "ArsakFra", f.arsak)
        _a_code(el, "FlyttingTil", f.til)
    for r in sak.relasjoner:
        _add(
            rot, "Relasjon", Id=r.id, FraId=r.fra, FraType=r.fra_type, TilId=r.til, TilType=r.til_type,
            ErSlettet=yes(r.slettet),
        )  # fmt: skip
    for s in sak.slettede:
        _add(rot, "Slettet", Id=s.id, Type=s.type, SluttDato=s.dato)
