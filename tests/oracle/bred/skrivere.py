"""The documents a neutral case arrives in: v3 and v4 (attributes) and v5 (elements). Long: three forms of one thing."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .saker import EGEN_KOMMUNE, Rad

_BEGREP = {
    "personalia": "Personalia", "henvendelse": "Henvendelse", "undersokelse": "Undersokelse", "plan": "Plan",
    "tiltak": "Tiltak", "vedtak": "Vedtak", "ettervern": "Ettervern", "oversendelse_nemnd": "OversendelseFylkesnemnd",
    "flytting": "Flytting", "relasjon": "Relasjon",
}  # fmt: skip
_UTTREKK = "2026-08-15T02:00:00+02:00"


def skriv_xml(saker: Sequence[Rad], format_: str, mappe: Path) -> Path:
    """One document for each case, already as the format carries it."""
    mappe.mkdir(parents=True)
    for nummer, sak in enumerate(saker):
        rot = _v5(sak) if format_ == "v5" else _v4(sak, format_)
        (mappe / f"{nummer:05d}.xml").write_bytes(ET.tostring(rot, encoding="utf-8", xml_declaration=True))
    return mappe


def _dag(verdi: date | None) -> str | None:
    return verdi.isoformat() if verdi else None


def _ja(verdi: bool | None) -> str | None:
    return "true" if verdi else None


def fodselsnummer(rad: Rad) -> str | None:
    """A made-up help number (birth date and 00100), or the number the case was made with; never a person's."""
    if rad.get("nummer"):
        return str(rad["nummer"])
    return f"{rad['fodselsdato']:%d%m%y}00100" if rad["fnr"] else None


def _a(over: ET.Element, navn: str, **felt: str | None) -> ET.Element:
    return ET.SubElement(over, navn, {key: value for key, value in felt.items() if value is not None})


def _e(over: ET.Element, **felt: str | None) -> ET.Element:
    for navn, verdi in felt.items():
        if verdi is not None:
            ET.SubElement(over, navn).text = verdi
    return over


def _avgiver(sak: Rad) -> dict[str, str | None]:
    """The one municipality of all these cases, or the ``sted`` (see ``oracle.tall``) the case was sent from."""
    felt: dict[str, str | None] = {"Organisasjonsnummer": "999999999", "Kommunenummer": EGEN_KOMMUNE}
    if sted := sak.get("sted"):
        return {**felt, "Kommunenummer": sted.kommune, "Kommunenavn": sted.kommunenavn, "Bydelsnummer": sted.bydel}
    return {**felt, "Kommunenavn": "Eksempel kommune"}


def _hjemler(over: ET.Element, rad: Rad) -> None:
    for navn, lover in (("Lovhjemmel", [rad["hjemmel"]]), ("JmfrLovhjemmel", rad.get("jmfr", []))):
        for lov in lover:
            node = _e(ET.SubElement(over, navn), Lov=lov["lov"], Kapittel=lov["kapittel"], Paragraf=lov["paragraf"])
            for ledd in lov["ledd"]:
                _e(node, Ledd=ledd)
            for bokstav in lov.get("bokstav", []):
                _e(node, Bokstav=bokstav)


# --- v3 and v4 -----------------------------------------------------------------------------------------------------


def _pres(utfylt: bool | None) -> str | None:
    return "utfylt" if utfylt else None


def _v4(sak: Rad, format_: str) -> ET.Element:
    rot = ET.Element("Barnevern", {"Id": sak["innsending_id"], "DatoUttrekk": sak.get("uttrekk", _UTTREKK)})
    _a(rot, "Fagsystem", Leverandor="Eksempel", Navn=f"Fagsystem {format_}", Versjon="1.0")
    _a(rot, "Avgiver", **_avgiver(sak))
    node = _a(
        rot, "Sak", Id=sak["sak_id"], StartDato=_dag(sak["start_dato"]), SluttDato=_dag(sak["slutt_dato"]),
        Journalnummer=f"EKS-{sak['navn']}", ErSlettet=_ja(sak["er_slettet"]),
    )  # fmt: skip
    for rad in sak["personalia"]:
        _a(
            node,
            "Personalia",
            Id=rad["id"],
            StartDato=_dag(rad["start_dato"]),
            Fodselsnummer=fodselsnummer(rad),
            Fodseldato=_dag(rad["fodselsdato"]),
            Kjonn=rad["kjonn"],
            DUFnummer=rad["duf"],
            ErSlettet=_ja(rad["er_slettet"]),
        )
    for rad in sak["henvendelse"]:
        _melding4(node, rad)
    for rad in sak["undersokelse"]:
        _undersokelse4(node, rad)
    for rad in sak["plan"]:
        under = _hode4(node, "Plan", rad, Plantype=rad["kode"])
        for dag in rad["evaluering"]:
            _a(under, "Evaluering", UtfortDato=_dag(dag))
        if rad["slutt_dato"]:
            _a(under, "Konklusjon", SluttDato=_dag(rad["slutt_dato"]))
    for rad in sak["tiltak"]:
        _tiltak4(node, rad)
    for rad in sak["vedtak"]:
        _vedtak4(node, rad)
    _resten4(node, sak)
    return rot


