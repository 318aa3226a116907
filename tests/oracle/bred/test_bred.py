"""The program against the wide key: some fifty rules over neutral cases in v3, v4, v5 and a workbook of the same cases.

The quick share asks the engine once for each format; the long one asks the program itself, for every case and day.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from bvaudit.workflows.content import content_or_stop

from ..cases import months_after
from .ark import skriv_ark
from .grunn import REGLER, VARIANTER, Nokkel, Svar
from .levert import leverte
from .saker import FORMATER, PER_DAGER, TABELLER, Rad, lag_saker
from .sammenlign import Funnet, avvik, kjor, kjor_dagene, kjor_motoren, ventet
from .skrivere import skriv_xml

FRO, ANTALL, NOEN = 20261129, 2000 if os.environ.get("BVAUDIT_ALLE_SAKER") else 1000, 200
# What a document says of itself, and a sheet does not: whether there is room for participation on measures, the
# register's own controls, and that dates follow the register's rules. Here the two may differ.
BARE_I_XML = {"AKU-04", "OMS-06", "MED-04", "MED-08", "DOK-06", "UND-02"}


@pytest.fixture(scope="module")
def noen() -> list[Rad]:
    return lag_saker(FRO, NOEN)


@pytest.fixture(scope="module")
def alle() -> list[Rad]:
    return lag_saker(FRO, ANTALL)


def uttrekk(saker: list[Rad], format_: str, mappe: Path) -> tuple[Path, Path | None]:
    if format_ == "kart":
        return skriv_ark(leverte(saker, format_), mappe)
    return skriv_xml(leverte(saker, format_), format_, mappe), None


def ingen_avvik(linjer: list[str]) -> None:
    assert not linjer, f"{len(linjer)} avvik fra fasiten, de første ti:\n" + "\n".join(linjer[:10])


# --- quick ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATER)
def test_some_cases_in_each_format_agree_with_the_key(noen: list[Rad], tmp_path: Path, format_: str) -> None:
    kilde, kart = uttrekk(noen, format_, tmp_path / "uttrekk")
    per = PER_DAGER[1]
    ingen_avvik(
        avvik(ventet(noen, format_, per), kjor_motoren(kilde, per, tmp_path, kart=kart), f"{format_} per {per}")
    )


def test_at_least_forty_rules_are_in_the_key_and_each_says_something_sure(noen: list[Rad]) -> None:
    regler = {*REGLER, *VARIANTER}
    assert len(regler) >= 40
    sikre: Counter[str] = Counter()
    for format_, per in (("v4", PER_DAGER[1]), ("v5", PER_DAGER[2])):
        sikre.update(navn[0] for navn, (_, svar) in ventet(noen, format_, per).items() if len(svar.utfall) == 1)
    assert sorted(regler - set(sikre)) == []


def test_every_way_of_counting_in_these_rules_is_in_the_key() -> None:
    regler = content_or_stop(()).regler
    i_programmet = {
        navn: {v.navn for version in regler[navn].versjoner for v in version.varianter} for navn in VARIANTER
    }
    assert {navn: set(varianter) for navn, varianter in VARIANTER.items()} == i_programmet


def test_the_same_cases_come_again(noen: list[Rad]) -> None:
    assert lag_saker(FRO, NOEN)[17] == noen[17]
    assert {tabell for sak in noen for tabell in TABELLER if sak[tabell]} == set(TABELLER)


@pytest.mark.parametrize("format_", ["v3", "v4", "v5"])
def test_every_document_is_valid_against_its_schema(noen: list[Rad], tmp_path: Path, format_: str) -> None:
    etree = pytest.importorskip("lxml.etree")
    referanse = os.environ.get("BVAUDIT_REFERANSE")
    if not referanse:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt: skjemaene er ikke her")
    navn = {"v3": "Barnevern_v3.xsd", "v4": "Barnevern_v4.xsd", "v5": "Barnevern_v5-skeleton.xsd"}[format_]
    skjema = etree.XMLSchema(etree.parse(str(Path(referanse) / "bvr" / navn)))
    mappe, _ = uttrekk(noen, format_, tmp_path / "uttrekk")
    assert [fil.name for fil in sorted(mappe.glob("*.xml")) if not skjema.validate(etree.parse(str(fil)))] == []


# --- the comparison itself -----------------------------------------------------------------------------------------


def som_skrevet(fasiten: Mapping[Nokkel, tuple[Rad, Svar]]) -> Funnet:
    tomme = dict.fromkeys(("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet", "forklaring"), "")
    felt = ("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet")
    return {
        navn: {
            **tomme,
            **{f: str(verdi) for f in felt if isinstance(verdi := getattr(svar, f), date | int)},
            "utfall": sorted(svar.utfall)[0],
            "sak": sak["sak_id"],
        }
        for navn, (sak, svar) in fasiten.items()
    }


def test_the_comparison_sees_a_wrong_a_missing_and_a_surplus_row(noen: list[Rad]) -> None:
    fasiten = ventet(noen[:40], "v4", PER_DAGER[1])
    riktig = som_skrevet(fasiten)
    assert avvik(fasiten, riktig, "v4") == []
    navn = next(n for n, (_, svar) in fasiten.items() if svar.utfall == {"oppfylt"} and not svar.kan_mangle)
    assert (
        "ventet oppfylt, fant ikke oppfylt"
        in avvik(fasiten, {**riktig, navn: {**riktig[navn], "utfall": "ikke oppfylt"}}, "v4")[0]
    )
    assert ": mangler" in avvik(fasiten, {n: rad for n, rad in riktig.items() if n != navn}, "v4")[0]
    assert "ikke skulle finnes" in avvik(fasiten, {**riktig, ("MEL-01", "lov", "ukjent"): riktig[navn]}, "v4")[0]
    utenfor = avvik(fasiten, riktig, "v4", (date.max, date.max))
    assert any("utenfor perioden" in linje for linje in utenfor)


# --- long ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def svarene(alle: list[Rad], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[date, Funnet]]:
    """The answers of a format on every day: on one of them the program's own for the documents most send and for
    sheets, with every paper it makes, and else what it judges without them."""
    helt = PER_DAGER[0]

    @cache
    def dager(format_: str) -> Mapping[date, Funnet]:
        mappe = tmp_path_factory.mktemp(format_)
        kilde, kart = uttrekk(alle, format_, mappe / "uttrekk")
        if format_ not in ("v4", "kart"):
            return kjor_dagene(kilde, PER_DAGER, mappe, kart=kart)
        ellers = PER_DAGER[1:]
        return {helt: kjor(kilde, helt, mappe / "ut", kart=kart), **kjor_dagene(kilde, ellers, mappe, kart=kart)}

    return dager


@pytest.mark.lang
@pytest.mark.parametrize("format_", FORMATER)
def test_every_row_agrees_with_the_key(
    alle: list[Rad], svarene: Callable[[str], Mapping[date, Funnet]], format_: str
) -> None:
    linjer: list[str] = []
    for per, funnet in svarene(format_).items():
        linjer += avvik(ventet(alle, format_, per), funnet, f"{format_} per {per}")
    ingen_avvik(linjer)


@pytest.mark.lang
@pytest.mark.helt
def test_without_a_period_the_twelve_months_ending_on_the_judging_day(alle: list[Rad], tmp_path: Path) -> None:
    per = PER_DAGER[1]
    kilde, _ = uttrekk(alle, "v4", tmp_path / "uttrekk")
    funnet = kjor(kilde, per, tmp_path / "ut", periode=None)
    ingen_avvik(avvik(ventet(alle, "v4", per), funnet, f"v4 per {per}", (months_after(per, -12) + timedelta(1), per)))


@pytest.mark.lang
@pytest.mark.parametrize("per", PER_DAGER, ids=str)
def test_a_workbook_with_every_column_mapped_gives_the_answers_of_the_documents(
    svarene: Callable[[str], Mapping[date, Funnet]], per: date
) -> None:
    svar = []
    for format_ in ("v4", "kart"):
        rader = svarene(format_)[per]
        felt = ("utfall", "start_dato", "frist_dato", "faktisk_dato", "dager_over", "krav", "funnet")
        svar.append({navn: tuple(rad[f] for f in felt) for navn, rad in rader.items() if navn[0] not in BARE_I_XML})
    xml, ark = svar
    ulike = [
        f"{' '.join(navn)}: XML {xml.get(navn)}, ark {ark.get(navn)}"
        for navn in sorted({*xml, *ark})
        if xml.get(navn) != ark.get(navn) and not (navn[0] == "OMS-24" and ark[navn][0] == "uavklart")
    ]
    assert not ulike, f"{len(ulike)} ulike svar, de første ti:\n" + "\n".join(ulike[:10])
