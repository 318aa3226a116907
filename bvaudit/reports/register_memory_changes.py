"""What has happened to each avvik since the last time: a pure function of the events, a few words for each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bvaudit.model.registeret.avvik import Slekt
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil, BevisVurdert, ForsokBegynt
from bvaudit.model.registeret.logg import Hendelse, Logget
from bvaudit.model.registeret.ting import FORSTAVELSER, Slag
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import counted, text

_SAID_BELOW = (FeltSatt, BevisLagtTil, BevisVurdert, ForsokBegynt)  # the last by what ends it


def changes(events: Iterable[Logget]) -> Mapping[str, tuple[str, ...]]:
    """Number of an avvik → what has happened to it in these events, each kind of thing once, in order. What was typed
    in a link is told of its avvik."""
    of: dict[str, list[Hendelse]] = defaultdict(list)
    for logget in events:
        for nr in logget.hendelse.om:
            avvik = nr.partition("/")[0]
            if avvik.startswith(f"{FORSTAVELSER[Slag.AVVIK]}-"):  # a measure, and what a unit answers for its plan, not
                of[avvik].append(logget.hendelse)
    return {nr: tuple(dict.fromkeys(_told(found))) for nr, found in of.items()}


def _told(events: list[Hendelse]) -> Iterator[str]:
    born = any(isinstance(event, AvvikOpprettet) for event in events)
    for event in events:
        if isinstance(event, AvvikOpprettet):
            yield text(f"registeret_bok.endring_ny.{(event.slekt or Slekt.INGEN).value.replace('-', '_') or 'ny'}")
        elif not isinstance(event, _SAID_BELOW):
            yield text(f"registeret_bok.endring.{event.kode.replace('-', '_')}")
    if (more := sum(event.antall for event in events if isinstance(event, BevisLagtTil))) and not born:
        yield counted("registeret_bok.endring_bevis.nye", more)
    if settled := sum(event.avgjort for event in events if isinstance(event, BevisVurdert)):
        yield counted("registeret_bok.endring_bevis.avgjort", settled)
    filled = dict.fromkeys(event.felt for event in events if isinstance(event, FeltSatt))
    if filled:
        names = [text(f"registeret_bok.felt.{felt}") for felt in filled]
        yield text("registeret_bok.endring_felt", felt=oppramsing(names))