def _hode4(over: ET.Element, navn: str, rad: Rad, **mer: str | None) -> ET.Element:
    return _a(over, navn, Id=rad["id"], StartDato=_dag(rad["start_dato"]), ErSlettet=_ja(rad["er_slettet"]), **mer)


def _melding4(over: ET.Element, rad: Rad) -> None:
    node = _hode4(over, "Melding", rad)
    for navn in ("Melder", "Saksinnhold"):
        for kode, utfylt in rad[navn.lower()]:
            _a(node, navn, Kode=kode, Presisering=_pres(utfylt))
    if rad["konklusjon_slutt_dato"]:
        _a(node, "Konklusjon", SluttDato=_dag(rad["konklusjon_slutt_dato"]), Kode=rad["konklusjon_kode"],
           ErSlettet=_ja(rad["konklusjon_er_slettet"]))  # fmt: skip


def _undersokelse4(over: ET.Element, rad: Rad) -> None:
    node = _hode4(over, "Undersokelse", rad)
    for kode in rad["vedtaksgrunnlag"]:
        _a(node, "Vedtaksgrunnlag", Kode=kode)
    for m in rad["medvirkning"]:
        _e(ET.SubElement(node, "BarnetsMedvirkning"), StartDato=_dag(m["start_dato"]), MedvirkningType=m["kode"])
    if rad["utvidet_frist_start_dato"]:
        svar = {True: "1", False: "2", None: None}[rad["utvidet_frist_innvilget"]]
        _a(node, "UtvidetFrist", StartDato=_dag(rad["utvidet_frist_start_dato"]), Innvilget=svar)
    if rad["konklusjon_slutt_dato"]:
        _a(node, "Konklusjon", SluttDato=_dag(rad["konklusjon_slutt_dato"]), Kode=rad["konklusjon_kode"],
           Presisering=_pres(rad["konklusjon_presisering_utfylt"]))  # fmt: skip


def _tiltak4(over: ET.Element, rad: Rad) -> None:
    node = _hode4(over, "Tiltak", rad)
    _hjemler(node, rad)
    _a(node, "Kategori", Kode=rad["kode"])
    for navn in ("Tilsyn", "Oppfolging"):
        besok = rad[navn.lower()]
        if besok is None:
            continue
        under = ET.SubElement(node, navn)
        for a in besok.get("ansvarlig", []):
            _a(under, "Ansvarlig", Id=a["id"], StartDato=_dag(a["start_dato"]), Kommunenummer=a["kommunenummer"])
        for h in besok["hyppighet"]:
            _a(under, "Hyppighet", Id=h["id"], StartDato=_dag(h["start_dato"]), Kode=str(h["antall"]))
        for nummer, dag in enumerate(besok["utfort"]):
            _a(under, "Utfort", Id=_under_id(rad["id"], navn, nummer), UtfortDato=_dag(dag))
    if rad["slutt_dato"]:
        _a(node, "Konklusjon", SluttDato=_dag(rad["slutt_dato"]))


def _under_id(eier: str, navn: str, nummer: int) -> str:
    return f"{nummer:04x}{'0001' if navn == 'Tilsyn' else '0002'}{eier[8:]}"


def _vedtak4(over: ET.Element, rad: Rad) -> None:
    node = _hode4(over, "Vedtak", rad)
    _hjemler(node, rad)
    for k in rad["krav"]:
        under = _a(node, "Krav", Id=k["id"], StartDato=_dag(k["mottatt"]))
        if k["kode"]:
            _a(under, "Konklusjon", SluttDato=_dag(k["dato"]), Kode=k["kode"])
    for s in rad["status"]:
        _a(node, "Status", Id=s["id"], EndretDato=_dag(s["dato"]), Kode=s["kode"])
    if rad["slutt_dato"]:
        _a(node, "Konklusjon", SluttDato=_dag(rad["slutt_dato"]))


