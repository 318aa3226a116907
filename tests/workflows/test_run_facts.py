"""What a run brings to the register: ids for names, breaches and what is none, the map, findings of supervisions."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bvaudit.engine.evaluate import Judged
from bvaudit.engine.evidence import Again
from bvaudit.engine.results import Results
from bvaudit.model.enhet import Enhet, Kilde, KjentEnhet
from bvaudit.model.funn import Lestmerke
from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.plans import Plans
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjoring import Kjoringsfakta
from bvaudit.model.revisjon import TilsynPunkt
from bvaudit.model.tilsyn import Funnslag, Tilsyn, Tilsynsfunn
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_run import why_not_whole
from bvaudit.workflows.run_facts import RunOver, ceased, facts_of, findings_of, map_of, wanted_of
from tests.findings.small import et_manifest
from tests.register.meeting import Life, facts, row
from tests.reports.builders import PER, en_revisjon, et_funn, et_svar
from tests.reports.rules_by_hand import MELDING, NETTVERK

ENHETER = (KjentEnhet(id="ostbyen", navn="Østbyen", egennavn="Østbyen"),)
IDS = {"Østbyen": "ostbyen", "Vestbyen": "vestbyen"}


def content(**planer: Any) -> Content:
    rules = {MELDING.id: MELDING, NETTVERK.id: NETTVERK}
    return cast(Content, SimpleNamespace(regler=rules, planer=Plans(**planer)))


def told(*svar: Any, reg: Registeret | None = None, **more: Any) -> Kjoringsfakta:
    run = RunOver(
        revisjon=en_revisjon(svar=svar, tilsyn=()),
        manifest=et_manifest(enheter=ENHETER, nokkel_avtrykk="n" * 8),
        results=cast(Results, None),
        judged=Judged(regler=(MELDING,), ikke_vurdert=(), rader=1),
        content=content(),
        **more,
    )
    return facts_of(run, reg or Registeret())


def read(svar: Svarvalg, maskinen: Utfall | None = Utfall.IKKE_OPPFYLT) -> Lestmerke:
    return Lestmerke(revisjon="hosten", svar=svar, maskinen=maskinen, feiltype="reell")


def test_units_are_ids_and_never_names() -> None:
    found = told(et_svar(funn=(et_funn(enhet_na="Vestbyen"),)))
    (one,) = found.brudd
    assert (one.enhet, one.hos, one.start, one.utfort) == ("ostbyen", "vestbyen", date(2025, 3, 3), date(2025, 3, 14))
    assert found.tall["MEL-01", "ostbyen"].n == 140
    assert found.saker == {"ostbyen": 212, "vestbyen": 188, "sorlia": 17}
    assert (found.hel, found.nokkel, found.antall_objekter) == (True, "n" * 8, 140)


def test_an_indication_is_no_breach_and_a_confirmed_one_is() -> None:
    suggested = et_svar(regel=NETTVERK, funn=(et_funn(regel=NETTVERK.id),))
    assert told(suggested).brudd == ()
    confirmed = replace(suggested, bekreftet=(et_funn(regel=NETTVERK.id, lest=read(Svarvalg.NEI)),))
    (one,) = told(confirmed).brudd
    assert (one.lest, one.feiltype) == ("hosten", "reell")


def test_a_breach_both_saw_is_followed_by_the_machine_and_one_only_the_reader_saw_is_not() -> None:
    both, only = et_funn(lest=read(Svarvalg.NEI)), et_funn(objekt_id="H-2", lest=read(Svarvalg.NEI, Utfall.OPPFYLT))
    assert [one.lest for one in told(et_svar(funn=(both, only))).brudd] == ["", "hosten"]


def test_what_a_reader_answered_otherwise_is_none() -> None:
    assert told(et_svar(funn=(), avkreftet=(et_funn(lest=read(Svarvalg.JA)),))).brudd == ()


def test_what_is_told_under_a_wider_rule_says_so() -> None:
    assert [one.under for one in told(et_svar(funn=(et_funn(under="HJE-05"),))).brudd] == ["HJE-05"]


def test_how_the_evidence_stands_now() -> None:
    funn = et_funn(utfall=Utfall.OPPFYLT)
    again = {
        ("MEL-01", "a"): Again(funn=funn, slutt=PER),
        ("MEL-01", "b"): Again(borte=True),
        ("MEL-01", "c"): Again(ikke_kontrollert="uttrekket har ikke meldinger"),
        ("MEL-01", "d"): Again(),
        ("MEL-01", "e"): Again(funn=replace(funn, utfall=Utfall.UAVKLART, forklaring="mangler dato")),
        ("MEL-01", "f"): Again(funn=replace(funn, utfall=Utfall.IKKE_OPPFYLT), andres=True),
    }
    found = {objekt: one for (_, objekt), one in told(igjen=again).bevis.items()}
    assert (found["a"].utfall, found["a"].slutt, found["a"].enhet) == (Utfall.OPPFYLT, PER, "ostbyen")
    assert (found["b"].slettet, found["b"].utfall) == (True, None)
    assert (found["c"].uavgjort_fordi, found["c"].utfall) == ("uttrekket har ikke meldinger", None)
    assert (found["d"].slettet, found["d"].utfall) == (False, Utfall.IKKE_AKTUELT)
    assert found["e"].uavgjort_fordi == "mangler dato"
    assert (found["f"].utfall, found["f"].grunn) == (Utfall.IKKE_AKTUELT, "En annen kommune har ansvaret")


def test_only_what_is_followed_is_judged_again() -> None:
    life = Life()
    life.run(facts([row("MEL-01", "N1"), row("OMS-02", "N2")]))
    assert wanted_of(life.reg, content()) == {"MEL-01": {"N1": "S1"}}  # the other rule is in force no more
    assert wanted_of(Registeret(), content()) == {}


def test_the_map_tells_of_place_days_and_sources_and_not_of_names() -> None:
    one = Enhet(id="a", navn="A", kilder=(Kilde(bydelsnummer="01"),))
    two = Enhet(id="b", navn="B", kilder=(Kilde(bydelsnummer="02"),), gjelder_til_og_med=date(2025, 12, 31))
    first = map_of((one, two))
    assert first["b"].startswith("1||2025-12-31|")
    assert map_of((replace(one, navn="Annet", gruppe="G"), two)) == first
    assert map_of((replace(one, kilder=(Kilde(bydelsnummer="03"),)), two))["a"] != first["a"]
    assert ceased((one, two)) == {"b": date(2025, 12, 31)}


def test_findings_of_the_law_by_rule_and_named_unit() -> None:
    inner = Tilsynsfunn(id="inni", tekst="Inni", manuelle=("SAM-01",), enheter=("Vestbyen",))
    funn = (
        Tilsynsfunn(id="ytre", tekst="Holder andre", funn=(inner,)),
        Tilsynsfunn(id="regel", tekst="Med regel", regler=("MEL-01",), enheter=("Østbyen",)),
        Tilsynsfunn(id="uten", tekst="Uten regel"),
        Tilsynsfunn(id="merk", tekst="Bare en merknad", slag=Funnslag.MERKNAD, regler=("MEL-01",)),
    )
    tilsyn = Tilsyn(id="t", tittel="T", ar="2025", kommune="Fjordvik", funn=funn, fil="tilsyn/t.yaml")

    def point(funn_id: str, enhet: str) -> TilsynPunkt:
        return cast(TilsynPunkt, SimpleNamespace(tilsyn_id="t", funn_id=funn_id, enhet=enhet))

    points = (
        *(point(id, enhet) for id in ("ytre", "uten", "merk") for enhet in IDS),
        point("inni", "Vestbyen"),
        point("regel", "Østbyen"),
    )
    found = list(findings_of(en_revisjon(tilsyn=points), (tilsyn,), IDS))
    assert [(one.punkt, one.enhet, one.regler) for one in found] == [
        ("t/inni", "vestbyen", ("SAM-01",)),
        ("t/regel", "ostbyen", ("MEL-01",)),
        ("t/uten", "", ()),
    ]
    assert list(findings_of(en_revisjon(tilsyn=()), (tilsyn,), IDS)) == []  # of another municipality


A_YEAR = (date(2025, 1, 1), PER)
WHOLE: dict[str, Any] = {"utvalg": False, "egne_regler": False, "per": PER, "periode": A_YEAR, "avtrykk": "a"}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"utvalg": True}, "bare gjelder et utvalg"),
        ({"egne_regler": True}, "utenfor kommunens mappe"),
        ({"periode": None}, "ikke er de siste tolv månedene"),
        ({"periode": (date(2025, 1, 2), PER)}, "ikke er de siste tolv månedene"),
        ({"periode": (date(2025, 1, 1), PER - timedelta(1))}, "ikke er de siste tolv månedene"),
        ({"avtrykk": ""}, "ikke er lest inn"),
    ],
)
def test_only_a_whole_run_changes_the_register(changes: dict[str, Any], reason: str) -> None:
    said = why_not_whole(**{**WHOLE, **changes})
    assert reason in said and bool(said) is bool(reason)
