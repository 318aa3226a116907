"""The handlingsplan: what the view says, and what the Word file looks like to a program that reads it aloud."""

from pathlib import Path
from typing import Any

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.funn import Tall
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.handlingsplan import FYLLES_UT, AvvikView

from .builders import PER, en_revisjon, et_svar, et_utvalg
from .rules_by_hand import UNDERSOKELSE, en_regel
from .word_files import alle_tekster, en_plan, render_plan, tekst


def et_avvik(svar: RegelSvar) -> AvvikView:
    return en_plan(en_revisjon(svar=(svar,))).avvik[0]


def test_every_value_is_text_a_person_can_read() -> None:
    texts = alle_tekster(en_plan())
    assert not [text for text in texts if "None" in text or "Utfall" in text or "2025-" in text.replace("-2025", "")]
    assert not [text for text in texts if text.strip().lower() in ("hoy", "undersokelse")]


def test_the_gravest_avvik_comes_first() -> None:
    assert [a.regel for a in en_plan().avvik] == ["OMS-01", "MEL-01", "UND-03", "HJE-05"]
    assert [a.nummer for a in en_plan().avvik] == ["1", "2", "3", "4"]


def test_the_five_points_are_blanks_to_fill() -> None:
    a = en_plan().avvik[0]
    assert {t.tiltak for t in a.tiltak} == {FYLLES_UT} and {t.frist for t in a.tiltak} == {FYLLES_UT}
    assert {t.ansvarlig_rolle for t in a.tiltak} == {FYLLES_UT}
    for felt in (a.arsak, a.midlertidig_sikring, a.lederkontroll, a.forankring):
        assert felt and all(f.svar == FYLLES_UT and not f.utfylt for f in felt)
    assert [(f.ledetekst, bool(f.utfylt)) for f in a.effekt][:2] == [("Utgangspunkt", True), ("Mål", False)]
    assert a.effekt[0].svar == "5 av 29 (17,2 %) per 31.12.2025"


def test_correction_of_cases_is_apart_from_correction_of_the_system() -> None:
    a = en_plan().avvik[2]
    assert len(a.saker) == 3
    assert a.saker[0].funn == "Frist 08.04.2025. Ikke gjort per 31.12.2025. 267 dager over fristen"
    assert a.saker[1].funn == "Frist 08.04.2025. Gjort 10.04.2025. 2 dager over fristen"
    assert a.saker[1].gjelder == "Undersøkelse" and a.saker[1].rettet == FYLLES_UT
    assert en_plan().avvik[0].saker[0].funn == "Krav 4, funnet 1"


@pytest.mark.parametrize(
    ("tall", "ventet"),
    [
        pytest.param(
            Tall(oppfylt=6, ikke_oppfylt=4),
            "for 4 av 10 meldinger (40,0 %), kontrollert mot uttrekket",
            id="fire av ti",
        ),
        pytest.param(Tall(ikke_oppfylt=1), "i det ene tilfellet som er kontrollert mot uttrekket", id="en av en"),
        pytest.param(Tall(ikke_oppfylt=3), "for 3 av 3 meldinger (100,0 %), kontrollert", id="alle"),
        pytest.param(
            Tall(oppfylt=15, ikke_oppfylt=1), "for 1 av 16 meldinger (6,3 %), kontrollert", id="avrundes som i Excel"
        ),
    ],
)
def test_what_was_found_in_one_sentence(tall: Tall, ventet: str) -> None:
    assert ventet in et_avvik(et_svar(tall={"lov": tall})).funn


def test_a_sample_says_how_sure_it_is_and_a_full_count_does_not() -> None:
    assert "mellom 2,5 % og 55,6 %" in en_plan(et_utvalg()).avvik[0].intervall
    assert en_plan().avvik[0].intervall == ""
    assert "10 av enhetens 212 saker er kontrollert mot uttrekket" in en_plan(et_utvalg()).undersokt
    assert "«fjordvik-2025»" in en_plan(et_utvalg()).undersokt


@pytest.mark.parametrize(
    ("endring", "ventet"),
    [
        pytest.param(
            {"sikkerhet": Sikkerhet.LAV, "sikkerhet_grunn": "To syn"}, "sikkerhet lav): To syn.", id="usikker lov"
        ),
    ],
)
def test_doubt_is_said(endring: dict[str, Any], ventet: str) -> None:
    assert any(ventet in line for line in et_avvik(et_svar(regel=en_regel(**endring))).forbehold)
    assert et_avvik(et_svar()).forbehold == ()


