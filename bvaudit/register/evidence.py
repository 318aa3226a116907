"""What has become of each object in evidence, by what a run or a reader says of it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model import kalender
from bvaudit.model.registeret.avvik import Avvik, Bevis, Objekttilstand
from bvaudit.model.registeret.hendelser_avvik import Objektsvar
from bvaudit.model.registeret.kjoring import Kjoringsfakta, Objektrad
from bvaudit.model.rule import Rettes, Rule
from bvaudit.model.utfall import Utfall
from bvaudit.register.rulefacts import is_event_rule, is_of_deeds, is_read
from bvaudit.register.units import Units
from bvaudit.texts import text

T = Objekttilstand
_SAID_BY_PEOPLE = (T.IKKE_BRUDD, T.KAN_IKKE_RETTES)  # settled by somebody: a machine takes it back never


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the evidence of one avvik is judged by: ``rows`` by (rule, object). ``borte``: units whose cases are not in
    the extract at all, though they have not ceased. ``kjoringer`` are the prints of runs by a machine: what was found
    otherwise, a reader found. ``gammel``: the objects whose pseudonyms were made with another key, and are in no
    extract now."""

    avvik: Avvik
    rule: Rule | None
    fakta: Kjoringsfakta
    rows: Mapping[tuple[str, str], Objektrad]
    units: Units
    borte: frozenset[str] = frozenset()
    kjoringer: frozenset[str] = frozenset()
    gammel: frozenset[str] = frozenset()

    @property
    def read_only(self) -> bool:
        """Only a new reading settles it."""
        return self.avvik.krever_lesing or (self.rule is not None and is_read(self.rule))

    @property
    def rettes(self) -> Rettes:
        """A rule that does not say how it heals, does not."""
        return (self.rule.rettes if self.rule is not None else None) or Rettes.NEI


def answers(seen: Seen) -> tuple[Objektsvar, ...]:
    """One for each object of the evidence whose state is another than it was; struck keys are left alone."""
    found = ((one, _state(one, seen)) for one in seen.avvik.bevis if one.objekt_id)
    return tuple(svar for one, svar in found if svar is not None and _differs(one, svar, seen))


def _differs(one: Bevis, svar: Objektsvar, seen: Seen) -> bool:
    """Broken by the new logic too is told, though it was broken before: from now on it may be mended by it."""
    if svar.tilstand is T.FORTSATT and one.objekt_id in seen.avvik.annen_logikk:
        return True
    return (one.tilstand, one.grunn, one.feiltype) != (svar.tilstand, svar.grunn, svar.feiltype)


def _state(one: Bevis, seen: Seen) -> Objektsvar | None:
    """None: nothing is said of it now, and it stays as it is."""
    row = seen.rows.get((seen.avvik.regel, one.objekt_id))
    if one.tilstand in _SAID_BY_PEOPLE:
        return None
    if row is not None and row.lest:
        return _read(one, row, seen)
    if seen.fakta.revisjon or (seen.read_only and not (row is not None and row.slettet)):
        return None
    if one.objekt_id in seen.gammel and (row is None or row.slettet):
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.gammel_nokkel"))
    if seen.rule is None or (row is None and seen.avvik.regel not in seen.fakta.kontrollert):
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.regel_ikke_kontrollert"))
    if one.enhet in seen.borte and (row is None or row.slettet):
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.enhet_borte"))
    if row is None:
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.ikke_funnet"))
    return _by_machine(one, row, seen)


def _by_machine(one: Bevis, row: Objektrad, seen: Seen) -> Objektsvar:
    if row.slettet:
        return _said(one, T.BORTFALT, row.grunn or text("registeret_mote.tilstand.slettet"))
    if row.utfall is None or row.utfall is Utfall.UAVKLART:
        return _said(one, T.IKKE_KONTROLLERT, row.uavgjort_fordi or text("registeret_mote.tilstand.uavklart"))
    if _moved(one, row, seen):
        return _said(one, T.BORTFALT, text("registeret_mote.tilstand.annen_enhet"))
    if row.utfall is Utfall.IKKE_AKTUELT:
        return _said(one, T.BORTFALT, row.grunn or text("registeret_mote.tilstand.gjelder_ikke"))
    return _met(one, row, seen) if row.utfall is Utfall.OPPFYLT else _broken(one, row, seen)


