"""What is struck from the register: text or keys that should not be there, by a person with a reason; and the keys of
evidence nothing watches any more, by rule. The counts stay, and the chain is unbroken."""

from collections.abc import Sequence
from datetime import date, datetime

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Del, Logget, Ny
from bvaudit.register.fold import fold
from bvaudit.register.watch import keys_to_strike
from bvaudit.texts import text
from bvaudit.workflows.register_folder import read_log, write


def strike(
    mappe: Mappe, nr: int, del_: Del, grunn: str, som: str, tid: datetime, *, kontekst: Kontekst
) -> tuple[Logget, ...]:
    """Strike a part of event ``nr``, in the log and in every copy, for ``grunn``, which stays. UsageError when the
    event has no such part."""
    return _strike(mappe, _events(mappe), (nr,), del_, grunn, som, tid, kontekst)


def strike_after_watch(mappe: Mappe, som: str, tid: datetime, *, kontekst: Kontekst) -> tuple[Logget, ...]:
    """Strike every key :func:`may_be_struck` names."""
    events = _events(mappe)
    numbers = keys_to_strike(events, fold(events), tid.date())
    grunn = text("registeret_logg.sladding.etter_vakten")
    return _strike(mappe, events, numbers, Del.NOKLER, grunn, som, tid, kontekst)


def may_be_struck(mappe: Mappe, dag: date) -> tuple[Logget, ...]:
    """The events whose keys may be struck by rule on ``dag``."""
    events = _events(mappe)
    numbers = frozenset(keys_to_strike(events, fold(events), dag))
    return tuple(one for one in events if one.nr in numbers)


def _strike(
    mappe: Mappe,
    events: Sequence[Logget],
    numbers: Sequence[int],
    del_: Del,
    grunn: str,
    som: str,
    tid: datetime,
    kontekst: Kontekst,
) -> tuple[Logget, ...]:
    about = {one.nr: one.hendelse.om for one in events}
    new = [
        Ny(hvem=som, hendelse=Sladdet(hendelse=nr, del_=del_.value, grunn=grunn, nr="".join(about.get(nr, ())[:1])))
        for nr in numbers
    ]
    return write(mappe, new, kontekst=kontekst, tid=tid, expected=None)


def _events(mappe: Mappe) -> tuple[Logget, ...]:
    events = read_log(mappe)
    if events is None:
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    return events
