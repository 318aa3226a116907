"""The handlingsplan: what the view says of one unit."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.forbedring import Forbedringstiltak, Tiltaksforslag
from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.rule import Effektmal
from bvaudit.model.svar import RegelSvar, Underlinje
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk, Sikkerhet
from bvaudit.reports.handlingsplan import AvvikView
from bvaudit.reports.plan_felt import blank

from .builders import SVAR, en_revisjon, et_funn, et_svar, et_utvalg
from .rules_by_hand import MELDING, UNDERSOKELSE, en_regel
from .word_files import alle_tekster, en_plan


def et_avvik(svar: RegelSvar, **endringer: Any) -> AvvikView:
    return en_plan(en_revisjon(svar=(svar,), **endringer)).avvik[0]


def flere(antall: int, n: int) -> RegelSvar:
    """``antall`` breaches of ``n``, each in its own case."""
    funn = tuple(et_funn(sak=f"S-{number:020x}", objekt_id=f"H-{number}") for number in range(antall))
    return et_svar(tall={"lov": Tall(oppfylt=n - antall, ikke_oppfylt=antall)}, funn=funn)


def test_every_value_is_text_a_person_can_read() -> None:
    texts = alle_tekster(en_plan())
    assert not [text for text in texts if "None" in text or "Utfall" in text or "2025-" in text.replace("-2025", "")]
    assert not [text for text in texts if text.strip().lower() in ("hoy", "undersokelse")]


def test_the_gravest_avvik_comes_first() -> None:
    assert [a.regel for a in en_plan().avvik] == ["OMS-01", "MEL-01", "UND-03", "HJE-05"]
    assert [a.nummer for a in en_plan().avvik] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("antall", "svikt"),
    [pytest.param(1, False, id="én"), pytest.param(2, False, id="to"), pytest.param(3, True, id="tre")],
)
def test_three_objects_are_a_failure_of_the_system_whatever_the_share(antall: int, svikt: bool) -> None:
    plan = en_plan(en_revisjon(svar=(flere(antall, 400),)))
    assert bool(plan.systemsvikt) is svikt and bool(plan.enkelthendelser) is not svikt


def test_what_stands_under_a_wider_rule_does_not_make_a_failure_of_the_system() -> None:
    svar = flere(4, 40)
    funn = tuple(replace(f, under="HJE-04") if number else f for number, f in enumerate(svar.funn))
    plan = en_plan(en_revisjon(svar=(replace(svar, funn=funn),)))
    assert not plan.systemsvikt
    assert any("3 av de 4 står under HJE-04" in line for line in plan.avvik[0].tillegg)


def test_the_conclusion_is_how_much_of_what_kind_and_what_comes_first() -> None:
    assert en_plan().konklusjon == (
        "4 av 4 krav som er kontrollert mot uttrekket, har avvik.",
        "3 av dem går igjen i tre tilfeller eller flere og viser en svikt i arbeidsmåten.",
        "Ett av avvikene er kritisk og skal håndteres samme dag.",
        "Det som må tas først, er dette: Fosterhjemmet er besøkt for sjelden (5 av 29 plasseringer).",
    )


def test_a_child_in_danger_is_said_in_the_conclusion() -> None:
    grav = et_svar(regel=en_regel(alvorlighetsgrad=Alvorlighetsgrad.KRITISK))
    plan = en_plan(en_revisjon(svar=(grav,)))
    assert "Ett av avvikene er kritisk og skal håndteres samme dag." in plan.konklusjon
    assert plan.avvik[0].virker.endswith("Målet er ingen nye brudd.")


def test_what_is_asked_once_stands_once() -> None:
    plan = en_plan()
    asked = [felt.ledetekst for felt in (*plan.styring, *plan.godkjenning)]
    assert len(asked) == len(set(asked)) == 12
    assert all(felt.svar == blank() and not felt.utfylt for felt in (*plan.styring, *plan.godkjenning))


def test_a_template_that_asks_for_each_avvik_still_can() -> None:
    a = en_plan().avvik[0]
    assert {t.frist for t in a.tiltak} == {blank()}
    for felt in (a.arsak, a.midlertidig_sikring, a.lederkontroll, a.forankring):
        assert felt and all(f.svar == blank() and not f.utfylt for f in felt)
    assert [(f.ledetekst, bool(f.utfylt)) for f in a.effekt][:2] == [("Utgangspunkt", True), ("Mål", False)]
    assert a.effekt[0].svar == "5 av 29 (17,2 %) per 31.12.2025"


def et_forslag(navn: str, *, eier: str = "stab", eget: bool = False) -> Tiltaksforslag:
    tiltak = Forbedringstiltak(id=navn, tittel=navn, beskrivelse="Slik.", eier=eier, regler=("MEL-01",))
    return Tiltaksforslag(tiltak=tiltak, liste="En liste", eget=eget)


def test_measures_are_proposed_in_the_order_given_and_a_line_is_left_to_write_on() -> None:
    forslag = {"MEL-01": tuple(et_forslag(navn) for navn in ("Vårt eget", "To", "Tre", "Fire"))}
    a = et_avvik(et_svar(), forslag=forslag)
    assert [(t.tiltak, t.ansvarlig_rolle, t.foreslatt) for t in a.tiltak] == [
        ("Vårt eget", "Stab", "ja"),
        ("To", "Stab", "ja"),
        ("Tre", "Stab", "ja"),
        (blank(), blank(), ""),
    ]
    assert (
        et_avvik(et_svar(), forslag={"MEL-01": (et_forslag("x", eier="Teamet"),)}).tiltak[0].ansvarlig_rolle == "Teamet"
    )
    assert et_avvik(et_svar(), forslag={"MEL-01": (et_forslag("x", eier=""),)}).tiltak[0].ansvarlig_rolle == blank()


def test_the_goal_is_the_rules_own_or_the_one_that_is_shipped() -> None:
    assert et_avvik(flere(3, 30)).virker == (
        "Utgangspunktet er 3 av 30 (10,0 %) per 31.12.2025. "
        "Målet er minst 9 av 10 nye meldinger i orden, eller 18 av 20 ved ny måling."
    )
    own = en_regel(effektmal=Effektmal(minst=8, av=10, utvides_til=20, minst_utvidet=16))
    assert "minst 8 av 10 nye meldinger i orden, eller 16 av 20" in et_avvik(et_svar(regel=own)).virker


def test_each_case_stands_once_with_everything_wrong_in_it() -> None:
    sak = "S-5d1c0a7e92b34f605d1c"
    melding = et_svar(funn=(et_funn(sak=sak),))
    undersokelse = et_svar(
        regel=UNDERSOKELSE,
        tall={"lov": Tall(oppfylt=9, ikke_oppfylt=2)},
        funn=tuple(
            et_funn(regel="UND-03", sak=sak, objekt="undersokelse", objekt_id=f"U-{n}", frist_dato=date(2025, 2, 1))
            for n in range(2)
        ),
    )
    (row,) = en_plan(en_revisjon(svar=(melding, undersokelse))).saker
    assert re.fullmatch(r"S-[0-9A-Z]{8}", row.sak)
    assert [(b.nummer, b.brudd) for b in row.brudd] == [
        ("2", UNDERSOKELSE.brudd.rstrip(".")),
        ("1", MELDING.brudd.rstrip(".")),
    ]
    assert row.brudd[0].funn == "Frist 01.02.2025. Gjort 14.03.2025. 4 dager over fristen (2 undersøkelser)"
    assert row.frist == "01.02.2025"


def test_the_gravest_and_oldest_case_is_on_top() -> None:
    days = (date(2025, 5, 1), date(2025, 2, 1), date(2025, 8, 1))
    funn = tuple(et_funn(sak=f"S-{n:020x}", frist_dato=day, objekt_id=f"H-{n}") for n, day in enumerate(days))
    lett = et_svar(
        regel=en_regel(id="MEL-09", alvorlighetsgrad=Alvorlighetsgrad.LAV),
        funn=(et_funn(regel="MEL-09", sak="S-" + "f" * 20, frist_dato=date(2020, 1, 1)),),
    )
    plan = en_plan(en_revisjon(svar=(et_svar(funn=funn, tall={"lov": Tall(ikke_oppfylt=3)}), lett)))
    assert [row.frist for row in plan.saker] == ["01.02.2025", "01.05.2025", "01.08.2025", "01.01.2020"]


def test_a_number_is_told_in_the_rules_own_words() -> None:
    funn = et_funn(
        krav=4, funnet=1, frist_dato=None, faktisk_dato=None, dager_over=None, forklaring="1 besøk; kravet var 4."
    )
    (row,) = en_plan(en_revisjon(svar=(et_svar(funn=(funn,)),))).saker
    assert row.brudd[0].funn == "1 besøk; kravet var 4"


def test_narrower_breaches_stand_in_the_line_of_the_wider() -> None:
    smal = en_regel(id="MEL-09", avvikstittel="Brevet mangler")
    under = Underlinje(regel=smal, teller="henvendelse", funn=(et_funn(regel="MEL-09", under="MEL-01"),))
    plan = en_plan(en_revisjon(svar=(et_svar(under=(under,)),)))
    assert plan.saker[0].brudd[0].ogsa == "Også: Brevet mangler (MEL-09)."
    assert len(plan.saker) == len(plan.avvik) == 1


def test_a_case_that_came_from_another_unit_is_on_the_list_of_the_one_that_has_it() -> None:
    funn = et_funn(enhet="Vestbyen", enhet_na="Østbyen")
    plan = en_plan(en_revisjon(svar=(et_svar(enhet="Vestbyen", funn=(funn,)),)))
    assert plan.avvik == ()
    assert [(b.nummer, b.funn.startswith("Oppstått i Vestbyen.")) for b in plan.saker[0].brudd] == [("", True)]
    assert en_plan(en_revisjon(svar=(et_svar(enhet="Vestbyen", funn=(funn,)),)), "Vestbyen").saker == ()


@pytest.mark.parametrize(
    ("tall", "ventet"),
    [
        pytest.param(
            Tall(oppfylt=6, ikke_oppfylt=4), "for 4 av 10 meldinger (40,0 %), kontrollert mot", id="fire av ti"
        ),
        pytest.param(Tall(ikke_oppfylt=1), "i det ene tilfellet som er kontrollert mot uttrekket", id="en av en"),
        pytest.param(Tall(ikke_oppfylt=3), "for 3 av 3 meldinger (100,0 %), kontrollert", id="alle"),
        pytest.param(Tall(oppfylt=15, ikke_oppfylt=1), "for 1 av 16 meldinger (6,3 %), kontrollert", id="som i Excel"),
    ],
)
def test_what_was_found_in_one_sentence(tall: Tall, ventet: str) -> None:
    assert ventet in et_avvik(et_svar(tall={"lov": tall})).funn


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        pytest.param(flere(3, 4), "For få er kontrollert til å si noe om praksis.", id="få"),
        pytest.param(flere(3, 19), "Tallet er lite, så noen få saker fra eller til endrer andelen mye.", id="lite"),
        pytest.param(
            flere(3, 20), "Alle enhetens saker er med, så tallet er hele bildet av det som er registrert.", id="alle"
        ),
    ],
)
def test_one_sentence_says_what_the_figure_can_carry(svar: RegelSvar, ventet: str) -> None:
    assert et_avvik(svar).baerer == ventet


def test_a_sample_says_how_sure_it_is_and_a_full_count_does_not() -> None:
    assert "mellom 2,5 % og 55,6 %" in en_plan(et_utvalg()).avvik[0].baerer
    assert en_plan().avvik[0].intervall == ""
    assert "10 av enhetens 212 saker er kontrollert mot uttrekket" in en_plan(et_utvalg()).undersokt
    assert "«fjordvik-2025»" in en_plan(et_utvalg()).undersokt


@pytest.mark.parametrize(
    ("svar", "sier", "sier_ikke"),
    [
        pytest.param(flere(3, 200), "For 3 av dem er ikke kravet oppfylt", "få tilfeller", id="mange"),
        pytest.param(flere(3, 19), "Det er få tilfeller, så tallet sier lite om praksis ellers.", "utvalg", id="få"),
        pytest.param(
            replace(flere(3, 19), intervall=Intervall(nedre=0.0253, ovre=0.5561)),
            "med 95 % sikkerhet mellom 2,5 % og 55,6 %",
            "lovens eget tall",
            id="utvalg",
        ),
        pytest.param(
            replace(flere(3, 30), regel=en_regel(sikkerhet=Sikkerhet.LAV)),
            "Det er ikke helt sikkert hvordan loven skal forstås her.",
            "få tilfeller",
            id="usikker lov",
        ),
    ],
)
def test_what_can_be_sent_holds_its_own_reservations(svar: RegelSvar, sier: str, sier_ikke: str) -> None:
    brev = et_avvik(svar).brev
    assert sier in brev and sier_ikke not in brev
    assert "Sakene er ikke lest ennå, og noe kan være gjort uten å være ført." in brev
    assert "undersøkt" not in brev


def test_doubt_is_said() -> None:
    doubtful = et_avvik(et_svar(regel=en_regel(sikkerhet=Sikkerhet.LAV, sikkerhet_grunn="To syn")))
    assert "Usikker lovforståelse (sikkerhet lav): To syn." in doubtful.forbehold
    assert doubtful.usikker == "Usikker lovforståelse (sikkerhet lav)."
    assert (et_avvik(et_svar()).forbehold, et_avvik(et_svar()).usikker) == ((), "")


def test_what_the_register_only_indicates_is_to_be_read_and_is_no_avvik() -> None:
    plan = en_plan()
    assert "UND-17" not in [a.regel for a in plan.avvik] + [k.regel for k in plan.uten_avvik]
    assert [(i.regel, i.antall, i.metode) for i in plan.indikasjoner] == [
        ("UND-17", "8 av 9 undersøkelser", "Les undersøkelsesrapporten.")
    ]
    assert "I ett krav tyder registeret på noe. Ingen vet om det er avvik før sakene er lest." in plan.vet_ikke


def test_what_is_not_known_is_said_of_every_kind() -> None:
    assert en_plan().vet_ikke[0] == "Alle enhetens 212 saker er kontrollert mot uttrekket. Ingen har lest sakene ennå."
    assert (
        "I 2 krav mangler opplysninger i en eller flere saker, så svaret er uavklart."
        in en_plan(en_revisjon(svar=(*SVAR[:3], et_svar(), *(s for s in SVAR if s.regel.id == "UND-03")))).vet_ikke
    )
    assert "Ett krav er ikke undersøkt. Planen sier ingenting om det." in en_plan().vet_ikke


def test_other_ways_of_counting_have_words_not_variant_names() -> None:
    assert en_plan().avvik[2].andre_tellemater[0] == (
        "Fristen løper fra undersøkelsens startdato i registeret: 14 av 98 (14,3 %)"
    )


def test_uavklart_and_other_municipalities_are_not_in_the_share() -> None:
    assert any("2 plasseringer har en annen kommune ansvaret" in line for line in en_plan().avvik[0].tillegg)
    assert any("2 undersøkelser mangler opplysninger" in line for line in en_plan().avvik[2].tillegg)


def test_an_enhet_without_avvik_is_told_what_was_and_was_not_examined() -> None:
    svar = et_svar(tall={"lov": Tall(oppfylt=12, uavklart=1)}, funn=())
    tom = et_svar(regel=UNDERSOKELSE, tall={"lov": Tall(ikke_aktuelt=4)}, funn=())
    plan = en_plan(en_revisjon(svar=(svar, tom), tilsyn=()))
    assert plan.avvik == plan.saker == ()
    assert plan.konklusjon[0] == "Det er ikke funnet avvik i det ene kravet som er kontrollert mot uttrekket."
    assert [(k.regel, k.undersokt, k.uavklart) for k in plan.uten_avvik] == [("MEL-01", "12", "1")]
    assert {k.krav for k in plan.ikke_undersokt} == {"MED-01", "UND-03"}


def test_nothing_examined_never_looks_clean() -> None:
    plan = en_plan(en_revisjon(svar=()))
    assert "Planen sier derfor ikke noe om praksis" in plan.konklusjon[0]
    assert plan.uten_avvik == ()


def test_only_uavklarte_is_not_examined() -> None:
    plan = en_plan(en_revisjon(svar=(et_svar(tall={"lov": Tall(uavklart=3)}, funn=()),)))
    assert ("Bekymringsmelding", "1", "MEL-01", "Alle tilfellene er uavklarte") in [
        (k.tema, k.antall, k.krav, k.grunn) for k in plan.ikke_undersokt
    ]


def test_tilsyn_points_show_words_for_what_must_be_read() -> None:
    points = en_plan().tilsyn
    assert [p.tekst for p in points][1:] == ["Frister holdes ikke", "Barn får ikke si sin mening"]
    assert points[2].manuelle == "Barnet har fått si sin mening (MED-01)"
    assert all(p.lukkekriterium for p in points)
    assert en_plan(enhet="Vestbyen").tilsyn == ()


def test_an_unknown_enhet_gets_the_names_there_are() -> None:
    with pytest.raises(UsageError) as error:
        en_plan(enhet="Ostbyen")
    assert "«Ostbyen»" in error.value.problem and "«Østbyen»" in error.value.hint


def test_what_is_no_demand_of_the_law_is_not_for_the_authority() -> None:
    assert et_avvik(replace(flere(3, 30), regel=en_regel(egen_malestokk=Malestokk.EGET))).brev == ""
