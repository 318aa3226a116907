"""innen_frist: something done within a time after a start."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model import kalender
from bvaudit.model.utfall import Utfall
from bvaudit.model.varighet import parse_varighet

from .judging import (
    PER,
    Rad,
    Sak,
    assert_agrees,
    by_case,
    en_sak,
    felt,
    judge,
    judge_all,
    kobling,
    rad,
    some_day,
    utfall,
)

START, SISTE_DAG, DAGEN_ETTER = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 11)
UKE = {"innen_frist": {"start": "start_dato", "slutt": "konklusjon_slutt_dato", "lengde": "P1W"}}


def frist(**endret: object) -> dict[str, object]:
    return {"innen_frist": {**UKE["innen_frist"], **endret}}


def en_henvendelse(mottatt: date | None = START, konkludert: date | None = None, **resten: object) -> Rad:
    return rad("henvendelse", start_dato=mottatt, konklusjon_slutt_dato=konkludert, **resten)


def en_undersokelse(konkludert: date | None = None, **resten: object) -> Rad:
    return rad("undersokelse", **{"start_dato": START, "konklusjon_slutt_dato": konkludert, **resten})


@pytest.mark.parametrize(
    ("mottatt", "konkludert", "per", "ventet"),
    [
        pytest.param(START, START, PER, Utfall.OPPFYLT, id="samme dag"),
        pytest.param(START, SISTE_DAG, PER, Utfall.OPPFYLT, id="siste dag holder"),
        pytest.param(START, SISTE_DAG, SISTE_DAG, Utfall.OPPFYLT, id="gjort på vurderingsdagen"),
        pytest.param(START, DAGEN_ETTER, PER, Utfall.IKKE_OPPFYLT, id="dagen etter er for sent"),
        pytest.param(START, None, START, Utfall.IKKE_AKTUELT, id="kom inn på vurderingsdagen"),
        pytest.param(START, None, SISTE_DAG, Utfall.IKKE_AKTUELT, id="åpen, ikke forfalt"),
        pytest.param(START, None, DAGEN_ETTER, Utfall.IKKE_OPPFYLT, id="åpen og forfalt"),
        pytest.param(None, SISTE_DAG, PER, Utfall.UAVKLART, id="startdato mangler"),
        pytest.param(None, None, PER, Utfall.UAVKLART, id="begge datoer mangler"),
        pytest.param(START, DAGEN_ETTER, SISTE_DAG, Utfall.IKKE_AKTUELT, id="konkludert etter vurderingsdagen"),
        pytest.param(START, PER, DAGEN_ETTER, Utfall.IKKE_OPPFYLT, id="konkludert senere, men alt forfalt"),
        pytest.param(START, START - timedelta(1), PER, Utfall.UAVKLART, id="konkludert før den kom inn"),
        pytest.param(date(2024, 2, 22), date(2024, 2, 29), PER, Utfall.OPPFYLT, id="skuddårsdagen er siste dag"),
        pytest.param(date(2025, 2, 22), date(2025, 3, 1), PER, Utfall.OPPFYLT, id="februar uten skuddårsdag"),
        pytest.param(date(2024, 12, 28), date(2025, 1, 4), PER, Utfall.OPPFYLT, id="over nyttår"),
    ],
)
def test_utfall(mottatt: date | None, konkludert: date | None, per: date, ventet: Utfall) -> None:
    assert utfall(UKE, en_henvendelse(mottatt, konkludert), per=per) == ventet


@pytest.mark.parametrize(
    ("start", "lengde", "ventet"),
    [
        pytest.param(date(2024, 11, 30), "P3M", date(2025, 2, 28), id="30. november + 3 måneder klemmes"),
        pytest.param(date(2023, 11, 30), "P3M", date(2024, 2, 29), id="30. november + 3 måneder i skuddår"),
        pytest.param(date(2025, 3, 31), "P3M", date(2025, 6, 30), id="31. mars + 3 måneder er 30. juni"),
        pytest.param(date(2024, 8, 31), "P6M", date(2025, 2, 28), id="31. august + 6 måneder"),
        pytest.param(date(2024, 2, 29), "P1Y", date(2025, 2, 28), id="skuddårsdagen + ett år"),
        pytest.param(date(2025, 2, 28), "P1M", date(2025, 3, 28), id="28. februar blir ikke månedsslutt"),
        pytest.param(date(2025, 1, 1), "P0D", date(2025, 1, 1), id="startdagen er siste dag"),
        pytest.param(date(2025, 10, 20), "P14D", date(2025, 11, 3), id="over skiftet fra sommertid"),
    ],
)
def test_limit(start: date, lengde: str, ventet: date) -> None:
    krav = frist(lengde=lengde)
    i_tide, for_sent = en_henvendelse(start, ventet), en_henvendelse(start, ventet + timedelta(1))
    assert judge(krav, i_tide).frist_dato == ventet
    assert [s.utfall for s in judge_all(krav, [en_sak(i_tide), en_sak(for_sent)])] == ["oppfylt", "ikke oppfylt"]


@pytest.mark.parametrize(
    ("bare", "mottatt", "konkludert", "ventet"),
    [
        pytest.param("avsluttede", START, SISTE_DAG, Utfall.OPPFYLT, id="avsluttet i tide"),
        pytest.param("avsluttede", START, DAGEN_ETTER, Utfall.IKKE_OPPFYLT, id="avsluttet for sent"),
        pytest.param("avsluttede", START, None, Utfall.IKKE_AKTUELT, id="åpen telles ikke blant avsluttede"),
        pytest.param("avsluttede", None, None, Utfall.IKKE_AKTUELT, id="åpen uten start telles ikke blant avsluttede"),
        pytest.param("avsluttede", None, SISTE_DAG, Utfall.UAVKLART, id="avsluttet uten start"),
        pytest.param("apne", START, None, Utfall.IKKE_OPPFYLT, id="åpen og forfalt"),
        pytest.param("apne", PER, None, Utfall.IKKE_AKTUELT, id="åpen, ikke forfalt"),
        pytest.param("apne", START, DAGEN_ETTER, Utfall.IKKE_AKTUELT, id="avsluttet telles ikke blant åpne"),
        pytest.param("apne", None, None, Utfall.IKKE_AKTUELT, id="uten start telles ikke blant åpne"),
        pytest.param(
            "apne", START, PER + timedelta(1), Utfall.IKKE_OPPFYLT, id="avsluttet etter vurderingsdagen er åpen"
        ),
    ],
)
def test_only_some_are_judged(bare: str, mottatt: date | None, konkludert: date | None, ventet: Utfall) -> None:
    assert utfall(frist(bare=bare), en_henvendelse(mottatt, konkludert)) == ventet


@pytest.mark.parametrize(
    ("innvilget", "ventet"),
    [
        pytest.param(True, date(2025, 9, 3), id="innvilget"),
        pytest.param(False, date(2025, 6, 3), id="ikke innvilget"),
        pytest.param(None, date(2025, 6, 3), id="ikke sagt noe er ikke innvilget"),
    ],
)
def test_extended_limit(innvilget: bool | None, ventet: date) -> None:
    krav = frist(lengde="P3M", utvidet={"nar": "utvidet_frist_innvilget", "lengde": "P6M"})
    svar = judge(krav, en_undersokelse(ventet, utvidet_frist_innvilget=innvilget), objekt="undersokelse")
    assert (svar.frist_dato, svar.utfall) == (ventet, Utfall.OPPFYLT)


@pytest.mark.parametrize(
    ("mottatt", "ventet"),
    [
        pytest.param(date(2025, 3, 3), date(2025, 3, 10), id="mandag flyttes ikke"),
        pytest.param(date(2025, 3, 1), date(2025, 3, 10), id="lørdag flyttes til mandag"),
        pytest.param(date(2025, 3, 2), date(2025, 3, 10), id="søndag flyttes til mandag"),
        pytest.param(date(2025, 4, 10), date(2025, 4, 22), id="skjærtorsdag flyttes over hele påsken"),
        pytest.param(date(2025, 5, 10), date(2025, 5, 19), id="17. mai på en lørdag"),
        pytest.param(date(2024, 12, 18), date(2024, 12, 27), id="første juledag"),
        pytest.param(date(2025, 5, 22), date(2025, 5, 30), id="Kristi himmelfartsdag flyttes til fredagen etter"),
    ],
)
def test_last_day_moves_to_a_working_day(mottatt: date, ventet: date) -> None:
    krav = frist(forlenges="virkedag")
    saker = [en_sak(en_henvendelse(mottatt, ventet + timedelta(n))) for n in (0, 1)]
    assert [(s.frist_dato, s.utfall.value) for s in judge_all(krav, saker)] == [
        (ventet, "oppfylt"),
        (ventet, "ikke oppfylt"),
    ]


def test_start_from_the_earliest_related_row() -> None:
    """The limit runs from the first message, and a week more; the investigation's own start is not used."""
    krav = frist(start={"tidligste": {"tabell": "henvendelse", "via": "relasjon"}, "pluss": "P1W"}, lengde="P3M")
    koblet = [kobling("henvendelse-1", "undersokelse-1"), kobling("henvendelse-2", "undersokelse-1")]
    meldinger = [en_henvendelse(date(2025, 2, 20)), en_henvendelse(date(2025, 2, 10)), en_henvendelse(date(2025, 1, 1))]
    svar = judge(krav, *meldinger, en_undersokelse(), *koblet, objekt="undersokelse")
    assert (svar.start_dato, svar.frist_dato) == (date(2025, 2, 17), date(2025, 5, 17))
    alene = judge(krav, *meldinger, en_undersokelse(), objekt="undersokelse")
    assert (alene.utfall, alene.start_dato, alene.frist_dato) == (Utfall.UAVKLART, None, None)