def test_what_the_register_only_indicates_is_to_be_read_and_is_no_avvik(tmp_path: Path) -> None:
    plan = en_plan()
    assert "UND-17" not in [a.regel for a in plan.avvik] + [k.regel for k in plan.uten_avvik]
    assert [(i.regel, i.antall, i.metode) for i in plan.indikasjoner] == [
        ("UND-17", "8 av 9 undersøkelser", "Les undersøkelsesrapporten.")
    ]
    assert plan.oppsummering[2] == (
        "I tillegg er det 1 krav der registeret bare kan tyde på noe. "
        "For 1 av dem må saker leses før noen vet om det er avvik."
    )
    render_plan(plan, None, tmp_path / "plan.docx", PER)
    assert "Saker som må leses" in tekst(tmp_path / "plan.docx")


def test_few_cases_are_said_to_be_few() -> None:
    assert any("For få" in line for line in et_avvik(et_svar(tall={"lov": Tall(oppfylt=3, ikke_oppfylt=1)})).forbehold)


def test_other_ways_of_counting_have_words_not_variant_names() -> None:
    assert en_plan().avvik[2].andre_tellemater[0] == (
        "Fristen løper fra undersøkelsens startdato i registeret: 14 av 98 (14,3 %)"
    )


def test_uavklart_and_other_municipalities_are_not_in_the_share() -> None:
    assert any("2 plasseringer har en annen kommune ansvaret" in line for line in en_plan().avvik[0].tillegg)
    assert any("2 undersøkelser mangler opplysninger" in line for line in en_plan().avvik[2].tillegg)


def test_an_enhet_without_avvik_is_told_what_was_and_was_not_examined(tmp_path: Path) -> None:
    svar = et_svar(tall={"lov": Tall(oppfylt=12, uavklart=1)}, funn=())
    tom = et_svar(regel=UNDERSOKELSE, tall={"lov": Tall(ikke_aktuelt=4)}, funn=())
    plan = en_plan(en_revisjon(svar=(svar, tom), tilsyn=()))
    assert plan.avvik == ()
    assert plan.oppsummering[0] == "Det er ikke funnet avvik i det ene kravet som er kontrollert mot uttrekket."
    assert [(k.regel, k.undersokt, k.uavklart) for k in plan.uten_avvik] == [("MEL-01", "12", "1")]
    assert {k.krav for k in plan.ikke_undersokt} == {"MED-01", "UND-03"}
    render_plan(plan, None, tmp_path / "plan.docx", PER)
    assert "Oversikt over avvik" not in tekst(tmp_path / "plan.docx")
    assert "Ingen saker i enheten var aktuelle" in tekst(tmp_path / "plan.docx")


def test_nothing_examined_never_looks_clean() -> None:
    plan = en_plan(en_revisjon(svar=()))
    assert "Planen sier derfor ikke noe om praksis" in plan.oppsummering[0]
    assert plan.uten_avvik == ()


def test_only_uavklarte_is_not_examined() -> None:
    plan = en_plan(en_revisjon(svar=(et_svar(tall={"lov": Tall(uavklart=3)}, funn=()),)))
    assert ("Bekymringsmelding", "1", "MEL-01", "Alle 3 er uavklarte") in [
        (k.tema, k.antall, k.krav, k.grunn) for k in plan.ikke_undersokt
    ]


def test_tilsyn_points_show_words_for_what_must_be_read() -> None:
    points = en_plan().tilsyn
    assert [p.punkt for p in points] == ["Funn 1", "Funn 1.1", "Funn 1.2"]
    assert points[2].tall == "Ikke undersøkt" and points[2].manuelle == "Barnet har fått si sin mening (MED-01)"
    assert en_plan(enhet="Vestbyen").tilsyn == ()


def test_an_unknown_enhet_gets_the_names_there_are() -> None:
    with pytest.raises(UsageError) as error:
        en_plan(enhet="Ostbyen")
    assert "«Ostbyen»" in error.value.problem and "«Østbyen»" in error.value.hint