def _resten4(over: ET.Element, sak: Rad) -> None:
    for rad in sak["ettervern"]:
        node = _a(
            over,
            "Ettervern",
            Id=rad["id"],
            TilbudSendtDato=_dag(rad["tilbud_sendt_dato"]),
            ErSlettet=_ja(rad["er_slettet"]),
        )
        if rad["konklusjon_slutt_dato"]:
            _a(node, "Konklusjon", SluttDato=_dag(rad["konklusjon_slutt_dato"]), Kode=rad["konklusjon_kode"])
    for rad in sak["oversendelse_nemnd"]:
        _hjemler(
            _a(
                over,
                "OversendelseFylkesnemnd",
                Id=rad["id"],
                StartDato=_dag(rad["dato"]),
                ErSlettet=_ja(rad["er_slettet"]),
            ),
            rad,
        )
    for rad in sak["flytting"]:
        node = _a(over, "Flytting", Id=rad["id"], SluttDato=_dag(rad["dato"]), ErSlettet=_ja(rad["er_slettet"]))
        _a(node, "ArsakFra", Kode=rad["arsak"], Presisering=_pres(rad["arsak_pres"]))
        _a(node, "FlyttingTil", Kode=rad["til"], Presisering=_pres(rad["til_pres"]))
    for rad in sak["relasjon"]:
        _a(over, "Relasjon", Id=rad["id"], FraId=rad["fra_id"], FraType=_begrep4(rad["fra_type"]), TilId=rad["til_id"],
           TilType=_begrep4(rad["til_type"]), ErSlettet=_ja(rad["er_slettet"]))  # fmt: skip
    for rad in sak["slettet"]:
        _a(over, "Slettet", Id=rad["id"], Type=_begrep4(rad["type"]), SluttDato=_dag(rad["dato"]))


def _begrep4(tabell: str) -> str:
    return "Melding" if tabell == "henvendelse" else _BEGREP[tabell]


# --- v5 ------------------------------------------------------------------------------------------------------------


def _v5(sak: Rad) -> ET.Element:
    rot = ET.Element("BarnevernregisterInnrapportering")
    _e(rot, Id=sak["innsending_id"], DatoUttrekk=sak.get("uttrekk", _UTTREKK))
    _e(ET.SubElement(rot, "Fagsystem"), Leverandor="Eksempel", Navn="Fagsystem v5", Versjon="1.0.0")
    _e(ET.SubElement(rot, "Avgiver"), **_avgiver(sak))
    node = ET.SubElement(rot, "Sak")
    _e(node, id=sak["sak_id"], StartDato=_dag(sak["start_dato"]), SluttDato=_dag(sak["slutt_dato"]),
       Journalnummer=f"EKS-{sak['navn']}", ErSlettet=_ja(sak["er_slettet"]))  # fmt: skip
    for rad in sak["personalia"]:
        _e(ET.SubElement(node, "Personalia"), Id=rad["id"], StartDato=_dag(rad["start_dato"]),
           Fodselsnummer=fodselsnummer(rad), Fodselsdato=_dag(rad["fodselsdato"]), Kjonn=rad["kjonn"],
           DUFNummer=rad["duf"], ErSlettet=_ja(rad["er_slettet"]))  # fmt: skip
    for rad in sak["henvendelse"]:
        _henvendelse5(node, rad)
    for rad in sak["undersokelse"]:
        _undersokelse5(node, rad)
    for rad in sak["plan"]:
        _e(_hode5(node, "Plan", rad), SluttDato=_dag(rad["slutt_dato"]), Kode=rad["kode"])
    for rad in sak["tiltak"]:
        _tiltak5(node, rad)
    for rad in sak["vedtak"]:
        under = _hode5(node, "Vedtak", rad)
        _hjemler(under, rad)
        for k in rad["krav"]:
            _e(ET.SubElement(under, "Krav"), Id=k["id"], DatoKravMottatt=_dag(k["mottatt"]), Konklusjon=k["kode"],
               DatoOversendtFylkesnemnd=_dag(k["dato"]))  # fmt: skip
        for s in rad["status"]:
            _e(ET.SubElement(under, "Status"), Id=s["id"], EndretDato=_dag(s["dato"]), Kode=s["kode"])
        _e(under, BortfallsdatoVedtak=_dag(rad["bortfall"]), NyBortfallsdatoVedtak=_dag(rad["ny_bortfall"]))
    for rad in sak["oversendelse_nemnd"]:
        under = _e(
            ET.SubElement(node, "OversendelseFylkesnemnd"),
            Id=rad["id"],
            DatoOversendtFylkesnemnd=_dag(rad["dato"]),
            ErSlettet=_ja(rad["er_slettet"]),
        )
        _hjemler(under, rad)
    for rad in sak["flytting"]:
        _e(
            ET.SubElement(node, "Flytting"),
            Id=rad["id"],
            FlyttetDato=_dag(rad["dato"]),
            ErSlettet=_ja(rad["er_slettet"]),
            ArsakFra=rad["arsak"],
            FlyttingTil=rad["til"],
        )
    for rad in sak["relasjon"]:
        _e(ET.SubElement(node, "Relasjon"), Id=rad["id"], FraId=rad["fra_id"], FraKode=_BEGREP[rad["fra_type"]],
           TilId=rad["til_id"], TilKode=_BEGREP[rad["til_type"]], ErSlettet=_ja(rad["er_slettet"]))  # fmt: skip
    for rad in sak["slettet"]:
        _e(ET.SubElement(node, "Slettet"), Id=rad["id"], Kode=_BEGREP[rad["type"]], SlettetDato=_dag(rad["dato"]))
    return rot


