"""The draw of an audit: the frame its checklist describes, frozen, and the cases drawn from it."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from bvaudit import __version__
from bvaudit.diagnostics import Problem
from bvaudit.errors import NothingExamined, UsageError
from bvaudit.loading.content.utvalg import UTVALG_YAML
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.objekt import Utelatt
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.rule import ENHET
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.draw_lines import shortcomings
from bvaudit.reports.utvalg_files import refuse_another, write_utvalg
from bvaudit.stats.draw import draw
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.draw_frame import ALWAYS, Wish, earlier_cases, frame_for
from bvaudit.workflows.draw_sample import DrawOutcome
from bvaudit.workflows.from_folder import Taken, draw_in, take, with_defaults
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, refuse_key_inside, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.run_plan import when


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """A draw by a checklist outside an audit. What is not said is taken from the checklist, and the days from the
    extract. ``forrige`` is the draw of the earlier round: its file, its folder, or the name of its audit."""

    sjekkliste: str
    navn: str = ""
    enheter: tuple[str, ...] = ()
    per: date | None = None
    periode: tuple[date, date] | Literal["alle"] | None = None
    per_enhet: int | None = None
    reserve: int | None = None
    forrige: str = ""
    startet_etter: date | None = None
    fro: str = ""


Wished = Callable[[Content, Manifest], Wish]


def wish_of(gjennomgang: Gjennomgang, liste: Sjekkliste, mappe: Mappe) -> Wish:
    """What an audit asks for."""
    before = gjennomgang.forrige
    return Wish(
        id=gjennomgang.id,
        liste=liste,
        per=gjennomgang.per,
        periode=(gjennomgang.periode_fra, gjennomgang.periode_til),
        per_enhet=gjennomgang.per_enhet,
        reserve=gjennomgang.reserve,
        enheter=gjennomgang.enheter,
        forrige=before,
        forrige_saker=earlier_cases(_draw_of(before, mappe)) if before else frozenset(),
        startet_etter=gjennomgang.startet_etter,
    )


def draw_audit(
    mappe: Mappe,
    gjennomgang: Gjennomgang,
    liste: Sjekkliste,
    *,
    inputs: ImportInputs | None = None,
    now: datetime,
    home: Path,
    progress: Progress | None = None,
) -> Utvalg:
    """Draw for an audit and put the draw in its folder."""
    wish = wish_of(gjennomgang, liste, mappe)
    inputs = inputs or ImportInputs(kilder=())
    return _drawn(lambda _, __: wish, inputs, mappe=mappe, ut=None, now=now, home=home, progress=progress).utvalg


def draw_by_list(
    request: ListRequest,
    inputs: ImportInputs,
    *,
    mappe: Mappe | None,
    ut: Path | None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DrawOutcome:
    """Draw by a checklist into a folder. The extract, and the place, are the municipality's where they are not said."""

    def wished(content: Content, manifest: Manifest) -> Wish:
        return _wish(request, content, manifest, mappe)

    return _drawn(wished, inputs, mappe=mappe, ut=ut, now=now, home=home, progress=progress)


def _wish(request: ListRequest, content: Content, manifest: Manifest, mappe: Mappe | None) -> Wish:
    lists = {liste.id: liste for liste in content.planer.sjekklister}
    liste = lists.get(request.sjekkliste)
    if liste is None:
        near = get_close_matches(request.sjekkliste, lists, n=1)
        hint = text("felles.mente_du", naer=near[0]) if near else text("trekning.sjekk.velg", valg=", ".join(lists))
        raise UsageError(text("trekning.ukjent_liste", liste=request.sjekkliste), hint=hint)
    per, periode, _ = when(request, manifest)
    trekking, before = liste.utvalg, _draw_of(request.forrige, mappe) if request.forrige else None
    return Wish(
        id=request.navn or f"{liste.id}-{per.isoformat()}",
        liste=liste,
        per=per,
        periode=periode or ALWAYS,
        per_enhet=request.per_enhet or trekking.per_enhet,
        reserve=trekking.reserve if request.reserve is None else request.reserve,
        enheter=request.enheter,
        forrige=_audit_of(before) if before else "",
        forrige_saker=earlier_cases(before) if before else frozenset(),
        startet_etter=request.startet_etter,
        fro=request.fro,
    )


def _draw_of(forrige: str, mappe: Mappe | None) -> Path:
    """Where the draw of an earlier round lies: told by the name of its audit, its folder or its file."""
    places = [mappe.revisjoner / forrige / "utvalg"] if mappe is not None else []
    places += [Path(forrige), Path(forrige) / "utvalg"]
    for place in places:
        if place.is_file() or (place / UTVALG_YAML).is_file():
            return place
    raise UsageError(text("trekning.ingen_forrige", forrige=forrige), hint=text("trekning.ingen_forrige_hint"))


