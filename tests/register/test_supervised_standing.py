"""Where a supervision stands there and here, and each finding in each unit: never closed by the other, and never 0
where nobody has looked."""

from dataclasses import replace

import pytest

from bvaudit.model.registeret.avvik import Kilde, Omfang, Stilling
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.logg import MASKINEN, Ny
from bvaudit.model.registeret.planlagt import Forfallslag, Funnstand, Regeltall, Tilsynsstand
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Funnslag, Tilsyn
from bvaudit.register.due import due
from bvaudit.register.supervised import our_words, standing, their_words, without_file
from bvaudit.register.supervised_findings import Tall
from bvaudit.register.supervised_writing import with_file_steps
from bvaudit.reports.supervised_view import both_words, supervised_view
from tests.register.logs import AV, LEDER, RULE, STAB, D, Life, found, opened
from tests.register.supervising import DAG, TILSYNET, TS, a_supervision, dated, finding, followed, step

PUNKT = f"{TILSYNET}/framdrift"
PER = D(5, 31)
SEEN: Tall = {(RULE, "E1"): Regeltall(n=60, brudd=5, per=PER), (RULE, "E2"): Regeltall(n=0, brudd=0, per=PER)}


def of(life: Life, tall: Tall | None = None, tilsyn: Tilsyn | None = None) -> Tilsynsstand:
    return standing(tilsyn or life.kontekst.tilsyn[0], life.reg, life.kontekst, DAG, tall or {})


def the(stand: Tilsynsstand, funn: str, enhet: str = "E1") -> Funnstand:
    return next(one for one in stand.funn if (one.funn, one.enhet) == (funn, enhet))


def tied(*steps: object, **changes: object) -> Life:
    """With an avvik of three cases that answers for a finding in one unit."""
    life = followed(*steps, written=DAG)  # type: ignore[arg-type]
    life.run()
    life.do(MASKINEN, opened(kilde=Kilde.TILSYN, punkt=PUNKT, omfang=Omfang.SYSTEMSVIKT, **changes), D(1, 2))
    life.do(MASKINEN, found("1", "2", "3"), D(1, 2))
    return life


def test_every_finding_stands_in_every_unit_it_names() -> None:
    stand = of(followed())
    assert [(one.funn, one.enhet, one.inni) for one in stand.funn] == [
        ("styring", "E1", 0),
        ("styring", "E2", 0),
        ("framdrift", "E1", 1),
        ("framdrift", "E2", 1),
        ("lest", "E1", 1),
        ("lest", "E2", 1),
        ("rutiner", "E1", 0),
    ]


UNITS = [
    ("by its name, however it is spelled", ("sjøvik  NORD",), ("E1",)),
    ("one that has ceased is with its successor", ("E3",), ("E2",)),
    ("two that are one by now", ("E2", "E3"), ("E2",)),
    ("one nobody knows is shown as it is written", ("Lillevik",), ("Lillevik",)),
]


@pytest.mark.parametrize(("named", "shown"), [row[1:] for row in UNITS], ids=[row[0] for row in UNITS])
def test_the_units(named: tuple[str, ...], shown: tuple[str, ...]) -> None:
    tilsyn = a_supervision(funn=(finding("a", enheter=named, regler=(RULE,)),))
    assert tuple(one.enhet for one in of(followed(tilsyn=tilsyn)).funn) == shown


def test_a_finding_that_names_no_unit_is_every_units_or_the_municipalitys() -> None:
    tilsyn = a_supervision(enheter=(), funn=(finding("a", regler=(RULE,)), finding("b")))
    assert [(one.funn, one.enhet) for one in of(followed(tilsyn=tilsyn)).funn] == [("a", "E1"), ("a", "E2"), ("b", "")]