def test_done_before_the_object_itself_began_is_unsettled() -> None:
    """Done before the limit began to run is fine; done before the object existed is a wrong date."""
    krav = frist(start={"felt": "start_dato", "pluss": "P1W"}, lengde="P3M")
    assert utfall(krav, en_undersokelse(START + timedelta(2)), objekt="undersokelse") == Utfall.OPPFYLT
    assert utfall(krav, en_undersokelse(START - timedelta(2)), objekt="undersokelse") == Utfall.UAVKLART


@pytest.mark.parametrize(
    ("henvendelse", "ventet"),
    [
        pytest.param(en_henvendelse(START, DAGEN_ETTER), (START, SISTE_DAG, DAGEN_ETTER, 1), id="ett døgn over"),
        pytest.param(en_henvendelse(START), (START, SISTE_DAG, None, 296), id="åpen: dager til vurderingsdagen"),
        pytest.param(
            en_henvendelse(START, SISTE_DAG), (START, SISTE_DAG, SISTE_DAG, None), id="i tide har ingen dager over"
        ),
        pytest.param(en_henvendelse(None, SISTE_DAG), (None, None, SISTE_DAG, None), id="uten start er fristen ukjent"),
        pytest.param(
            en_henvendelse(START, date(2026, 1, 2)), (START, SISTE_DAG, None, 296), id="gjort senere er ikke gjort"
        ),
    ],
)
def test_facts(henvendelse: Rad, ventet: tuple[object, ...]) -> None:
    svar = judge(UKE, henvendelse)
    assert (svar.start_dato, svar.frist_dato, svar.faktisk_dato, svar.dager_over) == ventet