def _broken(one: Bevis, row: Objektrad, seen: Seen) -> Objektsvar:
    """Still a breach. Done too late is as good as it can be where that is all that can happen; and of what has ended
    nothing can be mended any more."""
    if seen.rettes is Rettes.NEI:
        return _said(one, T.KAN_IKKE_RETTES, "") if seen.avvik.kan_ikke else _still(one, row)
    ended, done = _ended(row, seen), row.utfort
    if ended is not None and (done is None or done > ended):
        return _said(one, T.BORTFALT, _nothing_more(row, ended))
    if seen.rettes is Rettes.VED_UTFORT and done is not None and row.utfall is Utfall.IKKE_OPPFYLT:
        return _said(one, T.FOR_SENT, text("registeret_mote.tilstand.for_sent", dag=kalender.vis(done)))
    return _said(one, T.BORTFALT, _nothing_more(row, ended)) if ended is not None else _still(one, row)


def _still(one: Bevis, row: Objektrad) -> Objektsvar:
    partly = row.utfall is Utfall.DELVIS
    return _said(one, T.FORTSATT, text("registeret_mote.tilstand.delvis") if partly else "")


def _met(one: Bevis, row: Objektrad, seen: Seen) -> Objektsvar:
    """Oppfylt by now. It is mended only where that can be, by the same logic, and while the object lasted."""
    other_logic = text("registeret_mote.tilstand.ny_logikk")
    if one.objekt_id in seen.avvik.annen_logikk:
        settled = one.tilstand.avgjort
        return _said(one, one.tilstand, one.grunn) if settled else _said(one, T.IKKE_KONTROLLERT, other_logic)
    if one.kjoring and one.kjoring not in seen.kjoringer:  # the extract never showed it broken
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.funnet_ved_lesing"))
    if seen.rettes is not Rettes.KAN:
        return _said(one, T.IKKE_KONTROLLERT, text("registeret_mote.tilstand.registreringen_endret"))
    ended = _ended(row, seen)
    if ended is not None and _came_after(one, row, ended):
        return _said(one, T.BORTFALT, _nothing_more(row, ended))
    return _said(one, T.RETTET, "")


def _ended(row: Objektrad, seen: Seen) -> date | None:
    """The day it ended, and the duty with it. A duty whose limit lies after that outlives it, and how it is registered
    can be put right at any time."""
    outlives = row.slutt is not None and row.frist is not None and row.frist > row.slutt
    deeds = seen.rule is not None and is_of_deeds(seen.rule)
    return row.slutt if deeds and not outlives else None


def _came_after(one: Bevis, row: Objektrad, ended: date) -> bool:
    """What mended it was done after it had ended; or it had ended when it was found to be a breach, and nothing says
    when it was done."""
    return row.utfort > ended if row.utfort is not None else one.dag >= ended


def _nothing_more(row: Objektrad, ended: date) -> str:
    late = row.utfall is Utfall.OPPFYLT or (row.utfort is not None and row.utfort > ended)
    key = "etter_slutt" if late else "tok_slutt"
    return text(f"registeret_mote.tilstand.{key}", dag=kalender.vis(ended))


def _moved(one: Bevis, row: Objektrad, seen: Seen) -> bool:
    """A state is with the unit that has the case: it is told there now. An event stays where it happened."""
    is_state = seen.rule is not None and not is_event_rule(seen.rule)
    return is_state and seen.units.now(row.enhet) != seen.units.now(one.enhet)


def _read(one: Bevis, row: Objektrad, seen: Seen) -> Objektsvar:
    """What a reader has settled. Found in order by the one who reads anew, it was mended since an earlier reader saw
    it broken; found in order where a machine saw a breach, there never was one."""
    where = text("registeret_mote.tilstand.lest", revisjon=row.lest)
    if row.utfall is Utfall.IKKE_AKTUELT:
        return _said(one, T.BORTFALT if seen.read_only else T.IKKE_BRUDD, where, row.feiltype)
    if row.utfall is not Utfall.OPPFYLT:
        return _said(one, T.FORTSATT, text("registeret_mote.tilstand.delvis") if row.utfall is Utfall.DELVIS else "")
    if seen.read_only and not row.feiltype and one.kjoring != row.lest:
        return _read_again(one, where, seen)
    return _said(one, T.IKKE_BRUDD, where, row.feiltype)


def _read_again(one: Bevis, where: str, seen: Seen) -> Objektsvar:
    if seen.rettes is Rettes.KAN:
        return _said(one, T.RETTET, where)
    if seen.rettes is Rettes.VED_UTFORT:
        return _said(one, T.FOR_SENT, where)
    return _said(one, T.IKKE_BRUDD, where)


def _said(one: Bevis, tilstand: Objekttilstand, grunn: str, feiltype: str = "") -> Objektsvar:
    """What kind of fault it is, stays said as long as it is one."""
    kept = one.feiltype if tilstand is T.FORTSATT else ""
    return Objektsvar(objekt_id=one.objekt_id, tilstand=tilstand, grunn=grunn, feiltype=feiltype or kept)
