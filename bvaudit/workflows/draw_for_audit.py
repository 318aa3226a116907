"""The draw of an audit: the frame its checklist describes, frozen, and the cases drawn from it."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import Problem
from bvaudit.engine.database import Database
from bvaudit.engine.population import Asked, look
from bvaudit.errors import NothingExamined
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.model.koder import Kodelister
from bvaudit.model.mappe import Mappe
from bvaudit.model.objekt import Objekt, Utelatt
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.rule import Rule
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.utvalg_files import refuse_another, write_utvalg
from bvaudit.stats.draw import draw
from bvaudit.stats.frame_strata import KOMMUNE, Frame, frame_of
from bvaudit.texts import text
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.draw_sample import DrawOutcome
from bvaudit.workflows.from_folder import Taken, draw_in, take
from bvaudit.workflows.inputs import ImportInputs, Prepared, Progress, refuse_key_inside, snapshot_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.put_in_place import place_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be drawn: see ``Gjennomgang``. ``forrige_saker`` are the cases that must not be drawn again, with
    ``forrige`` the name of the audit they were in."""

    id: str
    liste: Sjekkliste
    per: date
    periode: tuple[date, date]
    per_enhet: int
    reserve: int
    enheter: tuple[str, ...] = ()
    forrige: str = ""
    forrige_saker: frozenset[str] = frozenset()
    startet_etter: date | None = None
    utvides_til: int | None = None  # None: the plan of the checklist
    fro: str = ""


