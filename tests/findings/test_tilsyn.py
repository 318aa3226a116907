"""A supervision is measured again where it was held, with the figures of its own rules and nobody else's."""

from typing import Any

import pytest

from bvaudit.findings.tilsyn import supervision
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.funn import Tall
from bvaudit.model.plans import Delfunn, Overordnet, Plans, Tilsyn
from bvaudit.model.revisjon import TilsynPunkt
from bvaudit.model.rule import Hjemmel
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


def delfunn(id_: str, *regler: str, manuelle: tuple[str, ...] = ()) -> Delfunn:
    lov = (Hjemmel(lov="bvl2021", paragraf="2-1"),)
    return Delfunn(
        id=id_, tekst=f"tekst {id_}", hjemmel=lov, regler=regler, manuelle=manuelle, lukkekriterium="ti av ti"
    )


def et_tilsyn(*deler: Delfunn, kommune: str = "Fjordvik", enheter: tuple[str, ...] = (), **mer: Any) -> Tilsyn:
    return Tilsyn(
        id="t",
        tittel=mer.pop("tittel", "Tilsyn 2025"),
        myndighet="",
        tema="",
        ar="2025",
        kommune=kommune,
        enheter=enheter,
        kilde="",
        overordnet=Overordnet(id="0", tekst="samlet", hjemmel=(), lukkekriterium=""),
        delfunn=deler or (delfunn("1", "MEL-01"),),
        fil="",
        **mer,
    )


def measured(*tilsyn: Tilsyn, enheter: Any = (ALFA, BETA), **manifest: Any) -> tuple[list[TilsynPunkt], list[str]]:
    content = innhold(FRIST, BESOK, TEGN, planer=Plans(tilsyn=tilsyn))
    facts = {"kommunenavn": {"9999": "Fjordvik kommune"}, **manifest}
    points, warnings = supervision(content, SVAR, enheter, et_manifest(**facts))
    return list(points), list(warnings)


def test_a_part_has_the_figures_of_its_rules_in_its_unit() -> None:
    points, _ = measured(et_tilsyn(delfunn("1", "MEL-01", "OMS-01"), delfunn("2", "OMS-01")))
    assert [(p.enhet, p.nummer, p.n, p.med_avvik, p.uavklart) for p in points] == [
        ("Alfa", 0, 40, 23, 42),
        ("Beta", 0, 1, 0, 0),
        ("Alfa", 1, 40, 23, 42),
        ("Beta", 1, 1, 0, 0),
        ("Alfa", 2, 30, 20, 40),
        ("Beta", 2, 0, 0, 0),
    ], "the overall finding counts each rule once, whatever parts it is in"
    assert [p.overordnet for p in points[::2]] == [True, False, False]
    assert (points[2].hjemmel, points[2].tekst, points[2].lukkekriterium) == (("bvl. § 2-1",), "tekst 1", "ti av ti")
    assert (points[0].tekst, points[0].funn_id, points[0].hjemmel) == ("samlet", "0", ())


def test_a_rule_that_only_indicates_is_read_and_not_counted() -> None:
    points, _ = measured(
        et_tilsyn(delfunn("1", "MEL-01", "UND-17", manuelle=("MED-01",)), delfunn("2", manuelle=("MED-01",)))
    )
    whole, one, two = (p for p in points if p.enhet == "Alfa")
    assert (one.regler, one.manuelle, one.n) == (("MEL-01",), ("UND-17", "MED-01"), 10)
    assert (two.regler, two.manuelle, two.n) == ((), ("MED-01",), 0)
    assert (whole.regler, whole.manuelle) == (("MEL-01",), ("UND-17", "MED-01"))


def test_supervisions_stand_in_their_own_order() -> None:
    points, _ = measured(et_tilsyn(tittel="Å"), et_tilsyn(tittel="A"))
    assert [p.tilsyn for p in points] == ["Å"] * 4 + ["A"] * 4


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
    assert [p.enhet for p in points if p.nummer == 0] == ventet
    assert ["«Gamma»" in line for line in warnings] == ([] if ventet else [True])
