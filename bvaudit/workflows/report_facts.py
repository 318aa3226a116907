"""Everything a report is made of, gathered from the municipality's folder: every number as a row."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date

from bvaudit.figures.compared import change
from bvaudit.intake.figures_sheet import Tallinje, read_figures
from bvaudit.model.endring import Dom, Seriebrudd
from bvaudit.model.lesesvar import LEST
from bvaudit.model.listevisning import som_liste
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rule import Rule
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.supervised import standing
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.report_facts import Rapportfakta, Talltekst
from bvaudit.reports.report_front import UNSEEN
from bvaudit.reports.report_register_part import STANDARD
from bvaudit.reports.report_rows import list_rows, own_texts, register_rows, supervision_rows, year_rows
from bvaudit.reports.supervised_page import SupervisedView
from bvaudit.reports.supervised_view import supervised_view
from bvaudit.reports.wording import dato
from bvaudit.texts import text
from bvaudit.workflows.audits import Resultat, results_of
from bvaudit.workflows.content import Content
from bvaudit.workflows.figures_compared import PROVER
from bvaudit.workflows.register_export import memory_of
from bvaudit.workflows.register_folder import context_of
from bvaudit.workflows.report_series import More
from bvaudit.workflows.supervised import numbers_of
from bvaudit.workflows.year import year_of

_PRINT = 12  # digits that people read to each other


def facts_of(mappe: Mappe, content: Content, dag: date, more: More) -> Rapportfakta:
    """On ``dag``: the newest run whose judging day is no later, and the register as it is."""
    minne = memory_of(mappe, content, dag=dag, til=dag)
    kontekst = minne.kontekst if minne is not None else context_of(mappe, content)
    lister = tuple(som_liste(one) for one in content.planer.alle_lister if one.egen)
    tilsyn = tuple(one for one in content.planer.tilsyn if one.egen)
    oppgaver = year_of(mappe, content, dag.year, dag)
    run = _run(mappe, dag)
    rules = {id_: rule for id_, rule in content.regler.items() if not rule.kontroll}
    lines = (read_figures(run.register) or ()) if run is not None else ()
    rader = (
        *more.rader,
        *(register_rows(minne) if minne is not None else ()),
        *(rule_rows(lines, run) if run is not None else ()),
        *list_rows(lister, dag),
        *year_rows(oppgaver, dag, kontekst.enhet),
        *supervision_rows(tilsyn, dag),
    )
    return Rapportfakta(
        kommune=mappe.kommune.navn,
        dag=dag,
        rader=_once(rader),
        tekster={**rule_texts(rules), **own_texts(lister, tilsyn), **(more.tekster or {})},
        enheter=tuple(kontekst.enheter.values()),
        kommuner=_municipalities(mappe),
        regler=rules,
        kodeverk=content.kodeverk,
        minne=minne,
        lister=lister,
        oppgaver=oppgaver,
        tilsyn=tilsyn,
        tilsynssider=_supervisions(mappe, tilsyn, minne, dag),
        kilder=(_judged(run), *more.kilder),
        spor=tuple(_traces(minne, run)),
        ikke_undersokt=more.ikke_undersokt,
        dokumentklasse=mappe.kommune.dokumentklasse,
        dokumentklasse_ut=mappe.kommune.dokumentklasse_ut,
        serier=more.serier,
        uttrekk=more.uttrekk,
        dom=judge(more.brudd, more.serier),
    )


def _supervisions(mappe: Mappe, tilsyn: Sequence[Tilsyn], minne: Minne | None, dag: date) -> dict[str, SupervisedView]:
    """Where each stands in the register on the day, with the figures of its newest run."""
    if minne is None or not tilsyn:
        return {}
    reg, kontekst = minne.registeret, minne.kontekst
    tall = numbers_of(mappe, reg, kontekst)
    return {one.id: supervised_view(one, standing(one, reg, kontekst, dag, tall), reg, kontekst, dag) for one in tilsyn}


def judge(brudd: tuple[Seriebrudd, ...], serier: Container[str] = ()) -> Callable[[Nokkelrad, Nokkelrad], Dom]:
    """What may be said of an earlier row and a later one, with the tests the program uses. Of shares of ``serier`` none
    is: days of sick leave come many together, and a test of single cases says nothing of them."""

    def dom(fra: Nokkelrad, til: Nokkelrad) -> Dom:
        found = change(fra, til, PROVER, brudd)
        untested = til.tall in serier and til.storrelse == "andel" and found.p is not None
        return Dom.UTEN_PROVE if untested and found.dom is not Dom.LIKT else found.dom

    return dom


def _municipalities(mappe: Mappe) -> dict[str, str]:
    own = mappe.kommune
    return {own.kommunenummer: own.navn} | {one.kommunenummer: one.navn for one in own.partnere}


def _run(mappe: Mappe, dag: date) -> Resultat | None:
    """The newest run over the whole extract that is no later than the day."""
    runs = (one for one in results_of(mappe) if not one.utvalg and one.per is not None and one.per <= dag)
    return next(runs, None)


def _once(rows: Sequence[Nokkelrad]) -> tuple[Nokkelrad, ...]:
    """Each cell once; the first stands."""
    found: dict[object, Nokkelrad] = {}
    for row in rows:
        found.setdefault(row.celle, row)
    return tuple(found.values())


def rule_rows(lines: Sequence[Tallinje], run: Resultat) -> Iterator[Nokkelrad]:
    """The share of breaches of each demand, as the run counted it; what nobody has looked at has no number."""
    per = run.per or date.min
    for one in lines:
        yield _rule_row(one, per)
    for enhet in dict.fromkeys(("", *(one.enhet for one in lines))):
        yield Nokkelrad(
            tall=UNSEEN,
            variant="alle",
            storrelse="antall",
            periode_fra=per,
            periode_til=per,
            enhet=enhet,
            verdi=len(_unseen(lines, enhet)),
            kilde=text("rapport.kilde.kjoring", dag=dato(per)),
        )


def _unseen(lines: Sequence[Tallinje], enhet: str) -> set[str]:
    """The demands nobody has looked at in the unit: not in any case of it, or nowhere; empty = nowhere."""
    none = {one.regel for one in lines if one.n is None and one.enhet in ("", enhet)}
    return none - {one.regel for one in lines if one.n is not None and enhet in ("", one.enhet)}


def _rule_row(one: Tallinje, per: date) -> Nokkelrad:
    common = {
        "tall": one.regel,
        "variant": LEST if one.lest else STANDARD,
        "storrelse": "andel",
        "periode_fra": per,
        "periode_til": per,
        "enhet": one.enhet,
        "kilde": text("rapport.kilde.kjoring", dag=dato(per)),
        "merknad": "",
    }
    if one.n is None:
        return Nokkelrad(**common | {"merknad": one.grunn}, tilstand=Tilstand.IKKE_UNDERSOKT)  # type: ignore[arg-type]
    if not one.n:
        return Nokkelrad(**common, teller=0, nevner=0, n_saker=0, tilstand=Tilstand.INGEN)  # type: ignore[arg-type]
    brudd = one.brudd or 0
    return Nokkelrad(**common, verdi=brudd / one.n, teller=brudd, nevner=one.n, n_saker=one.n)  # type: ignore[arg-type]


def rule_texts(rules: Mapping[str, Rule]) -> dict[str, Talltekst]:
    found = {id_: Talltekst(tittel=rule.brudd, variant=STANDARD, storrelse="andel") for id_, rule in rules.items()}
    return found | {UNSEEN: Talltekst(tittel=text("rapport.tall.krav_ikke_undersokt"), variant="alle")}


def _judged(run: Resultat | None) -> tuple[str, str]:
    day = run.per if run is not None else None
    said = text("rapport.kilder.kjoring_per", dag=dato(day)) if day else text("rapport.kilder.ingen_kjoring")
    return text("rapport.kilder.kjoring"), said


def _traces(minne: Minne | None, run: Resultat | None) -> Iterator[tuple[str, str]]:
    if run is not None and run.per is not None:
        yield text("rapport.kilder.uttrekk"), run.uttrekk[:_PRINT]
        yield text("rapport.kilder.innhold"), run.innhold[:_PRINT]
    if minne is not None:
        yield text("rapport.kilder.register"), minne.registeret.hode.vist
        last = minne.registeret.siste
        if last is not None:
            yield text("rapport.kilder.kjoring_id"), last.kjoring
