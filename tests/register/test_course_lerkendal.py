"""The supervision of Lerkendal from varsel to avsluttet, in the files of the example municipality.

The findings are those of the example. EVERY DAY, EVERY CASE AND EVERY MEASURE IN THIS COURSE IS INVENTED: no letter and
no register of the real supervision has been seen. Deadlines and statuses are reckoned by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser import FeltSatt, UtgaveSendt
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.kjoring import Objektrad, Tilsynsfunn
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Tilsynsstand
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Funnslag, Tilsyn
from bvaudit.model.utfall import Utfall
from bvaudit.register.planned import opened
from bvaudit.register.supervised import our_words, standing, their_words
from bvaudit.workflows.content import content_or_stop

from .course import SJEF, STAB, Course, Lest, context, leader

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/kommuner/trondheim/tilsyn"
L, NAVN = "L", "Lerkendal"
TS = supervision_number("tilsyn-lerkendal-2021")
BY_RULE = {  # finding → the points it is measured by, as the example has them
    "framdrift": ("UND-03", "UND-08"),
    "opplysning-av-saken": ("UND-14",),
    "vurderinger-underveis": ("UND-18",),
    "innhenting-av-opplysninger": ("UND-15",),
    "barnets-mening-og-beste": ("VED-03", "VED-04"),
    "omfang-av-hjelpen": ("VED-06",),
}
READ = tuple(regel for rules in BY_RULE.values() for regel in rules if regel != "UND-03")

VARSEL, EGENRAPPORT_FRIST = date(2020, 9, 14), date(2020, 10, 12)
BESOK = date(2020, 11, 17)
FORELOPIG, UTTALEFRIST = date(2021, 1, 11), date(2021, 2, 8)
RAPPORT, PLANFRIST = date(2021, 3, 1), date(2021, 4, 26)
I_BRUK = date(2021, 5, 3)
SVAR, REDEGJORELSE_FRIST = date(2021, 6, 1), date(2021, 10, 1)
LEST_DAG = date(2021, 9, 6)
MALT_PER = date(2021, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undersokelse:
    """One undersøkelse at Lerkendal; UND-03 gives three months."""

    id: str
    kom: date
    gjort: date

    def row(self, per: date) -> Objektrad | None:
        if self.kom > per:
            return None
        due = date(self.kom.year + (self.kom.month + 2) // 12, (self.kom.month + 2) % 12 + 1, self.kom.day)
        done = self.gjort if self.gjort <= per else None
        late = (done or per) > due
        outcome = Utfall.IKKE_OPPFYLT if late else Utfall.OPPFYLT if done else Utfall.IKKE_AKTUELT
        return Objektrad(
            regel="UND-03",
            variant="lov",
            enhet=L,
            hos=L,
            sak=f"S-{self.id}",
            objekt="undersokelse",
            objekt_id=self.id,
            utfall=outcome,
            start=self.kom,
            frist=due,
            utfort=done,
            slutt=done,
        )


def undersokelser(kom: date, antall: int, dager: int, navn: str) -> list[Undersokelse]:
    """A few days apart, each done after so many days."""
    days = [kom + timedelta(days=3 * nr) for nr in range(antall)]
    return [Undersokelse(id=f"{navn}{nr}", kom=dag, gjort=dag + timedelta(days=dager)) for nr, dag in enumerate(days)]


@cache
def the_supervision() -> Tilsyn:
    content = content_or_stop((EXAMPLE,))
    return next(one for one in content.planer.tilsyn if one.id == "tilsyn-lerkendal-2021")


@cache
def the_world() -> Kontekst:
    return replace(context(), enheter={L: NAVN}, tilsyn=(the_supervision(),))


def found_by_the_authority() -> tuple[Tilsynsfunn, ...]:
    """The six findings that are measured, at Lerkendal. The one they lie in is none by itself: it only holds them."""
    every = [one for top in the_supervision().funn for one in top.within() if one.regler or one.manuelle]
    assert all(one.slag is Funnslag.LOVBRUDD for one in every)
    return tuple(
        Tilsynsfunn(
            punkt=f"tilsyn-lerkendal-2021/{one.id}",
            tittel=one.tekst,
            enhet=L,
            regler=(*one.regler, *one.manuelle),
            mal=one.lukkes_nar,
        )
        for one in every
    )


class Lerkendal(Course):
    """The course with the supervision in it."""

    def stand(self, dag: date) -> Tilsynsstand:
        return standing(the_supervision(), self.reg, self.kontekst, dag)

    def waits_for(self, dag: date) -> list[tuple[str, date, int]]:
        """What the authority waits for: the step, its deadline, and the days left."""
        return [(one.skritt, one.dag, (one.dag - dag).days) for one in self.stand(dag).frister]

    def step(
        self, skritt: str, dag: date, frist: date | None = None, skrevet: date | None = None, **more: object
    ) -> int:
        """Written on its day, or on ``skrevet``. The number of its event."""
        made = TilsynSkritt(nr=TS, skritt=skritt, dag=dag, frist=frist, **more)  # type: ignore[arg-type]
        written = skrevet or dag
        self.writes(written, *opened(self.reg, self.kontekst, [Ny(hvem=STAB, hendelse=made)], written))
        return self.reg.hode.nr

    def we_say(self, dag: date, status: str) -> None:
        self.does(dag, STAB, FeltSatt(nr=TS, felt="status", verdi=status))

    def judged(self, per: date, dag: date) -> int:
        """A run over the extract, with the findings of the final report. How many avvik it opened."""
        kart = {L: "0|2020-01-01||x"}
        return self.run(per, dag, tilsyn=found_by_the_authority(), kart=kart).apnes

    @property
    def avvik_av(self) -> dict[str, str]:
        """Rule → number."""
        return {one.regel: one.nr for one in self.reg.avvik.values()}


def to_the_final_report() -> Lerkendal:
    """Varsel, egenrapport, visit, preliminary report and statement; each station by hand."""
    old = [*undersokelser(date(2020, 6, 1), 3, 120, "gammel"), *undersokelser(date(2020, 7, 1), 9, 60, "rask")]
    new = undersokelser(date(2021, 5, 4), 12, 70, "ny")
    c = Lerkendal([*old, *new], kontekst=the_world())  # type: ignore[list-item]
    c.begun(date(2020, 9, 1))
    assert (c.stand(VARSEL).myndighet, c.waits_for(VARSEL)) == ("", []), "nothing has happened"

    c.step("varsel", VARSEL, EGENRAPPORT_FRIST)
    assert c.stand(VARSEL).myndighet == "varsel"
    assert c.stand(VARSEL).egen == "ikke-begynt"
    assert c.waits_for(VARSEL) == [("egenrapport-sendt", date(2020, 10, 12), 28)]
    c.we_say(date(2020, 9, 16), "forbereder")
    agreed = c.step("besok", BESOK, skrevet=date(2020, 9, 21))
    assert c.stand(date(2020, 9, 21)).myndighet == "varsel", "a visit that is agreed has not been"
    assert [one.dag for one in c.stand(date(2020, 9, 21)).avtaler] == [BESOK]
    assert c.waits_for(date(2020, 10, 13)) == [("egenrapport-sendt", EGENRAPPORT_FRIST, -1)], "a day over, and told"
    c.step("egenrapport-sendt", date(2020, 10, 9), skrevet=date(2020, 10, 13))
    assert c.waits_for(date(2020, 10, 13)) == [], "it was sent in time, and written down later"

    c.step("besok", BESOK, retter=agreed)
    assert (c.stand(BESOK).myndighet, c.stand(BESOK).avtaler) == ("besok", ())
    c.step("forelopig-rapport", FORELOPIG, UTTALEFRIST)
    assert c.waits_for(FORELOPIG) == [("uttalelse-sendt", date(2021, 2, 8), 28)]
    assert c.waits_for(date(2021, 2, 1)) == [("uttalelse-sendt", UTTALEFRIST, 7)]
    c.step("uttalelse-sendt", date(2021, 2, 5))
    assert (c.waits_for(date(2021, 2, 5)), c.stand(date(2021, 2, 5)).myndighet) == ([], "uttalelse-sendt")
    assert c.reg.avvik == {}, "a preliminary report opens nothing"

    c.step("endelig-rapport", RAPPORT, PLANFRIST)
    assert c.waits_for(RAPPORT) == [("plan-sendt", date(2021, 4, 26), 56)]
    assert c.reg.avvik == {}, "nor does the final one by itself: the findings are registered by a run that is written"
    return c


def to_measures_in_use(c: Lerkendal) -> None:
    """The avvik of the findings, the plan that is sent, and the measures."""
    opened_by_run = c.judged(date(2021, 3, 5), date(2021, 3, 8))
    assert opened_by_run == 8, "one for each point the six findings are measured by"
    assert {regel: avvik.kilde for regel, avvik in _by_rule(c).items()} == {
        "UND-03": Kilde.KJORING,  # the extract shows it too, and the finding is tied to what the run opened
        **dict.fromkeys(READ, Kilde.TILSYN),
    }
    assert {one.omfang for one in c.reg.apne} == {Omfang.SYSTEMSVIKT}
    assert {regel: _findings(avvik) for regel, avvik in _by_rule(c).items()} == {
        regel: [funn] for funn, rules in BY_RULE.items() for regel in rules
    }
    assert (c.finding(c.avvik_av["UND-03"]).n, c.finding(c.avvik_av["UND-03"]).brudd) == (12, 3)
    goals = {regel: (avvik.mal.minst, avvik.mal.av) for regel, avvik in _by_rule(c).items()}
    assert goals["UND-14"] == goals["VED-06"] == (8, 10), "the goal is the finding's own"
    assert goals["UND-03"] == goals["VED-03"] == (9, 10)
    again = c.meets(date(2021, 3, 6), tilsyn=found_by_the_authority(), kart={L: "0|2020-01-01||x"})
    assert again.apnes == 0, "each is registered once, however often the report is read"

    rows = {one.funn: one for one in c.stand(date(2021, 3, 8)).funn}
    assert len(rows) == 7 and rows["styring-av-undersokelser"].avvik == ()
    assert {one.enhet for one in rows.values()} == {L}
    assert {funn: len(one.avvik) for funn, one in rows.items() if one.avvik} == {
        funn: len(rules) for funn, rules in BY_RULE.items()
    }
    assert {one.alder for one in rows.values()} == {7}, "a week since the final report"
    assert not any(one.lukket or one.godtatt for one in rows.values())

    c.told(date(2021, 3, 9), *c.avvik_av.values())
    c.we_say(date(2021, 3, 9), "planlegger")
    for regel, nr in c.avvik_av.items():
        c.plans(date(2021, 4, 12), nr, "TI-2021-0001" if regel.startswith("UND") else "TI-2021-0002", leader(L))
    sent = UtgaveSendt(
        fil="Plan for retting, Lerkendal.docx",
        sha256="0" * 64,
        mottaker="Statsforvalteren",
        enhet=L,
        dag=date(2021, 4, 23),
        numre=tuple(c.avvik_av.values()),
    )
    c.does(date(2021, 4, 23), STAB, sent)
    assert c.waits_for(date(2021, 4, 23)) == [("plan-sendt", PLANFRIST, 3)], "a paper that went out is no step yet"
    c.step("plan-sendt", date(2021, 4, 23))
    assert c.waits_for(date(2021, 4, 23)) == []
    for regel, nr in c.avvik_av.items():
        c.in_use(I_BRUK, nr, "TI-2021-0001" if regel.startswith("UND") else "TI-2021-0002", leader(L))
    c.we_say(I_BRUK, "retter")


def to_effect(c: Lerkendal) -> None:
    """The answer, the effect read in new cases, and what is written of it to the authority."""
    c.step("svar", SVAR, REDEGJORELSE_FRIST, tekst="Vil vite hvordan det går etter sommeren")
    assert c.waits_for(SVAR) == [("redegjorelse-sendt", date(2021, 10, 1), 122)]
    for regel in READ:
        nr = c.avvik_av[regel]
        assert c.cannot_begin(date(2021, 8, 2), nr, date(2021, 8, 2)), "three months from the measure's first day"
        assert c.lacks(LEST_DAG, nr), "nothing is closed by a plan alone"
    c.we_say(LEST_DAG, "maler")
    for regel in READ:
        nr = c.avvik_av[regel]
        c.saker = [*c.saker, *_read_cases(regel, nr, misses=1)]
        made = c.attempt(LEST_DAG, nr, LEST_DAG)
        assert (made.mate, made.n, made.brudd, made.utfall) == (Malemate.LESING, 10, 1, Forsoksutfall.NADD)
    assert not any(avvik.stilling.lukket for avvik in c.reg.avvik.values()), "what is measured closes nothing by itself"
    c.step("redegjorelse-sendt", date(2021, 9, 30))
    assert c.waits_for(date(2021, 9, 30)) == []


def _read_cases(regel: str, nr: str, *, misses: int) -> list[Lest]:
    revisjon = f"{nr.lower()}-forsok-1"
    return [
        Lest(
            id=f"{regel}-{at}",
            enhet=L,
            regel=regel,
            kom=date(2021, 6, 1),
            dag=LEST_DAG,
            i_orden=at >= misses,
            revisjon=revisjon,
        )
        for at in range(10)
    ]


def _findings(avvik: Avvik) -> list[str]:
    return [one.rpartition("/")[2] for one in (avvik.punkt, *avvik.punkter) if one]


def _by_rule(c: Lerkendal) -> dict[str, Avvik]:
    return {one.regel: one for one in c.reg.avvik.values()}


def we_close(c: Lerkendal, rules: Sequence[str], dag: date) -> None:
    for regel in rules:
        nr = c.avvik_av[regel]
        if regel == "UND-03":
            made = c.attempt(dag, nr, MALT_PER)
            assert (made.mate, made.n, made.brudd, made.utfall) == (Malemate.HENDELSE, 12, 0, Forsoksutfall.NADD)
        assert c.lacks(dag, nr, leader(L)), "not by the one who owns it"
        assert c.closes(dag, nr, SJEF) is Stilling.LUKKET


def test_the_authority_ends_its_case_before_ours_are_closed() -> None:
    c = to_the_final_report()
    to_measures_in_use(c)
    to_effect(c)
    ended = date(2021, 11, 15)
    c.step("avsluttet", ended)
    stand = c.stand(ended)
    assert (stand.myndighet, stand.avsluttet, stand.frister) == ("avsluttet", ended, ())
    assert stand.egen == "maler", "our own status is what we have said ourselves"
    assert [avvik.apen for avvik in c.reg.avvik.values()] == [True] * 8, "and none of ours is closed by it"
    assert not any(one.lukket for one in stand.funn)
    assert "15.11.2021" in their_words(stand, c.kontekst)
    assert "8 av 8" in our_words(stand, c.reg, c.kontekst)
    late = TilsynSkritt(nr=TS, skritt="svar", dag=date(2021, 11, 20))
    assert c.refuses(date(2021, 11, 20), STAB, late), "nothing happens in a case that has ended"

    we_close(c, READ, date(2021, 11, 22))
    rows = {one.funn: one for one in c.stand(date(2021, 11, 22)).funn}
    assert not rows["framdrift"].lukket, "UND-03 is measured in the extract, and waits for cases six months old"
    assert [funn for funn, one in rows.items() if one.lukket] == [funn for funn in BY_RULE if funn != "framdrift"]
    assert c.judged(MALT_PER, date(2022, 1, 3)) == 0
    we_close(c, ["UND-03"], date(2022, 1, 10))
    assert all(one.lukket for one in c.stand(date(2022, 1, 10)).funn if one.avvik)
    assert c.stand(date(2022, 1, 10)).egen == "maler", "nothing moves by itself"
    c.we_say(date(2022, 1, 11), "ferdig")
    assert (c.stand(date(2022, 1, 11)).egen, c.stand(date(2022, 1, 11)).avsluttet) == ("ferdig", ended)
    told = c.month(date(2022, 1, 31))
    assert (told.apne, told.lukket, told.sideutganger) == (0, 1, 0)


def test_ours_are_closed_before_the_authority_ends_its_case() -> None:
    c = to_the_final_report()
    to_measures_in_use(c)
    to_effect(c)
    rettet = date(2021, 10, 25)
    c.step("funn-rettet", rettet, funn=("omfang-av-hjelpen",))
    rows = {one.funn: one for one in c.stand(rettet).funn}
    assert {funn for funn, one in rows.items() if one.godtatt} == {"omfang-av-hjelpen"}
    assert not rows["omfang-av-hjelpen"].lukket, "the authority's word closes nothing of ours"

    we_close(c, READ, date(2021, 11, 22))
    assert c.judged(MALT_PER, date(2022, 1, 3)) == 0
    we_close(c, ["UND-03"], date(2022, 1, 10))
    c.we_say(date(2022, 1, 11), "ferdig")
    before = c.stand(date(2022, 1, 31))
    assert all(one.lukket for one in before.funn if one.avvik)
    assert (before.egen, before.avsluttet) == ("ferdig", None), "that ours are closed ends nothing with the authority"
    assert before.myndighet == "funn-rettet"
    c.step("svar", date(2022, 2, 1), date(2022, 3, 1), tekst="Vil ha dokumentasjon på de fem andre")
    assert c.waits_for(date(2022, 2, 22)) == [("redegjorelse-sendt", date(2022, 3, 1), 7)], (
        "also when all is closed here"
    )
    c.step("redegjorelse-sendt", date(2022, 2, 24))
    c.step("avsluttet", date(2022, 3, 15))
    after = c.stand(date(2022, 3, 15))
    assert (after.egen, after.avsluttet, after.frister) == ("ferdig", date(2022, 3, 15), ())
    assert {avvik.stilling for avvik in c.reg.avvik.values()} == {Stilling.LUKKET}
    assert len([line for line in c.story(TS) if line]) >= 15, "each step has a sentence of its own"


def test_the_examples_own_file_has_no_dates_of_its_own() -> None:
    """The days of the course are invented, and stand in this test alone: the example tells no reader they are real."""
    tilsyn = the_supervision()
    assert tilsyn.skritt == ()
    assert not any(getattr(tilsyn.datoer, name) for name in tilsyn.datoer.__slots__)
    assert sum(1 for top in tilsyn.funn for _ in top.within()) == 7
    assert {
        f.id: (*f.regler, *f.manuelle) for t in tilsyn.funn for f in t.within() if f.regler or f.manuelle
    } == BY_RULE
