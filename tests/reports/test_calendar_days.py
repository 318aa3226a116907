"""The days of the calendar: every control, what a supervision has set, and with ``alt`` the deadlines of avvik."""

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.hendelser import FeltSatt, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, Varslet
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn, Tilsynsskritt
from bvaudit.register.missed import made_of
from bvaudit.register.year import year
from bvaudit.reports.calendar import Kalenderpost, calendar_file
from bvaudit.reports.year.calendar_days import calendar_days
from bvaudit.reports.year.stand_words import Aret
from tests.register.a_year import FRISTLISTE, NORD, STAB, begun, context, done, task, together, wheel, written
from tests.register.logs import Life, opened

DAG = date(2026, 3, 10)
SECRET = "Moren til Kari ringte"
TILSYN = Tilsyn(
    id="tilsyn-sjovik",
    ar="2026",
    fil="tilsyn/tilsyn-sjovik.yaml",
    tittel="Tilsyn med undersøkelser",
    kommune="Sjøvik",
    enheter=("Barnevern nord",),
    datoer=Tilsynsdatoer(
        varsel=date(2026, 1, 5),
        besok=date(2026, 4, 14),
        forelopig_rapport=date(2026, 5, 1),
        uttalefrist=date(2026, 5, 22),
    ),
    skritt=(Tilsynsskritt(skritt="uttalelse-sendt", dag=date(2026, 5, 20)),),
    funn=(Tilsynsfunn(id="frister", tekst="Fristene holdes ikke.", frist=date(2026, 9, 1)),),
    egen=True,
)
WORLD = context(
    wheel(
        task(FRISTLISTE, 2, 3, dokumentasjon="Fristlisten, og «hva» som er avtalt; ærlig øvd."),
        together(5, tittel="Redegjørelse"),
    ),
    tilsyn=(TILSYN, replace(TILSYN, id="fulgte-med", egen=False)),
)


def aret(life: Life, dag: date = DAG) -> Aret:
    return Aret(
        stands=year(life.reg, life.kontekst, 2026, dag),
        reg=life.reg,
        kontekst=life.kontekst,
        dag=dag,
        kommune="Sjøvik",
    )


def days(life: Life, **values: str | bool) -> dict[str, Kalenderpost]:
    found = list(calendar_days(aret(life), **values))  # type: ignore[arg-type]
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def of_controls(posts: dict[str, Kalenderpost]) -> list[str]:
    return [id_ for id_ in posts if id_.startswith("OP-")]


def test_a_unit_has_its_own_controls_on_the_day_of_the_deadline() -> None:
    posts = days(begun(WORLD), enhet=NORD)
    assert of_controls(posts) == ["OP-2026-02:fristliste:nord", "OP-2026-03:fristliste:nord"]
    first = posts["OP-2026-02:fristliste:nord"]
    assert (first.dag, first.tittel) == (date(2026, 2, 28), "Kontroll: Kontroll fristliste (Barnevern nord)")
    assert "Skal ligge igjen: Fristlisten, og «hva» som er avtalt; ærlig øvd." in first.tekst
    assert "Status: Ikke startet, over fristen" in first.tekst
    assert not any("sør" in f"{one.tittel}{one.tekst}" for one in posts.values())


def test_what_several_units_do_is_one_day_for_staff() -> None:
    life = done(begun(WORLD), "OP-2026-02:fristliste:nord", date(2026, 2, 20))
    posts = days(life)
    assert of_controls(posts) == [
        "OP-2026-02:fristliste:alle-enheter",
        "OP-2026-03:fristliste:alle-enheter",
        "OP-2026-05:nokkeltall",
    ]
    first = posts["OP-2026-02:fristliste:alle-enheter"]
    assert first.tittel == "Kontroll: Kontroll fristliste (1 av 2 enheter er ferdige)"
    assert "Barnevern nord: Utført 20.02.2026" in first.tekst


def test_what_is_done_moved_or_off_is_the_same_day_to_the_calendar() -> None:
    nr = "OP-2026-03:fristliste:nord"
    life = begun(WORLD)
    before = days(life, enhet=NORD)[nr]
    assert (before.endret, before.endringer) == (None, 0)
    written(life, nr, DAG, frist="2026-04-15")
    moved = days(life, enhet=NORD)[nr]
    assert (moved.dag, moved.endringer) == (date(2026, 4, 15), 2)
    assert moved.endret == datetime(2026, 3, 10, 8, tzinfo=UTC)
    done(life, nr, date(2026, 3, 10), DAG)
    assert days(life, enhet=NORD)[nr].tittel.startswith("Gjort: ")
    off = written(begun(WORLD), nr, DAG, grunn="Ingen saker.", status="ikke-aktuelt")
    assert days(off, enhet=NORD)[nr].avlyst