def wish_of(gjennomgang: Gjennomgang, liste: Sjekkliste) -> Wish:
    return Wish(
        id=gjennomgang.id,
        liste=liste,
        per=gjennomgang.per,
        periode=(gjennomgang.periode_fra, gjennomgang.periode_til),
        per_enhet=gjennomgang.per_enhet,
        reserve=gjennomgang.reserve,
        enheter=gjennomgang.enheter,
        forrige=gjennomgang.forrige,
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
    wish = wish_of(gjennomgang, liste)
    return draw_list(wish, inputs, mappe=mappe, ut=None, now=now, home=home, progress=progress).utvalg


def draw_list(
    wish: Wish,
    inputs: ImportInputs | None,
    *,
    mappe: Mappe | None,
    ut: Path | None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> DrawOutcome:
    """Draw as ``wish`` says. What is not said is taken from the municipality's folder: the extract, and the place."""
    content = content_or_stop(own_content(mappe, ()))
    inputs = inputs or ImportInputs(kilder=())
    taken: Taken | None = None
    if mappe is not None:
        taken = take(mappe, inputs, content.koder, now=now, home=home, progress=progress)
        inputs, ut = taken.inputs, ut or draw_in(mappe, wish.id)
    assert ut is not None, "without a folder the draw has a place of its own"
    refuse_key_inside(inputs, ut, home)
    with (
        taken.told_also_when_it_stops() if taken else nullcontext(),
        place_for(ut) as place,
        snapshot_of(inputs, content.koder, now=now, home=home, work=place.work, progress=progress) as prepared,
    ):
        utvalg, frame = drawn_from(prepared, wish, content.koder, content.regler)
        refuse_another(utvalg, ut, frame=frame)
        written = write_utvalg(utvalg, place.stage, frame=frame)
        problems: tuple[Problem, ...] = (*(taken.problems if taken else ()), *prepared.problems)
    return DrawOutcome(
        utvalg=utvalg,
        filer=tuple(ut / file.name for file in written),
        beskjeder=(*(taken.beskjeder if taken else ()), *prepared.beskjeder),
        problems=problems,
    )


def drawn_from(
    prepared: Prepared, wish: Wish, koder: Kodelister, regler: Mapping[str, Rule] | None = None
) -> tuple[Utvalg, tuple[FrameCase, ...]]:
    """The draw, and the frame it was made from."""
    framed = frame_for(prepared, wish, koder)
    trekking, frame = wish.liste.utvalg, framed.frame
    if not frame.saker:
        raise NothingExamined(text("trekning.tom_ramme", liste=wish.liste.tittel), hint=text("trekning.tom_ramme_hint"))
    plan = planned_extension(wish.liste, regler or {}) if wish.utvides_til is None else wish.utvides_til
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
        periode_fra=wish.periode[0],
        periode_til=wish.periode[1],
        startet_etter=wish.startet_etter,
        forrige=wish.forrige,
        enheter=wish.enheter,
        utvides_til=plan if more else 0,
        utelatt={reason.value: antall for reason, antall in framed.utelatt.items()},
        flere=framed.utelatt.get(Utelatt.FLERE, 0),
    ), frame.saker


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """The frame, and how many objects were left out of it for each reason."""

    frame: Frame
    utelatt: Mapping[Utelatt, int]


def frame_for(prepared: Prepared, wish: Wish, koder: Kodelister) -> Framed:
    """What can be drawn from the extract today."""
    trekking = wish.liste.utvalg
    asked = Asked(
        gjelder=trekking.gjelder,
        per=wish.per,
        koder=koder,
        kilder=prepared.manifest.kilder,
        periode=wish.periode if trekking.telles_etter else None,
        telles_etter=trekking.telles_etter,
        startet=trekking.startet,
        startet_etter=wish.startet_etter,
    )
    with Database() as database:
        database.attach(prepared.mappe)
        found = look(database, asked)
        kommuner = _municipalities(database) if any(k.slag == KOMMUNE for k in trekking.kvoter) else {}
    chosen, utelatt = _narrowed(found.objekter, found.utelatt, wish)
    frame = frame_of(chosen, trekking.kvoter, per_enhet=wish.per_enhet, kommuner=kommuner)
    return Framed(frame=frame, utelatt=utelatt)


def planned_extension(liste: Sjekkliste, regler: Mapping[str, Rule]) -> int:
    """How far the draw may be extended, by the plan of the checklist, else by the goals of its points. 0 = not."""
    goals = (regler[punkt.regel].effektmal for punkt in liste.punkter if punkt.regel in regler)
    return liste.utvalg.utvides_til or max((goal.utvides_til for goal in goals if goal is not None), default=0)


def _municipalities(database: Database) -> dict[str, set[str]]:
    """The municipalities each unit has living cases from."""
    rows = database.run(
        "SELECT DISTINCT enhet, kommunenummer FROM sak "
        "WHERE NOT COALESCE(er_slettet, FALSE) AND COALESCE(kommunenummer, '') <> ''"
    )
    found: dict[str, set[str]] = {}
    for enhet, nummer in rows:
        found.setdefault(enhet, set()).add(nummer)
    return found


def _narrowed(
    objekter: Sequence[Objekt], utelatt: dict[Utelatt, int], wish: Wish
) -> tuple[tuple[Objekt, ...], dict[Utelatt, int]]:
    """One object of each case in the units that are audited, and the count of all that were left out."""
    counted = dict(utelatt)

    def leave(reason: Utelatt, kept: Sequence[Objekt], before: Sequence[Objekt]) -> list[Objekt]:
        if len(before) > len(kept):
            counted[reason] = counted.get(reason, 0) + len(before) - len(kept)
        return list(kept)

    here = leave(Utelatt.ANNEN_ENHET, [o for o in objekter if not wish.enheter or o.enhet in wish.enheter], objekter)
    new = leave(Utelatt.TIDLIGERE, [o for o in here if o.sak not in wish.forrige_saker], here)
    # The latest by the counting date is read; of those on the same day the one that began last.
    latest = {o.sak: o for o in sorted(new, key=lambda o: (o.telles or date.min, o.start or date.min, o.objekt_id))}
    one = leave(Utelatt.FLERE, list(latest.values()), new)
    ordered = sorted(one, key=lambda o: (o.enhet, o.sak))
    return tuple(ordered), {reason: counted[reason] for reason in Utelatt if counted.get(reason)}
