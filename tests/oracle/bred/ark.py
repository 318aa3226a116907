"""The same cases as a workbook, one sheet for each table, and the map that names every column."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from .saker import Rad
from .skrivere import fodselsnummer

_KOLONNER = {
    "sak": "sak_id start_dato slutt_dato er_slettet journalnummer",
    "personalia": "sak_id personalia_id start_dato fodselsnummer fodselsdato kjonn duf_nummer er_slettet",
    "henvendelse": "sak_id henvendelse_id kode start_dato konklusjon_slutt_dato konklusjon_kode konklusjon_er_slettet "
    "er_slettet",
    "melder": "sak_id eier_type eier_id kode presisering_utfylt",
    "saksinnhold": "sak_id eier_type eier_id rolle kode presisering_utfylt",
    "undersokelse": "sak_id undersokelse_id start_dato utvidet_frist_start_dato utvidet_frist_innvilget "
    "konklusjon_slutt_dato konklusjon_kode konklusjon_presisering_utfylt er_slettet",
    "medvirkning": "sak_id medvirkning_id eier_type eier_id start_dato kode",
    "plan": "sak_id plan_id kode start_dato slutt_dato er_slettet",
    "plan_evaluering": "sak_id plan_id utfort_dato",
    "tiltak": "sak_id tiltak_id kode start_dato slutt_dato lov kapittel paragraf er_slettet",
    "tilsyn_ansvarlig": "sak_id tilsyn_ansvarlig_id tiltak_id start_dato kommunenummer",
    "tilsyn_hyppighet": "sak_id tilsyn_hyppighet_id tiltak_id start_dato antall_per_ar",
    "tilsyn_utfort": "sak_id tiltak_id utfort_dato",
    "oppfolging_hyppighet": "sak_id oppfolging_hyppighet_id tiltak_id start_dato tidsenhet antall",
    "oppfolging_utfort": "sak_id tiltak_id utfort_dato",
    "vedtak": "sak_id vedtak_id start_dato slutt_dato lov kapittel paragraf er_slettet",
    "vedtak_status": "sak_id status_id vedtak_id endret_dato kode",
    "vedtak_krav": "sak_id krav_id vedtak_id dato_krav_mottatt konklusjon_slutt_dato dato_oversendt_fylkesnemnd "
    "konklusjon_kode",
    "ettervern": "sak_id ettervern_id tilbud_sendt_dato konklusjon_slutt_dato konklusjon_kode er_slettet",
    "oversendelse_nemnd": "sak_id oversendelse_id dato_oversendt_fylkesnemnd lov kapittel paragraf er_slettet",
    "flytting": "sak_id flytting_id flyttet_dato arsak_fra flytting_til arsak_fra_presisering_utfylt "
    "flytting_til_presisering_utfylt er_slettet",
    "relasjon": "sak_id relasjon_id fra_type fra_id til_type til_id er_slettet",
    "slettet": "sak_id element_id type slettet_dato",
    "lovhjemmel": "sak_id eier_type eier_id rolle lov kapittel paragraf ledd",
}
_BEGREP = {"henvendelse": "Melding", "oversendelse_nemnd": "OversendelseFylkesnemnd"}


def skriv_ark(saker: Sequence[Rad], mappe: Path) -> tuple[Path, Path]:
    """The workbook and its map. A heading is the column's own name, so that the map is easy to read."""
    mappe.mkdir(parents=True)
    ark: dict[str, list[Rad]] = {tabell: [] for tabell in _KOLONNER}
    for sak in saker:
        for tabell, rad in _rader(sak):
            ark[tabell].append({"sak_id": sak["sak_id"], **rad})
    with xlsxwriter.Workbook(str(mappe / "saker.xlsx"), {"default_date_format": "dd.mm.yyyy"}) as bok:
        for tabell, kolonner in _KOLONNER.items():
            side = bok.add_worksheet(tabell)
            side.write_row(0, 0, kolonner.split())
            for nummer, rad in enumerate(ark[tabell], start=1):
                for plass, kolonne in enumerate(kolonner.split()):
                    _celle(side, nummer, plass, rad.get(kolonne))
    kart = [
        'kommune: {nummer: "9999", navn: Eksempel, organisasjonsnummer: "999999999"}',
        "uttrekk: {dato: 2026-08-15}",
    ]
    kart.append("tabeller:")
    for tabell, kolonner in _KOLONNER.items():
        navn = ", ".join(f"{kolonne}: {kolonne}" for kolonne in kolonner.split())
        kart.append(f"  {tabell}: {{fil: saker.xlsx, ark: {tabell}, kolonner: {{{navn}}}}}")
    (mappe / "kart.yaml").write_text("\n".join(kart) + "\n", encoding="utf-8")
    return mappe / "saker.xlsx", mappe / "kart.yaml"


def _celle(side: Any, rad: int, plass: int, verdi: object) -> None:
    if isinstance(verdi, bool):
        side.write_string(rad, plass, "ja" if verdi else "nei")
    elif isinstance(verdi, date):
        side.write_datetime(rad, plass, verdi)
    elif isinstance(verdi, int):
        side.write_number(rad, plass, verdi)
    elif verdi is not None:
        side.write_string(rad, plass, str(verdi))


def _lov(rad: Rad) -> Rad:
    return {navn: rad["hjemmel"][navn] for navn in ("lov", "kapittel", "paragraf")}


