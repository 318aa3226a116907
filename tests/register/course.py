"""A made-up life of a register: what happens on which day, and what the register says of it afterwards.

Everything goes through the register's own pure functions; nothing here decides anything. The world is a few objects
whose dates are given, judged by a reading of the rule that is as simple as it can be.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from bvaudit.model.funn import Tall
from bvaudit.model.plans import Arshjul
from bvaudit.model.registeret.avvik import Avvik, Registeret, Slutt, Stilling
from bvaudit.model.registeret.effekt import Forsok, Utgangspunkt
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, ForsokBegynt, Varslet
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Objektrad
from bvaudit.model.registeret.kontekst import Frister, Kontekst, Manedstall
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget, Ny
from bvaudit.model.registeret.mote import Mote
from bvaudit.model.registeret.ting import Slag, link_number
from bvaudit.model.utfall import Utfall
from bvaudit.register.attempts import begin, finish
from bvaudit.register.curve import curve
from bvaudit.register.deadlines import deadlines
from bvaudit.register.effect import Trekning
from bvaudit.register.fold import fold_on
from bvaudit.register.gate import closing, missing
from bvaudit.register.guards import allowed
from bvaudit.register.measure import Statistikk
from bvaudit.register.meet import meet
from bvaudit.register.sentences import told
from bvaudit.workflows.content import content_or_stop

A_WEEK = timedelta(days=7)
ENHETER = {"M": "Midtbyen", "V": "Vestbyen", "O": "Østbyen", "S": "Sørbyen"}
STAB, SJEF = "stab", "kommunalsjef"


def leader(enhet: str) -> str:
    return f"barnevernleder@{enhet}"


def head(enhet: str) -> str:
    return f"enhetsleder@{enhet}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """A message to one unit: when it came, and when it was gone through. MEL-01 gives a week."""

    id: str
    enhet: str
    kom: date
    gjort: date | None = None

    def row(self, per: date) -> Objektrad | None:
        if self.kom > per:
            return None
        due = self.kom + A_WEEK
        done = self.gjort if self.gjort is not None and self.gjort <= per else None
        if done is None:
            utfall = Utfall.IKKE_OPPFYLT if per > due else Utfall.IKKE_AKTUELT
        else:
            utfall = Utfall.IKKE_OPPFYLT if done > due else Utfall.OPPFYLT
        return _row("MEL-01", self, utfall, start=self.kom, frist=due, utfort=done, slutt=done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barn:
    """A child in a foster home since long before: OMS-01 asks for four visits in the last twelve months, on every day
    it lives there. ``daarlig_til``: seen too seldom on every day up to this one, and often enough from then on."""

    id: str
    enhet: str
    kom: date = date(2022, 3, 1)
    slutt: date | None = None
    daarlig_til: date | None = None
    daarlig_fra: date | None = None

    def row(self, per: date) -> Objektrad | None:
        if self.kom > per:
            return None
        if self.slutt is not None and self.slutt < per:
            ended = _row("OMS-01", self, Utfall.IKKE_AKTUELT, start=self.kom, slutt=self.slutt)
            return replace(ended, grunn="Tiltaket er avsluttet")
        bad = self.daarlig_til is not None and per < self.daarlig_til
        bad = bad or (self.daarlig_fra is not None and per >= self.daarlig_fra)
        return _row("OMS-01", self, Utfall.IKKE_OPPFYLT if bad else Utfall.OPPFYLT, start=self.kom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lest:
    """What a reader answered of one object on a day, in an audit: it says nothing before it."""

    id: str
    enhet: str
    regel: str
    kom: date
    dag: date
    i_orden: bool
    revisjon: str
    feiltype: str = ""

    def row(self, per: date) -> Objektrad | None:
        if self.dag > per:
            return None
        utfall = Utfall.OPPFYLT if self.i_orden else Utfall.IKKE_OPPFYLT
        made = _row(self.regel, self, utfall, start=self.kom)
        return replace(made, lest=self.revisjon, feiltype=self.feiltype, variant="lest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegn:
    """What the extract can only hint at: UND-09, that nothing is registered of the child having been heard."""

    id: str
    enhet: str
    kom: date
    slutt: date

    def row(self, per: date) -> Objektrad | None:
        if self.slutt > per:
            return None
        return _row("UND-09", self, Utfall.IKKE_OPPFYLT, start=self.kom, slutt=self.slutt)


Sak = Melding | Barn | Lest | Tegn


def _row(regel: str, one: "Sak", utfall: Utfall, **days: Any) -> Objektrad:
    return Objektrad(
        regel=regel,
        variant="lov",
        enhet=one.enhet,
        hos=one.enhet,
        sak=f"S-{one.id}",
        objekt=context().regler[regel].gjelder.objekt if regel else "",
        objekt_id=one.id,
        utfall=utfall,
        **days,
    )


def late(enhet: str, kom: date, antall: int, navn: str = "sen") -> tuple[Melding, ...]:
    """Messages a week apart that were gone through ten days after they came."""
    return _messages(enhet, kom, antall, navn, timedelta(days=10))


def in_time(enhet: str, kom: date, antall: int, navn: str = "rett") -> tuple[Melding, ...]:
    """Messages a week apart that were gone through after four days."""
    return _messages(enhet, kom, antall, navn, timedelta(days=4))


def _messages(enhet: str, kom: date, antall: int, navn: str, etter: timedelta) -> tuple[Melding, ...]:
    days = [kom + number * A_WEEK for number in range(antall)]
    return tuple(Melding(id=f"{navn}-{enhet}-{day:%y%m%d}", enhet=enhet, kom=day, gjort=day + etter) for day in days)


@cache
def context() -> Kontekst:
    content = content_or_stop()
    assert content.kodeverk is not None
    return Kontekst(
        regler={id_: rule for id_, rule in content.regler.items() if rule.kontroll is None},
        kodeverk=content.kodeverk,
        enheter=ENHETER,
        arshjul=tuple(one for one in content.planer.arshjul if isinstance(one, Arshjul)),
        logikk=dict.fromkeys(content.regler, "l1"),
    )


STATISTIKK = Statistikk(
    interval=lambda k, n, frame: (0.0, 1.0),
    apart=lambda a, n, b, m: 0.001 if abs(a * m - b * n) * 3 > n * m else 0.5,  # told apart when a third is between
)


@dataclass(slots=True)
class Course:
    """``saker`` is everything that ever happens; a run sees what had happened by its judging day."""

    saker: Sequence[Sak]
    kontekst: Kontekst = field(default_factory=context)
    logg: list[Logget] = field(default_factory=list)
    reg: Registeret = field(default_factory=Registeret)

    def begun(self, dag: date) -> "Course":
        self.writes(dag, Ny(hvem=MASKINEN, hendelse=RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", dag=dag)))
        return self

    # what happens

    def writes(self, dag: date, *new: Ny) -> None:
        """Each must be allowed by what stands before it."""
        for ny in new:
            refused = allowed(self.reg, ny, self.kontekst, dag)
            assert refused == (), (refused, dag, ny)
            self._log(dag, ny)

    def _log(self, dag: date, ny: Ny) -> None:
        nr = len(self.logg) + 1
        tid = datetime.combine(dag, time(12), UTC)
        forrige = self.logg[-1].sum if self.logg else ""
        event = Logget(nr=nr, tid=tid, hvem=ny.hvem, hendelse=ny.hendelse, forrige=forrige, sum=f"{nr:064x}")
        self.logg.append(event)
        self.reg = fold_on(self.reg, [event])

    def does(self, dag: date, hvem: str, *hendelser: Hendelse) -> None:
        self.writes(dag, *(Ny(hvem=hvem, hendelse=one) for one in hendelser))

    def refuses(self, dag: date, hvem: str, hendelse: Hendelse) -> set[str]:
        """The codes of why it may not be done. Nothing is written."""
        found = allowed(self.reg, Ny(hvem=hvem, hendelse=hendelse), self.kontekst, dag)
        assert found, (dag, hvem, hendelse, "was allowed")
        return {one.kode for one in found}

    def meets(self, per: date, dag: date | None = None, **more: Any) -> Mote:
        return meet(self.reg, self.facts(per, **more), self.kontekst, dag or per + timedelta(days=1))

    def run(self, per: date, dag: date | None = None, **more: Any) -> Mote:
        """A written run over everything there was on ``per``, the day after it."""
        found = self.meets(per, dag, **more)
        assert found.ikke_skrevet == "", found.ikke_skrevet
        self.writes(dag or per + timedelta(days=1), *found.nye)
        return found

    def facts(self, per: date, **more: Any) -> Kjoringsfakta:
        """A run sees no answers of readers; an audit (``revisjon``) nothing else."""
        revisjon = str(more.get("revisjon", ""))
        rows = self.rows(per, revisjon)
        told_as = {(row.regel, row.objekt_id): row for row in rows}
        kinds = Counter((row.regel, row.enhet, row.utfall) for row in rows)
        tall = {
            (regel, enhet): Tall(
                oppfylt=kinds[regel, enhet, Utfall.OPPFYLT],
                ikke_oppfylt=kinds[regel, enhet, Utfall.IKKE_OPPFYLT],
                ikke_aktuelt=kinds[regel, enhet, Utfall.IKKE_AKTUELT],
            )
            for regel, enhet, _ in kinds
        }
        base: dict[str, Any] = {
            "kjoring": revisjon or f"kjøring {per}",
            "per": per,
            "uttrekk": f"uttrekk {per}",
            "nokkel": "",
            "hel": True,
            "enheter": dict(self.kontekst.enheter),
            "kart": {enhet: f"{at}|2020-01-01||x" for at, enhet in enumerate(ENHETER)},
            "logikk": dict(self.kontekst.logikk),
            "kontrollert": frozenset(row.regel for row in rows) | {"MEL-01", "OMS-01"},
            "antall_objekter": len(rows),
            "brudd": tuple(row for row in rows if row.utfall is Utfall.IKKE_OPPFYLT and not self._hint(row)),
            "tall": tall,
            "bevis": told_as,
            "saker": dict(Counter(row.enhet for row in rows)),
        }
        return Kjoringsfakta(**{**base, **more})

    def _hint(self, row: Objektrad) -> bool:
        """What is only suggested is no breach of a run."""
        rule = self.kontekst.regler.get(row.regel)
        return rule is not None and rule.indikasjon and not row.lest

    def rows(self, per: date, revisjon: str = "") -> tuple[Objektrad, ...]:
        found = (one.row(per) for one in self.saker if _seen(one, revisjon))
        return tuple(row for row in found if row is not None)

    def told(self, dag: date, *numre: str) -> None:
        """The unit is told."""
        self.does(dag, STAB, *(Varslet(nr=nr, dag=dag) for nr in numre))

    def sets(self, dag: date, hvem: str, nr: str, **felt: str) -> None:
        slag = self.reg.ting[nr].slag
        free = {"hvorfor", "belegg", "beskrivelse", "droppet_grunn", "strakstiltak"}
        self.does(
            dag,
            hvem,
            *(
                FeltSatt(nr=nr, felt=navn, tekst=verdi) if navn in free else FeltSatt(nr=nr, felt=navn, verdi=verdi)
                for navn, verdi in felt.items()
            ),
        )
        assert self.reg.ting[nr].slag is slag

    def plans(self, dag: date, nr: str, tiltak: str, hvem: str = "", *, eier: str = "") -> None:
        """Cause, role, date and a measure, which is the decisive one: what a plan must have."""
        avvik = self.avvik(nr)
        hvem = hvem or leader(avvik.enhet)
        if tiltak not in self.reg.ting:
            owner = eier or hvem
            unit = owner.partition("@")[2]
            self.does(
                dag,
                owner,
                TingOpprettet(nr=tiltak, slag=Slag.TILTAK, tittel="Felles fristliste", enhet=unit, eier=owner, dag=dag),
            )
        self.does(dag, hvem, Koblet(avvik=nr, tiltak=tiltak, dag=dag), AvgjorendeValgt(nr=nr, tiltak=tiltak, dag=dag))
        self.sets(dag, hvem, nr, arsak="rutine-mangler", ansvarlig=hvem, frist_plan=dag.isoformat())

    def in_use(self, dag: date, nr: str, tiltak: str, hvem: str = "", *, fra: date | None = None) -> None:
        link = link_number(nr, tiltak)
        hvem = hvem or leader(self.avvik(nr).enhet)
        self.sets(dag, hvem, link, i_bruk=(fra or dag).isoformat(), tiltaksstatus="i-bruk", belegg="Møtereferat")

    def attempt(self, dag: date, nr: str, per: date, hvem: str = STAB, trekning: Trekning | None = None) -> Forsok:
        """Logged before anything is looked at, and then finished."""
        started = begin(self.reg, self.avvik(nr), self.kontekst, per, dag)
        assert isinstance(started, ForsokBegynt), started
        self.does(dag, hvem, started)
        begun = self.avvik(nr).forsok[-1]
        rows = self.rows(per, begun.revisjon)
        done = finish(self.avvik(nr), begun, rows, self.kontekst, dag, STATISTIKK, trekning=trekning)
        self.does(dag, MASKINEN, done)
        return self.avvik(nr).forsok[-1]

    def cannot_begin(self, dag: date, nr: str, per: date) -> set[str]:
        started = begin(self.reg, self.avvik(nr), self.kontekst, per, dag)
        assert not isinstance(started, ForsokBegynt), "was allowed"
        return {one.kode for one in started}

    def closes(self, dag: date, nr: str, hvem: str = STAB) -> Stilling:
        found = closing(self.reg, self.avvik(nr), hvem, self.kontekst, dag)
        assert not isinstance(found, tuple), found
        self.does(dag, hvem, found)
        return self.avvik(nr).stilling

    def lacks(self, dag: date, nr: str, hvem: str = STAB) -> set[str]:
        return {one.kode for one in missing(self.reg, self.avvik(nr), hvem, self.kontekst, dag)}

    def of(self, enhet: str, regel: str = "MEL-01") -> str:
        """The number of the open avvik of the rule in the unit; the lowest where there are several."""
        return min(one.nr for one in self.reg.apne if (one.regel, one.enhet) == (regel, enhet) and not one.sak)

    # what the register says

    def avvik(self, nr: str) -> Avvik:
        return self.reg.avvik[nr]

    def finding(self, nr: str) -> Utgangspunkt:
        found = self.avvik(nr).utgangspunkt
        assert found is not None
        return found

    def ending(self, nr: str) -> Slutt:
        found = self.avvik(nr).slutt
        assert found is not None
        return found

    def frister(self, dag: date, nr: str) -> Frister:
        return deadlines(self.avvik(nr), self.reg, self.kontekst, dag)

    def evidence(self, nr: str) -> dict[str, int]:
        return dict(Counter(one.tilstand.value for one in self.avvik(nr).bevis))

    def story(self, nr: str) -> list[str]:
        return [told(one, self.reg, self.kontekst) for one in self.logg if nr in one.hendelse.om]

    def month(self, dag: date, enhet: str = "") -> Manedstall:
        return next(one for one in curve(self.logg, self.kontekst, dag) if one.enhet == enhet and one.maned == dag)


def _seen(one: Sak, revisjon: str) -> bool:
    return one.revisjon == revisjon if isinstance(one, Lest) else not revisjon
