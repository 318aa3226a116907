"""Egenkontroll as one course of rounds: which audit is which round, what one round says beside the next, what lacks
before the next can begin, and what is to be sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bvaudit.errors import UsageError
from bvaudit.model.egenkontroll import Egenkontroll, Gjoremal, Runde, Rundepar, Rundestand
from bvaudit.model.kalender import vis
from bvaudit.model.lest import ToRunder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Skrittet, Tilsynsstand
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_memory import Minne
from bvaudit.review.rounds import two_rounds
from bvaudit.review.series import wordings_of
from bvaudit.texts import counted, text
from bvaudit.workflows.audit_handouts import READ, units
from bvaudit.workflows.audit_results import results_of_audit, statistics
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.audits_locking import changed_since_locked
from bvaudit.workflows.audits_road import audits_told
from bvaudit.workflows.audits_standing import answers_of
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import locked_audits
from bvaudit.workflows.register_export import memory_of
from bvaudit.workflows.same_wording import alike
from bvaudit.workflows.supervised import find_supervision, own_supervisions, standing_of
from bvaudit.workflows.supervision_index import command

_IN_USE, _SENT, _DECIDED = "forbedring-i-gang", "resultat-sendt", "fort-videre"
_MOST = 3  # things one audit waits for


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The course with what its paper is headed by."""

    tilsyn: Tilsyn
    stand: Tilsynsstand
    egenkontroll: Egenkontroll


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    mappe: Mappe
    content: Content
    tilsyn: Tilsyn
    stand: Tilsynsstand
    minne: Minne | None

    def step(self, kode: str) -> Skrittet | None:
        """The last of that kind."""
        return next((one for one in reversed(self.stand.skritt) if one.skritt == kode), None)


def course_of(mappe: Mappe, content: Content, id_: str, dag: date) -> Course:
    """The only one there is when nothing is typed. UsageError when there is no such course, or it is a supervision by
    the authority."""
    courses = [one.id for one in own_supervisions(content) if one.forlop == "egenkontroll"]
    tilsyn = find_supervision(content, courses[0] if len(courses) == 1 and not id_.strip() else id_)
    id_ = tilsyn.id
    if tilsyn.forlop != "egenkontroll" or not tilsyn.runder:
        raise UsageError(text("samle.runder.ikke_egenkontroll", id=id_), hint=text("samle.runder.ikke_hint"))
    stand = standing_of(mappe, content, id_, dag)
    known = _Known(mappe=mappe, content=content, tilsyn=tilsyn, stand=stand, minne=memory_of(mappe, content, dag=dag))
    audits = [_audits_of(liste, mappe, content) for liste in tilsyn.runder]
    rounds = tuple(
        _round(nr, liste, found, content)
        for nr, (liste, found) in enumerate(zip(tilsyn.runder, audits, strict=True), start=1)
    )
    neste = next((one.nr for one in rounds if one.stand is not Rundestand.LAST), 0)
    return Course(
        tilsyn=tilsyn,
        stand=stand,
        egenkontroll=Egenkontroll(
            runder=rounds,
            par=tuple(_pairs(rounds, known)),
            mangler=tuple(_lacks(rounds, neste, known)),
            sendes=tuple(_to_send(rounds, known)),
            neste=neste,
        ),
    )


def _audits_of(liste: str, mappe: Mappe, content: Content) -> tuple[Audit, ...]:
    """Those of the checklist: the locked before the others, and the latest first."""
    every = [read_audit(mappe, navn, content) for navn in audit_names(mappe)]
    mine = [one for one in every if one.gjennomgang.sjekkliste == liste]
    return tuple(sorted(mine, key=lambda one: (one.last, one.gjennomgang.per, one.id), reverse=True))


