"""What people have written in workbooks and plans meets the log: shown first, and written, all of it at once, when they
say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.plan_back import PLAN
from bvaudit.intake.register_back import Registerbok
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import KOMMENTAR, SKJEMA
from bvaudit.model.registeret.felter import felt_av
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hode, Logget, Ny
from bvaudit.model.registeret.redigering import SLETTES, Dokument, Linje, Sammenfall, Sammenslaing
from bvaudit.register.asked import Asked
from bvaudit.register.fold import fold, fold_on, state_at
from bvaudit.register.listed import listed_day
from bvaudit.register.merge import merge
from bvaudit.register.merge_apply import Allowed
from bvaudit.register.merge_new import GAMMELT
from bvaudit.register.shown_values import slag_of_number
from bvaudit.texts import LANGUAGES, language, spoken, text
from bvaudit.workflows.register_documents import Lest
from bvaudit.workflows.register_folder import write
from bvaudit.workflows.register_import import before_anything_was_typed
from bvaudit.workflows.register_machine_cells import Overskrevet, overwritten, without_mixed
from bvaudit.workflows.review_text import Fritekst, look_through

Choices = Mapping[tuple[str, str], str] | str  # by number and field, or one for all conflicts of the call
_SHORTEST_PRINT = 16  # hex digits of a head as it is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Papir:
    """One document and what comes of it. ``hvem`` wrote it. ``basis`` is the register it was made from. ``tekstfunn``
    are new texts that seem to hold what no paper should."""

    fil: Path
    dokument: Dokument
    hvem: str
    basis: Registeret
    flettet: Sammenslaing
    tekstfunn: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Innlesing:
    """Every document of a call, one after the other. ``hode`` is the head of the log they were merged with, ``nye``
    everything that would be written, in order. ``problems`` are of whole files: then nothing is written."""

    hode: Hode
    kontekst: Kontekst
    papirer: tuple[Papir, ...] = ()
    nye: tuple[Ny, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def tekstfunn(self) -> tuple[Problem, ...]:
        return tuple(one for papir in self.papirer for one in papir.tekstfunn)

    @property
    def konflikter(self) -> tuple[tuple[Papir, Linje], ...]:
        return tuple((papir, line) for papir in self.papirer for line in papir.flettet.konflikter)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The log as it becomes while one document after the other is taken in."""

    logg: list[Logget]
    na: Registeret
    tid: datetime
    hjem: Path | None
    kontekst: Kontekst
    tillatt: Allowed | None
    begynner: bool = False  # there is no log: what is written begins it
    states: dict[int, Registeret] = field(default_factory=dict)


def read_documents(
    lest: Sequence[Lest],
    logg: Sequence[Logget],
    kontekst: Kontekst,
    *,
    tid: datetime,
    som: str = "",
    behold: Choices = "",
    hjem: Path | None = None,
    tillatt: Allowed | None = None,
) -> Innlesing:
    """What the documents say to the register whose whole log is ``logg``. ``som`` is who wrote, before the one each was
    made for. Nothing is changed."""
    begins = not logg and any(_begins(one) for one in lest)
    known = [_begun(tid)] if begins else list(logg)
    reading = _Reading(
        logg=known, na=fold(known), tid=tid, hjem=hjem, kontekst=kontekst, tillatt=tillatt, begynner=begins
    )
    head = fold(logg).hode
    problems = [problem for one in lest if one.dokument is None for problem in one.problems]
    papirer: list[Papir] = []
    nye: list[Ny] = []
    for one in lest:
        if one.dokument is None:
            continue
        basis = _basis(reading, one.dokument)
        hvem = som or one.hvem or one.dokument.mottaker
        if (fault := _fault(reading, one, basis, hvem)) is not None or basis is None:
            problems += [fault] if fault is not None else []
            continue
        papir = _merged(reading, one, basis, hvem, one.behold or behold)
        papirer.append(papir)
        nye += [Ny(hvem=hvem, hendelse=event) for event in papir.flettet.hendelser]
        _take_in(reading, papir)
    return Innlesing(hode=head, kontekst=kontekst, papirer=tuple(papirer), nye=tuple(nye), problems=tuple(problems))


def _basis(reading: _Reading, dokument: Dokument) -> Registeret | None:
    """The register at the head of the document; a plan may only have the beginning of its print left, and one that was
    made before there was a register knew nothing of it. A register that was kept before the log has none either."""
    if dokument.slag == GAMMELT:
        return before_anything_was_typed(reading.na) if reading.logg else None
    hode = dokument.hode
    if hode.nr == 0 and dokument.slag in (PLAN, SKJEMA):
        return Registeret()
    at = next((one for one in reading.logg if one.nr == hode.nr), None)
    if at is None or len(hode.sum) < _SHORTEST_PRINT or not at.sum.startswith(hode.sum):
        return None
    if hode.nr not in reading.states:
        found = state_at(reading.logg, Hode(nr=at.nr, sum=at.sum))
        assert found is not None, "the event is in this log"
        reading.states[hode.nr] = found
    return reading.states[hode.nr]


def _fault(reading: _Reading, one: Lest, basis: Registeret | None, hvem: str) -> Problem | None:
    """Why nothing of a document can be taken in."""
    if not reading.logg or (reading.begynner and not _begins(one)):
        return _whole(one, "uten_register")
    if basis is None:
        return _whole(one, "annet_register")
    if not hvem:
        return _whole(one, "uten_mottaker")
    ask = Asked(reg=reading.na, hvem=hvem, kontekst=reading.kontekst, dag=reading.tid.date())
    unknown = next(iter(ask.role(hvem)), None)
    return _whole(one, "ukjent_hvem", grunn=unknown.tekst) if unknown is not None else None


