"""The results of an audit as plain data, for other programs. Keys are added and never change their name."""

from typing import Any

from bvaudit.model.anslag import Anslag
from bvaudit.model.lest import LestPunkt, LestRevisjon, MotMappe
from bvaudit.reports.register_values import share


def audit_as_plain(audit: LestRevisjon) -> dict[str, Any]:
    nr, avtrykk = audit.hode
    return {
        "revisjon": audit.id,
        "tittel": audit.tittel,
        "sjekkliste": audit.sjekkliste,
        "per": audit.per.isoformat(),
        "periode": [audit.periode_fra.isoformat(), audit.periode_til.isoformat()],
        "last": audit.last.isoformat() if audit.last else None,
        "forrige": audit.forrige,
        "enheter": list(audit.enheter),
        "punkter": [_point(one) for one in audit.punkter],
        "register_mot_mappe": [_against(one) for one in audit.mot_mappe],
        "to_lesere": [
            {
                "regel": one.regel.id,
                "lest_av_to": one.tall.n,
                "likt": one.tall.like,
                "kappa": _number(one.tall.kappa),
                "ac1": _number(one.tall.ac1),
                "dominert": one.tall.dominert,
                "skriv_om": one.skriv_om,
            }
            for one in audit.to_lesere
        ],
        "runder": [
            {
                "regel": one.regel.id,
                "enhet": one.enhet,
                "for": [one.nei_for, one.n_for],
                "na": [one.nei_na, one.n_na],
                "p": _number(one.p),
                "sammenlignbar": one.sammenlignbar,
                "setning": one.setning,
            }
            for one in audit.to_runder
        ],
        "uavgjort_uenighet": len(audit.uenige),
        "merknader": [[enhet, dag.isoformat(), tekst] for enhet, dag, tekst in audit.merknader],
        "forbehold": [*audit.forbehold, *audit.egne_saker],
        "logg": {"linjer": nr, "avtrykk": avtrykk},
    }


def _point(one: LestPunkt) -> dict[str, Any]:
    return {
        "regel": one.regel.id,
        "enhet": one.enhet,
        "svar": dict(one.svar),
        "ikke_lest": one.ikke_lest,
        "n": one.n,
        "nei": one.nei,
        "delvis": one.delvis,
        "pekt_ut": {"svar": one.malrettede, "nei": one.malrettede_nei},
        "andel": _estimate(one.anslag),
        "hoyst": _number(one.hoyst),
        "vektet": one.vektet is not None,
        "uten_andel": one.uten_andel,
        "grad": one.grad.value if one.grad else None,
        "nivaa": one.nivaa,
        "setning": one.setning,
    }


def _against(one: MotMappe) -> dict[str, Any]:
    return {
        "regel": one.regel.id,
        "enhet": one.enhet,
        "n": one.n,
        "oppfylt_register": one.oppfylt_register,
        "oppfylt_mappe": one.oppfylt_mappe,
        "begge": one.begge,
        "feil": dict(one.feil),
        "register_brudd_mappe_oppfylt": dict(one.rettet),
        "register_oppfylt_mappe_brudd": dict(one.oversett),
        "brudd_i_begge": dict(one.bekreftet),
        "register": _estimate(one.register),
        "mappe": _estimate(one.mappe),
        "korrigert": _estimate(one.korrigert),
        "uten_andel": one.uten_andel,
    }


def _estimate(anslag: Anslag | None) -> dict[str, Any] | None:
    if anslag is None:
        return None
    return {
        "andel": share(anslag.andel),
        "nedre": _number(anslag.nedre),
        "ovre": _number(anslag.ovre),
        "metode": anslag.metode.value if anslag.metode else None,
        "grunn": anslag.grunn,
    }


def _number(value: float | None) -> float | None:
    return None if value is None else share(value)