def test_what_the_numbers_say_and_what_nobody_has_looked_at() -> None:
    stand = of(followed(), {**SEEN, ("UND-14", "E1"): Regeltall(n=10, brudd=2, per=PER, lest=True)})
    first = the(stand, "framdrift")
    assert (first.n, first.brudd, first.tall) == (60, 5, "5 av 60 ikke i orden i uttrekket per 31.05.2026")
    none = the(stand, "framdrift", "E2")
    assert (none.n, none.brudd, none.tall) == (0, 0, "Ingen saker å kontrollere per 31.05.2026")
    read = the(stand, "lest")
    assert (read.n, read.brudd, read.tall) == (10, 2, "2 av 10 ikke i orden i sakene som er lest")
    unread = the(stand, "lest", "E2")
    asked = (
        "Ikke undersøkt: «Er barnets samlede omsorgssituasjon undersøkt"
        " grundig nok til å avgjøre om barnet trenger tiltak?» (UND-14)"
    )
    assert (unread.n, unread.brudd, unread.tall) == (None, None, asked)
    free = the(stand, "rutiner")
    assert (free.n, free.brudd, free.tall) == (None, None, "Ikke undersøkt: må leses i sakene")
    assert "Ingen har undersøkt det" in free.gjenstar and "Ingen har undersøkt det" in unread.gjenstar


def test_without_a_run_nothing_is_none() -> None:
    for one in of(followed()).funn:
        assert (one.n, one.brudd) == (None, None)


def test_what_is_read_is_never_added_to_what_is_counted() -> None:
    tilsyn = a_supervision(funn=(finding("a", regler=(RULE,), manuelle=("UND-14",), enheter=("E1",)),))
    tall = {**SEEN, ("UND-14", "E1"): Regeltall(n=10, brudd=2, per=PER, lest=True)}
    one = of(followed(tilsyn=tilsyn), tall).funn[0]
    assert (one.n, one.brudd) == (60, 5)
    assert one.tall.endswith("2 av 10 ikke i orden i sakene som er lest")


def test_the_cases_of_the_register_where_no_results_are_at_hand() -> None:
    one = the(of(tied()), "framdrift")
    assert (one.n, one.brudd, one.tall) == (None, 3, "3 saker i registeret er ikke rettet")


def test_what_is_done_what_remains_by_when_and_where_it_shows() -> None:
    life = tied(step("endelig-rapport", D(4, 1), D(5, 15)))
    life.measure(D(2, 1)).in_use(D(2, 1), D(2, 1))
    life.do(LEDER, FeltSatt(nr=AV, felt="frist_lukking", verdi="2026-09-01"), D(2, 1))
    one = the(of(life, SEEN), "framdrift")
    assert one.avvik == (AV,)
    assert any("i bruk fra 01.02.2026" in said for said in one.gjort)
    assert "Saker som ikke er avgjort: 3" in one.gjenstar and "Årsaken er ikke skrevet" in one.gjenstar
    assert (one.vi, one.alder, one.lukket) == (D(9, 1), 61, False)
    assert one.belegg
    assert the(of(life, SEEN), "framdrift", "E2").gjenstar == ("Ingen følger dette i registeret ennå",)


def test_a_remark_that_nobody_follows_is_no_avvik() -> None:
    tilsyn = a_supervision(funn=(finding("a", regler=(RULE,), slag=Funnslag.MERKNAD, enheter=("E1",)),))
    assert of(followed(tilsyn=tilsyn), SEEN).funn[0].gjenstar == ()


ENDED = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=D(5, 1), forsok=1)
BOTH = [
    ("nothing has ended", False, False, "Saken er åpen hos Statsforvalteren, og vi er ikke ferdige."),
    (
        "the authority has ended its case",
        True,
        False,
        "Statsforvalteren har avsluttet sin sak. Avvikene hos oss er åpne til vi selv har vist at praksis er endret.",
    ),
    (
        "we have closed ours",
        False,
        True,
        "Avvikene er avsluttet hos oss. Saken er åpen til Statsforvalteren selv avslutter den.",
    ),
    ("both", True, True, "Statsforvalteren har avsluttet sin sak, og avvikene er avsluttet hos oss."),
]


