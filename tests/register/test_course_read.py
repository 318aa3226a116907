"""Courses that only people can measure: a finding of a supervision, and a hint that readers have confirmed."""

from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.avvik import Kilde, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser import Koblet, Kommentert, TingOpprettet, UtgaveSendt
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, ForsokBegynt, KanIkkeRettes
from bvaudit.model.registeret.kjoring import Tilsynsfunn
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.attempts import begin, finish
from bvaudit.register.effect import Trekning

from .course import SJEF, STAB, STATISTIKK, Course, Lest, Tegn, leader

FUNN = Tilsynsfunn(punkt="tilsyn-2025/funn-1", tittel="Barna blir ikke hørt når hjelpen avsluttes", enhet="M")


def read(antall: int, feil: int, revisjon: str, regel: str, dag: date, kom: date, navn: str = "lest") -> list[Lest]:
    return [
        Lest(id=f"{navn}-{n}", enhet="M", regel=regel, kom=kom, dag=dag, i_orden=n >= feil, revisjon=revisjon)
        for n in range(antall)
    ]


def test_a_plan_the_authority_does_not_accept_changes_the_measure_and_closes_nothing() -> None:
    c = Course(read(10, 1, "av-2026-0001-forsok-1", "", date(2026, 6, 14), date(2026, 4, 1))).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5), tilsyn=(FUNN,))
    nr = "AV-2026-0001"
    found = c.avvik(nr)
    assert (found.kilde, found.omfang, found.utgangspunkt, found.bevis) == (Kilde.TILSYN, Omfang.SYSTEMSVIKT, None, ())
    c.told(date(2026, 1, 12), nr)
    c.plans(date(2026, 1, 15), nr, "TI-2026-0001")
    c.in_use(date(2026, 2, 2), nr, "TI-2026-0001")
    sent = UtgaveSendt(
        fil="Handlingsplan Midtbyen.docx",
        sha256="0" * 64,
        mottaker="Statsforvalteren",
        enhet="M",
        dag=date(2026, 2, 5),
        numre=(nr,),
    )
    c.does(date(2026, 2, 5), STAB, sent)
    c.does(
        date(2026, 2, 20), SJEF, Kommentert(nr=nr, tekst="Statsforvalteren godtok ikke planen: Et kurs er ikke nok.")
    )
    assert c.avvik(nr).apen, "what the authority says of the plan opens and closes nothing here"

    dag = date(2026, 3, 2)
    new = TingOpprettet(nr="TI-2026-0002", slag=Slag.TILTAK, tittel="Sjekkliste", enhet="M", eier=leader("M"), dag=dag)
    c.does(dag, leader("M"), new, Koblet(avvik=nr, tiltak="TI-2026-0002", dag=dag))
    changed = AvgjorendeValgt(nr=nr, tiltak="TI-2026-0002", dag=dag)
    assert c.refuses(dag, leader("M"), changed), "another decisive measure needs a reason once the first is in use"
    c.does(dag, leader("M"), replace(changed, grunn="Planen ble ikke godtatt"))
    c.in_use(date(2026, 3, 9), nr, "TI-2026-0002")
    assert c.cannot_begin(date(2026, 6, 1), nr, date(2026, 6, 1)), "three months from the new one's first day"
    made = c.attempt(date(2026, 6, 15), nr, date(2026, 6, 15))
    assert (made.mate, made.tiltak, made.fro) == (Malemate.LESING, "TI-2026-0002", "av-2026-0001-forsok-1")
    assert (made.n, made.brudd, made.utfall) == (10, 1, Forsoksutfall.NADD)
    assert c.closes(date(2026, 6, 16), nr) is Stilling.LUKKET
    assert any("Statsforvalteren godtok ikke planen" in line for line in c.story(nr))
    assert c.run(date(2026, 6, 30), date(2026, 7, 1), tilsyn=(FUNN,)).apnes == 0, "the same finding is not found anew"


def test_a_hint_becomes_an_avvik_when_readers_confirm_it_and_is_measured_by_reading() -> None:
    signs = [Tegn(id=f"u{n}", enhet="M", kom=date(2025, 5, 5), slutt=date(2025, 8, 1)) for n in range(6)]
    first = read(6, 3, "egenkontroll", "UND-09", date(2026, 2, 10), date(2025, 5, 5), "u")
    first = [replace(one, id=one.id.replace("-", "")) for one in first]
    c = Course((*signs, *first)).begun(date(2026, 1, 2))
    assert c.run(date(2025, 12, 31), date(2026, 1, 5)).apnes == 0, "a hint is no avvik"
    assert c.run(date(2026, 2, 10), date(2026, 2, 11), revisjon="egenkontroll").apnes == 1
    nr = c.of("M", "UND-09")
    found = c.avvik(nr)
    assert (found.kilde, found.krever_lesing, found.omfang) == (Kilde.LESING, True, Omfang.SYSTEMSVIKT)
    assert (c.finding(nr).n, c.finding(nr).brudd) == (6, 3), "judged are those that were read"
    assert c.evidence(nr) == {"fortsatt-brudd": 3}

    c.told(date(2026, 2, 12), nr)
    c.plans(date(2026, 2, 16), nr, "TI-2026-0001")
    c.in_use(date(2026, 3, 2), nr, "TI-2026-0001")
    reason = KanIkkeRettes(nr=nr, grunn="Undersøkelsene er avsluttet; barna er snakket med nå", dag=date(2026, 3, 3))
    assert c.refuses(date(2026, 3, 3), leader("M"), replace(reason, grunn=""))
    c.does(date(2026, 3, 3), leader("M"), reason)
    assert c.evidence(nr) == {"kan-ikke-rettes": 3}

    dag = date(2026, 6, 15)
    begun = begin(c.reg, c.avvik(nr), c.kontekst, dag, dag)
    assert isinstance(begun, ForsokBegynt)
    c.does(dag, STAB, begun)
    logged = c.avvik(nr).forsok[-1]
    assert logged.fro == logged.revisjon == f"{nr.lower()}-forsok-1", "the seed, before any case is drawn"
    ten = read(10, 2, logged.revisjon, "UND-09", dag, date(2026, 4, 1), "ny")
    c.saker = ten
    draw = Trekning(ramme=40, kan_utvides=True)
    half = finish(c.avvik(nr), logged, c.rows(dag, logged.revisjon), c.kontekst, dag, STATISTIKK, trekning=draw)
    assert (half.forsok.n, half.forsok.brudd, half.forsok.utfall) == (10, 2, Forsoksutfall.UTVIDES)
    assert not half.forsok.ferdig, "eight of ten: extended once"

    c.saker = [*ten, *read(10, 0, logged.revisjon, "UND-09", dag, date(2026, 4, 2), "nyere")]
    draw = Trekning(ramme=40, kan_utvides=False)
    whole = finish(c.avvik(nr), logged, c.rows(dag, logged.revisjon), c.kontekst, dag, STATISTIKK, trekning=draw)
    assert (whole.forsok.n, whole.forsok.brudd, whole.forsok.utfall) == (20, 2, Forsoksutfall.NADD), "18 of 20"
    c.does(date(2026, 6, 20), MASKINEN, replace(whole, dag=date(2026, 6, 20)))
    assert c.closes(date(2026, 6, 22), nr, SJEF) is Stilling.LUKKET
