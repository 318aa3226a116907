"""A person acts in the register: one event on the command line, or the closing of an avvik."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.extract.people.links import read_links
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.hendelser_kjoring import Nokkelpar
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import Hode, Logget, Ny
from bvaudit.register.act_typed import NotUnderstood, Typed, person
from bvaudit.register.acts import ACTS, events_of
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.gate import closing
from bvaudit.register.guards_common import canonical
from bvaudit.register.other_key import keys_of, pairs
from bvaudit.register.planned import opened, with_planned
from bvaudit.register.sentences import told
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, read_log, write

SENT = "sendt"  # the act whose subject is a file
OTHER_KEY = "nokkel-byttet"
VALUES = ("grunn", "verdi", "til", "rolle", "enhet", "felt", "tiltak", "feiltype")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRequest:
    """``dato`` None = today. ``valg`` are the other options that were given, by their names, and ``lister`` the
    koblingslister of the key before and after."""

    mappe: Mappe
    nr: str
    kode: str
    som: str
    dato: date | None = None
    valg: dict[str, str] = field(default_factory=dict)
    lister: tuple[Path | None, Path | None] = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What was written, the sentence of each, and what should be looked at after it."""

    skrevet: tuple[Logget, ...]
    setninger: tuple[str, ...]
    merknader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRequest:
    """``neste`` is when a side exit of few cases is looked at again. ``samme_person``: declared."""

    mappe: Mappe
    nr: str
    som: str
    dato: date | None = None
    grunn: str = ""
    neste: date | None = None
    samme_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Either what was written, or everything that is missing."""

    nr: str
    acted: Acted | None = None
    mangler: tuple[Mangel, ...] = ()


def codes() -> tuple[tuple[str, str, str], ...]:
    """(code, what it is, an example) of every act there is."""
    found = []
    for kode in ACTS:
        key = kode.replace("-", "_")
        found.append((kode, text(f"registeret.handling.{key}.om"), text(f"registeret.handling.{key}.eksempel")))
    return tuple(found)


def act(request: ActRequest, content: Content, tid: datetime) -> Acted:
    """Write it, or raise: UsageError where it is not understood, Refused where it may not be done."""
    if request.kode not in ACTS:
        raise UsageError(text("registeret.utydelig.kode", verdi=request.kode), hint=text("registeret.utydelig.koder"))
    reg, kontekst, expected = _register(request.mappe, content)
    typed = _typed(request, with_planned(reg, kontekst, (request.nr.strip(),)), kontekst, tid)
    try:
        new = events_of(typed, request.kode)
    except NotUnderstood as wrong:
        raise UsageError(
            text(f"registeret.utydelig.{wrong.kode}", **wrong.values), hint=_example(request.kode)
        ) from None
    acted = _write(request.mappe, new, reg, kontekst, tid, expected)
    if request.kode == SENT:
        _keep(request.mappe, Path(request.nr.strip()), typed.dag)
    return acted


def close(request: CloseRequest, content: Content, tid: datetime) -> Closed:
    """Close it, or say everything that is missing."""
    reg, kontekst, expected = _register(request.mappe, content)
    avvik = _avvik(reg, request.nr)
    who = _who(request.som, kontekst, avvik.enhet)
    made = closing(
        reg,
        avvik,
        who,
        kontekst,
        request.dato or tid.date(),
        grunn=canonical(request.grunn),
        samme_person=request.samme_person,
        neste_kontroll=request.neste,
    )
    if not isinstance(made, AvvikAvsluttet):
        return Closed(nr=avvik.nr, mangler=made)
    new = (Ny(hvem=who, hendelse=made),)
    return Closed(nr=avvik.nr, acted=_write(request.mappe, new, reg, kontekst, tid, expected))


def _keep(mappe: Mappe, path: Path, dag: date) -> None:
    """What was sent is kept as it was, where ``register etterprov`` finds it."""
    if path.resolve().is_relative_to(mappe.utgaver.resolve()):
        return
    mappe.utgaver.mkdir(exist_ok=True)
    content = path.read_bytes()
    for number in range(1, 1000):
        kept = mappe.utgaver / f"{dag.isoformat()}{f'-{number}' if number > 1 else ''}-{path.name}"
        if not kept.exists():
            kept.write_bytes(content)
        if kept.read_bytes() == content:
            return


def _register(mappe: Mappe, content: Content) -> tuple[Registeret, Kontekst, Hode]:
    events = read_log(mappe)
    if not events:
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    reg = fold(events)
    return reg, context_of(mappe, content), reg.hode


def _avvik(reg: Registeret, nr: str) -> Avvik:
    found = reg.avvik.get(nr.strip().upper())
    if found is None:
        raise UsageError(text("registeret.nei.ukjent_nummer", nr=nr))
    return found


def _typed(request: ActRequest, reg: Registeret, kontekst: Kontekst, tid: datetime) -> Typed:
    nr = _number(reg, request.nr.strip())
    ting = reg.ting.get(nr)
    here = ting.enhet if ting is not None else ""
    values = {name: canonical(request.valg.get(name, "")) for name in VALUES}
    by_name = {name.casefold(): id for id, name in kontekst.enheter.items()}
    values["enhet"] = by_name.get(values["enhet"].casefold(), values["enhet"])
    if values["rolle"]:
        values["rolle"] = person(values["rolle"], kontekst, values["enhet"] or here)
    som = _who(request.som, kontekst, here)
    return Typed(
        nr=nr,
        som=som,
        dag=request.dato or tid.date(),
        reg=reg,
        kontekst=kontekst,
        grunn=values["grunn"],
        verdi=values["verdi"],
        til=values["til"],
        rolle=values["rolle"],
        enhet=values["enhet"],
        felt=values["felt"],
        tiltak=values["tiltak"],
        feiltype=values["feiltype"],
        fil=_paper(request) if request.kode == SENT else ("", ""),
        nokler=_new_names(request, reg) if request.kode == OTHER_KEY else ((), 0),
    )


def _new_names(request: ActRequest, reg: Registeret) -> tuple[tuple[Nokkelpar, ...], int]:
    """What the register follows, by both lists; and how much of it is not in both. The lists stay where they are."""
    before, after = request.lister
    if before is None or after is None:
        return (), 0
    keys = keys_of(reg)
    found = pairs(keys, _meant(before), _meant(after))
    return found, len(keys) - len(found)


def _meant(path: Path) -> Iterator[tuple[str, object]]:
    """Pseudonym → the row of the journal system it stands for."""
    for link in read_links(path):
        yield link.pseudonym, (link.type, link.kilde_id, link.journalnummer)


def _paper(request: ActRequest) -> tuple[str, str]:
    """The name of the paper that was sent, and what it was the print of."""
    path = Path(request.nr.strip())
    try:
        return path.name, sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise UsageError(text("registeret.utydelig.fil", verdi=request.nr), hint=_example(SENT)) from None


def _number(reg: Registeret, typed: str) -> str:
    """The number as the register writes it, however it was typed."""
    known = {nr.casefold(): nr for nr in reg.ting}
    return known.get(typed.casefold(), typed)


def _who(som: str, kontekst: Kontekst, enhet: str) -> str:
    if not som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    return person(som, kontekst, enhet)


def _example(kode: str) -> str:
    return text(f"registeret.handling.{kode.replace('-', '_')}.eksempel")


def _write(
    mappe: Mappe, new: tuple[Ny, ...], reg: Registeret, kontekst: Kontekst, tid: datetime, expected: Hode
) -> Acted:
    written = write(mappe, opened(reg, kontekst, new, tid.date()), kontekst=kontekst, tid=tid, expected=expected)
    return acted(reg, written, kontekst)


def acted(reg: Registeret, written: tuple[Logget, ...], kontekst: Kontekst) -> Acted:
    """What was written on top of ``reg``, told."""
    after = fold_on(reg, written)
    return Acted(skrevet=written, setninger=tuple(told(one, after, kontekst) for one in written))