def _hjemler(tabell: str, rad: Rad) -> Iterator[tuple[str, Rad]]:
    for rolle, lover in (("hoved", [rad["hjemmel"]]), ("jmfr", rad.get("jmfr", []))):
        for lov in lover:
            yield "lovhjemmel", {**lov, "eier_type": tabell, "eier_id": rad["id"], "rolle": rolle,
                                 "ledd": ", ".join(lov["ledd"]) or None}  # fmt: skip


def _rader(sak: Rad) -> Iterator[tuple[str, Rad]]:
    yield "sak", {**sak, "journalnummer": f"EKS-{sak['navn']}"}
    for rad in sak["personalia"]:
        yield (
            "personalia",
            {**rad, "personalia_id": rad["id"], "fodselsnummer": fodselsnummer(rad), "duf_nummer": rad["duf"]},
        )
    for rad in sak["henvendelse"]:
        yield "henvendelse", {**rad, "henvendelse_id": rad["id"]}
        for tabell in ("melder", "saksinnhold"):
            for kode, utfylt in rad[tabell]:
                yield tabell, {"eier_type": "henvendelse", "eier_id": rad["id"], "rolle": "henvendelse", "kode": kode,
                               "presisering_utfylt": bool(utfylt)}  # fmt: skip
    for rad in sak["undersokelse"]:
        yield "undersokelse", {**rad, "undersokelse_id": rad["id"]}
        for kode in rad["vedtaksgrunnlag"]:
            yield (
                "saksinnhold",
                {
                    "eier_type": "undersokelse",
                    "eier_id": rad["id"],
                    "rolle": "undersokelse",
                    "kode": kode,
                    "presisering_utfylt": False,
                },
            )
        for m in rad["medvirkning"]:
            yield "medvirkning", {**m, "medvirkning_id": m["id"], "eier_type": "undersokelse", "eier_id": rad["id"]}
    for rad in sak["plan"]:
        yield "plan", {**rad, "plan_id": rad["id"]}
        for dag in rad["evaluering"]:
            yield "plan_evaluering", {"plan_id": rad["id"], "utfort_dato": dag}
    for rad in sak["tiltak"]:
        yield from _tiltak(rad)
    for rad in sak["vedtak"]:
        yield "vedtak", {**rad, **_lov(rad), "vedtak_id": rad["id"]}
        yield from _hjemler("vedtak", rad)
        for s in rad["status"]:
            yield (
                "vedtak_status",
                {"status_id": s["id"], "vedtak_id": rad["id"], "endret_dato": s["dato"], "kode": s["kode"]},
            )
        for k in rad["krav"]:
            sendt = k["dato"] if k["kode"] == "1" else None
            yield "vedtak_krav", {"krav_id": k["id"], "vedtak_id": rad["id"], "dato_krav_mottatt": k["mottatt"],
                                  "konklusjon_slutt_dato": k["dato"], "dato_oversendt_fylkesnemnd": sendt,
                                  "konklusjon_kode": k["kode"]}  # fmt: skip
    for rad in sak["ettervern"]:
        yield "ettervern", {**rad, "ettervern_id": rad["id"]}
    for rad in sak["oversendelse_nemnd"]:
        yield (
            "oversendelse_nemnd",
            {**rad, **_lov(rad), "oversendelse_id": rad["id"], "dato_oversendt_fylkesnemnd": rad["dato"]},
        )
        yield from _hjemler("oversendelse_nemnd", rad)
    for rad in sak["flytting"]:
        yield "flytting", {**rad, "flytting_id": rad["id"], "flyttet_dato": rad["dato"], "arsak_fra": rad["arsak"],
                           "flytting_til": rad["til"], "arsak_fra_presisering_utfylt": rad["arsak_pres"],
                           "flytting_til_presisering_utfylt": rad["til_pres"]}  # fmt: skip
    for rad in sak["relasjon"]:
        typer = {felt: _begrep(rad[felt]) for felt in ("fra_type", "til_type")}
        yield "relasjon", {**rad, **typer, "relasjon_id": rad["id"]}
    for rad in sak["slettet"]:
        yield "slettet", {"element_id": rad["id"], "type": _begrep(rad["type"]), "slettet_dato": rad["dato"]}


def _begrep(tabell: str) -> str:
    return _BEGREP.get(tabell, tabell.capitalize())


def _tiltak(rad: Rad) -> Iterator[tuple[str, Rad]]:
    yield "tiltak", {**rad, **_lov(rad), "tiltak_id": rad["id"]}
    yield from _hjemler("tiltak", rad)
    for navn in ("tilsyn", "oppfolging"):
        besok = rad[navn]
        if besok is None:
            continue
        for a in besok.get("ansvarlig", []):
            yield "tilsyn_ansvarlig", {**a, "tilsyn_ansvarlig_id": a["id"], "tiltak_id": rad["id"]}
        for h in besok["hyppighet"]:
            yield f"{navn}_hyppighet", {**h, f"{navn}_hyppighet_id": h["id"], "tiltak_id": rad["id"], "tidsenhet": "3",
                                        "antall_per_ar": h["antall"]}  # fmt: skip
        for dag in besok["utfort"]:
            yield f"{navn}_utfort", {"tiltak_id": rad["id"], "utfort_dato": dag}
