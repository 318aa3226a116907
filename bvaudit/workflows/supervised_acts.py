"""A person writes of a supervision: a step of its course, or how far we have come ourselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.enhet import slug
from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import Kodeverk, Skritt
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import Felt, Felttype, felt_av
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Logget, Ny
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.model.registeret.ting import Slag, supervision_number
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.act_typed import choice, person
from bvaudit.register.fold import fold_on
from bvaudit.register.guards_common import canonical
from bvaudit.register.planned import opened
from bvaudit.register.sentences import told
from bvaudit.register.supervised import finding_numbers, standing, wanted
from bvaudit.register.supervised_steps import findings_in, step_named
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, state_of, write
from bvaudit.workflows.supervised import find_supervision

FIELDS = ("status", "eier", "saksnummer", "belegg")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTyped:
    """A step as it was typed. ``skritt`` and ``gjelder`` are codes or the words of the list, ``funn`` ids or numbers of
    findings. ``retter`` is the event it stands for; with ``trukket`` nothing does, and without a number it is the only
    step of its kind."""

    skritt: str
    som: str
    dato: date | None = None
    frist: date | None = None
    gjelder: str = ""
    funn: tuple[str, ...] = ()
    grunn: str = ""
    retter: int = 0
    trukket: bool = False


def take_step(mappe: Mappe, content: Content, id: str, typed: StepTyped, tid: datetime) -> Acted:
    """Write it, or raise: UsageError where it is not understood, Refused where it may not be done."""
    tilsyn = find_supervision(content, id)
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    nr = supervision_number(tilsyn.id)
    before = _corrected(reg, nr, tilsyn, kontekst, typed)
    made = _new(nr, tilsyn, kontekst, typed) if before is None else _instead(nr, tilsyn, kontekst, typed, before)
    acted, after = _write(mappe, reg, kontekst, typed.som, (made,), tid)
    return replace(acted, merknader=tuple(_moved(acted, tilsyn, after, kontekst, tid.date())))


def _moved(acted: Acted, tilsyn: Tilsyn, after: Registeret, kontekst: Kontekst, dag: date) -> Iterator[str]:
    """A deadline the letter has taken the place of is said at once: it may have been about something else."""
    numbers = {one.nr for one in acted.skrevet}
    for frist in standing(tilsyn, after, kontekst, dag).frister:
        if frist.satt_av.hendelse in numbers and frist.flyttet_fra:
            yield text(
                "tilsynslop.skriv.flyttet",
                hva=wanted(frist, tilsyn, kontekst),
                for_=vis(frist.flyttet_fra[-1]),
                frist=vis(frist.dag),
                nr=frist.satt_av.hendelse,
            )


def set_fields(
    mappe: Mappe, content: Content, id: str, values: dict[str, str], som: str, tid: datetime
) -> tuple[str, Acted]:
    """Our own status, who has it, and where its papers are, by the names in ``FIELDS``. Answers with its id too."""
    tilsyn = find_supervision(content, id)
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    nr = supervision_number(tilsyn.id)
    new = tuple(_field(nr, navn, said, kontekst) for navn, said in values.items() if said.strip())
    if not new:
        raise UsageError(text("tilsynslop.skriv.ingenting"), hint=text("tilsynslop.skriv.ingenting_hint"))
    return tilsyn.id, _write(mappe, reg, kontekst, som, new, tid)[0]


def _field(nr: str, navn: str, said: str, kontekst: Kontekst) -> FeltSatt:
    felt = felt_av(Slag.TILSYN, navn)
    assert felt is not None, "FIELDS are those of a supervision"
    if felt.fritekst:
        return FeltSatt(nr=nr, felt=navn, tekst=canonical(said))
    return FeltSatt(nr=nr, felt=navn, verdi=_value(felt, said, kontekst))


def _value(felt: Felt, said: str, kontekst: Kontekst) -> str:
    if felt.type is Felttype.ROLLE:
        return person(said, kontekst)
    found = choice(said.strip(), felt, kontekst)
    words = {one.kode: one.tekst for one in kontekst.kodeverk.liste(felt.liste)}
    if found not in words:
        hint = text("tilsynslop.skriv.status_hint", valg=", ".join(f"{k} ({words[k]})" for k in words))
        raise UsageError(text("tilsynslop.skriv.status", verdi=said), hint=hint)
    return found


def _corrected(reg: Registeret, nr: str, tilsyn: Tilsyn, kontekst: Kontekst, typed: StepTyped) -> Skrittet | None:
    """The step that stands and is to stand no more; None when a new one is written."""
    if not typed.retter and not typed.trukket:
        return None
    standing = reg.tilsyn.get(nr, ())
    if typed.retter:
        found = [one for one in standing if one.hendelse == typed.retter]
    else:
        code = _step(typed.skritt, tilsyn, kontekst.kodeverk).kode
        found = [one for one in standing if one.skritt == code and typed.dato in (None, one.dag)]
    if len(found) == 1:
        return found[0]
    known = [str(one.hendelse) for one in standing]
    hint = text("tilsynslop.skriv.hvilket_hint", numre=", ".join(known)) if known else text("tilsynslop.skriv.i_filen")
    raise UsageError(text("tilsynslop.skriv.hvilket"), hint=hint)


def _new(nr: str, tilsyn: Tilsyn, kontekst: Kontekst, typed: StepTyped) -> TilsynSkritt:
    if typed.dato is None:
        raise UsageError(text("tilsynslop.skriv.uten_dato"), hint=text("tilsynslop.skriv.uten_dato_hint"))
    return TilsynSkritt(
        nr=nr,
        skritt=_step(typed.skritt, tilsyn, kontekst.kodeverk).kode,
        dag=typed.dato,
        frist=typed.frist,
        funn=_findings(typed.funn, tilsyn),
        tekst=canonical(typed.grunn),
        frist_for=_step(typed.gjelder, tilsyn, kontekst.kodeverk).kode if typed.gjelder else "",
    )


def _instead(nr: str, tilsyn: Tilsyn, kontekst: Kontekst, typed: StepTyped, before: Skrittet) -> TilsynSkritt:
    """What is not said is as it was. A withdrawn step is told as it stood, with why it is withdrawn."""
    told = replace(typed, dato=typed.dato or before.dag, grunn=typed.grunn or before.tekst)
    made = _new(nr, tilsyn, kontekst, told)
    if typed.trukket:
        return replace(
            made,
            skritt=before.skritt,
            dag=before.dag,
            tekst=canonical(typed.grunn),
            retter=before.hendelse,
            trukket=True,
        )
    return replace(
        made,
        frist=made.frist or before.frist,
        funn=made.funn or before.funn,
        frist_for=made.frist_for or before.frist_for,
        retter=before.hendelse,
    )


def steps_for(tilsyn: Tilsyn, kodeverk: Kodeverk) -> tuple[Skritt, ...]:
    """The steps of such a course, in the order of the list."""
    return tuple(one for one in kodeverk.tilsynsskritt if tilsyn.forlop in one.forlop)


def _step(typed: str, tilsyn: Tilsyn, kodeverk: Kodeverk) -> Skritt:
    """By its code or its words. One of another course is left for the guard to refuse."""
    wanted = typed.strip().casefold()
    by_any = {slug(word): one for one in kodeverk.tilsynsskritt for word in (one.tekst, one.kode)}
    found = by_any.get(slug(wanted)) or step_named(kodeverk, wanted)
    if found is not None:
        return found
    codes = [one.kode for one in steps_for(tilsyn, kodeverk)]
    near = get_close_matches(wanted, codes, n=1)
    hint = (
        text("felles.mente_du", naer=near[0]) if near else text("tilsynslop.skriv.skritt_hint", skritt=", ".join(codes))
    )
    raise UsageError(text("tilsynslop.skriv.skritt", verdi=typed), hint=hint)


def _findings(typed: Sequence[str], tilsyn: Tilsyn) -> tuple[str, ...]:
    """Ids, from ids or the numbers they have in the report."""
    by_number = {number: id for id, number in finding_numbers(tilsyn).items()}
    known = findings_in(tilsyn)
    found = []
    for said in (part.strip() for one in typed for part in one.split(",") if part.strip()):
        id = by_number.get(said.rstrip("."), said)
        if id not in known:
            hint = text(
                "tilsynslop.skriv.funn_hint", funn=", ".join(f"{nr} ({each})" for nr, each in by_number.items())
            )
            raise UsageError(text("registeret.nei.ukjent_funn", funn=said), hint=hint)
        found.append(id)
    return tuple(id for id in known if id in found)


def _write(
    mappe: Mappe, reg: Registeret, kontekst: Kontekst, som: str, events: Sequence[Hendelse], tid: datetime
) -> tuple[Acted, Registeret]:
    if not som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    who = person(som, kontekst)
    new = opened(reg, kontekst, tuple(Ny(hvem=who, hendelse=one) for one in events), tid.date())
    written = write(mappe, new, kontekst=kontekst, tid=tid, expected=reg.hode)
    after = fold_on(reg, written)
    mine = tuple(_typed(written, events))
    return Acted(skrevet=mine, setninger=tuple(told(one, after, kontekst) for one in mine)), after


def _typed(written: Sequence[Logget], events: Sequence[Hendelse]) -> Iterator[Logget]:
    """Those that were typed, and not what had to be written before them."""
    yield from (one for one in written if one.hendelse in events)
