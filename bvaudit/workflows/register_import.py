"""A register that was kept before the log: what people typed in it is carried over to the avvik of the same rule and
unit, and what they had closed is shown as closed before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.old_register import (
    GJELDER,
    KOMMENTAR,
    TILTAK,
    TILTAKSTYPE,
    OldRegister,
    OldRow,
    read_old_register,
)
from bvaudit.model.enhet import slug
from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret
from bvaudit.model.registeret.bokmeta import ALVOR, ENHET, KILDE, NUMRE, TITTEL
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.redigering import Celle, Dokument, NyTing
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.rule import Rule
from bvaudit.register.merge_new import GAMMELT, LUKKET_FOR, REGEL
from bvaudit.texts import text

_LUKKET = "lukket"  # the status people picked when they held something to be done
_CLOSING = "lukk"  # in what people wrote that a deadline was for
_LONGEST_TITLE = 120
_MEASURE = (TILTAK, TILTAKSTYPE)


@dataclass(slots=True, kw_only=True)
class _Import:
    kontekst: Kontekst
    na: Registeret
    celler: list[Celle] = field(default_factory=list)
    kommentarer: list[Celle] = field(default_factory=list)
    rettet: list[Celle] = field(default_factory=list)
    nye: list[NyTing] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_import(path: Path, kontekst: Kontekst, na: Registeret) -> tuple[Dokument | None, tuple[Problem, ...]]:
    """The old register as a document for the merge; nothing, and why, when it cannot be read."""
    old, problems = read_old_register(path, kontekst.kodeverk, str(path))
    if old is None:
        return None, tuple(problems)
    taking = _Import(kontekst=kontekst, na=na, problems=list(old.problems))
    for row in old.rader:
        _row(taking, row)
    _cases(taking, old)
    return _document(taking, old), tuple(taking.problems)


def _document(taking: _Import, old: OldRegister) -> Dokument:
    return Dokument(
        fil=old.fil,
        slag=GAMMELT,
        hode=Hode(),
        mottaker="",
        enhet="",
        celler=tuple(taking.celler),
        kommentarer=tuple(taking.kommentarer),
        nye=tuple(taking.nye),
        rettet=tuple(taking.rettet),
        problems=tuple(taking.problems),
    )


def before_anything_was_typed(na: Registeret) -> Registeret:
    """The base of what an old register says: the same things, with nothing written in them."""
    ting = {nr: replace(one, felt={}) for nr, one in na.ting.items()}
    return replace(na, ting=ting, avvik={nr: replace(one, ting=ting[nr]) for nr, one in na.avvik.items()}, merket={})


def _row(taking: _Import, row: OldRow) -> None:
    regel, _, unit = row.id.partition("/")
    enhet = _unit(taking.kontekst, unit)
    rule = taking.kontekst.regler.get(regel)
    typed = dict(_typed(taking.kontekst, rule, row))
    if not typed:
        return
    if not enhet or rule is None:
        key = "ukjent_regel" if enhet else "ukjent_enhet"
        taking.problems.append(_problem(row.sted, key, regel=regel, enhet=unit))
        return
    closed = typed.get("status")
    if closed is not None and closed.verdi == _LUKKET:
        taking.nye.append(_opened(rule, enhet, row, typed, closed=True))
        return
    avvik = _open(taking.na, regel, enhet)
    if avvik is None:
        taking.nye.append(_opened(rule, enhet, row, typed, closed=False))
    else:
        _carry_over(taking, avvik, typed)


def _unit(kontekst: Kontekst, said: str) -> str:
    """The id of a unit that was written by its id, or by its name."""
    if said in kontekst.enheter:
        return said
    named = [id for id, navn in kontekst.enheter.items() if slug(navn) == said]
    return named[0] if len(named) == 1 else ""


def _typed(kontekst: Kontekst, rule: Rule | None, row: OldRow) -> Iterator[tuple[str, Celle]]:
    """What a person wrote: not the status and the role every row was made with. What the deadline was for says which of
    the two it is."""
    lists = kontekst.kodeverk
    grades = lists.grader if rule is None else (lists.gradfrist(rule.alvorlighetsgrad),)
    made = {"status": {one.kode for one in lists.statuser[:1]}, "ansvarlig": {one.ansvarlig_rolle for one in grades}}
    about = row.celler.get(GJELDER)
    for felt, celle in row.celler.items():
        if felt == "frist_plan" and about is not None and _CLOSING in about.verdi.casefold():
            yield "frist_lukking", replace(celle, felt="frist_lukking")
        elif felt != GJELDER and celle.verdi not in made.get(felt, ()):
            yield felt, celle


def _open(na: Registeret, regel: str, enhet: str) -> Avvik | None:
    """The lowest number, as new objects would join it."""
    found = [one for one in na.apne if (one.regel, one.enhet) == (regel, enhet)]
    return min(found, key=lambda one: one.nr, default=None)


def _carry_over(taking: _Import, avvik: Avvik, typed: Mapping[str, Celle]) -> None:
    for felt, celle in typed.items():
        if felt == KOMMENTAR:
            taking.kommentarer.append(replace(celle, nr=avvik.nr))
        elif felt == "status" and not _may_be_picked(taking.kontekst, celle.verdi):
            told = text("registeret_les.gammelt.sto_som", status=_status(taking.kontekst, celle.verdi))
            taking.kommentarer.append(replace(celle, nr=avvik.nr, felt=KOMMENTAR, verdi=told))
        elif felt not in (TILTAK, TILTAKSTYPE):
            taking.celler.append(replace(celle, nr=avvik.nr))
    if TILTAK in typed:
        taking.nye.append(_measure(taking.kontekst, avvik, typed))
    elif TILTAKSTYPE in typed:
        told = text("registeret_les.gammelt.type", type=typed[TILTAKSTYPE].verdi)
        taking.kommentarer.append(replace(typed[TILTAKSTYPE], nr=avvik.nr, felt=KOMMENTAR, verdi=told))


def _may_be_picked(kontekst: Kontekst, kode: str) -> bool:
    return any(one.kode == kode and one.valgbar for one in kontekst.kodeverk.statuser)


def _status(kontekst: Kontekst, kode: str) -> str:
    return next((one.tekst for one in kontekst.kodeverk.statuser if one.kode == kode), kode)


def _measure(kontekst: Kontekst, avvik: Avvik, typed: Mapping[str, Celle]) -> NyTing:
    """The first line is what the measure is called, and the whole of it what it is."""
    said, kind = typed[TILTAK].verdi, typed.get(TILTAKSTYPE)
    title = said.partition("\n")[0]
    short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    felt = {TITTEL: short, NUMRE: avvik.nr, ENHET: avvik.enhet, "eier": avvik.ting.eier}
    felt |= {"beskrivelse": said} if said != short else {}
    codes = [one.kode for one in kontekst.kodeverk.tiltakstyper if kind is not None and one.tekst == kind.verdi]
    if codes:
        felt["tiltakstype"] = codes[0]
    elif kind is not None:
        felt["beskrivelse"] = f"{said}\n{kind.verdi}"
    return NyTing(slag=Slag.TILTAK, felt=felt, steder={TITTEL: typed[TILTAK].sted}, sted=typed[TILTAK].sted)


def _opened(rule: Rule, enhet: str, row: OldRow, typed: Mapping[str, Celle], *, closed: bool) -> NyTing:
    """An avvik of its own: one that was closed before, or one the register has no open number for."""
    felt = {
        TITTEL: rule.avvikstittel or rule.tittel,
        REGEL: rule.id,
        ENHET: enhet,
        KILDE: Kilde.IMPORT.value,
        ALVOR: rule.alvorlighetsgrad.value,
        **{navn: celle.verdi for navn, celle in typed.items() if navn not in ("status", KOMMENTAR, *_MEASURE)},
    }
    said = [typed[navn].verdi for navn in (KOMMENTAR, TILTAK, TILTAKSTYPE) if navn in typed]
    felt |= {KOMMENTAR: "\n".join(said)} if said else {}
    felt |= {LUKKET_FOR: "ja"} if closed else {}
    steder = {navn: celle.sted for navn, celle in typed.items()}
    return NyTing(slag=Slag.AVVIK, felt=felt, steder=steder, sted=steder.get("status", row.sted))


def _cases(taking: _Import, old: OldRegister) -> None:
    for celle in old.rettet:
        sak, _, unit = celle.nr.rpartition("/")
        enhet = _unit(taking.kontekst, unit)
        if enhet:
            taking.rettet.append(replace(celle, nr=f"{sak}/{enhet}"))
        else:
            taking.problems.append(_problem(celle.sted, "ukjent_enhet", regel="", enhet=unit))


def _problem(sted: Sted, key: str, *, regel: str, enhet: str) -> Problem:
    said = text(f"registeret_les.gammelt.{key}", regel=regel, enhet=enhet)
    kode = f"register-{key.replace('_', '-')}"
    return Problem(sted=sted, kode=kode, tekst=said, hint=text("registeret_les.gammelt.hint"), grad=Grad.ADVARSEL)