@pytest.mark.parametrize(("there", "here", "said"), [row[1:] for row in BOTH], ids=[row[0] for row in BOTH])
def test_neither_ends_the_other(there: bool, here: bool, said: str) -> None:
    life = tied(step("endelig-rapport", D(4, 1), D(5, 15)))
    if there:
        life.do(STAB, step("avsluttet", D(5, 10)), DAG)
    if here:
        life.force(STAB, ENDED, D(5, 1))
    stand = of(life, SEEN)
    assert (stand.avsluttet, the(stand, "framdrift").lukket) == (D(5, 10) if there else None, here)
    assert life.reg.avvik[AV].apen is not here
    assert both_words(stand, life.reg, "Statsforvalteren") == said
    assert their_words(stand, life.kontekst) == (
        "Avsluttet (10.05.2026)" if there else "Venter på plan for retting (01.04.2026)"
    )
    assert our_words(stand, life.reg, life.kontekst) == (
        "Ikke begynt. Avviket fra tilsynet er avsluttet i registeret"
        if here
        else "Ikke begynt. 1 av 1 avvik fra tilsynet er åpent i registeret"
    )


def test_our_own_word_is_what_a_person_wrote_and_says_what_is_open_beside_it() -> None:
    life = tied()
    life.do(STAB, FeltSatt(nr=TS, felt="status", verdi="ferdig"), DAG)
    stand = of(life)
    assert (stand.egen, stand.myndighet) == ("ferdig", "")
    assert our_words(stand, life.reg, life.kontekst) == (
        "Ferdig hos oss. 1 av 1 avvik fra tilsynet er åpent i registeret"
    )


def test_an_earlier_step_that_is_written_later_moves_nothing_back() -> None:
    life = followed(step("plan-sendt", D(5, 10)), step("varsel", D(1, 5)), written=DAG)
    assert their_words(of(life), life.kontekst) == "Plan sendt (10.05.2026)"


FILE = dated(varsel=D(1, 5), besok=D(9, 1), endelig_rapport=D(4, 1), planfrist=D(5, 15))


def with_the_file(life: Life, event: object) -> Life:
    for ny in with_file_steps(life.reg, life.kontekst, (Ny(hvem=STAB, hendelse=event),), DAG):  # type: ignore[arg-type]
        life.do(ny.hvem, ny.hendelse, DAG)
    return life


def test_the_first_event_brings_the_steps_of_the_file_into_the_log() -> None:
    for first in (step("plan-sendt", D(5, 10)), FeltSatt(nr=TS, felt="status", verdi="retter")):
        life = with_the_file(followed(tilsyn=FILE), first)
        stand = of(life)
        assert [one.skritt for one in stand.skritt][:2] == ["varsel", "endelig-rapport"]
        assert all(one.hendelse and one.hvem == STAB for one in stand.skritt)
        assert stand.avvik_fra_fil == ()
        assert [one.skritt for one in stand.avtaler] == ["besok"]
    again = with_the_file(life, step("svar", D(5, 12)))
    assert len(again.reg.tilsyn[TS]) == 4


def test_a_later_change_of_the_file_is_told_and_not_taken() -> None:
    life = with_the_file(followed(tilsyn=FILE), step("svar", D(5, 12)))
    changed = replace(FILE, datoer=replace(FILE.datoer, planfrist=D(6, 15), uttalefrist=None))
    stand = of(life, tilsyn=changed)
    assert [one.dag for one in stand.frister] == [D(5, 15)]
    assert stand.avvik_fra_fil == (
        "Filen sier «Endelig rapport» 01.04.2026 med frist 15.06.2026. Det er ikke ført i registeret, og regnes ikke "
        "med",
    )


def test_a_step_of_the_file_that_may_not_be_written_stops_nothing_and_is_told() -> None:
    wrong = dated(varsel=D(7, 1), endelig_rapport=D(4, 1), planfrist=D(5, 15))  # a letter that is still to come
    life = with_the_file(followed(tilsyn=wrong), step("svar", D(5, 12)))
    stand = of(life)
    assert [one.skritt for one in stand.skritt] == ["endelig-rapport", "svar"]
    assert stand.avvik_fra_fil == (
        "Filen sier «Varsel om tilsyn» 01.07.2026. Det er ikke ført i registeret, og regnes ikke med",
    )


