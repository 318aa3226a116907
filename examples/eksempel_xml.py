"""A submission as an XML document of the national register: attributes in v3 and v4, elements only in v5."""

import xml.etree.ElementTree as ET
from datetime import date

import eksempel_mal as mal
from eksempel_modell import Besok, Hjemmel, Innsending, Kode, Sak, Tiltak, Undersokelse, Vedtak

_FAGSYSTEM = {"Leverandor": "Eksempelleverandør", "Navn": "Eksempelsystem"}
_PROGRAM = {"v3": "7.3.1", "v4": "8.0.2", "v5": "9.1.0"}
_PRIVAT = {"1", "2", "3", "4", "23"}

Verdi = str | date | bool | None


def document(innsending: Innsending) -> bytes:
    """The whole document, UTF-8, the same bytes every time."""
    root = _elements(innsending) if innsending.sak.versjon == "v5" else _attributes(innsending)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _text(verdi: str | date | bool) -> str:
    if isinstance(verdi, bool):
        return "true" if verdi else "false"
    return verdi.isoformat() if isinstance(verdi, date) else verdi


def _yes(verdi: bool) -> bool | None:
    return verdi or None  # «false» is left out, as journal systems do


# ------------------------------------------------------------------------------------------------------- v3 and v4


def _add(parent: ET.Element, navn: str, **attributter: Verdi) -> ET.Element:
    return ET.SubElement(parent, navn, {k: _text(v) for k, v in attributter.items() if v is not None})


def _attributes(innsending: Innsending) -> ET.Element:
    sak = innsending.sak
    root = ET.Element("Barnevern", {"Id": innsending.id, "DatoUttrekk": innsending.uttrekk})
    if innsending.forrige_id:
        root.set("ForrigeId", innsending.forrige_id)
    _add(root, "Fagsystem", **_FAGSYSTEM, Versjon=_PROGRAM[sak.versjon])
    _add(root, "Avgiver", **_sender(sak))
    rot = _add(
        root, "Sak", Id=sak.id, MigrertId=sak.migrert, StartDato=sak.start, SluttDato=sak.slutt,
        Journalnummer=sak.journalnummer, Avsluttet=_yes(sak.slutt is not None), ErSlettet=_yes(sak.slettet),
    )  # fmt: skip
    _a_people_and_reports(rot, sak)
    for u in sak.undersokelser:
        _a_undersokelse(rot, u)
    for p in sak.planer:
        el = _add(rot, "Plan", Id=p.id, StartDato=p.start, Plantype=p.kode, ErSlettet=_yes(p.slettet))
        for h in p.evalueringer:
            _add(el, "Evaluering", UtfortDato=h.dato)
        _a_end(el, p.slutt)
    for t in sak.tiltak:
        _a_tiltak(rot, t)
    for v in sak.vedtak:
        _a_vedtak(rot, v)
    _a_rest(rot, sak)
    return root


def _sender(sak: Sak) -> dict[str, str]:
    return {
        "Organisasjonsnummer": mal.ORGANISASJONSNUMMER,
        "Kommunenummer": mal.KOMMUNENUMMER,
        "Kommunenavn": mal.KOMMUNENAVN,
        "Bydelsnummer": mal.ENHETER[sak.enhet],
        "Bydelsnavn": sak.enhet,
    }


def _a_code(parent: ET.Element, navn: str, kode: Kode) -> None:
    _add(parent, navn, Kode=kode.kode, Presisering=kode.presisering)


def _a_end(parent: ET.Element, slutt: date | None) -> None:
    if slutt:
        _add(parent, "Konklusjon", SluttDato=slutt)


def _a_people_and_reports(rot: ET.Element, sak: Sak) -> None:
    for p in sak.personalia:
        _add(
            rot, "Personalia", Id=p.id, StartDato=p.start, Fodselsnummer=p.nummer, Fodseldato=p.fodt, Kjonn=p.kjonn,
            DUFnummer=p.duf, ErSlettet=_yes(p.slettet),
        )  # fmt: skip
    for m in sak.meldinger:
        el = _add(rot, "Melding", Id=m.id, StartDato=m.start, ErSlettet=_yes(m.slettet))
        for kode in m.meldere:
            _a_code(el, "Melder", kode)
        for kode in m.tema:
            _a_code(el, "Saksinnhold", kode)
        if m.slutt:
            _add(el, "Konklusjon", SluttDato=m.slutt, Kode=m.konklusjon, ErSlettet=_yes(m.konklusjon_slettet))