def _audit_of(draw: Path) -> str:
    folder = draw.absolute() if draw.is_dir() else draw.absolute().parent
    return folder.parent.name if folder.name == "utvalg" else folder.name


def _drawn(
    wished: Wished,
    inputs: ImportInputs,
    *,
    mappe: Mappe | None,
    ut: Path | None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DrawOutcome:
    content = content_or_stop(own_content(mappe, ()))
    taken: Taken | None = None
    if mappe is not None and inputs.kilder and ut is not None:
        inputs = with_defaults(inputs, mappe)
    elif mappe is not None:
        taken = take(mappe, inputs, content.koder, now=now, home=home, progress=progress)
        inputs, ut = taken.inputs, ut or draw_in(mappe, wished(content, taken.manifest).id)
    assert ut is not None, "without a folder the draw has a place of its own"
    refuse_key_inside(inputs, ut, home)
    with (
        taken.told_also_when_it_stops() if taken else nullcontext(),
        place_for(ut) as place,
        snapshot_of(inputs, content.koder, now=now, home=home, work=place.work, progress=progress) as prepared,
    ):
        wish = wished(content, prepared.manifest)
        utvalg, frame = drawn_from(prepared, wish, content.koder)
        refuse_another(utvalg, ut, frame=frame)
        written = write_utvalg(utvalg, place.stage, frame=frame)
        problems: tuple[Problem, ...] = (*(taken.problems if taken else ()), *prepared.problems)
    return DrawOutcome(
        utvalg=utvalg,
        filer=tuple(ut / file.name for file in written),
        beskjeder=(
            *(taken.beskjeder if taken else ()),
            *prepared.beskjeder,
            *what_to_tell(utvalg, wish.liste, prepared.manifest),
        ),
        problems=problems,
    )


def what_to_tell(utvalg: Utvalg, liste: Sjekkliste, manifest: Manifest) -> Iterator[str]:
    """What nobody should read the draw without knowing."""
    if utvalg.fro != utvalg.id:
        yield text("workflows.draw_sample.froet_er_valgt_i_stedet_for", fro=utvalg.fro)
    asked = {word.casefold() for word in utvalg.enheter}
    for enhet in manifest.enheter:
        if enhet.navn not in utvalg.ramme_antall and (
            not asked or asked & {enhet.navn.casefold(), enhet.id.casefold()}
        ):
            yield text("trekning.ingen_i_enheten", enhet=enhet.navn)
    said = {kvote.id: kvote.tekst for kvote in liste.utvalg.kvoter}
    yield from shortcomings(utvalg, said, manifest.kommunenavn)


def drawn_from(prepared: Prepared, wish: Wish, koder: Kodelister) -> tuple[Utvalg, tuple[FrameCase, ...]]:
    """The draw, and the frame it was made from. It may be extended as far as the checklist has planned, or somebody has
    said: the goals of its rules are for what is drawn to measure an effect, which has a checklist of its own."""
    if wish.liste.utvalg.gjelder is not None and wish.liste.utvalg.gjelder.objekt == ENHET:
        raise UsageError(text("trekning.gjelder_enheten", liste=wish.liste.tittel))
    framed = frame_for(prepared, wish, koder)
    trekking, frame = wish.liste.utvalg, framed.frame
    if not frame.saker:
        raise NothingExamined(text("trekning.tom_ramme", liste=wish.liste.tittel), hint=text("trekning.tom_ramme_hint"))
    plan = wish.liste.utvalg.utvides_til if wish.utvides_til is None else wish.utvides_til
    more = max(plan - wish.per_enhet, 0)
    utvalg = draw(
        frame.saker,
        seed=wish.fro or wish.id,
        per_enhet=wish.per_enhet,
        reserve=wish.reserve + more,
        id=wish.id,
        uttrekk=prepared.manifest.kilde_sha256,
        programversjon=__version__,
        filter=text("trekning.filter", liste=wish.liste.tittel),
        oyeblikksbilde=prepared.avtrykk,
        kvoter=frame.kvoter,
        grupper=frame.grupper,
    )
    return replace(
        utvalg,
        strata=tuple(replace(s, antall=s.antall or min(wish.per_enhet, s.ramme_antall)) for s in utvalg.strata)
        if not frame.kvoter
        else utvalg.strata,
        sjekkliste=wish.liste.id,
        objekt=trekking.gjelder.objekt if trekking.gjelder else "sak",
        runde=trekking.runde,
        per=wish.per,
        periode_fra=wish.periode[0] if wish.periode != ALWAYS else None,
        periode_til=wish.periode[1] if wish.periode != ALWAYS else None,
        startet_etter=wish.startet_etter,
        forrige=wish.forrige,
        enheter=wish.enheter,
        utvides_til=plan if more else 0,
        utelatt={reason.value: antall for reason, antall in framed.utelatt.items()},
        flere=framed.utelatt.get(Utelatt.FLERE, 0),
    ), frame.saker
