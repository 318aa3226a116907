"""Where the work in a municipality's folder stands. Reads only, and says nothing of any case."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from bvaudit.errors import ContentError
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Forfallslag
from bvaudit.reports.status_plans import AHEAD, due_points
from bvaudit.reports.status_view import Punkt, StatusView, Words
from bvaudit.texts import counted, text
from bvaudit.workflows.audits import Resultat, draws_of, filled_in, results_of
from bvaudit.workflows.audits_road import AuditTold, audits_told
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.due import followed
from bvaudit.workflows.extracts import Lying, Uttrekk, are_sheets, lying_in
from bvaudit.workflows.forms_lying import Skjemastatus, forms_in
from bvaudit.workflows.from_folder import results_in
from bvaudit.workflows.inputs import key_files
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_standing import Standing, standing_of

_FIRST_LIST = "saksgjennomgang-undersokelse"
_MOST_OF_AUDIT = 3  # things one audit waits for


class _Plan(Protocol):
    """What tells the municipality's own plans from those that came with the program."""

    @property
    def egen(self) -> bool: ...


T = TypeVar("T", bound=_Plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What lies in the folder. ``content`` is None when it has faults, which ``faults`` counts. ``over`` and ``naer``
    are of what is followed beside the avvik."""

    mappe: Mappe
    dag: date
    lying: Lying
    resultater: tuple[Resultat, ...]
    utvalg: tuple[Path, ...]
    content: Content | None
    faults: int
    skjemaer: tuple[Skjemastatus, ...]
    revisjoner: tuple[AuditTold, ...]
    register: Standing | None
    over: tuple[Punkt, ...]
    naer: tuple[Punkt, ...]
    extra: Words  # «--mappe» and the folder, when every command needs them to find it

    def command(self, *words: str) -> Words:
        return ("bvaudit", *words, *self.extra)


def status_of(mappe: Mappe, dag: date, extra: Words = ()) -> StatusView:
    """``extra`` are «--mappe» and the folder, when every command needs them to find it from where the person stands."""
    content, faults = _content(mappe)

    def command(*words: str) -> Words:
        return ("bvaudit", *words, *extra)

    over, naer = _due(mappe, content, dag, command) if content else ((), ())
    found = _Found(
        mappe=mappe,
        dag=dag,
        lying=lying_in(mappe.uttrekk),
        resultater=results_of(mappe),
        utvalg=draws_of(mappe),
        content=content,
        faults=faults,
        skjemaer=forms_in(mappe, content, dag),
        revisjoner=audits_told(mappe, extra, content) if content else (),
        register=standing_of(mappe, content, dag, command) if content else None,
        over=over,
        naer=naer,
        extra=extra,
    )
    register = found.register or Standing()
    in_audits = [point for audit in found.revisjoner for point in audit.venter[:_MOST_OF_AUDIT]]
    return StatusView(
        kommune=mappe.kommune.navn,
        kommunenummer=mappe.kommune.kommunenummer,
        mappe=str(mappe.rot.absolute()),
        dag=dag,
        feil=tuple(_faults(found)),
        gjort=(*register.gjort, *_done(found)),
        forfalt=(*found.over, *register.forfalt),
        venter=(
            *found.naer,
            *register.venter,
            *in_audits,
            *_waiting(found),
        ),
        neste=_next(found),
    )


def _content(mappe: Mappe) -> tuple[Content | None, int]:
    try:
        return content_or_stop(own_content(mappe, ())), 0
    except ContentError as error:
        return None, max(1, len(error.problems))


def _due(
    mappe: Mappe, content: Content, dag: date, command: Callable[..., Words]
) -> tuple[tuple[Punkt, ...], tuple[Punkt, ...]]:
    """The årshjul that came with the program is nobody's word while there is no register."""
    fulgt = followed(mappe, content, dag, AHEAD)
    if fulgt.uten_register and not _own_plans(content.planer.arshjul):
        kept = tuple(one for one in fulgt.forfall if one.slag is not Forfallslag.OPPGAVE)
        fulgt = replace(fulgt, forfall=kept)
    return due_points(fulgt, command)


def _faults(found: _Found) -> Iterator[Punkt]:
    mappe, lying = found.mappe, found.lying
    if found.content is None:
        yield Punkt(tekst=counted("status.innhold_feil", found.faults))
    for path in _keys_in(mappe):
        yield Punkt(tekst=text("status.nokkel", fil=path))
    for folder, error in lying.ubrukelige:
        yield Punkt(tekst=text("status.ubrukelig", mappe=folder, hva=error.problem))
    for path in lying.andre:
        yield Punkt(tekst=text("status.leses_ikke", fil=path))
    yield from (Punkt(tekst=one.feil) for one in found.revisjoner if one.feil)


def _keys_in(mappe: Mappe) -> Iterator[Path]:
    """Keys and lists of links in the folder, or right under it."""
    for folder in (mappe.rot, *(path for path in sorted(mappe.rot.iterdir()) if path.is_dir())):
        with suppress(OSError):
            yield from key_files(folder)


def _done(found: _Found) -> Iterator[Punkt]:
    for extract in found.lying.uttrekk[:3]:
        yield Punkt(tekst=_extract(extract))
    for result in found.resultater[:3]:
        day = vis(result.per) if result.per else text("status.ukjent_dag")
        drawn = text("status.av_utvalget", utvalg=result.utvalg) if result.utvalg else ""
        yield Punkt(tekst=text("status.vurdert", dag=day, utvalg=drawn, mappe=result.mappe))
    audits = {one.navn for one in found.revisjoner}
    yield from (Punkt(tekst=text("status.revisjon", sagt=one.gjort)) for one in found.revisjoner if one.gjort)
    for draw in [path for path in found.utvalg if path.parents[1].name not in audits][:3]:
        yield Punkt(tekst=text("status.trukket", navn=draw.parents[1].name))
    if found.content is not None and (said := _own(found.content)):
        yield Punkt(tekst=text("status.eget", hva=said))


def _extract(extract: Uttrekk) -> str:
    manifest = extract.manifest
    day = vis(manifest.uttrekksdato) if manifest.uttrekksdato else text("status.ukjent_dag")
    return text("status.lest_inn", dag=day, lest=vis(manifest.importert.date()), mappe=extract.mappe)


def _own(content: Content) -> str:
    plans = content.planer
    lists: tuple[_Plan, ...] = (*plans.anbefalinger, *plans.risikolister, *plans.forbedringstiltak, *plans.lister)
    counts = {
        "regler": len(content.egne),
        "sjekklister": len(_own_plans(plans.sjekklister)),
        "arshjul": len(_own_plans(plans.arshjul)),
        "tilsyn": len(_own_plans(plans.tilsyn)),
        "lister": len(_own_plans(lists)),
    }
    return ", ".join(counted(f"status.antall.{slag}", n) for slag, n in counts.items() if n)


def _own_plans(plans: Sequence[T]) -> list[T]:
    return [plan for plan in plans if plan.egen]


def _waiting(found: _Found) -> Iterator[Punkt]:
    mappe = found.mappe
    for result in found.resultater[:1] if found.register is None else ():
        rows = filled_in(result.register)
        if rows is not None and rows.avvik_fylt < rows.avvik:
            said = text("status.avvik", fylt=rows.avvik_fylt, av=rows.avvik, fil=result.register)
            yield Punkt(tekst=said, hvem=text("status.hvem.enhetene"))
        if rows is not None and rows.saker_fylt < rows.saker:
            said = text("status.saker", fylt=rows.saker_fylt, av=rows.saker, ark=text("register.ark.saker"))
            yield Punkt(tekst=said, hvem=text("status.hvem.enhetene"))
    for path in found.lying.leste:
        yield Punkt(tekst=text("status.lest_kilde", fil=path), hvem=text("status.hvem.stab"))
    for form in found.skjemaer:
        if not form.ferdig:
            said = text("status.skjema.halvferdig", fil=form.fil)
            yield Punkt(tekst=said, hvem=text("status.hvem.stab"), kommando=found.command("les", str(form.fil)))
    for key, there in (
        ("enheter", mappe.enheter or found.lying.nyeste),  # an extract has names of its own
        ("brevmal", mappe.brevmal),
        ("dokumentklasse", mappe.kommune.dokumentklasse),
    ):
        if not there:
            yield Punkt(tekst=text(f"status.mangler.{key}"), hvem=text("status.hvem.stab"))


def _next(found: _Found) -> Punkt:
    """The one command to type now."""
    lying = found.lying
    if found.content is None:
        return Punkt(tekst=text("status.gjor.sjekk"), kommando=("bvaudit", "sjekk", *found.extra[1:]))
    if ready := next((form for form in found.skjemaer if form.ferdig), None):
        return Punkt(tekst=text("status.gjor.les"), kommando=found.command("les", str(ready.fil)))
    if lying.uleste and found.mappe.kart is None and are_sheets(lying.uleste):
        return _map(found)
    if lying.uleste:
        names = ", ".join(path.name for path in lying.uleste[:3]) + (" …" if len(lying.uleste) > 3 else "")
        return Punkt(tekst=text("status.gjor.les_inn", filer=names), kommando=found.command("vurder"))
    if lying.nyeste is None:
        said = text("status.gjor.legg", mappe=found.mappe.uttrekk)
        return Punkt(tekst=said, kommando=found.command("vurder"))
    return _judge(found, lying.nyeste) or _enter(found, lying.nyeste) or _read(found)


def _map(found: _Found) -> Punkt:
    """Sheets are read only by a map of their columns."""
    if begun := next((form for form in found.skjemaer if not form.ferdig), None):
        return Punkt(tekst=text("status.gjor.fyll_ut", fil=begun.fil), kommando=found.command("les", str(begun.fil)))
    (first, *_) = found.lying.uleste
    said = text("status.gjor.lag_kart", fil=first.name)
    return Punkt(tekst=said, kommando=found.command("kart", "lag", str(first)))


def _judge(found: _Found, newest: Uttrekk) -> Punkt | None:
    """Judge what has not been judged as it is now. A register people have written in is not replaced by this."""
    print_of = newest.manifest.avtrykk
    made = next((result for result in found.resultater if result.uttrekk == print_of and not result.utvalg), None)
    if made is None and found.register is not None and print_of in found.register.uttrekk:
        return None  # the register knows it, though its papers have gone
    if made is None:
        per = newest.manifest.uttrekksdato
        there = per is not None and any(
            result.mappe == results_in(found.mappe, per, None) for result in found.resultater
        )
        day = vis(per) if per else text("status.ukjent_dag")
        again = ("--overskriv",) if there else ()
        return Punkt(tekst=text("status.gjor.vurder", dag=day), kommando=found.command("vurder", *again))
    assert found.content is not None
    rows = filled_in(made.register)
    if made.innhold == found.content.sha256 or rows is None or rows.rort:
        return None
    return Punkt(tekst=text("status.gjor.vurder_igjen"), kommando=found.command("vurder", "--overskriv"))


def _enter(found: _Found, newest: Uttrekk) -> Punkt | None:
    """A register that is kept is told of every extract."""
    if found.register is None or newest.manifest.avtrykk in found.register.uttrekk:
        return None
    per = newest.manifest.uttrekksdato
    said = text("registeret_innhold.ikke_fort", dag=vis(per) if per else text("status.ukjent_dag"))
    return Punkt(tekst=said, kommando=found.command("vurder", "--overskriv", "--skriv"))


def _read(found: _Found) -> Punkt:
    """Cases are read in an audit, which is gone on with to its end."""
    for audit in found.revisjoner:
        if audit.neste is not None and not audit.feil:
            said = audit.neste.tekst
            return replace(audit.neste, tekst=f"{said[:1].upper()}{said[1:]}", hvem="")
    if not found.utvalg and not found.revisjoner:
        command = ("revisjon", "ny", f"gjennomgang-{found.dag.year}", "--sjekkliste", _FIRST_LIST)
        return Punkt(tekst=text("status.gjor.trekk"), kommando=found.command(*command))
    return Punkt(tekst=text("status.gjor.frister"), kommando=found.command("frister"))
