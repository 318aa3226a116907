"""What may be decided about an avvik, said of its evidence, measured, ended, and done to runs: a row for each side."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Kilde, Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    BevisUnderAnnen,
    ForelderSatt,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    MalEndret,
    OmfangLoftet,
    PunktKnyttet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
)
from bvaudit.model.registeret.hendelser_kjoring import (
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    Nokkelpar,
    RegelUtgatt,
    SakMerket,
)
from bvaudit.model.registeret.logg import MASKINEN, Hendelse
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.guards import GUARDS
from bvaudit.texts.catalog import branch
from tests.register import guard_rows_supervised as steps
from tests.register import guard_rows_year as years
from tests.register import test_guards_things as things
from tests.register.guard_states import DAG, PARENT, THREE, TI2, TWO, state
from tests.register.logs import AV, LEDER, LINK, NI_AV_TI, STAB, TEAM, TI, D, found, judged, opened

LATE = Objekttilstand.FOR_SENT
Row = tuple[str, str, str, Hendelse, tuple[str, ...]]
REPORTED = opened(
    "AV-2026-0005",
    regel="",
    variant="",
    tittel="",
    tekst="Meldt",
    kilde=Kilde.HMS,
    krever_lesing=True,
    utgangspunkt=None,
    kjoring="",
)
PUT_OFF = UtsattMedGrunn(nr=AV, til=D(12, 1), giver=STAB, grunn="Ny leder.", dag=DAG)
SOFTER = MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=8), mykere=True, grunn="Få saker.", dag=DAG)
HARDER = MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=10), mykere=False, grunn="Vi kan mer.", dag=DAG)
MILDER = AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.LAV, grunn="Bare ført feil.", dag=DAG)
REJECTED = AvvikAvsluttet(nr=AV, stilling=Stilling.AVVIST, grunn="I orden.", dag=DAG)
MERGED = AvvikAvsluttet(nr=TWO, stilling=Stilling.SLATT_SAMMEN, til=AV, grunn="Det samme.", dag=DAG)
CLOSED = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, forsok=1, siste_start=D(5, 24), dag=DAG)
NOT_MENDED = KanIkkeRettes(nr=AV, grunn="For sent.", objekter=("1",), alle=False, dag=DAG)
OTHER_KEY = NokkelByttet(fra="n1", til="n2", grunn="Ny.", dag=DAG)
GONE = RegelUtgatt(regel="UND-04", numre=(AV,), grunn="Ny lov.", dag=DAG)
BEGUN = Forsok(
    nr=1,
    dag=DAG,
    per=DAG,
    mate=Malemate.HENDELSE,
    mal=NI_AV_TI,
    tiltak=TI,
    i_bruk=D(2, 1),
    fra=D(2, 1),
    til=DAG,
    forste=D(2, 1),
)
DONE = replace(BEGUN, ferdig=True, n=10, brudd=1, utfall=Forsoksutfall.NADD)


def begun(**values: object) -> ForsokBegynt:
    return ForsokBegynt(nr=AV, forsok=replace(BEGUN, **values), dag=DAG)  # type: ignore[arg-type]


def done(**values: object) -> ForsokFerdig:
    return ForsokFerdig(nr=AV, forsok=replace(DONE, **values), dag=DAG)  # type: ignore[arg-type]


def by_person(tilstand: Objekttilstand, grunn: str = "Feil dato.", feiltype: str = "") -> Hendelse:
    said = judged("1", tilstand=tilstand, kjoring="", dag=DAG)
    return replace(said, svar=(replace(said.svar[0], grunn=grunn, feiltype=feiltype),))


ROWS: list[Row] = [
    # opened
    ("a number that is used", "open", MASKINEN, opened(dag=DAG), ("nummer-brukt",)),
    ("a number of no form", "open", MASKINEN, opened("AV-1", dag=DAG), ("feil-nummer",)),
    ("of a rule nobody has", "open", MASKINEN, opened(TWO, regel="XXX-01", dag=DAG), ("ukjent-regel",)),
    ("without a title", "open", MASKINEN, opened(TWO, tittel="", dag=DAG), ("uten-tittel",)),
    (
        "a goal nobody can miss",
        "open",
        MASKINEN,
        opened(TWO, mal=replace(NI_AV_TI, minst=0), dag=DAG),
        ("umulig-mal",),
    ),
    (
        "a goal nobody can reach",
        "open",
        MASKINEN,
        opened(TWO, mal=replace(NI_AV_TI, minst=11), dag=DAG),
        ("umulig-mal",),
    ),
    (
        "by a person, as if a run had found it",
        "open",
        LEDER,
        replace(REPORTED, kilde=Kilde.KJORING),
        ("kilde-av-programmet",),
    ),
    ("by a person, as a parent", "open", STAB, replace(REPORTED, kilde=Kilde.FORELDER), ("kilde-av-programmet",)),
    ("by a person, of a rule", "open", LEDER, replace(REPORTED, regel="UND-03"), ("meldt-uten-regel",)),
    (
        "by a person, as an enkelthendelse",
        "open",
        LEDER,
        replace(REPORTED, omfang=Omfang.ENKELTHENDELSE),
        ("meldt-er-systemsvikt",),
    ),
    (
        "by a person, to be measured by the machine",
        "open",
        LEDER,
        replace(REPORTED, krever_lesing=False),
        ("meldt-er-systemsvikt",),
    ),
    ("by a person, owned by nobody", "open", LEDER, replace(REPORTED, eier=""), ("ukjent-rolle",)),
    ("under what is no parent", "two", MASKINEN, ForelderSatt(nr=AV, forelder=TWO, dag=DAG), ("ikke-forelder",)),
    ("a finding without a name", "open", MASKINEN, PunktKnyttet(nr=AV, punkt="", dag=DAG), ("uten-tekst",)),
    ("at once, but not what", "open", LEDER, Strakstiltak(nr=AV, dag=DAG, rolle=LEDER), ("uten-tekst",)),
    ("at once, by nobody", "open", LEDER, Strakstiltak(nr=AV, dag=DAG, hva="x", rolle=""), ("ukjent-rolle",)),
    # the decisive measure
    ("decisive, but not linked", "linked", LEDER, AvgjorendeValgt(nr=AV, tiltak=TI2, dag=DAG), ("ikke-koblet",)),
    ("decisive already", "linked", LEDER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=DAG), ("uendret",)),
    ("of what is no avvik", "linked", LEDER, AvgjorendeValgt(nr=TI, tiltak=TI, dag=DAG), ("ikke-avvik",)),
    # side exits: another goal, severity, put off
    ("a softer goal by the owner", "open", LEDER, SOFTER, ("eieren-selv",)),
    ("a softer goal without a reason", "open", STAB, replace(SOFTER, grunn=""), ("uten-grunn",)),
    ("a softer goal that says it is not", "open", STAB, replace(SOFTER, mykere=False), ("mykere-ikke-sagt",)),
    ("fewer cases is softer", "open", LEDER, replace(SOFTER, mal=replace(NI_AV_TI, av=9)), ("eieren-selv",)),
    (
        "softer only in the second round is softer",
        "open",
        LEDER,
        replace(SOFTER, mal=replace(NI_AV_TI, minst_utvidet=17)),
        ("eieren-selv",),
    ),
    ("a harder goal without a reason", "open", LEDER, replace(HARDER, grunn=""), ("uten-grunn",)),
    ("the same goal", "open", STAB, replace(HARDER, mal=NI_AV_TI), ("uendret",)),
    ("an impossible goal", "open", STAB, replace(HARDER, mal=replace(NI_AV_TI, minst=11)), ("umulig-mal",)),
    ("milder by the owner", "open", LEDER, MILDER, ("eieren-selv",)),
    ("milder without a reason", "open", STAB, replace(MILDER, grunn=""), ("uten-grunn",)),
    ("the same severity", "open", STAB, replace(MILDER, alvor=Alvorlighetsgrad.MIDDELS), ("uendret",)),
    (
        "answers changed, by the owner",
        "open",
        LEDER,
        SvarEndret(nr=AV, revisjon="r", grunn="x", dag=DAG),
        ("eieren-selv",),
    ),
    ("answers changed without a reason", "open", STAB, SvarEndret(nr=AV, revisjon="r", dag=DAG), ("uten-grunn",)),
    ("put off by the owner", "open", LEDER, replace(PUT_OFF, giver=LEDER), ("eieren-selv",)),
    ("put off by one who says another gives it", "open", TEAM, PUT_OFF, ("giver-er-en-annen",)),
    ("put off without a reason", "open", STAB, replace(PUT_OFF, grunn=""), ("uten-grunn",)),
    ("put off for six months and a day", "open", STAB, replace(PUT_OFF, til=D(12, 2)), ("utsatt-for-lenge",)),
    ("put off backwards", "open", STAB, replace(PUT_OFF, til=DAG), ("utsatt-bakover",)),
    ("a kritisk one is not put off", "kritisk", STAB, PUT_OFF, ("kritisk-utsettes-ikke",)),
    ("put off again by the same role", "put-off", STAB, PUT_OFF, ("utsatt-igjen",)),
    ("… or by one below", "put-off", TEAM, replace(PUT_OFF, giver=TEAM), ("utsatt-igjen",)),
    # evidence
    ("evidence of a run nobody wrote", "open", MASKINEN, found("9", kjoring="k9"), ("ukjent-kjoring",)),
    ("evidence that is miscounted", "open", MASKINEN, replace(found("9"), antall=2), ("antall-stemmer-ikke",)),
    ("evidence without a key", "open", MASKINEN, found(""), ("bevis-uten-nokkel",)),
    ("evidence of a parent", "two", MASKINEN, found("9", nr=PARENT), ("forelder-uten-bevis",)),
    (
        "mended, of a rule that can only be done too late",
        "open",
        MASKINEN,
        judged("1", tilstand=Objekttilstand.RETTET, kjoring="k1"),
        ("rettes-ikke-slik",),
    ),
    ("judged by a run nobody wrote", "open", MASKINEN, judged("1", tilstand=LATE, kjoring="k9"), ("ukjent-kjoring",)),
    ("judged, but not of this one", "open", MASKINEN, judged("9", tilstand=LATE, kjoring="k1"), ("ukjent-objekt",)),
    ("nothing judged", "open", MASKINEN, judged(kjoring="k1"), ("antall-stemmer-ikke",)),
    ("«rettet» said by a person", "open", STAB, by_person(Objekttilstand.RETTET), ("bare-programmet",)),
    ("«gjort for sent» said by a person", "open", STAB, by_person(Objekttilstand.FOR_SENT), ("bare-programmet",)),
    (
        "no breach, without a reason",
        "open",
        STAB,
        by_person(Objekttilstand.IKKE_BRUDD, "", "reell"),
        ("svar-uten-grunn",),
    ),
    ("no breach, without the kind of fault", "open", STAB, by_person(Objekttilstand.IKKE_BRUDD), ("svar-uten-grunn",)),
    ("no breach, by the owner", "open", LEDER, by_person(Objekttilstand.IKKE_BRUDD, "x", "reell"), ("eieren-selv",)),
    ("fallen away, by the owner", "open", LEDER, by_person(Objekttilstand.BORTFALT), ("eieren-selv",)),
    (
        "one reason for all of a rule that can be mended",
        "open",
        LEDER,
        KanIkkeRettes(nr=AV, grunn="x", dag=DAG),
        ("kan-rettes",),
    ),
    ("cannot be mended, without a reason", "open", LEDER, replace(NOT_MENDED, grunn=""), ("uten-grunn",)),
    ("cannot be mended: all, and some", "never", LEDER, replace(NOT_MENDED, alle=True), ("antall-stemmer-ikke",)),
    ("cannot be mended: not of this one", "open", LEDER, replace(NOT_MENDED, objekter=("9",)), ("ukjent-objekt",)),
    (
        "under an avvik that is its own",
        "open",
        MASKINEN,
        BevisUnderAnnen(nr=AV, annen=AV, antall=1, objekter=("1",), kjoring="k1", dag=DAG),
        ("ikke-avvik",),
    ),
    (
        "under another, miscounted",
        "two",
        MASKINEN,
        BevisUnderAnnen(nr=AV, annen=TWO, antall=2, objekter=("1",), kjoring="k1", dag=DAG),
        ("antall-stemmer-ikke",),
    ),
    ("lifted when it is closed", "closed", MASKINEN, OmfangLoftet(nr=AV, objekter=3, dag=DAG), ("avsluttet",)),
    (
        "another logic when it is closed",
        "closed",
        MASKINEN,
        LogikkEndret(nr=AV, fra="a", til="b", brudd_for=1, brudd_na=1, kjoring="k1", dag=DAG),
        ("avsluttet",),
    ),
    (
        "a known miss of what is open",
        "open",
        MASKINEN,
        KjentBruddOppfylt(nr=AV, antall=1, objekter=("1",), kjoring="k1", dag=DAG),
        ("ikke-avsluttet",),
    ),
    # attempts
    ("an attempt by the program", "linked", MASKINEN, begun(), ("bare-mennesker",)),
    ("a result by a person", "attempt", STAB, done(), ("bare-programmet",)),
    ("an attempt out of turn", "linked", LEDER, begun(nr=2), ("forsok-nummer",)),
    ("an attempt beside one that is not finished", "attempt", LEDER, begun(nr=2), ("forsok-uferdig",)),
    ("an attempt with figures in it", "linked", LEDER, begun(n=10), ("forsok-med-tall",)),
    ("an attempt on a day to come", "linked", LEDER, begun(per=D(6, 2)), ("fram-i-tid",)),
    ("an attempt for another measure", "linked", LEDER, begun(tiltak=TI2), ("forsok-tiltak",)),
    ("an attempt from before it was in use", "linked", LEDER, begun(fra=D(1, 31)), ("forsok-for-i-bruk",)),
    ("an attempt at another goal", "linked", LEDER, begun(mal=replace(NI_AV_TI, minst=8)), ("forsok-mal",)),
    ("an attempt without a decisive measure", "open", LEDER, begun(), ("forsok-tiltak",)),
    ("what must be read is not counted", "read", LEDER, begun(), ("forsok-leses",)),
    ("a reading nobody has drawn", "read", LEDER, begun(mate=Malemate.LESING), ("forsok-uten-fro",)),
    ("after a failed one, the same cases", "failed", LEDER, begun(nr=2), ("forsok-samme-saker",)),
    (
        "after a failed one, a state too soon",
        "failed",
        LEDER,
        begun(nr=2, mate=Malemate.TILSTAND, fra=D(4, 2)),
        ("forsok-for-tett",),
    ),
    ("a result of no attempt", "linked", MASKINEN, done(), ("forsok-ikke-begynt",)),
    ("a second result", "failed", MASKINEN, done(), ("forsok-ikke-begynt",)),
    ("a result of other days", "attempt", MASKINEN, done(fra=D(3, 1)), ("forsok-endret",)),
    ("a result at another goal", "attempt", MASKINEN, done(mal=replace(NI_AV_TI, minst=1)), ("forsok-endret",)),
    ("reached, though it is not", "attempt", MASKINEN, done(brudd=2), ("forsok-tall",)),
    ("reached with too few", "attempt", MASKINEN, done(n=9, brudd=0), ("forsok-tall",)),
    ("more missed than there were", "attempt", MASKINEN, done(brudd=11), ("forsok-tall",)),
    ("few cases before a year", "attempt", MASKINEN, done(n=3, brudd=0, utfall=Forsoksutfall.FA_OK), ("forsok-tall",)),
    (
        "none at all before two years",
        "attempt",
        MASKINEN,
        done(n=0, brudd=0, utfall=Forsoksutfall.INGEN),
        ("forsok-tall",),
    ),
    (
        "extended twice",
        "extended",
        MASKINEN,
        done(brudd=2, utfall=Forsoksutfall.UTVIDES, per=D(5, 1), dag=D(5, 1), til=D(5, 1)),
        ("forsok-utvidet-alt",),
    ),
    # ends
    ("rejected by its owner", "no-breach", LEDER, REJECTED, ("eieren-selv",)),
    ("rejected without a reason", "no-breach", STAB, replace(REJECTED, grunn=""), ("uten-grunn",)),
    ("rejected with breaches in it", "open", STAB, REJECTED, ("ikke-alle-uten-brudd",)),
    ("a parent is not rejected", "two", "kommunalsjef", replace(REJECTED, nr=PARENT), ("avvises-ikke",)),
    ("a finding of a supervision is not rejected", "reported", STAB, replace(REJECTED, nr=TWO), ("avvises-ikke",)),
    ("merged by its owner", "two", LEDER, MERGED, ("eieren-selv",)),
    ("merged without a reason", "two", STAB, replace(MERGED, grunn=""), ("uten-grunn",)),
    ("the lowest number is left", "two", STAB, replace(MERGED, nr=AV, til=TWO), ("laveste-bestar",)),
    ("merged with one of another unit", "two", STAB, replace(MERGED, nr=THREE), ("ikke-samme-avvik",)),
    ("merged with itself", "two", STAB, replace(MERGED, til=TWO), ("ikke-avvik",)),
    (
        "merged into a parent",
        "two",
        STAB,
        replace(MERGED, til=PARENT),
        ("aldri-til-forelder", "laveste-bestar", "ikke-samme-avvik"),
    ),
    ("merged into a milder one", "harsher", STAB, replace(MERGED, nr="AV-2026-0004"), ("mildere-ved-sammenslaing",)),
    ("merged into one that is closed", "closed", STAB, replace(MERGED, nr=AV, til=AV), ("avsluttet",)),
    (
        "said to have been closed before",
        "open",
        STAB,
        replace(REJECTED, stilling=Stilling.LUKKET_FOR),
        ("ikke-fra-for",),
    ),
    ("ended as withdrawn", "open", STAB, replace(REJECTED, stilling=Stilling.TRUKKET), ("ikke-slik",)),
    ("ended as open", "open", STAB, replace(REJECTED, stilling=Stilling.APENT), ("ikke-slik",)),
    (
        "ended by a rule that is gone, past its guard",
        "open",
        STAB,
        replace(REJECTED, stilling=Stilling.REGEL_UTGATT),
        ("ikke-slik",),
    ),
    ("closed twice", "closed", STAB, CLOSED, ("avsluttet",)),
    ("reopened when it is open", "open", STAB, Gjenapnet(nr=AV, grunn="x", dag=DAG), ("ikke-avsluttet",)),
    ("reopened without a reason", "closed", STAB, Gjenapnet(nr=AV, dag=DAG), ("uten-grunn",)),
    ("a rule that is not retired", "open", STAB, replace(GONE, regel="UND-03"), ("regel-gjelder",)),
    ("a rule that another avvik has", "open", STAB, GONE, ("annen-regel",)),
    ("a rule that is gone, said by the owner", "retired", LEDER, GONE, ("eieren-selv",)),
    ("a rule that is gone, without a reason", "retired", STAB, replace(GONE, grunn=""), ("uten-grunn",)),
    ("a rule that is gone, from nothing", "retired", STAB, replace(GONE, numre=()), ("uten-nummer",)),
    ("replaced by what does not replace it", "retired", STAB, replace(GONE, erstattet_av="UND-03"), ("ukjent-regel",)),
    # runs
    (
        "a run before the last",
        "later-run",
        MASKINEN,
        KjoringSkrevet(kjoring="k3", dag=D(3, 30), uttrekk="u", antall_objekter=1),
        ("eldre-kjoring",),
    ),
    (
        "a run nobody wrote is withdrawn",
        "open",
        STAB,
        KjoringTrukket(kjoring="k9", grunn="x", dag=DAG),
        ("ukjent-kjoring",),
    ),
    ("a run is withdrawn without a reason", "open", STAB, KjoringTrukket(kjoring="k1", dag=DAG), ("uten-grunn",)),
    (
        "a run with later ones",
        "later-run",
        STAB,
        KjoringTrukket(kjoring="k1", grunn="x", dag=DAG),
        ("ikke-siste-kjoring",),
    ),
    (
        "a run something was closed by",
        "closed",
        STAB,
        KjoringTrukket(kjoring="k2", grunn="x", dag=DAG),
        ("lukket-etter-kjoring",),
    ),
    ("a run somebody has typed in", "typed-in", STAB, KjoringTrukket(kjoring="k1", grunn="x", dag=DAG), ("skrevet-i",)),
    ("a common start of a later run", "later-run", STAB, FellesStart(kjoring="k2", dag=DAG), ("ikke-forste-kjoring",)),
    ("a common start after 31 days", "open", STAB, FellesStart(kjoring="k1", dag=D(2, 2)), ("felles-start-for-sent",)),
    ("a common start before it", "open", STAB, FellesStart(kjoring="k1", dag=D(1, 1)), ("felles-start-for-sent",)),
    (
        "another key than the one in use",
        "open",
        STAB,
        NokkelByttet(fra="n0", til="n2", grunn="x", dag=DAG),
        ("nokkel-stemmer-ikke",),
    ),
    ("the same key", "open", STAB, NokkelByttet(fra="n1", til="n1", grunn="x", dag=DAG), ("nokkel-stemmer-ikke",)),
    ("another key without the lists", "open", STAB, OTHER_KEY, ("nokkel-uten-lister",)),
    (
        "new names for what is not followed",
        "open",
        STAB,
        replace(OTHER_KEY, par=(Nokkelpar(gammel="77", ny="9"),)),
        ("nokkelpar-stemmer-ikke",),
    ),
    (
        "two become one",
        "open",
        STAB,
        replace(OTHER_KEY, par=(Nokkelpar(gammel="1", ny="9"), Nokkelpar(gammel="2", ny="9"))),
        ("nokkelpar-stemmer-ikke",),
    ),
    (
        "one becomes another that is followed",
        "open",
        STAB,
        replace(OTHER_KEY, par=(Nokkelpar(gammel="1", ny="2"),)),
        ("nokkelpar-stemmer-ikke",),
    ),
    ("a case in a unit nobody knows", "open", LEDER, SakMerket(enhet="E9", sak=("S1",), rettet=DAG), ("ukjent-enhet",)),
    ("a case mended tomorrow", "open", LEDER, SakMerket(enhet="E1", sak=("S1",), rettet=D(6, 2)), ("ikke-gjort-enna",)),
    ("no case", "open", LEDER, SakMerket(enhet="E1", rettet=DAG), ("uten-nummer",)),
    ("a case by a rule nobody has", "open", LEDER, SakMerket(enhet="E1", sak=("S1",), regel="X-1"), ("ukjent-regel",)),
]
ALLOWED: list[tuple[str, str, str, Hendelse]] = [
    ("opened by a run", "open", MASKINEN, opened(TWO, dag=DAG)),
    ("reported by a person", "open", LEDER, REPORTED),
    (
        "from a register kept before, with its rule",
        "open",
        LEDER,
        replace(REPORTED, kilde=Kilde.IMPORT, regel="UND-03"),
    ),
    ("under a parent", "two", MASKINEN, ForelderSatt(nr=AV, forelder=PARENT, dag=DAG)),
    ("done at once", "open", LEDER, Strakstiltak(nr=AV, dag=DAG, hva="Fulgt opp.", rolle=LEDER)),
    ("softer by another", "open", STAB, SOFTER),
    ("harder by the owner", "open", LEDER, HARDER),
    ("milder by another", "open", STAB, MILDER),
    ("graver by the owner", "open", LEDER, replace(MILDER, alvor=Alvorlighetsgrad.HOY)),
    ("answers changed, by the run that takes them in", "open", MASKINEN, SvarEndret(nr=AV, revisjon="r", dag=DAG)),
    ("put off for six months", "open", STAB, PUT_OFF),
    ("put off again by a role above", "put-off", "kommunalsjef", replace(PUT_OFF, giver="kommunalsjef")),
    ("evidence of a run", "open", MASKINEN, found("9")),
    ("judged by a run", "open", MASKINEN, judged("1", tilstand=LATE, kjoring="k1", dag=DAG)),
    ("no breach, by another", "open", STAB, by_person(Objekttilstand.IKKE_BRUDD, "Feil dato.", "registreringsfeil")),
    ("fallen away, by another", "open", STAB, by_person(Objekttilstand.BORTFALT)),
    ("a breach still, by the owner", "open", LEDER, by_person(Objekttilstand.FORTSATT)),
    ("cannot be mended, one by one", "open", LEDER, NOT_MENDED),
    ("one reason for all of a rule that cannot be mended", "never", LEDER, KanIkkeRettes(nr=AV, grunn="x", dag=DAG)),
    ("an attempt", "linked", LEDER, begun()),
    ("an attempt by reading", "read", LEDER, begun(mate=Malemate.LESING, fro="av-1")),
    ("after a failed one, later cases", "failed", LEDER, begun(nr=2, fra=D(4, 2))),
    ("a result", "attempt", MASKINEN, done()),
    ("a result that waits", "attempt", MASKINEN, done(n=3, brudd=0, utfall=Forsoksutfall.VENTER)),
    ("rejected by another, each of them no breach", "no-breach", STAB, REJECTED),
    ("a report nobody can stand for is rejected", "reported", STAB, REJECTED),
    ("merged into the lower number", "two", STAB, MERGED),
    ("closed before there was a register", "reported", STAB, replace(REJECTED, nr=THREE, stilling=Stilling.LUKKET_FOR)),
    ("reopened", "closed", STAB, Gjenapnet(nr=AV, grunn="Feil saker.", dag=DAG)),
    ("a rule that is gone", "retired", STAB, GONE),
    ("the last run is withdrawn", "later-run", STAB, KjoringTrukket(kjoring="k2", grunn="Feil.", dag=DAG)),
    ("a common start after 30 days", "open", STAB, FellesStart(kjoring="k1", dag=D(2, 1))),
    ("another key", "open", STAB, replace(OTHER_KEY, par=(Nokkelpar(gammel="1", ny="9"),), uten=5)),
    ("another key, and nothing is followed", "begun", STAB, OTHER_KEY),
    ("a case is marked", "open", LEDER, SakMerket(enhet="E1", sak=("S1",), rettet=DAG)),
    ("a finding of a supervision", "open", MASKINEN, PunktKnyttet(nr=AV, punkt="lot/a", dag=DAG)),
]
# Shown one by one in test_gate.py and test_ways_round_the_gate.py.
BY_THE_GATE = {
    *(
        "barn-apne",
        "enhet-opphort",
        "for-kort-i-bruk",
        "forsok-annet-mal",
        "forsok-annet-tiltak",
        "forsok-pa-trukket",
        "avgjort-etter-lukking",
        "forsok-etter-lukking",
    ),
    *(
        "i-bruk-for-funnet",
        "ikke-over-eieren",
        "ingen-i-bruk",
        "mal-ikke-nadd",
        "objekter-uavgjort",
        "tiltak-ikke-i-bruk",
    ),
    *("tiltak-uten-belegg", "tre-objekter", "uten-arsak", "uten-avgjorende", "uten-eier", "uten-forsok"),
    *("uten-i-bruk-dag", "uten-neste-kontroll", "uten-senere-kjoring", "uten-tiltak", "venter-pa-saker"),
    "venter-uavklart",
    *("sier-annet-enn-forsoket", "avgjorende-droppet", "aldri-i-et-lukket", "gjenapnes-ikke", "felles-start-alt"),
}


@pytest.mark.parametrize(("where", "who", "event", "codes"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_refused(where: str, who: str, event: Hendelse, codes: tuple[str, ...]) -> None:
    assert state(where).asked(who, event, DAG) == codes


@pytest.mark.parametrize(("where", "who", "event"), [r[1:] for r in ALLOWED], ids=[r[0] for r in ALLOWED])
def test_allowed(where: str, who: str, event: Hendelse) -> None:
    assert state(where).asked(who, event, DAG) == ()


def test_every_kind_of_event_is_refused_somewhere_and_allowed_somewhere() -> None:
    refused = {type(row[3]) for row in (*ROWS, *things.ROWS, *steps.ROWS, *years.ROWS)}
    allowed = {type(row[3]) for row in (*ALLOWED, *things.ALLOWED, *steps.ALLOWED, *years.ALLOWED)}
    kinds = set(GUARDS)
    assert {kind.__name__ for kind in kinds - refused} == set()
    assert {kind.__name__ for kind in kinds - allowed} <= NOT_HERE


NOT_HERE = {
    *("AvvikAvsluttet", "EnheterEndret", "KjoringSkrevet", "AvgjorendeValgt", "BevisUnderAnnen", "OmfangLoftet"),
    *("LogikkEndret", "KjentBruddOppfylt"),  # what a run writes is written in every course, and in the gate
}


def test_every_reason_there_is_has_a_row() -> None:
    shown = {code for row in (*ROWS, *things.ROWS, *steps.ROWS) for code in row[4]} | BY_THE_GATE | {"ikke-tilsyn"}
    reasons: Mapping[str, object] = branch("registeret.nei")
    assert {key.replace("_", "-") for key in reasons} == shown


def test_a_common_start_is_set_once() -> None:
    life = state("open")
    again = type(life)(life.kontekst)
    again.events, again.reg = list(life.events), life.reg
    again.do(STAB, FellesStart(kjoring="k1", dag=D(1, 30)), DAG)
    assert again.asked(STAB, FellesStart(kjoring="k1", dag=D(1, 31)), DAG) == ("felles-start-alt",)


def test_what_was_withdrawn_or_merged_is_not_opened_again() -> None:
    for where, event in (("later-run", KjoringTrukket(kjoring="k2", grunn="x", dag=DAG)), ("two", MERGED)):
        life = state(where)
        again = type(life)(life.kontekst)
        again.events, again.reg = list(life.events), life.reg
        nr = TWO
        if where == "later-run":
            again.do(MASKINEN, opened(TWO, kjoring="k2", dag=D(4, 1)), DAG)
        again.do(STAB, event, DAG)
        assert again.asked(STAB, Gjenapnet(nr=nr, grunn="x", dag=DAG), DAG) == ("gjenapnes-ikke",)
        if where == "two":
            merged = AvvikAvsluttet(nr=THREE, stilling=Stilling.SLATT_SAMMEN, til=TWO, grunn="x", dag=DAG)
            assert "aldri-i-et-lukket" in again.asked(STAB, merged, DAG)


def test_a_dropped_measure_is_not_the_decisive() -> None:
    life = state("linked")
    again = type(life)(life.kontekst)
    again.events, again.reg = list(life.events), life.reg
    again.measure(DAG, nr="TI-2026-0003")
    link = f"{AV}/TI-2026-0003"
    again.written("belegg", "Ble ikke noe av.", DAG, nr=link)
    again.written("tiltaksstatus", "droppet", DAG, hvem=STAB, nr=link)
    chosen = AvgjorendeValgt(nr=AV, tiltak="TI-2026-0003", grunn="x", dag=DAG)
    assert again.asked(LEDER, chosen, DAG) == ("avgjorende-droppet",)
    other = AvgjorendeValgt(nr=AV, tiltak="TI-2026-0003", dag=DAG)
    assert "uten-grunn" in again.asked(LEDER, other, DAG)
    assert LINK in again.reg.ting


def test_six_months_are_to_the_day_at_the_end_of_a_month() -> None:
    """From 31 August six months is 28 February."""
    day = date(2026, 8, 31)
    life = state("open")
    assert life.asked(STAB, replace(PUT_OFF, dag=day, til=date(2027, 2, 28)), day) == ()
    assert life.asked(STAB, replace(PUT_OFF, dag=day, til=date(2027, 3, 1)), day) == ("utsatt-for-lenge",)
