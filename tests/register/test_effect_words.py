"""What a measurement says, read as a caseworker reads it: the sentence is chosen by the numbers and by nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsok, Malemate, Utgangspunkt
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.effect import preliminary
from bvaudit.register.measure import measurement
from bvaudit.register.words import details, goal, headed, sentence
from bvaudit.reports.effect_view import Malt, effect_lines, effect_plain
from tests.register.effects import STATS, attempted, context, in_use, known, rows
from tests.register.logs import AV, opened, register

PER = date(2026, 6, 1)
START = Utgangspunkt(n=40, brudd=20, variant="lov", per=date(2025, 12, 31))


@pytest.fixture(scope="module")
def mel(innhold: Innhold) -> Rule:
    return innhold.regler["MEL-01"]


def look(innhold: Innhold, told: str, per: date = PER, **values: object) -> Forsok:
    reg, avvik = known(**{"regel": "MEL-01", "utgangspunkt": START, **values})
    found = preliminary(reg, avvik, rows(told), context(innhold), per, STATS)
    assert isinstance(found, Forsok)
    return found


def known_without() -> tuple[Registeret, Avvik]:
    """An avvik nobody has done anything about."""
    reg = register(opened(regel="MEL-01"))
    return reg, reg.avvik[AV]


SENTENCES = [
    ("2026-04-01:36o4x", PER, "Målet er nådd: 36 av 40 meldinger er i orden."),
    ("2026-04-01:34o6x", PER, "Målet er ikke nådd, men det går bedre enn før: 34 av 40"),
    ("2026-04-01:27o13x", PER, "Målet er ikke nådd: 27 av 40 meldinger er i orden. Forskjellen fra før kan skyldes"),
    ("2026-04-01:8o32x", PER, "Målet er ikke nådd, og det går dårligere enn før: 8 av 40"),
    ("2026-04-01:4o", PER, "Venter på saker (4 av 10). Ses på igjen 01.03.2027."),
    ("2026-04-01:3o1x", PER, "Venter på saker (4 av 10), og 1 av dem er ikke i orden. Ses på igjen 01.03.2027."),
    ("", date(2026, 3, 5), "Det er for tidlig å måle. Den første dagen det kan måles, er 09.03.2026."),
    (
        "2026-04-01:3o",
        date(2027, 3, 1),
        "3 av 3 er i orden. Det kan lukkes som «lukket – få saker (3 av 3)».",
    ),
    (
        "2026-04-01:2o1x",
        date(2028, 3, 1),
        "i orden (2 av 3). Det kan avsluttes som «avsluttet – for få saker»",
    ),
    ("2026-04-01:2o1x 2027-04-01:2o", date(2028, 3, 1), "Få saker: 2 av 2 er i orden."),
    ("2026-04-01:5o1x 2027-04-01:4o", date(2028, 3, 1), "Målet er nådd: 9 av 10"),
    ("", date(2028, 3, 1), "Det har ikke vært noen sak på 24 måneder."),
]


@pytest.mark.parametrize(("told", "per", "said"), SENTENCES, ids=[one[2][:40] for one in SENTENCES])
def test_the_sentence(innhold: Innhold, mel: Rule, told: str, per: date, said: str) -> None:
    found = look(innhold, told, per)
    assert said in sentence(found, mel)
    assert headed(found, mel).startswith("Foreløpig, ikke et forsøk. ")


def test_without_a_start_there_is_no_word_of_chance(innhold: Innhold, mel: Rule) -> None:
    found = look(innhold, "2026-04-01:27o13x", utgangspunkt=None)
    assert sentence(found, mel) == "Målet er ikke nådd: 27 av 40 meldinger er i orden."
    _, avvik = known(regel="MEL-01", utgangspunkt=None)
    assert "Kan ikke holdes opp mot det som ble funnet: utgangspunktet er ikke målt." in details(found, avvik)


def test_the_numbers_behind_it(innhold: Innhold) -> None:
    found = look(innhold, "2026-04-01:34o6x3u", utgangspunkt=replace(START, ikke_brudd=1))
    _, avvik = known(regel="MEL-01", utgangspunkt=replace(START, ikke_brudd=1))
    told = details(found, avvik)
    assert told == (
        "85 % er i orden. Ut fra så mange kan praksis ligge mellom 70 og 94 %.",
        "Da avviket ble funnet, var det brudd i 20 av 40 (50 %).",
        "Regnes de som viste seg å ikke være brudd bort, var det 19 av 40.",
        "Var praksis som før, ville så stor forskjell komme i færre enn 1 av 100 ganger.",
        "Målet er minst 9 av 10.",
        "Regnet med er det som startet fra 01.03.2026 til 24.05.2026, etter at tiltaket kom i bruk, og som har hatt "
        "hele fristen.",
        "3 kunne ikke vurderes og er ikke regnet med.",
    )


def test_never_all_when_one_is_missed(innhold: Innhold) -> None:
    found = look(innhold, "2026-04-01:499o1x")
    _, avvik = known(regel="MEL-01")
    assert details(found, avvik)[0].startswith("99 % er i orden.")


def test_the_goal_says_how_it_is_measured(innhold: Innhold) -> None:
    found = look(innhold, "2026-04-01:9o1x")
    _, avvik = known(regel="MEL-01")
    _, critical = known(regel="MEL-01", alvor=Alvorlighetsgrad.KRITISK)
    read = replace(found, mate=Malemate.LESING)
    assert goal(found, critical) == "Målet er at ingen skal mangle."
    assert goal(read, avvik).endswith("utvides trekningen én gang, og da er målet minst 18 av 20.")


def test_every_attempt_is_printed_with_what_to_do_now(innhold: Innhold, mel: Rule) -> None:
    kontekst = context(innhold)
    first = rows("2026-04-01:5o5x")
    events, _ = attempted(in_use(regel="MEL-01", utgangspunkt=START), first, kontekst, PER)
    events, done = attempted(events, (*first, *rows("2026-05-01:10o")), kontekst, date(2026, 7, 1))
    avvik = register(*events).avvik[AV]
    malt = (Malt(avvik=avvik, enhet="Enheten", regel=mel, forsok=done),)
    lines = effect_lines(malt, PER)
    assert lines[2] == f"{AV}  Undersøkelsen tok for lang tid (Enheten)"
    assert lines[3].startswith("  Forsøk 1, per 01.06.2026. Målet er ikke nådd: 5 av 10 meldinger er i orden.")
    assert lines[4].startswith("  Forsøk 2, per 01.07.2026. Målet er nådd: 10 av 10 meldinger er i orden.")
    assert lines[-1] == f"  Neste: bvaudit register lukk {AV} --som ROLLE@ENHET"
    later = (replace(malt[0], forsok=replace(done, nr=0, forelopig=True)),)
    assert effect_lines(later, PER)[-1] == lines[-1], "it can be closed by the attempt there is"
    plain = effect_plain(malt, PER)["avvik"][0]
    assert [one["utfall"] for one in plain["forsok"]] == ["ikke-nadd", "nadd"]
    assert "o-2026" not in str(plain), "no object is named"


def test_units_that_share_a_measure_are_added_up_and_close_by_themselves(innhold: Innhold, mel: Rule) -> None:
    found = look(innhold, "2026-04-01:9o1x")
    _, avvik = known(regel="MEL-01")
    one = Malt(avvik=avvik, enhet="Enheten", regel=mel, forsok=found)
    said = effect_lines((one, one), PER)[-1]
    assert said.startswith("TI-2026-0001 i 2 enheter: 18 av 20 er i orden til sammen.")
    alone = Malt(avvik=avvik, enhet="Enheten", regel=mel, mangler=(Mangel(kode="x", tekst="Ikke ennå."),))
    assert effect_lines((alone,), PER)[-1] == "  Ikke ennå."
    told = measurement(*known_without(), context(innhold), PER)
    assert isinstance(told, tuple)
    alone = Malt(avvik=avvik, enhet="Enheten", regel=mel, mangler=told)
    assert effect_lines((alone,), PER)[-1].startswith(f"  Neste: bvaudit register hendelse {AV} tiltak")
    assert effect_lines((), PER) == ("Ingen åpne avvik å måle.",)