def test_the_days_of_a_supervision_are_those_of_the_authority() -> None:
    posts = {id_: one for id_, one in days(begun(WORLD)).items() if id_.startswith("TS-")}
    nr = "TS-tilsyn-sjovik"
    assert {id_: one.dag for id_, one in posts.items()} == {
        f"{nr}:varsel:1": date(2026, 1, 5),
        f"{nr}:besok:1": date(2026, 4, 14),
        f"{nr}:forelopig-rapport:1": date(2026, 5, 1),
        f"{nr}:forelopig-rapport:1:frist": date(2026, 5, 22),
        f"{nr}:uttalelse-sendt:1": date(2026, 5, 20),
        f"{nr}:funn:frister": date(2026, 9, 1),
    }
    answered = posts[f"{nr}:forelopig-rapport:1:frist"].tittel
    assert answered == "Tilsyn: Gjort: siste dag for Uttalelse sendt (Tilsyn med undersøkelser)"
    assert days(begun(WORLD), enhet=NORD).keys() >= posts.keys()
    assert not any(id_.startswith("TS-") for id_ in days(begun(WORLD), enhet="sor"))


def with_avvik() -> Life:
    life = begun(WORLD)
    ruled = opened(
        "AV-2026-0001", regel="", tittel="Meldingen lå for lenge", enhet=NORD, eier="teamleder@nord", dag=DAG
    )
    told = AvvikOpprettet(
        **{name: getattr(ruled, name) for name in ("enhet", "alvor", "omfang", "eier", "mal", "dag")},
        nr="AV-2026-0002",
        kilde=Kilde.KLAGE,
        tekst=SECRET,
        krever_lesing=True,
    )
    life.force(MASKINEN, replace(ruled, regel="MEL-01"), DAG)
    life.force(STAB, told, DAG)
    for nr in ("AV-2026-0001", "AV-2026-0002"):
        life.force(STAB, Varslet(nr=nr, dag=DAG), DAG)
    life.force(STAB, TingOpprettet(nr="TI-2026-0001", slag=Slag.TILTAK, tittel=SECRET, enhet=NORD, dag=DAG), DAG)
    life.force(STAB, FeltSatt(nr="TI-2026-0001", felt="frist", verdi="2026-06-01"), DAG)
    return life


def test_deadlines_of_avvik_and_measures_come_when_they_are_asked_for() -> None:
    life = with_avvik()
    assert not [id_ for id_ in days(life) if id_[:2] in ("AV", "TI")]
    posts = {id_: one for id_, one in days(life, alt=True).items() if id_[:2] in ("AV", "TI")}
    assert set(posts) == {"AV-2026-0001:plan", "AV-2026-0002:plan", "TI-2026-0001:frist"}
    assert "Meldingen lå for lenge" in posts["AV-2026-0001:plan"].tittel
    assert posts["TI-2026-0001:frist"].dag == date(2026, 6, 1)


def test_what_people_have_written_is_on_nobodys_telephone() -> None:
    life = written(with_avvik(), "OP-2026-03:fristliste:nord", DAG, belegg=SECRET, grunn=SECRET)
    for enhet in (NORD, ""):
        for one in days(life, enhet=enhet, alt=True).values():
            assert SECRET not in f"{one.tittel}{one.tekst}"


def test_a_missed_control_that_is_an_avvik_is_both() -> None:
    life = begun(WORLD)
    stand = next(one for one in year(life.reg, WORLD, 2026, DAG) if one.nr == "OP-2026-02:fristliste:nord")
    for event in made_of((stand,), life.reg, WORLD, nr="AV-2026-0001", dag=DAG):
        life.do(STAB, event, DAG)
    life.do(STAB, Varslet(nr="AV-2026-0001", dag=DAG), DAG)
    posts = days(life, enhet=NORD, alt=True)
    assert {"OP-2026-02:fristliste:nord", "AV-2026-0001:plan"} <= posts.keys()


def test_two_makings_have_the_same_uids_and_the_file_is_read_back() -> None:
    life = begun(WORLD)
    first = calendar_file(calendar_days(aret(life), enhet=NORD), navn="Nord", kommune="9999")
    assert first == calendar_file(calendar_days(aret(life), enhet=NORD), navn="Nord", kommune="9999")
    done(life, "OP-2026-02:fristliste:nord", date(2026, 3, 2), DAG)
    later = calendar_file(calendar_days(aret(life, date(2026, 3, 20)), enhet=NORD), navn="Nord", kommune="9999")
    uids = [{str(event["UID"]) for event in Calendar.from_ical(one).walk("VEVENT")} for one in (first, later)]
    assert uids[0] == uids[1]
    assert all("@9999.bvaudit" in uid for uid in uids[0])


def test_a_leap_year_has_its_day() -> None:
    life = begun(WORLD)
    leap = replace(aret(life), stands=year(life.reg, WORLD, 2028, DAG))
    posts = {one.id: one for one in calendar_days(leap, enhet=NORD)}
    assert posts["OP-2028-02:fristliste:nord"].dag == date(2028, 2, 29)


def test_a_unit_that_ceases_or_begins_leaves_no_day_behind() -> None:
    both, one = begun(WORLD), begun(replace(WORLD, enheter={NORD: "Barnevern nord"}))
    assert {nr for nr in days(both) if FRISTLISTE in nr} == {nr for nr in days(one) if FRISTLISTE in nr}
    assert days(one)[f"OP-2026-03:{FRISTLISTE}:alle-enheter"].tittel.endswith("(Barnevern nord)")