def _a_undersokelse(rot: ET.Element, u: Undersokelse) -> None:
    el = _add(rot, "Undersokelse", Id=u.id, StartDato=u.start, ErSlettet=_yes(u.slettet))
    for kode in u.grunnlag:
        _a_code(el, "Vedtaksgrunnlag", kode)
    if u.medvirkning:  # elements in a document of attributes: that is how v4 is
        medvirkning = _add(el, "BarnetsMedvirkning")
        _put(medvirkning, "StartDato", u.medvirkning.dato)
        _put(medvirkning, "MedvirkningType", u.medvirkning.verdi)
    if u.frist_sokt:
        svar = None if u.frist_innvilget is None else "1" if u.frist_innvilget else "2"
        _add(el, "UtvidetFrist", StartDato=u.frist_sokt, Innvilget=svar)
    if u.slutt and u.konklusjon:
        _add(el, "Konklusjon", SluttDato=u.slutt, Kode=u.konklusjon.kode, Presisering=u.konklusjon.presisering)


def _law(parent: ET.Element, hjemmel: Hjemmel) -> None:
    """Elements in every version."""
    el = ET.SubElement(parent, "Lovhjemmel")
    _put(el, "Lov", hjemmel.lov)
    _put(el, "Kapittel", hjemmel.kapittel)
    _put(el, "Paragraf", hjemmel.paragraf)
    _put(el, "Ledd", hjemmel.ledd)


def _a_tiltak(rot: ET.Element, t: Tiltak) -> None:
    el = _add(rot, "Tiltak", Id=t.id, MigrertId=t.migrert, StartDato=t.start, ErSlettet=_yes(t.slettet))
    _law(el, t.hjemmel)
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
    el = _add(rot, "Vedtak", Id=v.id, MigrertId=v.migrert, StartDato=v.start, ErSlettet=_yes(v.slettet))
    _law(el, v.hjemmel)
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
        _law(_add(rot, "OversendelseFylkesnemnd", Id=o.id, StartDato=o.start), o.hjemmel)
    for f in sak.flyttinger:
        el = _add(rot, "Flytting", Id=f.id, SluttDato=f.start)
        _a_code(el, "ArsakFra", f.arsak)
        _a_code(el, "FlyttingTil", f.til)
    for r in sak.relasjoner:
        _add(
            rot, "Relasjon", Id=r.id, FraId=r.fra, FraType=r.fra_type, TilId=r.til, TilType=r.til_type,
            ErSlettet=_yes(r.slettet),
        )  # fmt: skip
    for s in sak.slettede:
        _add(rot, "Slettet", Id=s.id, Type=s.type, SluttDato=s.dato)


# -------------------------------------------------------------------------------------------------------------- v5


def _put(parent: ET.Element, navn: str, verdi: Verdi) -> None:
    if verdi is not None:
        ET.SubElement(parent, navn).text = _text(verdi)


def _row(parent: ET.Element, navn: str, **felt: Verdi) -> ET.Element:
    el = ET.SubElement(parent, navn)
    for felt_navn, verdi in felt.items():
        _put(el, felt_navn, verdi)
    return el


def _begrep(begrep: str) -> str:
    return "Henvendelse" if begrep == "Melding" else begrep


def _elements(innsending: Innsending) -> ET.Element:
    sak = innsending.sak
    root = ET.Element("BarnevernregisterInnrapportering")
    _put(root, "Id", innsending.id)
    _put(root, "DatoUttrekk", innsending.uttrekk)
    _put(root, "ForrigeId", innsending.forrige_id)
    _row(root, "Fagsystem", **_FAGSYSTEM, Versjon=_PROGRAM["v5"])
    _row(root, "Avgiver", **_sender(sak))
    rot = _row(
        root, "Sak", id=sak.id, MigrertId=sak.migrert, StartDato=sak.start, SluttDato=sak.slutt,
        Journalnummer=sak.journalnummer, Avsluttet=_yes(sak.slutt is not None), ErSlettet=_yes(sak.slettet),
    )  # fmt: skip
    _e_people_and_reports(rot, sak)
    for u in sak.undersokelser:
        _e_undersokelse(rot, u)
    for p in sak.planer:
        _row(rot, "Plan", Id=p.id, StartDato=p.start, ErSlettet=_yes(p.slettet), SluttDato=p.slutt, Kode=p.kode)
    for t in sak.tiltak:
        _e_tiltak(rot, t)
    for v in sak.vedtak:
        _e_vedtak(rot, v)
    _e_rest(rot, sak)
    return root


def _e_people_and_reports(rot: ET.Element, sak: Sak) -> None:
    for p in sak.personalia:  # v5 has no made-up numbers: a child without a number is told by date and sex
        _row(
            rot, "Personalia", Id=p.id, StartDato=p.start, Ufodt=_yes(p.kjonn == "0"), Fodselsdato=p.fodt,
            Kjonn=p.kjonn, DUFNummer=p.duf, ErSlettet=_yes(p.slettet),
        )  # fmt: skip
    for m in sak.meldinger:
        el = _row(rot, "Henvendelse", Id=m.id, StartDato=m.start, ErSlettet=_yes(m.slettet), Kode="2")
        for kode in m.meldere:
            _row(el, "Melder", **{"PrivatMelder" if kode.kode in _PRIVAT else "OffentligMelder": kode.kode})
        for kode in m.tema:
            _put(el, "Saksinnhold", kode.kode)
        if m.slutt and not m.konklusjon_slettet:
            _row(el, "Konklusjon", Sluttdato=m.slutt, Kode=m.konklusjon)


