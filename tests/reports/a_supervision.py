"""An ordinary supervision of our own making: seven findings in six units, over a year of a register."""

from dataclasses import replace
from datetime import date
from functools import cache

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Regeltall, Skrittet, Tilsynsstand
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.register.fold import fold
from bvaudit.register.supervised import standing
from bvaudit.reports.supervised_page import SupervisedView
from bvaudit.reports.supervised_view import supervised_view
from bvaudit.workflows.content import content_or_stop
from tests.register.an_register import ENHETER, REGLER, a_context, a_story

ID = "tilsyn-fjordvik-2026"
DAG = date(2026, 11, 30)
FUNN = {
    "MEL-01": "Meldinger blir ikke gått gjennom innen en uke, og ingen leder følger med på hvilke som ligger over.",
    "UND-03": "Undersøkelser varer lenger enn loven tillater, og grunnen til forlengelsen er ikke skrevet ned.",
    "HJE-01": "Tiltak settes i gang uten at det er laget en plan som barnet og foreldrene har fått se.",
    "HJE-05": "Planene blir ikke vurdert på nytt, slik at tiltak som ikke hjelper, fortsetter.",
    "OMS-01": "Barn i fosterhjem blir besøkt for sjelden.",
    "DOK-04": "Samtaler med barn er ikke skrevet ned.",
    "UND-14": "Det kommer ikke fram i vedtakene hva barnet mener.",
}


def a_course(*, units: tuple[str, ...] = tuple(ENHETER)) -> tuple[Tilsyn, Registeret, Kontekst, Tilsynsstand]:
    tilsyn = Tilsyn(
        id=ID,
        tittel="Tilsyn med undersøkelser, hjelpetiltak og oppfølging i fosterhjem",
        ar="2026",
        kommune="Fjordvik",
        enheter=units,
        funn=tuple(
            Tilsynsfunn(id=regel.lower(), tekst=said, frist=date(2027, 3, 1), **_measured(regel))
            for regel, said in FUNN.items()
        ),
        egen=True,
        fil="tilsyn.yaml",
    )
    kodeverk = content_or_stop().kodeverk
    assert kodeverk is not None
    words = replace(
        a_context().kodeverk, tilsynsskritt=kodeverk.tilsynsskritt, tilsynsstatuser=kodeverk.tilsynsstatuser
    )
    kontekst = a_context(kodeverk=words, tilsyn=(tilsyn,))
    reg = _tied(fold(a_story().events))
    tall = {
        (regel, enhet): Regeltall(n=20 + 3 * at, brudd=at % 5, per=date(2026, 10, 31))
        for regel in list(FUNN)[:-1]
        for at, enhet in enumerate(ENHETER)
    }
    return tilsyn, reg, kontekst, standing(tilsyn, reg, kontekst, DAG, tall)


def _measured(regel: str) -> dict[str, tuple[str, ...]]:
    return {"regler" if regel in REGLER else "manuelle": (regel,)}


@cache
def a_view() -> SupervisedView:
    tilsyn, reg, kontekst, stand = a_course()
    return supervised_view(tilsyn, stand, reg, kontekst, DAG)


def _tied(reg: Registeret) -> Registeret:
    """Every avvik of the rules answers for its finding, and the course has been going on for a while."""
    avvik = {
        nr: replace(one, punkt=f"{ID}/{one.regel.lower()}") if one.regel in FUNN else one
        for nr, one in reg.avvik.items()
    }
    steps = (
        ("varsel", date(2026, 1, 5), date(2026, 2, 2), ""),
        ("egenrapport-sendt", date(2026, 1, 30), None, ""),
        ("besok", date(2026, 3, 10), None, ""),
        ("forelopig-rapport", date(2026, 5, 4), date(2026, 5, 25), ""),
        ("uttalelse-sendt", date(2026, 5, 22), None, "Rettet to faktafeil"),
        ("endelig-rapport", date(2026, 8, 17), date(2026, 10, 15), ""),
        ("svar", date(2026, 10, 6), date(2026, 12, 11), "Utsatt frist etter søknad"),
        ("palegg-varslet", date(2026, 11, 16), date(2026, 12, 7), ""),
    )
    stands = tuple(
        Skrittet(
            skritt=skritt,
            dag=dag,
            frist=frist,
            tekst=said,
            hendelse=900 + at,
            hvem="stab",
            frist_for="plan-sendt" if skritt == "svar" else "",
        )
        for at, (skritt, dag, frist, said) in enumerate(steps)
    )
    return replace(reg, avvik=avvik, tilsyn={supervision_number(ID): stands})
