"""A supervision is measured again where it was held, with the figures of its own rules and nobody else's."""

from typing import Any

import pytest

from bvaudit.findings.tilsyn import supervision
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.funn import Tall
from bvaudit.model.plans import Plans
from bvaudit.model.revisjon import TilsynPunkt
from bvaudit.model.rule import Hjemmel
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from tests.findings.small import en_enhet, et_manifest, innhold
from tests.reports.builders import et_svar
from tests.reports.rules_by_hand import en_regel

FRIST, BESOK = en_regel(id="MEL-01"), en_regel(id="OMS-01")
TEGN = en_regel(id="UND-17", indikasjon=True)
ALFA, BETA = (en_enhet(navn, id=f"9999-0{n}", kommunenumre=("9999",)) for n, navn in enumerate(("Alfa", "Beta"), 1))
SVAR = (
    et_svar(
        regel=FRIST, enhet="Alfa", tall={"lov": Tall(oppfylt=6, delvis=1, ikke_oppfylt=3, uavklart=2), "ssb": Tall()}
    ),
    et_svar(regel=BESOK, enhet="Alfa", tall={"lov": Tall(oppfylt=10, ikke_oppfylt=20, uavklart=40)}),
    et_svar(regel=TEGN, enhet="Alfa", tall={"lov": Tall(ikke_oppfylt=500)}),
    et_svar(regel=FRIST, enhet="Beta", tall={"lov": Tall(oppfylt=1)}),
)


def et_funn(id_: str, *regler: str, **mer: Any) -> Tilsynsfunn:
    return Tilsynsfunn(
        id=id_,
        tekst=f"tekst {id_}",
        regler=regler,
        **{"hjemmel": (Hjemmel(lov="bvl2021", paragraf="2-1"),), "lukkekriterium": "ti av ti", **mer},
    )


def et_tilsyn(*funn: Tilsynsfunn, kommune: str = "Fjordvik", enheter: tuple[str, ...] = (), **mer: Any) -> Tilsyn:
    return Tilsyn(
        id="t",
        tittel=mer.pop("tittel", "Tilsyn 2025"),
        ar="2025",
        kommune=kommune,
        enheter=enheter,
        funn=funn or (et_funn("1", "MEL-01"),),
        fil="",
        **mer,
    )


def measured(*tilsyn: Tilsyn, enheter: Any = (ALFA, BETA), **manifest: Any) -> tuple[list[TilsynPunkt], list[str]]:
    content = innhold(FRIST, BESOK, TEGN, planer=Plans(tilsyn=tilsyn))
    facts = {"kommunenavn": {"9999": "Fjordvik kommune"}, **manifest}
    points, warnings = supervision(content, SVAR, enheter, et_manifest(**facts))
    return list(points), list(warnings)


def test_a_finding_has_the_figures_of_its_rules_and_of_those_within_it() -> None:
    whole = et_funn("hele", hjemmel=(), funn=(et_funn("del", "MEL-01", "OMS-01"), et_funn("to", "OMS-01")))
    points, _ = measured(et_tilsyn(whole))
    assert [(p.enhet, p.nummer, p.n, p.med_avvik, p.uavklart) for p in points] == [
        ("Alfa", "1", 40, 23, 42),
        ("Beta", "1", 1, 0, 0),
        ("Alfa", "1.1", 40, 23, 42),
        ("Beta", "1.1", 1, 0, 0),
        ("Alfa", "1.2", 30, 20, 40),
        ("Beta", "1.2", 0, 0, 0),
    ], "the overall finding counts each rule once, whatever parts it is in"
    assert [p.overordnet for p in points[::2]] == [True, False, False]
    assert (points[2].hjemmel, points[2].tekst, points[2].lukkekriterium) == (("bvl. § 2-1",), "tekst del", "ti av ti")
    assert (points[0].tekst, points[0].funn_id, points[0].hjemmel) == ("tekst hele", "hele", ())


def test_findings_lie_within_findings_at_any_depth() -> None:
    deep = et_funn("a", funn=(et_funn("b", funn=(et_funn("c", funn=(et_funn("d", "MEL-01"),)),)),))
    points, _ = measured(et_tilsyn(deep, et_funn("e")), enheter=(ALFA,))
    assert [(p.vist, p.funn_id, p.regler) for p in points] == [
        ("Funn 1", "a", ("MEL-01",)),
        ("Funn 1.1", "b", ("MEL-01",)),
        ("Funn 1.1.1", "c", ("MEL-01",)),
        ("Funn 1.1.1.1", "d", ("MEL-01",)),
        ("Funn 2", "e", ()),
    ]
    assert [p.ma_leses for p in points] == [False, False, False, False, True]