def _begins(one: Lest) -> bool:
    """A workbook of what is planned, made before there was a register: the first that is written begins it."""
    return one.dokument is not None and one.dokument.slag == SKJEMA and one.dokument.hode.nr == 0


def _begun(tid: datetime) -> Logget:
    """The first event of a log, as the writing of it puts it in."""
    event = RegisterBegynt(kommune="", kommunenummer="", dag=tid.date())
    return Logget(nr=1, tid=tid, hvem=MASKINEN, hendelse=event, forrige="", sum="")


def _whole(one: Lest, key: str, **values: object) -> Problem:
    said, hint = text(f"registeret_les.hele.{key}", **values), text(f"registeret_les.hele.{key}_hint")
    return Problem(sted=Sted(fil=str(one.fil)), kode=f"register-{key.replace('_', '-')}", tekst=said, hint=hint)


def _touched(bok: Registerbok | None, basis: Registeret, kontekst: Kontekst) -> Overskrevet:
    """A row is what it was only in the words it was written with."""
    if bok is None:
        return Overskrevet()
    with language(bok.meta.sprak if bok.meta.sprak in LANGUAGES else spoken()):
        return overwritten(bok, basis, kontekst)


def _merged(reading: _Reading, one: Lest, basis: Registeret, hvem: str, behold: Choices) -> Papir:
    assert one.dokument is not None
    touched = _touched(one.bok, basis, reading.kontekst)
    dokument = replace(one.dokument, problems=(*one.problems, *touched.problems), fil=one.fil.name)
    flettet = merge(
        without_mixed(dokument, touched),
        reading.na,
        basis,
        reading.kontekst,
        dag=reading.tid.date(),
        hvem=hvem,
        logg=reading.logg,
        behold=behold,
        tillatt=reading.tillatt,
    )
    return Papir(
        fil=one.fil,
        dokument=dokument,
        hvem=hvem,
        basis=basis,
        flettet=flettet,
        tekstfunn=look_through(_new_texts(flettet), reading.hjem),
    )


def _take_in(reading: _Reading, papir: Papir) -> None:
    """The next document meets what this one says, as if it were written."""
    new = []
    for event in papir.flettet.hendelser:
        nr = len(reading.logg) + 1
        made = Logget(nr=nr, tid=reading.tid, hvem=papir.hvem, hendelse=event, forrige="", sum="")
        reading.logg.append(made)
        new.append(made)
    if new:
        reading.na = fold_on(reading.na, new)


def _new_texts(flettet: Sammenslaing) -> Iterator[Fritekst]:
    """The free text that would be written, or may be: what has been refused stays in the document."""
    for line in flettet.linjer:
        if line.hva in (Sammenfall.ENDRET, Sammenfall.KONFLIKT) and is_free(line) and line.celle.verdi != SLETTES:
            yield Fritekst(tekst=line.celle.verdi, sted=line.celle.sted)
    for ny, _ in flettet.nye:
        for key, said in ny.felt.items():
            felt = felt_av(ny.slag, key)
            if felt is None or felt.fritekst:
                yield Fritekst(tekst=said, sted=ny.steder.get(key, ny.sted))


def is_free(line: Linje) -> bool:
    if line.celle.felt == KOMMENTAR:
        return True
    felt = felt_av(slag_of_number(line.celle.nr), line.celle.felt)
    return felt is not None and felt.fritekst


def write_documents(mappe: Mappe, lest: Innlesing, tid: datetime) -> tuple[Logget, ...]:
    """All of it, or nothing: HeadMoved when somebody has written since it was read."""
    if lest.problems or not lest.nye:
        return ()
    return write(mappe, lest.nye, kontekst=lest.kontekst, tid=tid, expected=lest.hode)


def refused(lest: Innlesing) -> tuple[Problem, ...]:
    """What is not taken in, cell by cell, and everything else a person should look at."""
    found: list[Problem] = []
    for papir in lest.papirer:
        found += papir.flettet.problems
        for line in papir.flettet.linjer:
            if line.hva is Sammenfall.AVVIST:
                found.append(_refused(line))
            elif line.hva is Sammenfall.ENDRET:
                found += _list_changed(line, lest.kontekst)
    return tuple(found)


def _list_changed(line: Linje, kontekst: Kontekst) -> Iterator[Problem]:
    """A day the list itself gave has been changed in the list since the document was made: two people have written,
    and only one of them in the register."""
    stood, now = line.celle.forvalg, listed_day(kontekst, line.celle.nr, line.celle.felt)
    if line.basis or not stood or now is None or now.isoformat() in (stood, line.celle.verdi):
        return
    shown = vis(date.fromisoformat(stood))
    said = text("arsbok.listen_endret", nr=line.celle.nr, sto=shown, star=vis(now))
    hint = text("arsbok.listen_endret_hint")
    yield Problem(sted=line.celle.sted, kode="register-listen-endret", tekst=said, hint=hint, grad=Grad.ADVARSEL)


def _refused(line: Linje) -> Problem:
    said = text("registeret_les.ikke_tatt_med", grunn=line.grunn)
    return Problem(sted=line.celle.sted, kode="register-avvist", tekst=said, grad=Grad.ADVARSEL)
