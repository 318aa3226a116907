"""What a plan says of the register: deadlines, effect, how it stands here and with the authority, nothing of others."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bvaudit.model.registeret.avvik import Avvik, Slekt, Stilling, Utsettelse
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utfallsord
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.kontekst import Frister
from bvaudit.reports.handlingsplan import AvvikView, HandlingsplanView
from bvaudit.reports.plan_minne import Planminne, at_the_authority, not_told, said
from bvaudit.reports.plan_view import plan_view
from tests.register.logs import NI_AV_TI, logged, opened

from . import plan_register as pr
from .builders import TILSYN, en_revisjon, et_kodeverk

INGEN = Frister(
    plan=None, plan_holdt=False, strakstiltak=None, lukking=None, lukking_satt=False, neste=None, neste_hva=""
)


def the(minne: Planminne, nr: str = pr.UND) -> Avvik:
    return minne.reg.avvik[nr]


def with_dates(**dates: Any) -> Planminne:
    return pr.memory(frister={pr.UND: replace(INGEN, **dates)})


def plan(minne: Planminne) -> HandlingsplanView:
    return plan_view(en_revisjon(), "Østbyen", et_kodeverk(), minne)


def of_rule(regel: str, minne: Planminne) -> AvvikView:
    return next(a for a in plan(minne).avvik if a.regel == regel)


@pytest.mark.parametrize(
    ("dates", "ventet"),
    [
        ({}, "Virkningen er ikke målt ennå."),
        ({"plan": date(2026, 1, 19)}, "Årsak, ansvarlig og dato skal være på plass innen 19.01.2026."),
        ({"plan": date(2026, 1, 19), "plan_holdt": True}, "Virkningen"),
        ({"lukking": date(2026, 6, 1)}, "Foreslått lukket 01.06.2026."),
        ({"lukking": date(2026, 6, 1), "lukking_satt": True}, "Skal være lukket innen 01.06.2026."),
        ({"forfalt": ("plan",)}, "Forfalt: planen."),
        ({"forfalt": ("strakstiltak", "lukking")}, "Forfalt: strakstiltaket. Forfalt: lukkingen."),
    ],
)
def test_the_deadlines_are_told_as_they_stand(dates: dict[str, Any], ventet: str) -> None:
    minne = with_dates(**dates)
    told = " ".join(said(the(minne), minne))
    assert ventet in told
    assert ("på plass innen" in told) == ("plan" in dates and not dates.get("plan_holdt", False))


def test_what_is_put_off_says_to_when() -> None:
    minne = pr.memory()
    put_off = Utsettelse(til=date(2026, 7, 1), fra=date(2026, 3, 1), giver="stab", grunn="x", hendelse=9)
    avvik = replace(the(minne), stilling=Stilling.UTSATT, utsettelser=(put_off,))
    assert "Utsatt til 01.07.2026." in said(avvik, replace(minne, dag=date(2026, 7, 1)))
    assert "Utsatt til 01.07.2026." not in said(avvik, replace(minne, dag=date(2026, 7, 2))), "it has run out"


def test_where_nobody_has_told_the_unit_it_is_said_once() -> None:
    minne = pr.memory(frister={pr.UND: INGEN, pr.OMS: replace(INGEN, plan=date(2026, 1, 9)), pr.KLAGE: INGEN})
    line = "For 2 avvik er det ikke ført når enheten fikk beskjed, og fristen for planen løper fra den dagen."
    assert not_told(minne, "ostbyen") == line and line in plan(minne).om_tallene
    assert not_told(minne, "vestbyen") == ""


@pytest.mark.parametrize(
    ("slekt", "maneder", "ventet"),
    [
        (Slekt.KOM_TILBAKE, 7, "Kom tilbake 7 måneder etter at AV-2025-0009 ble lukket."),
        (Slekt.KOM_TILBAKE, 1, "Kom tilbake 1 måned etter at AV-2025-0009 ble lukket."),
        (
            Slekt.NY_ENKELTHENDELSE,
            3,
            "Nytt tilfelle etter AV-2025-0009, men for få til å si at det har kommet tilbake.",
        ),
        (Slekt.SPREDNING, None, "Det samme bruddet er funnet i en annen enhet."),
        (Slekt.INGEN, None, ""),
    ],
)
def test_what_it_is_the_return_of(slekt: Slekt, maneder: int | None, ventet: str) -> None:
    minne = pr.memory()
    avvik = replace(the(minne), slekt=slekt, slekt_til="AV-2025-0009" if slekt else "", slekt_maneder=maneder)
    told = said(avvik, minne)
    assert (told[0] == ventet) if ventet else not any("AV-2025" in line for line in told)
    assert slekt is not Slekt.SPREDNING or "AV-2025" not in " ".join(told), "the number is another unit's"


def attempt(nr: int, n: int, brudd: int, ord: Utfallsord, **more: Any) -> Forsok:
    utfall = Forsoksutfall.NADD if ord is Utfallsord.NADD else Forsoksutfall.IKKE_NADD
    day = date(2026, 9, 1)
    made = Forsok(
        nr=nr, dag=day, per=day, mate=Malemate.HENDELSE, mal=NI_AV_TI, tiltak=pr.EGET, i_bruk=date(2026, 2, 1),
        fra=date(2026, 2, 1), til=day, n=n, brudd=brudd, utfall=utfall, ord=ord, ferdig=True,
    )  # fmt: skip
    return replace(made, **more)


def test_every_attempt_is_told_and_how_it_looks_now_is_none() -> None:
    minne = pr.memory(forsok={pr.UND: attempt(0, 6, 1, Utfallsord.UVISST, forelopig=True, ferdig=False)})
    tries = (attempt(1, 10, 4, Utfallsord.DARLIGERE), attempt(2, 12, 1, Utfallsord.NADD))
    told = said(replace(the(minne), forsok=tries), minne)
    assert [line.split(",")[0] for line in told] == ["Forsøk 1", "Forsøk 2", "Foreløpig"]
    assert "6 av 10" in told[0] and "11 av 12" in told[1] and "5 av 6" in told[2]
    assert not any("ikke målt" in line for line in told)


def test_one_that_is_begun_and_not_done_says_nothing_yet() -> None:
    minne = pr.memory()
    told = said(replace(the(minne), forsok=(attempt(1, 0, 0, Utfallsord.VENTER, ferdig=False),)), minne)
    assert told == ("Virkningen er ikke målt ennå.",)


def test_a_letter_says_that_ours_is_open_whatever_they_end() -> None:
    letter = of_rule("UND-03", pr.memory()).brev
    assert letter.endswith(
        "Kommunens avvik (AV-2026-0001) er åpent til da, også om Statsforvalteren avslutter et tilsyn før."
    )
    assert "Kommunens avvik" not in of_rule("HJE-05", pr.memory()).brev, "has no number"
    assert "AV-2026-0004" not in letter, "is Vestbyen's"


def test_a_finding_of_a_supervision_says_how_it_stands_here_and_who_ends_it_there() -> None:
    punkt = replace(TILSYN[1], enhet="Østbyen")
    punkt = replace(punkt, tilsyn_id="t1", funn_id="f1")
    log = logged([opened(pr.UND, regel="UND-03", enhet="ostbyen", punkt="t1/f1")])
    minne = pr.memory(reg=pr.fold(log))
    open_ = at_the_authority(punkt, minne, "ostbyen")
    assert open_ == "I registeret: AV-2026-0001 (åpent)", "that ours closing ends no supervision is said over the table"
    closed = (*log, *logged([AvvikAvsluttet(nr=pr.UND, stilling=Stilling.LUKKET, dag=date(2026, 9, 1))], first=2))
    assert "AV-2026-0001 (lukket)" in at_the_authority(punkt, pr.memory(reg=pr.fold(closed)), "ostbyen")
    assert at_the_authority(punkt, minne, "vestbyen") == "" == at_the_authority(punkt, Planminne(), "ostbyen")


def test_a_plan_with_memory_never_names_the_things_of_another_unit() -> None:
    said_in_all = repr(plan(pr.memory()))
    assert pr.VEST not in said_in_all and "vestbyen" not in said_in_all.casefold().replace("vestbyens", "")


def test_blanks_for_what_was_done_at_once_only_where_a_child_is_in_danger() -> None:
    minne = pr.memory()
    assert [a.regel for a in plan(minne).avvik if any(row.straks_hva.nr for row in a.oppfolging)] == ["OMS-01"]


def test_a_warning_about_some_units_stands_in_their_plans_with_their_own_number() -> None:
    hos = {"Saker er uavklart: 5.": {"Østbyen": "Saker er uavklart: 2.", "Vestbyen": "Saker er uavklart: 3."}}
    revisjon = en_revisjon(advarsler=("Om alle.", *hos), advarsler_hos=hos)
    told = {one.navn: plan_view(revisjon, one.navn, et_kodeverk()).advarsler for one in revisjon.enheter}
    assert told == {
        "Østbyen": ("Om alle.", "Saker er uavklart: 2."),
        "Vestbyen": ("Om alle.", "Saker er uavklart: 3."),
        "Sørlia": ("Om alle.",),
    }