def test_a_rule_that_only_indicates_is_read_and_not_counted() -> None:
    parts = (et_funn("1", "MEL-01", "UND-17", manuelle=("MED-01",)), et_funn("2", manuelle=("MED-01",)))
    points, _ = measured(et_tilsyn(et_funn("0", funn=parts)))
    whole, one, two = (p for p in points if p.enhet == "Alfa")
    assert (one.regler, one.manuelle, one.n) == (("MEL-01",), ("UND-17", "MED-01"), 10)
    assert (two.regler, two.manuelle, two.n) == ((), ("MED-01",), 0)
    assert (whole.regler, whole.manuelle) == (("MEL-01",), ("UND-17", "MED-01"))


def test_supervisions_stand_in_their_own_order() -> None:
    points, _ = measured(et_tilsyn(tittel="Å"), et_tilsyn(tittel="A"))
    assert [p.tilsyn for p in points] == ["Å"] * 2 + ["A"] * 2


def test_a_finding_can_be_about_fewer_units_than_the_supervision() -> None:
    inner = et_funn("inni", "MEL-01")
    points, warnings = measured(et_tilsyn(et_funn("her", enheter=("Beta",), funn=(inner,)), et_funn("alle", "MEL-01")))
    assert [(p.funn_id, p.enhet) for p in points] == [
        ("her", "Beta"),
        ("inni", "Beta"),
        ("alle", "Alfa"),
        ("alle", "Beta"),
    ]
    assert not warnings


def test_a_unit_that_is_not_here_is_told_also_when_others_are() -> None:
    points, (warning,) = measured(et_tilsyn(et_funn("her"), et_funn("der", enheter=("Gamma",))))
    assert {p.funn_id for p in points} == {"her"}
    assert "gjelder også «Gamma»" in warning and "ikke med" not in warning


@pytest.mark.parametrize(
    ("tilsyn", "kommunenavn", "er_her"),
    [
        pytest.param({"kommunenummer": "9999", "kommune": "Noe"}, {}, True, id="nummer"),
        pytest.param(
            {"kommunenummer": "9998", "kommune": "Fjordvik"}, {"9999": "Fjordvik"}, False, id="et annet nummer"
        ),
        pytest.param({"kommune": "9999"}, {}, True, id="nummer skrevet som navn"),
        pytest.param({"kommune": "fjordvik"}, {"9999": "Fjordvik kommune"}, True, id="navn"),
        pytest.param({"kommune": "Fjuorda"}, {"9999": "Fjordvik – Fjuorda"}, True, id="navn på to språk"),
        pytest.param({"kommune": "Fjordvik"}, {"9999": "Fjordvik", "9998": "Fjordvik"}, False, id="to med det navnet"),
        pytest.param({"kommune": "Fjord"}, {"9999": "Fjordvik"}, False, id="del av navnet"),
    ],
)
def test_the_municipality_is_known_by_number_or_by_a_name_only_one_has(
    tilsyn: dict[str, str], kommunenavn: dict[str, str], er_her: bool
) -> None:
    points, warnings = measured(et_tilsyn(**tilsyn), kommunenavn=kommunenavn)
    assert bool(points) is er_her
    assert not warnings


def test_an_extract_that_does_not_say_municipality_is_reached_by_no_number() -> None:
    points, _ = measured(et_tilsyn(kommunenummer="9999"), enheter=(en_enhet("Alfa", id="alfa"),))
    assert not points


@pytest.mark.parametrize(
    ("enheter", "ventet"),
    [
        pytest.param((), ["Alfa", "Beta"], id="ingen nevnt: alle"),
        pytest.param(("alfa",), ["Alfa"], id="navn"),
        pytest.param(("9999-02",), ["Beta"], id="id"),
        pytest.param(("02",), ["Beta"], id="bydelens nummer"),
        pytest.param(("Beta bydel",), ["Beta"], id="kildens eget navn"),
        pytest.param(("Gamma",), [], id="en annen"),
    ],
)
def test_the_units_named(enheter: tuple[str, ...], ventet: list[str]) -> None:
    content = innhold(FRIST, planer=Plans(tilsyn=(et_tilsyn(enheter=enheter),)))
    known = (KjentEnhet(id="9999-02", navn="Beta", egennavn="Beta bydel"),)
    manifest = et_manifest(kommunenavn={"9999": "Fjordvik"}, enheter=known)
    points, warnings = supervision(content, SVAR, (ALFA, BETA), manifest)
    assert [p.enhet for p in points if p.nummer == "1"] == ventet
    assert ["«Gamma»" in line for line in warnings] == ([] if ventet else [True])
