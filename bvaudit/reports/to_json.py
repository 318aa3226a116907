"""A run as plain data for other programs. The keys are a contract: they are added to, never renamed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bvaudit.findings.all_numbers import all_numbers
from bvaudit.findings.ledger import ledger
from bvaudit.findings.tallrad import Tallrad
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.resultat import RESULT
from bvaudit.model.revisjon import Gruppe, Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import IkkeUndersokt, RegelSvar
from bvaudit.reports.read_json import figures_as_json, mark_as_json, read_as_json

VERSION = 1
_CONTRACT = tuple(column.navn for column in RESULT if column.kontrakt)


def revisjon_as_json(revisjon: Revisjon) -> dict[str, Any]:
    """Text, numbers, lists and null only; days are ISO. One entry in ``regler`` per rule and unit; a rule in
    ``ikke_undersokt`` has no figures, since nobody has looked."""
    ids = {enhet.navn: enhet.id for enhet in revisjon.enheter}
    return {
        "versjon": VERSION,
        "kommune": revisjon.kommune,
        "per": revisjon.per.isoformat(),
        "periode": _period(revisjon.periode),
        "enheter": [_plain(asdict(enhet)) for enhet in revisjon.enheter],
        "grupper": [_group(gruppe) for gruppe in revisjon.grupper],
        "kommuner": [{"kommunenummer": nr, "saker": n} for nr, n in revisjon.saker_per_kommune.items()],
        "utvalg": asdict(revisjon.utvalg) if revisjon.utvalg else None,
        "regler": [_answer(svar, ids.get(svar.enhet, "")) for svar in revisjon.svar],
        "ikke_undersokt": [_not_examined(row) for row in revisjon.ikke_undersokt],
        "tilsyn": [_plain(asdict(punkt)) for punkt in revisjon.tilsyn],
        "datakvalitet": [asdict(linje) for linje in revisjon.datakvalitet],
        "kilde": {**_plain(asdict(revisjon.kilde)), "kjoring": revisjon.kjoring},
        "erstatter": [asdict(one) for one in revisjon.erstatninger],
        "advarsler": list(revisjon.advarsler),
        "regnskap": asdict(ledger(revisjon)),
        "alle_tall": [_number(row) for row in all_numbers(revisjon)],
        "lest": read_as_json(revisjon.lest) if revisjon.lest else None,
    }


def _period(periode: tuple[date, date] | None) -> dict[str, str] | None:
    return {"fra": periode[0].isoformat(), "til_og_med": periode[1].isoformat()} if periode else None


def _group(gruppe: Gruppe) -> dict[str, Any]:
    return {
        "navn": gruppe.navn,
        "enheter": list(gruppe.enheter),
        "saker": gruppe.saker,
        "undersokt": gruppe.undersokt,
        "regler": [{"regel": regel, **_counts(tall)} for regel, tall in gruppe.tall.items()],
    }


def _answer(svar: RegelSvar, enhet_id: str) -> dict[str, Any]:
    tall = svar.tall[svar.standard]
    return {
        **_rule(svar.regel, svar.teller),
        "enhet": svar.enhet,
        "enhet_id": enhet_id,
        "er_avvik": svar.er_avvik,
        "er_indikasjon": svar.er_indikasjon,
        "n": tall.n,
        "med_avvik": tall.ikke_oppfylt,
        "uavklart": tall.uavklart,
        "fort_under": svar.fort_under,
        "under": [
            {"regel": line.regel.id, "tittel": line.regel.brudd, "antall": len(line.funn)} for line in svar.under
        ],
        "intervall": asdict(svar.intervall) if svar.intervall else None,
        "intervall_grunn": svar.intervall_grunn,
        "frist": None,  # runs from the day the unit is told, which no run knows
        "standard": svar.standard,
        "varianter": {navn: _counts(one) for navn, one in svar.tall.items()},
        "funn": [_row(funn) for funn in svar.funn],
        "uavklarte": [_row(funn) for funn in svar.uavklarte],
        "lest": figures_as_json(svar.lest) if svar.lest else None,
        "bekreftet": [_row(funn) for funn in svar.bekreftet],
        "avkreftet": [_row(funn) for funn in svar.avkreftet],
        "lest_annerledes": [_row(funn) for funn in svar.lest_om],
    }


def _row(funn: Funn) -> dict[str, Any]:
    """One row of the results, with the keys of ``resultater.csv``; then the wider rule that tells it and the unit that
    has the case now, and what a reader answered, each null when there is none."""
    contract = {navn: _value(getattr(funn, navn)) for navn in _CONTRACT}
    return {
        **contract,
        "fort_under": funn.under or None,
        "enhet_na": funn.enhet_na or None,
        "lest": mark_as_json(funn.lest),
    }


def _not_examined(row: IkkeUndersokt) -> dict[str, Any]:
    return {**_rule(row.regel, row.teller), "manuell": row.regel.manuell, "grunn": row.grunn}


def _rule(rule: Rule, teller: str) -> dict[str, Any]:
    return {
        "regel": rule.id,
        "tittel": rule.tittel,
        "tema": rule.tema,
        "alvorlighetsgrad": rule.alvorlighetsgrad.value,
        "sikkerhet": rule.sikkerhet.value,
        "indikasjon": rule.indikasjon,
        "avvikstittel": rule.brudd,
        "malestokk": rule.malestokk.value,
        "teller": teller,
    }


def _number(row: Tallrad) -> dict[str, Any]:
    return {
        "regel": row.regel.id,
        "enhet": row.enhet or None,
        "variant": row.variant or None,
        "standard": row.standard,
        "tall": _counts(row.tall) if row.tall else None,
        "fort_under": row.fort_under,
        "avvik": row.avvik,
        "grunn": row.grunn,
        "andel_verdi": row.andel_verdi,
    }


def _counts(tall: Tall) -> dict[str, Any]:
    return {"n": tall.n, **asdict(tall)}


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in facts.items()}


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