def test_what_is_not_about_it_brings_nothing() -> None:
    life = followed(tilsyn=FILE)
    new = (Ny(hvem=STAB, hendelse=FeltSatt(nr=AV, felt="arsak", verdi="kapasitet")),)
    assert with_file_steps(life.reg, life.kontekst, new, DAG) == new


def test_merged_into_another_it_is_answered_for_by_that_one_and_not_closed() -> None:
    life = tied()
    life.do(MASKINEN, opened("AV-2026-0002", kilde=Kilde.TILSYN, punkt="annet/x", dag=D(1, 2)), D(1, 2))
    gone = AvvikAvsluttet(nr=AV, stilling=Stilling.SLATT_SAMMEN, til="AV-2026-0002", grunn="Samme svikt", dag=D(5, 1))
    life.force(STAB, gone, D(5, 1))
    one = the(of(life, SEEN), "framdrift")
    assert (one.avvik, one.lukket) == (("AV-2026-0002",), False)


def test_a_finding_is_not_closed_while_one_of_its_points_is_followed_by_nobody() -> None:
    tilsyn = a_supervision(funn=(finding("framdrift", regler=(RULE,), manuelle=("UND-14",), enheter=("E1",)),))
    life = tied()
    life.force(STAB, ENDED, D(5, 1))
    one = of(life, SEEN, tilsyn).funn[0]
    assert not one.lukket
    assert "Ingen følger UND-14 i registeret ennå" in one.gjenstar


def test_what_the_authority_holds_for_mended_is_not_closed_by_us() -> None:
    life = tied(step("funn-rettet", D(5, 5)))
    one = the(of(life, SEEN), "framdrift")
    assert (one.godtatt, one.lukket) == (D(5, 5), False)
    view = supervised_view(life.kontekst.tilsyn[0], of(life, SEEN), life.reg, life.kontekst, DAG)
    shown = next(finding for finding in view.talt if finding.id == "framdrift")
    assert shown.hos_oss == "0 av 2 enheter ferdige"
    assert shown.enheter[0].status == "Åpent hos oss\nRettet, sier myndigheten 05.05.2026"


def test_an_avvik_for_a_finding_the_file_has_not_any_more_is_told() -> None:
    assert of(tied()).avvik_fra_fil == ()
    renamed = a_supervision(funn=(finding("fremdrift", regler=(RULE,)), finding("rutiner")))
    (told,) = [one for one in of(tied(), tilsyn=renamed).avvik_fra_fil if "«framdrift»" in one]
    assert told.startswith(f"{AV} følger funnet «framdrift», som ikke står i filen lenger.")


def test_what_a_letter_waits_for_is_not_gone_with_the_file() -> None:
    life = tied(step("endelig-rapport", D(4, 1), D(6, 15)))
    assert without_file(life.reg, life.kontekst) == ()
    gone = replace(life.kontekst, tilsyn=())
    (lost,) = without_file(life.reg, gone)
    assert (supervision_number(lost.id), "er ikke i mappen" in lost.tittel) == (TS, True)
    rows = [one for one in due(life.reg, gone, DAG) if one.slag is Forfallslag.TILSYN]
    assert [(one.dag, one.kommando, one.gjor) for one in rows] == [(D(6, 15), ("tilsyn",), "Send plan for retting")]
    view = supervised_view(lost, of(life, tilsyn=lost), life.reg, gone, D(6, 20))
    assert "6.2026" in view.svar
    life.do(STAB, step("plan-sendt", DAG), DAG)
    silent = supervised_view(lost, of(life, tilsyn=lost), life.reg, gone, DAG)
    assert silent.svar.startswith("Det er ikke skrevet hva")