def _round(nr: int, liste: str, audits: Sequence[Audit], content: Content) -> Runde:
    titles = {one.id: one.tittel for one in content.planer.sjekklister}
    tittel = titles.get(liste, liste)
    if not audits:
        return Runde(nr=nr, sjekkliste=liste, tittel=tittel, stand=Rundestand.IKKE_BEGYNT)
    audit = audits[0]
    locked = next((one for one in locked_audits(audit.mappe, content) if one.audit.id == audit.id), None)
    return Runde(
        nr=nr,
        sjekkliste=liste,
        tittel=tittel,
        stand=_standing(audit),
        revisjon=audit.id,
        andre=tuple(one.id for one in audits[1:]),
        enheter=tuple(units(audit)) if audit.utvalg else (),
        saker=len({plass.sak for plass in audit.plasser if plass.bruk in READ}),
        lest=len(answers_of(audit)),
        last=locked.last if locked else None,
        per=audit.gjennomgang.per,
    )


def _standing(audit: Audit) -> Rundestand:
    if audit.last:
        return Rundestand.ENDRET if changed_since_locked(audit) else Rundestand.LAST
    return Rundestand.LESES if audit.utvalg is not None else Rundestand.IKKE_TRUKKET


def _pairs(rounds: Sequence[Runde], known: _Known) -> Iterator[Rundepar]:
    """Each round that is locked beside the locked one before it."""
    locked = [one for one in rounds if one.stand is Rundestand.LAST]
    maps = known.content.planer.sammenligninger
    for before, now in pairwise(locked):
        there = any((one.fra, one.til) == (before.sjekkliste, now.sjekkliste) for one in maps)
        second = results_of_audit(known.mappe, now.revisjon, known.content)
        first = results_of_audit(known.mappe, before.revisjon, known.content)
        rows = two_rounds(second, first, maps, statistics())
        prints = wordings_of([first]), wordings_of([second])
        rows = tuple(same_question(row, *prints, known.content) for row in rows)
        kart = there or before.sjekkliste == now.sjekkliste
        yield Rundepar(fra=before.nr, til=now.nr, kart=kart, rader=rows)


def same_question(
    row: ToRunder, before: Mapping[str, set[str]], now: Mapping[str, set[str]], content: Content
) -> ToRunder:
    """A map says that two points ask the same; where the words were changed between the rounds all the same, the
    answers are to two questions. ``before`` and ``now``: rule → the prints of the wordings it was answered under."""
    then, later = before.get(row.regel.id, set()), now.get(row.regel.id, set())
    heirs = {print_ for regel, print_ in alike(content).arvet if regel == row.regel.id}
    if not row.sammenlignbar or not then or then == later or then <= heirs:
        return row
    return replace(row, sammenlignbar=False, p=None, setning=text("lest.runder.annen_ordlyd"))


def _lacks(rounds: Sequence[Runde], neste: int, known: _Known) -> Iterator[Gjoremal]:
    if not neste:
        yield from _to_decide(known)
        return
    now = rounds[neste - 1]
    if neste > 1 and now.stand in (Rundestand.IKKE_BEGYNT, Rundestand.IKKE_TRUKKET):
        yield from _between(rounds[neste - 2], now, known)
    if now.stand is Rundestand.IKKE_BEGYNT:
        yield Gjoremal(
            tekst=text("samle.runder.begynn", nr=now.nr), hvem=text("samle.hvem.stab"), gjor=_begin(rounds, now, known)
        )
        return
    told = {one.navn: one for one in audits_told(known.mappe, (), known.content)}
    for point in told[now.revisjon].venter[:_MOST]:
        yield Gjoremal(tekst=point.tekst, hvem=point.hvem, gjor=command(*point.kommando[1:]) if point.kommando else "")


def _begin(rounds: Sequence[Runde], now: Runde, known: _Known) -> str:
    words = ["revisjon", "ny", f"{known.tilsyn.id}-runde-{now.nr}", "--sjekkliste", now.sjekkliste]
    if now.nr > 1:
        in_use = _in_use_from(rounds[now.nr - 2], known)
        words += ["--forrige", rounds[now.nr - 2].revisjon, "--startet-etter", in_use or "DATO"]
    return command(*words)


