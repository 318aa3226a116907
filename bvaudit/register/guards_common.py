"""What holds for every event: who may do such a thing at all, its day, its texts, and what it is about."""

import unicodedata
from dataclasses import fields
from datetime import date

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    AvvikOpprettet,
    BevisLagtTil,
    BevisUnderAnnen,
    ForelderSatt,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    MalEndret,
    OmfangLoftet,
    Strakstiltak,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import (
    EnheterEndret,
    FellesStart,
    KjoringSkrevet,
    KjoringTrukket,
    NokkelByttet,
    RegelUtgatt,
    SakMerket,
)
from bvaudit.model.registeret.hendelser_planlagt import AretSignert, TilsynSkritt
from bvaudit.model.registeret.logg import SLAG, Del, Hendelse
from bvaudit.model.varighet import Varighet
from bvaudit.register.asked import Asked, Found, no

LONGEST_TEXT = 10_000  # signs; a cell of a workbook holds 32,767
LONGEST_TITLE = 250
_OLDEST = Varighet(antall=30, enhet="Y")  # further back, a day is a slip of the keys
PEOPLE = (
    *(FeltSatt, Kommentert, Koblet, Frakoblet, Avsluttet, KonfliktAvgjort, UtgaveSendt, TingOpprettet),
    *(Varslet, Strakstiltak, AvgjorendeValgt, MalEndret, AlvorEndret, UtsattMedGrunn, AvvikAvsluttet, Gjenapnet),
    *(KanIkkeRettes, ForsokBegynt, KjoringTrukket, FellesStart, NokkelByttet, RegelUtgatt, SakMerket),
    *(AretSignert, TilsynSkritt),
)
_MAY_LIE_AHEAD = (FellesStart, TilsynSkritt)  # each has a guard of its own for that
MACHINE = (
    *(KjoringSkrevet, EnheterEndret, BevisLagtTil, BevisUnderAnnen, OmfangLoftet, LogikkEndret, ForelderSatt),
    *(KjentBruddOppfylt, ForsokFerdig),
)
BY_RUN = (Kilde.KJORING, Kilde.LESING, Kilde.FORELDER)  # never registered by a person
_OPENS = (TingOpprettet, AvvikOpprettet)


def who_may(ask: Asked, event: Hendelse) -> Found:
    if ask.person:
        if isinstance(event, MACHINE):
            yield no("bare-programmet")
        yield from ask.role(ask.hvem)
    elif isinstance(event, PEOPLE):
        yield no("bare-mennesker")


def common(ask: Asked, event: Hendelse) -> Found:
    yield from _day(ask, event)
    yield from _texts(event)
    yield from _about(ask, event)


def _day(ask: Asked, event: Hendelse) -> Found:
    dag: date | None = getattr(event, "dag", None)
    if dag is None:
        return
    if dag > ask.dag and not isinstance(event, _MAY_LIE_AHEAD):
        yield no("fram-i-tid", dag=vis(dag))
    elif pluss(dag, _OLDEST) < ask.dag:
        yield no("for-lenge-siden", dag=vis(dag))


def _texts(event: Hendelse) -> Found:
    """Free text as it is kept: composed signs, no space around it, line ends that are one sign, nothing unseen that no
    workbook can hold."""
    for field in fields(event):
        if field.metadata.get(SLAG) is not Del.TEKST:
            continue
        said: str = getattr(event, field.name)
        if len(said) > (LONGEST_TITLE if field.name == "tittel" else LONGEST_TEXT):
            yield no("for-lang", lengde=len(said), hoyst=LONGEST_TITLE if field.name == "tittel" else LONGEST_TEXT)
        if canonical(said) != said:
            yield no("uren-tekst")


def canonical(said: str) -> str:
    """Free text as it is kept."""
    lines = unicodedata.normalize("NFC", said).replace("\r\n", "\n").replace("\r", "\n")
    seen = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(seen).strip()


def _about(ask: Asked, event: Hendelse) -> Found:
    """Every number it names must be there, but for the one it opens."""
    named = event.om[1:] if isinstance(event, _OPENS) else event.om
    if isinstance(event, Sladdet):
        named = ()
    for nr in named:
        if nr not in ask.reg.ting:
            yield no("ukjent-nummer", nr=nr)
