"""A person writes of a point of a list: how far it has come, its days, what it led to, and where that is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.lister import Liste, Listepunkt
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import REGISTERFELT, Felt, Felttype
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.model.registeret.redigering import erases
from bvaudit.model.registeret.ting import Slag, point_number
from bvaudit.register.act_typed import NotUnderstood, as_day, choice, person
from bvaudit.register.fold import fold_on
from bvaudit.register.guards_common import canonical
from bvaudit.register.listed import standing
from bvaudit.register.planned import opened, thing
from bvaudit.register.sentences import told
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_events import Acted
from bvaudit.workflows.register_folder import context_of, state_of, write

# What rests on something is written after it: the reason and the evidence, then the days, then what they allow.
FIELDS = ("grunn", "belegg", "effekt", "eier", "sist", "slutt", "frist", "status", "beslutning")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointTyped:
    """``verdier`` are what was typed for the fields of ``FIELDS``; «slettes» erases one."""

    liste: str
    punkt: str
    som: str
    verdier: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """What was written, nothing where it stood so already, and where the point stands after it."""

    acted: Acted
    liste: Liste
    punkt: Listepunkt
    stand: Punktstand


def set_point(mappe: Mappe, content: Content, typed: PointTyped, tid: datetime) -> Pointed:
    """Write it, or raise: UsageError where it is not understood, Refused where it may not be done."""
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    liste = _list(typed.liste, kontekst)
    punkt = _point(typed.punkt, liste)
    nr = point_number(liste.id, punkt.id)
    given = {navn: typed.verdier.get(navn, "").strip() for navn in FIELDS}
    if not any(given.values()):
        raise UsageError(text("listene.sett.ingenting"), hint=text("listene.sett.ingenting_hint"))
    if not typed.som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    planned = thing(kontekst, nr)
    enhet = planned.enhet if planned is not None else ""
    who = person(typed.som, kontekst, enhet)
    events = [_event(nr, navn, said, kontekst, enhet) for navn, said in given.items() if said]
    fresh = [one for one in events if _is_new(reg, one)]
    return _written(mappe, reg, kontekst, (liste, punkt), [Ny(hvem=who, hendelse=one) for one in fresh], tid)


def _written(
    mappe: Mappe,
    reg: Registeret,
    kontekst: Kontekst,
    what: tuple[Liste, Listepunkt],
    new: Sequence[Ny],
    tid: datetime,
) -> Pointed:
    liste, punkt = what
    every = opened(reg, kontekst, new, tid.date())
    written = write(mappe, every, kontekst=kontekst, tid=tid, expected=reg.hode) if new else ()
    after = fold_on(reg, written)
    mine = tuple(one for one in written if isinstance(one.hendelse, FeltSatt))
    sentences = tuple(told(one, after, kontekst) for one in mine)
    stand = next(one for one in standing(liste, after, kontekst, tid.date()) if one.punkt == punkt.id)
    return Pointed(acted=Acted(skrevet=mine, setninger=sentences), liste=liste, punkt=punkt, stand=stand)


def _is_new(reg: Registeret, event: FeltSatt) -> bool:
    ting = reg.ting.get(event.nr)
    found = ting.felt.get(event.felt) if ting is not None else None
    return found is None or found.verdi != (event.tekst or event.verdi)


def _list(id_: str, kontekst: Kontekst) -> Liste:
    """One of the municipality's own, as nobody follows up an example: by its id, or the beginning of it when that is of
    one alone."""
    exact = [liste for liste in kontekst.lister if liste.id == id_]
    begins = [liste for liste in kontekst.lister if id_ and liste.id.startswith(id_)]
    if exact or len(begins) == 1:
        return (exact or begins)[0]
    near = get_close_matches(id_, [liste.id for liste in begins or kontekst.lister], n=1, cutoff=0.3 if begins else 0.6)
    hint = text("felles.mente_du", naer=near[0]) if near else text("listene.sett.egne_hint")
    raise UsageError(text("listene.sett.ukjent_liste", id=id_), hint=hint)


def _point(id_: str, liste: Liste) -> Listepunkt:
    """By its id, or the beginning of it when that is of one alone."""
    exact = liste.punkt(id_)
    if exact is not None:
        return exact
    begins = [punkt for punkt in liste.innhold if punkt.id.startswith(id_)]
    if id_ and len(begins) == 1:
        return begins[0]
    ids = [punkt.id for punkt in begins or liste.innhold]
    near = get_close_matches(id_, ids, n=1)
    hint = (
        text("felles.mente_du", naer=near[0])
        if near and not begins
        else text("listene.sett.punkter_hint", punkter=", ".join(ids))
    )
    raise UsageError(text("listene.sett.ukjent_punkt", id=id_, liste=liste.id), hint=hint)


def _event(nr: str, navn: str, said: str, kontekst: Kontekst, enhet: str) -> FeltSatt:
    felt = next(one for one in REGISTERFELT[Slag.LISTEPUNKT] if one.navn == navn)
    if erases(said):
        return FeltSatt(nr=nr, felt=navn)
    if felt.fritekst:
        return FeltSatt(nr=nr, felt=navn, tekst=canonical(said))
    return FeltSatt(nr=nr, felt=navn, verdi=_value(felt, said, kontekst, enhet))


def _value(felt: Felt, said: str, kontekst: Kontekst, enhet: str) -> str:
    if felt.type is Felttype.ROLLE:
        return person(said, kontekst, enhet)
    if felt.type is Felttype.DATO:
        return _day(said).isoformat()
    words = {one.kode: one.tekst for one in kontekst.kodeverk.liste(felt.liste)}
    found = choice(said, felt, kontekst)
    if found not in words:
        known = ", ".join(f"{kode} ({words[kode]})" for kode in words)
        raise UsageError(
            text("listene.sett.valg", felt=felt.navn, verdi=said), hint=text("listene.sett.valg_hint", valg=known)
        )
    return found


def _day(said: str) -> date:
    try:
        return as_day(said)
    except NotUnderstood:
        raise UsageError(text("registeret.utydelig.dato", verdi=said)) from None
