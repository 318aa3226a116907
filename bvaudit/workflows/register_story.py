"""What has happened to one thing in the register, from its log."""

from collections.abc import Iterable
from datetime import tzinfo
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.register.fold import fold
from bvaudit.register.sentences import told
from bvaudit.reports.register_story import Historie, story
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, read_log


def tell_story(mappe: Mappe, content: Content, nr: str, tz: tzinfo | None) -> Historie:
    """The story of an avvik, a measure or a plan. UsageError when there is no such number, with the nearest one."""
    events = read_log(mappe)
    if events is None:
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    reg, kontekst = fold(events), context_of(mappe, content)
    wanted = _known(nr, reg.ting.keys())
    return story(wanted, reg.ting[wanted].tittel, events, kontekst, told=lambda one: told(one, reg, kontekst), tz=tz)


def _known(typed: str, numbers: Iterable[str]) -> str:
    known = {number.casefold(): number for number in numbers}
    wanted = typed.strip().casefold()
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=1)
    hint = text("felles.mente_du", naer=known[near[0]]) if near else text("registeret_logg.ukjent_nummer_hint")
    raise UsageError(text("registeret_logg.ukjent_nummer", nr=typed), hint=hint)