def _between(before: Runde, now: Runde, known: _Known) -> Iterator[Gjoremal]:
    """After one round and before the next: it is said done, what came of it is in use, and the two can be held against
    each other."""
    id_ = known.tilsyn.id
    done = f"runde-{before.nr}-gjort"
    has_such = (
        any(one.kode == done for one in known.content.kodeverk.tilsynsskritt) if known.content.kodeverk else False
    )
    if has_such and known.step(done) is None:
        day = before.last.isoformat() if before.last else "DATO"
        yield Gjoremal(
            tekst=text("samle.runder.ikke_sagt_gjort", nr=before.nr),
            hvem=text("samle.hvem.barnevernleder"),
            gjor=command("tilsyn", "hendelse", id_, done, "--dato", day, "--som", "ROLLE"),
        )
    if bare := _without_measure(before, known):
        yield Gjoremal(
            tekst=counted("samle.runder.uten_tiltak", len(bare), nr=before.nr),
            hvem=text("samle.hvem.barnevernleder"),
            gjor=command("register", "eksport"),
        )
    if known.step(_IN_USE) is None:
        in_use = _in_use_from(before, known)
        yield Gjoremal(
            tekst=text("samle.runder.ikke_i_gang"),
            hvem=text("samle.hvem.barnevernleder"),
            gjor=command("tilsyn", "hendelse", id_, _IN_USE, "--dato", in_use or "DATO", "--som", "ROLLE"),
        )
    maps = known.content.planer.sammenligninger
    if before.sjekkliste != now.sjekkliste and not any(
        (one.fra, one.til) == (before.sjekkliste, now.sjekkliste) for one in maps
    ):
        yield Gjoremal(tekst=text("samle.runder.uten_kart", fra=before.nr, til=now.nr), hvem=text("samle.hvem.stab"))


def _without_measure(before: Runde, known: _Known) -> tuple[str, ...]:
    """The open avvik of points of the round where no measure is in use."""
    minne = known.minne
    if minne is None:
        return ()
    return tuple(
        avvik.nr
        for avvik in minne.apne
        if avvik.telles and avvik.regel in _points(before, known)
        if not any((link := minne.kobling(avvik, nr)) and link.verdi("i_bruk") for nr in avvik.tiltak)
    )


def _in_use_from(before: Runde, known: _Known) -> str:
    """The last day a measure for the points of the round was taken in use, as ISO; else that of the step."""
    minne, step = known.minne, known.step(_IN_USE)
    days = [
        day
        for avvik in (minne.registeret.avvik.values() if minne else ())
        if avvik.regel in _points(before, known)
        for nr in avvik.tiltak
        if minne and (link := minne.kobling(avvik, nr)) and (day := link.verdi("i_bruk"))
    ]
    if step is not None:
        days.append(step.dag.isoformat())
    return max(days, default="")


def _points(one: Runde, known: _Known) -> frozenset[str]:
    lists = known.content.planer.sjekklister
    return frozenset(punkt.regel for liste in lists if liste.id == one.sjekkliste for punkt in liste.punkter)


def _to_decide(known: _Known) -> Iterator[Gjoremal]:
    if known.step(_DECIDED) is None:
        yield Gjoremal(
            tekst=text("samle.runder.ikke_bestemt"),
            hvem=text("samle.hvem.barnevernleder"),
            gjor=command("tilsyn", "hendelse", known.tilsyn.id, _DECIDED, "--dato", "DATO", "--som", "ROLLE"),
        )


def _to_send(rounds: Sequence[Runde], known: _Known) -> Iterator[Gjoremal]:
    """The results of each round that is locked, until somebody has said that they were sent after it."""
    sent = [one.dag for one in known.stand.skritt if one.skritt == _SENT]
    for one in rounds:
        if one.stand is Rundestand.LAST and one.last and not any(dag >= one.last for dag in sent):
            yield Gjoremal(
                tekst=text("samle.runder.resultat_sendes", nr=one.nr, dag=vis(one.last)),
                hvem=text("samle.hvem.barnevernleder"),
                gjor=command("tilsyn", "hendelse", known.tilsyn.id, _SENT, "--dato", "DATO", "--som", "ROLLE"),
            )
    kodeverk = known.content.kodeverk
    for frist in known.stand.frister:
        what = kodeverk.tekst("tilsynsskritt", frist.skritt) if kodeverk else frist.skritt
        yield Gjoremal(
            tekst=text("samle.runder.frist", hva=what, dag=vis(frist.dag)), hvem=text("samle.hvem.barnevernleder")
        )