def _e_undersokelse(rot: ET.Element, u: Undersokelse) -> None:
    el = _row(rot, "Undersokelse", Id=u.id, StartDato=u.start, ErSlettet=_yes(u.slettet))
    for kode in u.grunnlag:
        _put(el, "Vedtaksgrunnlag", kode.kode)
    if u.medvirkning:
        m = u.medvirkning
        _row(el, "BarnetsMedvirkning", Id=m.id, StartDato=m.dato, Kode=m.verdi)
    if u.frist_sokt:
        _row(el, "UtvidetFrist", StartDato=u.frist_sokt, Innvilget=u.frist_innvilget)
    if u.slutt and u.konklusjon:
        _row(el, "Konklusjon", SluttDato=u.slutt, Kode=u.konklusjon.kode)


def _e_tiltak(rot: ET.Element, t: Tiltak) -> None:
    el = _row(rot, "Tiltak", Id=t.id, MigrertId=t.migrert, StartDato=t.start, ErSlettet=_yes(t.slettet))
    _law(el, t.hjemmel)
    _put(el, "Kode", t.kode.kode)
    for kode in t.grunnlag:
        _put(el, "Tiltaksgrunnlag", kode.kode)
    for h in t.evalueringer:
        evaluering = _row(el, "Evaluering", Id=h.id)
        for kode in t.grunnlag:
            _put(evaluering, "Saksinnhold", kode.kode)
        _put(evaluering, "GjennomfortDato", h.dato)
    if t.tilsyn:
        _e_tilsyn(el, t.tilsyn)
    if t.oppfolging:
        oppfolging = ET.SubElement(el, "Oppfolging")
        for h in t.oppfolging.hyppighet:
            _row(oppfolging, "Hyppighet", Id=h.id, Dato=h.dato, HyppighetTidsenhet="3", HyppighetAntall=h.verdi)
        for h in t.oppfolging.utfort:
            _put(oppfolging, "UtfortDato", h.dato)
    if t.slutt:
        slutt = _row(el, "Konklusjon", SluttDato=t.slutt)
        if t.opphevelse:
            _put(slutt, "Opphevelse", t.opphevelse.kode)
        else:
            _put(slutt, "AvslutningAvTiltak", "8")


def _e_tilsyn(el: ET.Element, besok: Besok) -> None:
    tilsyn = ET.SubElement(el, "Tilsyn")
    for h in besok.ansvarlig:
        _row(tilsyn, "Ansvarlig", Id=h.id, StartDato=h.dato, Kommunenummer=h.verdi)
    for h in besok.hyppighet:
        _row(tilsyn, "Hyppighet", Id=h.id, StartDato=h.dato, Kode=h.verdi)
    for h in besok.utfort:
        _put(tilsyn, "UtfortDato", h.dato)


def _e_vedtak(rot: ET.Element, v: Vedtak) -> None:
    el = _row(rot, "Vedtak", Id=v.id, MigrertId=v.migrert, StartDato=v.start, ErSlettet=_yes(v.slettet))
    _law(el, v.hjemmel)
    for k in v.krav:
        sendt = k.slutt if k.kode == "1" else None
        _row(el, "Krav", Id=k.id, DatoKravMottatt=k.start, Konklusjon=k.kode, DatoOversendtFylkesnemnd=sendt)
    for h in v.status:
        _row(el, "Status", Id=h.id, EndretDato=h.dato, Kode=h.verdi)


def _e_rest(rot: ET.Element, sak: Sak) -> None:
    for o in sak.oversendelser:
        _law(_row(rot, "OversendelseFylkesnemnd", Id=o.id, DatoOversendtFylkesnemnd=o.start), o.hjemmel)
    for f in sak.flyttinger:
        _row(rot, "Flytting", Id=f.id, FlyttetDato=f.start, ArsakFra=f.arsak.kode, FlyttingTil=f.til.kode)
    for r in sak.relasjoner:
        _row(
            rot, "Relasjon", Id=r.id, FraId=r.fra, FraKode=_begrep(r.fra_type), TilId=r.til,
            TilKode=_begrep(r.til_type), ErSlettet=_yes(r.slettet),
        )  # fmt: skip
    for s in sak.slettede:
        _row(rot, "Slettet", Id=s.id, Kode=_begrep(s.type), SlettetDato=s.dato)
