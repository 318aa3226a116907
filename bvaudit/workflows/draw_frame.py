"""The frame a checklist describes: one object of each case, in the units and days that are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.engine.population import Asked, look
from bvaudit.errors import UsageError
from bvaudit.loading.content.utvalg import UTVALG_YAML
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.model.objekt import Objekt, Utelatt
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.utvalg import Bruk
from bvaudit.stats.frame_strata import Frame, frame_of
from bvaudit.stats.places import places
from bvaudit.texts import text
from bvaudit.workflows.frozen_draw import log_of, read_draw
from bvaudit.workflows.inputs import Prepared

ALWAYS = (date.min, date.max)


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
    kommuner = {enhet.navn: enhet.kommunenumre for enhet in prepared.manifest.enheter}
    enheter = _units(wish.enheter, prepared.manifest)
    chosen, utelatt = _narrowed(found.objekter, found.utelatt, enheter, wish.forrige_saker)
    frame = frame_of(chosen, trekking.kvoter, per_enhet=wish.per_enhet, kommuner=kommuner)
    return Framed(frame=frame, utelatt=utelatt)


def earlier_cases(draw: Path) -> frozenset[str]:
    """The cases that were read, struck or pointed at in an earlier round and the rounds before it. ``draw`` is its
    ``utvalg.yaml`` or the folder that lies in; a reserve that was never used may be drawn again."""
    folder = draw if draw.is_dir() else draw.parent
    found: set[str] = set()
    seen: set[Path] = set()
    while folder not in seen:
        seen.add(folder)
        utvalg = read_draw(folder / UTVALG_YAML)
        assert utvalg is not None, "a path was given"
        found.update(place.sak for place in places(utvalg, log_of(folder)) if place.bruk is not Bruk.RESERVE)
        before = folder.parent.parent / utvalg.forrige / folder.name
        if utvalg.forrige and (before / UTVALG_YAML).exists():
            folder = before
    return frozenset(found)


def _units(typed: Sequence[str], manifest: Manifest) -> frozenset[str]:
    """The display names of the units, told by name or by id. UsageError for one that nobody knows."""
    known = {word.casefold(): enhet.navn for enhet in manifest.enheter for word in (enhet.id, enhet.navn) if word}
    for word in typed:
        if word.strip().casefold() not in known:
            near = get_close_matches(word.casefold(), known, n=1)
            listed = ", ".join(sorted(set(known.values())))
            hint = text("felles.mente_du", naer=known[near[0]]) if near else text("trekning.sjekk.velg", valg=listed)
            raise UsageError(text("oppslag.ukjent_enhet", enhet=word), hint=hint)
    return frozenset(known[word.strip().casefold()] for word in typed)


def _narrowed(
    objekter: Sequence[Objekt], utelatt: dict[Utelatt, int], enheter: frozenset[str], before: frozenset[str]
) -> tuple[tuple[Objekt, ...], dict[Utelatt, int]]:
    """One object of each case in the units that are audited, and the count of all that were left out."""
    counted = dict(utelatt)

    def leave(reason: Utelatt, kept: Sequence[Objekt], every: Sequence[Objekt]) -> list[Objekt]:
        if len(every) > len(kept):
            counted[reason] = counted.get(reason, 0) + len(every) - len(kept)
        return list(kept)

    here = leave(Utelatt.ANNEN_ENHET, [o for o in objekter if not enheter or o.enhet in enheter], objekter)
    new = leave(Utelatt.TIDLIGERE, [o for o in here if o.sak not in before], here)
    # The latest by the counting date is read; of those on the same day the one that began last.
    latest = {o.sak: o for o in sorted(new, key=lambda o: (o.telles or date.min, o.start or date.min, o.objekt_id))}
    one = leave(Utelatt.FLERE, list(latest.values()), new)
    ordered = sorted(one, key=lambda o: (o.enhet, o.sak))
    return tuple(ordered), {reason: counted[reason] for reason in Utelatt if counted.get(reason)}