def _hode5(over: ET.Element, navn: str, rad: Rad) -> ET.Element:
    return _e(
        ET.SubElement(over, navn), Id=rad["id"], StartDato=_dag(rad["start_dato"]), ErSlettet=_ja(rad["er_slettet"])
    )


_PRIVAT = {"1", "2", "3", "4", "23"}


def _henvendelse5(over: ET.Element, rad: Rad) -> None:
    node = _hode5(over, "Henvendelse", rad)
    _e(node, Kode=rad["kode"])
    for kode, _ in rad["melder"]:
        ET.SubElement(
            ET.SubElement(node, "Melder"), "PrivatMelder" if kode in _PRIVAT else "OffentligMelder"
        ).text = kode
    for kode, _ in rad["saksinnhold"]:
        _e(node, Saksinnhold=kode)
    if rad["konklusjon_slutt_dato"]:
        _e(ET.SubElement(node, "Konklusjon"), Sluttdato=_dag(rad["konklusjon_slutt_dato"]), Kode=rad["konklusjon_kode"])


def _medvirkning5(over: ET.Element, rad: Rad) -> None:
    for m in rad["medvirkning"]:
        _e(ET.SubElement(over, "BarnetsMedvirkning"), Id=m["id"], StartDato=_dag(m["start_dato"]), Kode=m["kode"])


def _undersokelse5(over: ET.Element, rad: Rad) -> None:
    node = _hode5(over, "Undersokelse", rad)
    for kode in rad["vedtaksgrunnlag"]:
        _e(node, Vedtaksgrunnlag=kode)
    _medvirkning5(node, rad)
    if rad["utvidet_frist_start_dato"]:
        svar = None if rad["utvidet_frist_innvilget"] is None else str(rad["utvidet_frist_innvilget"]).lower()
        _e(ET.SubElement(node, "UtvidetFrist"), StartDato=_dag(rad["utvidet_frist_start_dato"]), Innvilget=svar)
    if rad["konklusjon_slutt_dato"]:
        _e(ET.SubElement(node, "Konklusjon"), SluttDato=_dag(rad["konklusjon_slutt_dato"]), Kode=rad["konklusjon_kode"])


def _tiltak5(over: ET.Element, rad: Rad) -> None:
    node = _hode5(over, "Tiltak", rad)
    _hjemler(node, rad)
    _e(node, Kode=rad["kode"])
    _medvirkning5(node, rad)
    for nummer, dag in enumerate(rad["evaluering"]):
        _e(
            ET.SubElement(node, "Evaluering"),
            Id=_under_id(rad["id"], "Evaluering", nummer),
            Saksinnhold="3.1.08",
            GjennomfortDato=_dag(dag),
        )
    for navn in ("Tilsyn", "Oppfolging"):
        besok = rad[navn.lower()]
        if besok is None:
            continue
        under = ET.SubElement(node, navn)
        for a in besok.get("ansvarlig", []):
            _e(
                ET.SubElement(under, "Ansvarlig"),
                Id=a["id"],
                StartDato=_dag(a["start_dato"]),
                Kommunenummer=a["kommunenummer"],
            )
        for h in besok["hyppighet"]:
            rad_ = _e(ET.SubElement(under, "Hyppighet"), Id=h["id"])
            if navn == "Tilsyn":
                _e(rad_, StartDato=_dag(h["start_dato"]), Kode=str(h["antall"]))
            else:
                enhet = {"uke": "1", "maned": "2", "ar": "3"}[h["enhet"]]
                _e(rad_, Dato=_dag(h["start_dato"]), HyppighetTidsenhet=enhet, HyppighetAntall=str(h["antall"]))
        for dag in besok["utfort"]:
            _e(under, UtfortDato=_dag(dag))
    if rad["slutt_dato"]:
        _e(ET.SubElement(node, "Konklusjon"), SluttDato=_dag(rad["slutt_dato"]), AvslutningAvTiltak="8")
