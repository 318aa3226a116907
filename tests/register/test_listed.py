"""Where the points of a list stand on a day: by the list, and by what people have written since."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.lister import Liste, Listeendring, Listepunkt, Listeslag
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.model.varighet import Varighet
from bvaudit.register.listed import before, current, standing
from tests.register.a_list import a_list, a_point, point_opened, point_set, with_lists
from tests.register.logs import LEDER, D, register

DAG = date(2026, 6, 1)
YEARLY = Varighet(antall=1, enhet="Y")
AVTALE, RUTINE, PILOT, TILTAK = Listeslag.AVTALER, Listeslag.RUTINER, Listeslag.PILOTER, Listeslag.TILTAK


def stand(slag: Listeslag, punkt: Listepunkt, *felt: tuple[str, str], dag: date = DAG) -> Punktstand:
    liste = a_list(slag, punkt)
    events = [point_opened(liste.id, punkt.id, D(1, 2)), *(point_set(liste.id, punkt.id, *one) for one in felt)]
    reg = register(*((LEDER, one) for one in (events if felt else ())))
    (found,) = standing(liste, reg, with_lists(liste), dag)
    return found


@pytest.mark.parametrize(
    ("slag", "punkt", "felt", "advarsler"),
    [
        pytest.param(AVTALE, a_point("a", slutt=date(2026, 5, 31)), (), ("utlopt",), id="gikk ut i går"),
        pytest.param(AVTALE, a_point("a", slutt=DAG), (), ("utloper",), id="går ut i dag"),
        pytest.param(AVTALE, a_point("a", slutt=date(2026, 7, 1)), (), ("utloper",), id="om tretti dager"),
        pytest.param(AVTALE, a_point("a", slutt=date(2026, 7, 2)), (), (), id="om trettien dager"),
        pytest.param(AVTALE, a_point("a"), (), ("uten-slutt",), id="ingen vet når den går ut"),
        pytest.param(AVTALE, a_point("a"), (("slutt", "2027-01-01"),), (), id="noen har skrevet når"),
        pytest.param(
            AVTALE, a_point("a", slutt=date(2026, 5, 31)), (("slutt", "2027-05-31"),), (), id="avtalen er forlenget"
        ),
        pytest.param(
            AVTALE, a_point("a", slutt=date(2027, 5, 31)), (("slutt", "2026-05-31"),), ("utlopt",), id="kortet inn"
        ),
        pytest.param(
            AVTALE,
            a_point("a", slutt=date(2026, 5, 31)),
            (("grunn", "Ny leverandør"), ("status", "stanset")),
            (),
            id="avtalen er avviklet",
        ),
        pytest.param(
            AVTALE, a_point("a", slutt=date(2026, 5, 31), status="stanset"), (), ("uten-grunn",), id="ingen sa hvorfor"
        ),
        pytest.param(
            RUTINE, a_point("r", eier="Stab", sist=date(2025, 6, 1), hvert=YEARLY), (), (), id="et år på dagen"
        ),
        pytest.param(
            RUTINE,
            a_point("r", eier="Stab", sist=date(2025, 5, 31), hvert=YEARLY),
            (),
            ("ikke-gjennomgatt",),
            id="et år og en dag",
        ),
        pytest.param(
            RUTINE,
            a_point("r", eier="Stab", sist=date(2025, 5, 31), hvert=YEARLY, status="gjennomfort"),
            (("belegg", "Kvalitetssystemet"),),
            ("ikke-gjennomgatt",),
            id="en ferdig rutine skal også gås gjennom",
        ),
        pytest.param(
            RUTINE,
            a_point("r", eier="Stab", sist=date(2025, 5, 31), hvert=YEARLY),
            (("sist", "2026-05-20"),),
            (),
            id="gått gjennom siden",
        ),
        pytest.param(
            RUTINE, a_point("r", neste=date(2026, 5, 1)), (), ("ikke-gjennomgatt", "uten-eier"), id="dagen i listen"
        ),
        pytest.param(RUTINE, a_point("r"), (), ("uten-eier", "uten-gjennomgang"), id="ingenting er kjent"),
        pytest.param(
            RUTINE, a_point("r", eier="Stab", neste=D(12, 1)), (), ("uten-gjennomgang",), id="ukjent er ikke for sent"
        ),
        pytest.param(
            AVTALE, a_point("a", slutt=D(12, 31)), (("slutt", ""),), ("uten-slutt",), id="noen har slettet sluttdagen"
        ),
        pytest.param(
            Listeslag.LEVERANDORER,
            a_point("v", hvert=YEARLY),
            (),
            ("uten-gjennomgang",),
            id="hvert år, og ingen har sagt at det er gjort",
        ),
        pytest.param(
            Listeslag.LEVERANDORER,
            a_point("v", hvert=YEARLY, start=D(1, 1)),
            (),
            (),
            id="hvert år, og begynt i år",
        ),
        pytest.param(
            PILOT, a_point("p", hypotese="H", eier="Stab", slutt=D(5, 31)), (), ("uten-beslutning",), id="prøvd ferdig"
        ),
        pytest.param(
            PILOT,
            a_point("p", hypotese="H", eier="Stab", slutt=D(5, 31)),
            (("beslutning", "utvides"),),
            (),
            id="bestemt utvidet",
        ),
        pytest.param(
            PILOT,
            a_point("p", hypotese="H", eier="Stab", slutt=D(5, 31)),
            (("beslutning", "ikke-avgjort"),),
            ("uten-beslutning",),
            id="utsatt beslutning er ingen",
        ),
        pytest.param(
            PILOT,
            a_point("p", hypotese="H", eier="Stab", slutt=D(5, 31)),
            (("beslutning", "endres"),),
            ("utlopt",),
            id="skal prøves videre og har ingen ny dag",
        ),
        pytest.param(
            PILOT, a_point("p", eier="Stab", slutt=D(12, 31)), (), ("uten-hypotese",), id="ingen vet hva den skal vise"
        ),
        pytest.param(TILTAK, a_point("t", eier="Stab", frist=DAG), (), (), id="siste dag er i tide"),
        pytest.param(TILTAK, a_point("t", frist=D(5, 31)), (), ("over-fristen", "uten-eier"), id="over fristen"),
        pytest.param(
            TILTAK,
            a_point("t", frist=D(5, 31), status="gjennomfort"),
            (),
            ("uten-belegg",),
            id="gjort, og ingen sier hvor det står",
        ),
        pytest.param(
            TILTAK,
            a_point("t", frist=D(5, 31), status="gjennomfort"),
            (("belegg", "Referat"),),
            (),
            id="gjort med belegg",
        ),
        pytest.param(
            PILOT,
            a_point("p", hypotese="H", eier="Stab", slutt=D(12, 31)),
            (("grunn", "Ferdig"), ("status", "stanset"), ("beslutning", "utvides")),
            ("motsier-seg",),
            id="stanset og utvidet",
        ),
        pytest.param(
            TILTAK,
            a_point("t", eier="Stab", enheter=("Sjøvik nord", "Ukjent")),
            (),
            ("ukjent-enhet",),
            id="en enhet ingen kjenner",
        ),
    ],
)
def test_what_is_warned_of(
    slag: Listeslag, punkt: Listepunkt, felt: tuple[tuple[str, str], ...], advarsler: tuple[str, ...]
) -> None:
    assert stand(slag, punkt, *felt).advarsler == advarsler


def test_what_people_wrote_goes_before_the_list_and_what_they_erased_is_gone() -> None:
    punkt = a_point("t", eier="Stab", status="planlagt", frist=D(5, 31), effekt="Ingen ennå")
    found = stand(TILTAK, punkt, ("status", "pagar"), ("frist", ""), ("effekt", "Færre går over fristen"))
    assert (found.status, found.frist, found.effekt, found.eier) == ("pagar", None, "Færre går over fristen", "Stab")
    assert found.nr == "LP-tiltak:t"
    assert stand(TILTAK, punkt).frist == D(5, 31)


def test_the_diff_to_the_list_before_tells_every_point_once() -> None:
    old = a_list(
        Listeslag.RISIKOER,
        a_point("a"),
        a_point("b", tekst="Før"),
        a_point("c", status="pagar"),
        a_point("d", status="stanset"),
        id_="i-fjor",
    )
    new = a_list(Listeslag.RISIKOER, a_point("b", tekst="Nå"), a_point("a"), a_point("e"), id_="i-ar", forrige="i-fjor")
    found = standing(new, register(), with_lists(old, new), DAG, before(new, (old, new)))
    assert [(one.punkt, one.endring, one.tidligere, one.liste) for one in found] == [
        ("b", Listeendring.OMFORMULERT, "Før", "i-ar"),
        ("a", Listeendring.SAMME, "", "i-ar"),
        ("e", Listeendring.NY, "", "i-ar"),
        ("c", Listeendring.BORTE, "", "i-fjor"),
        ("d", Listeendring.BORTE, "", "i-fjor"),
    ]
    assert [one.advarsler for one in found[-2:]] == [("borte-apent",), ()]
    assert current((old, new)) == (new,)
    assert all(one.endring is None for one in standing(new, register(), with_lists(new), DAG))


def test_links_are_told_by_what_they_lead_to() -> None:
    advice = a_list(Listeslag.ANBEFALINGER, a_point("a1"))
    measure = a_list(TILTAK, a_point("t1", koblet=("anbefalinger:a1",), nokkeltall=("andel-frist",)))
    world = with_lists(advice, measure)
    (told,) = standing(advice, register(), world, DAG)
    assert told.lenker == {"tiltak": ("LP-tiltak:t1",)}
    (told,) = standing(measure, register(), world, DAG)
    assert told.lenker == {"anbefaling": ("LP-anbefalinger:a1",), "tall": ("andel-frist",)}


def test_time_never_takes_a_warning_of_a_day_away() -> None:
    """What is over its deadline, has expired or was not gone through stays so until a person writes something."""
    random = Random(12)
    lasting = {"over-fristen", "utlopt", "ikke-gjennomgatt", "uten-beslutning"}
    for _ in range(300):
        days = [DAG + timedelta(days=random.randint(-400, 400)) if random.random() < 0.7 else None for _ in range(4)]
        punkt = a_point(
            "x",
            frist=days[0],
            slutt=days[1],
            sist=days[2],
            neste=days[3],
            hvert=random.choice([None, YEARLY]),
            status=random.choice(["", "pagar", "gjennomfort", "stanset"]),
            beslutning=random.choice(["", "utvides", "endres", "ikke-avgjort"]),
        )
        liste: Liste = a_list(random.choice([AVTALE, RUTINE, PILOT, TILTAK]), punkt)
        world, reg = with_lists(liste), register()
        (now,) = standing(liste, reg, world, DAG)
        (later,) = standing(liste, reg, world, DAG + timedelta(days=random.randint(0, 500)))
        assert lasting & set(now.advarsler) <= set(later.advarsler), punkt
