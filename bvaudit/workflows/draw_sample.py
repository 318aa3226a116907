"""Draw cases for review so that anyone can repeat the draw years later."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem, has_errors
from bvaudit.engine.database import Database
from bvaudit.errors import ContentError, NothingExamined
from bvaudit.loading.content.utvalg import changed_since, read_frame, read_utvalg, written_print
from bvaudit.loading.find_folder import find_folder
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.utvalg_files import refuse_another, write_utvalg
from bvaudit.stats.draw import draw, replay
from bvaudit.texts import text
from bvaudit.workflows.check_draw import try_frame, try_log, try_minutes
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.from_folder import Taken, draw_in, take, with_defaults
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, refuse_key_inside, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.put_in_place import place_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOutcome:
    utvalg: Utvalg
    filer: tuple[Path, ...]
    beskjeder: tuple[str, ...]
    problems: tuple[Problem, ...]


def draw_sample(
    inputs: ImportInputs,
    *,
    per_enhet: int,
    reserve: int,
    fro: str | None,
    navn: str | None,
    ut: Path | None,
    mappe: Mappe | None = None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DrawOutcome:
    """A simple random draw per unit over every living case. The seed is the draw's own name unless one is given,
    so that nobody can try seeds until the sample looks good.

    What is not said is taken from the municipality's folder ``mappe``: the extract, and a place for the draw.
    """
    koder = content_or_stop(own_content(mappe, ())).koder
    taken: Taken | None = None
    if mappe is not None and inputs.kilder and ut is not None:
        inputs = with_defaults(inputs, mappe)
    elif mappe is not None:
        taken = take(mappe, inputs, koder, now=now, home=home, progress=progress)
        inputs, ut = taken.inputs, ut or draw_in(mappe, navn or _default_name(taken.manifest))
    assert ut is not None, "without a folder the draw has a place of its own"
    refuse_key_inside(inputs, ut, home)
    with (
        taken.told_also_when_it_stops() if taken else nullcontext(),
        place_for(ut) as place,
        snapshot_of(inputs, koder, now=now, home=home, work=place.work, progress=progress) as prepared,
    ):
        frame = _frame(prepared.mappe)
        if not frame:
            raise NothingExamined(text("workflows.draw_sample.uttrekket_har_ingen_saker_a_trekke"))
        name = navn or _default_name(prepared.manifest)
        utvalg = draw(
            frame,
            seed=fro or name,
            per_enhet=per_enhet,
            reserve=reserve,
            id=name,
            uttrekk=prepared.manifest.kilde_sha256,
            programversjon=__version__,
            filter=text("workflows.draw_sample.alle_saker_som_ikke_er_slettet"),
            oyeblikksbilde=prepared.avtrykk,
        )
        notes = (*(taken.beskjeder if taken else ()), *prepared.beskjeder)
        if fro and fro != name:
            notes += (text("workflows.draw_sample.froet_er_valgt_i_stedet_for", fro=fro),)
        refuse_another(utvalg, ut, frame=frame)
        written = write_utvalg(utvalg, place.stage, frame=frame)
        problems = (*(taken.problems if taken else ()), *prepared.problems)
    return DrawOutcome(
        utvalg=utvalg, filer=tuple(ut / file.name for file in written), beskjeder=notes, problems=problems
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCheck:
    """``forskjeller``: what differs when the draw is made again. ``ikke_kontrollert``: what this check cannot say.
    ``linjer``: how many lines of the audit's log were played through, and ``logg_avtrykk`` the print of the last.
    ``sagt``: what the print in the minutes was of."""

    utvalg: Utvalg
    forskjeller: tuple[str, ...]
    ikke_kontrollert: tuple[str, ...]
    linjer: int = 0
    logg_avtrykk: str = ""
    sagt: tuple[str, ...] = ()


def check_sample(
    fil: Path,
    inputs: ImportInputs | None,
    *,
    protokoll: str | None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> SampleCheck:
    """The draw made again, and what that leaves open. ``protokoll`` is the print that was put in the minutes,
    of the draw or of the log.

    Alone, a draw only shows that it agrees with itself; the extract shows that no case was taken out of the frame, and
    the minutes that nobody has drawn again since.
    """
    utvalg, problems = read_utvalg(fil)
    if utvalg is None or has_errors(problems):
        raise ContentError(text("workflows.draw_sample.utvalget_kan_ikke_brukes"), problems=problems)
    frozen, problems = read_frame(fil)
    if has_errors(problems):
        raise ContentError(text("workflows.draw_sample.rammen_kan_ikke_brukes"), problems=problems)
    changed = changed_since(fil, utvalg)
    differences = [*([changed] if changed else []), *replay(utvalg, frozen)]
    folder = fil if fil.is_dir() else fil.parent
    own = find_folder(folder.absolute()) if utvalg.sjekkliste else None
    content = content_or_stop((own,) if own is not None else ())
    reasons = content.kodeverk.utgattgrunner if content.kodeverk else ()
    played = try_log(folder, utvalg, {valg.kode for valg in reasons})
    minutes = try_minutes(protokoll, utvalg, played.logg)
    differences += (*played.forskjeller, *minutes.forskjeller)
    left = [*_left_open(fil, utvalg), *played.ikke_kontrollert, *minutes.ikke_kontrollert]
    if inputs is None:
        left.append(text("workflows.draw_sample.at_rammen_er_alle_sakene_i"))
    else:
        with snapshot_of(inputs, content.koder, now=now, home=home, work=None, progress=progress) as prepared:
            differences += _against_extract(utvalg, frozen, prepared)
            if utvalg.sjekkliste:
                tried = try_frame(folder, utvalg, frozen, prepared, content)
                differences += tried.forskjeller
                left += tried.ikke_kontrollert
            if utvalg.oyeblikksbilde and utvalg.oyeblikksbilde != prepared.avtrykk:
                left.append(text("workflows.draw_sample.at_oyeblikksbildet_er_det_samme"))
    return SampleCheck(
        utvalg=utvalg,
        forskjeller=tuple(differences),
        ikke_kontrollert=tuple(left),
        linjer=len(played.logg),
        logg_avtrykk=played.logg[-1].avtrykk if played.logg else "",
        sagt=minutes.sagt,
    )


def _left_open(fil: Path, utvalg: Utvalg) -> Iterator[str]:
    if not written_print(fil):
        yield (text("workflows.draw_sample.navnet_pa_utvalget_avgrensningen"))
    if utvalg.fro != utvalg.id:
        yield text("workflows.draw_sample.at_froet_ble_valgt_for_noen", fro=utvalg.fro)
    if utvalg.programversjon != __version__:
        yield text(
            "workflows.draw_sample.at_programmet_er_det_samme_utvalget", versjon=utvalg.programversjon or "ukjent"
        )


def _against_extract(utvalg: Utvalg, frozen: tuple[FrameCase, ...], prepared: Prepared) -> list[str]:
    differences = []
    if utvalg.uttrekk != prepared.manifest.kilde_sha256:
        differences.append(text("workflows.draw_sample.uttrekket_er_ikke_det_sakene_ble"))
    if utvalg.sjekkliste:
        return differences
    now = _frame(prepared.mappe)
    gone, new = len(set(frozen) - set(now)), len(set(now) - set(frozen))
    if gone or new:
        differences.append(text("workflows.draw_sample.rammen_er_ikke_lik_uttrekket_saker", gone=gone, new=new))
    return differences


def _frame(folder: Path) -> tuple[FrameCase, ...]:
    with Database() as database:
        database.attach(folder)
        rows = database.run(
            "SELECT enhet, sak_id FROM sak WHERE NOT COALESCE(er_slettet, FALSE) ORDER BY enhet, sak_id"
        )
    return tuple(FrameCase(enhet=enhet, sak=sak) for enhet, sak in rows)


def _default_name(manifest: Manifest) -> str:
    return f"utvalg-{manifest.uttrekksdato.isoformat()}" if manifest.uttrekksdato else "utvalg"