@pytest.mark.parametrize(
    ("henvendelse", "ventet"),
    [
        pytest.param(en_henvendelse(START, SISTE_DAG), "", id="ingenting å si"),
        pytest.param(en_henvendelse(None), "Datoen fristen regnes fra, mangler.", id="start mangler"),
        pytest.param(
            en_henvendelse(START, date(2025, 3, 1)), "Avsluttet før det startet; datoene må rettes.", id="bakvendt"
        ),
        pytest.param(en_henvendelse(START), "Brutt.", id="regelens egen setning"),
    ],
)
def test_explanation(henvendelse: Rad, ventet: str) -> None:
    assert judge(UKE, henvendelse).forklaring == ventet


# --- against a plain reading ---------------------------------------------------------------------------------------


def reading(start: date | None, done: date | None, own: date | None, lengde: str, per: date) -> Utfall:
    length = parse_varighet(lengde)
    assert length is not None
    done = done if done is not None and done <= per else None
    if start is None or (done is not None and own is not None and done < own):
        return Utfall.UAVKLART
    limit = kalender.pluss(start, length)
    if done is not None:
        return Utfall.OPPFYLT if done <= limit else Utfall.IKKE_OPPFYLT
    return Utfall.IKKE_OPPFYLT if per > limit else Utfall.IKKE_AKTUELT


@pytest.mark.parametrize("lengde", ["P7D", "P1W", "P1M", "P3M", "P1Y"])
@pytest.mark.parametrize("per", [date(2025, 6, 30), PER, date(2024, 2, 29)], ids=str)
def test_agrees_with_a_plain_reading(lengde: str, per: date) -> None:
    random = Random(f"{lengde} {per}")
    saker = [en_sak(en_henvendelse(some_day(random, per), some_day(random, per))) for _ in range(400)]

    def read(sak: Sak) -> Utfall | None:
        row = felt(sak, "henvendelse")
        start = row["start_dato"]
        if start is not None and start > per:
            return None
        return reading(start, row["konklusjon_slutt_dato"], start, lengde, per)

    assert_agrees(judge_all(frist(lengde=lengde), saker, per=per), saker, read)


datoer = st.none() | st.dates(date(2023, 1, 1), date(2026, 12, 31))
par = st.lists(st.tuples(datoer, datoer), min_size=5, max_size=40)


@settings(max_examples=10, deadline=None)
@given(rows=par, per=st.dates(date(2023, 1, 1), date(2027, 1, 1)), senere=st.integers(1, 999))
def test_time_never_heals_a_missed_deadline(
    rows: list[tuple[date | None, date | None]], per: date, senere: int
) -> None:
    saker = [en_sak(en_henvendelse(start, None)) for start, _ in rows]
    before, after = (by_case(judge_all(UKE, saker, per=day)) for day in (per, per + timedelta(senere)))
    missed = {number for number, answer in before.items() if answer == Utfall.IKKE_OPPFYLT}
    assert missed == {number for number in missed if after[number] == Utfall.IKKE_OPPFYLT}


@settings(max_examples=10, deadline=None)
@given(rows=par, per=st.dates(date(2023, 1, 1), date(2027, 1, 1)))
def test_what_needs_a_missing_date_is_neither_met_nor_broken(
    rows: list[tuple[date | None, date | None]], per: date
) -> None:
    saker = [en_sak(en_henvendelse(None, konkludert)) for _, konkludert in rows]
    assert set(by_case(judge_all(UKE, saker, per=per)).values()) <= {Utfall.UAVKLART}
