"""A unit as a person types it, on any command about what the register follows."""

from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.planned_tasks import known_unit
from bvaudit.texts import text


def unit_named(typed: str, kontekst: Kontekst) -> str:
    """The id of a unit that was typed by its id or name; empty for nothing typed. UsageError says which there are."""
    said = typed.strip()
    if not said:
        return ""
    found = known_unit(kontekst, said)
    if not found:
        names = list(kontekst.enheter.values())
        near = get_close_matches(said, names, n=1)
        hint = text("felles.mente_du", naer=near[0]) if near else text("aret.enhet_hint", enheter=", ".join(names))
        raise UsageError(text("frister.ukjent_enhet", enhet=said), hint=hint)
    return found
