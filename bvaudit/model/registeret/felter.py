"""What people may write of a thing in the register, declared once: Excel, Word, the merge and the command line all go
by this. A value is kept as canonical text: a date in ISO, a choice by its code, a role as ``rolle@enhet``."""

from dataclasses import dataclass
from enum import StrEnum

from bvaudit.model.registeret.ting import Slag


class Felttype(StrEnum):
    TEKST = "tekst"
    DATO = "dato"
    VALG = "valg"  # one of a list of the kodeverk, kept as its code
    ROLLE = "rolle"  # ``rolle@enhet``; a role that is written alone is of the thing's own unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """``liste`` is the list of the kodeverk that is chosen from. ``eget`` = one unit's own, which it may write also
    where the thing is shared with others. ``personlig``: free text that is looked through for names and numbers."""

    navn: str
    type: Felttype = Felttype.TEKST
    liste: str = ""
    eget: bool = False

    @property
    def fritekst(self) -> bool:
        return self.type is Felttype.TEKST


_D, _V, _R = Felttype.DATO, Felttype.VALG, Felttype.ROLLE

REGISTERFELT: dict[Slag, tuple[Felt, ...]] = {
    Slag.AVVIK: (
        Felt(navn="status", type=_V, liste="statuser"),
        Felt(navn="ansvarlig", type=_R),
        Felt(navn="frist_plan", type=_D),  # the day the person has promised; the demand's own day is reckoned
        Felt(navn="frist_lukking", type=_D),
        Felt(navn="arsak", type=_V, liste="arsaker"),
        Felt(navn="hvorfor"),  # the cause in the unit's own words
        Felt(navn="feiltype", type=_V, liste="feiltyper"),
        Felt(navn="meldt", type=_D),  # when what had been found by then was reported to the authority
        Felt(navn="strakstiltak"),  # what was done at once for the child
        Felt(navn="strakstiltak_dag", type=_D),
        Felt(navn="strakstiltak_hvem", type=_R),
    ),
    Slag.TILTAK: (
        Felt(navn="beskrivelse"),
        Felt(navn="tiltakstype", type=_V, liste="tiltakstyper"),
        Felt(navn="tiltaksstatus", type=_V, liste="tiltaksstatuser"),
        Felt(navn="eier", type=_R),
        Felt(navn="frist", type=_D),
        Felt(navn="droppet_grunn"),
    ),
    Slag.KOBLING: (
        Felt(navn="tiltaksstatus", type=_V, liste="tiltaksstatuser", eget=True),
        Felt(navn="i_bruk", type=_D, eget=True),
        Felt(navn="belegg", eget=True),
    ),
    Slag.PLAN: (
        Felt(navn="sikring"),
        Felt(navn="arsak"),
        Felt(navn="hvorfor"),
        Felt(navn="kontroll_hvem"),
        Felt(navn="kontroll_hva"),
        Felt(navn="kontroll_nar"),
        Felt(navn="male_hvem"),
        Felt(navn="forankring"),
        Felt(navn="utarbeidet"),
        Felt(navn="godkjent"),
        Felt(navn="sendes"),
        Felt(navn="neste"),
    ),
    Slag.OPPGAVE: (
        Felt(navn="status", type=_V, liste="oppgavestatuser"),
        Felt(navn="utfort", type=_D),  # the day it was done
        Felt(navn="frist", type=_D),  # moved by a person; the last day of its month else
        Felt(navn="eier", type=_R),
        Felt(navn="belegg"),  # where what it left behind lies
        Felt(navn="grunn"),  # why it was not done, or is of no use here
    ),
    Slag.LISTEPUNKT: (
        Felt(navn="status", type=_V, liste="listestatuser"),
        Felt(navn="eier", type=_R),
        Felt(navn="frist", type=_D),  # when it is to be done
        Felt(navn="sist", type=_D),  # when it was last gone through: a routine revised, an agreement checked
        Felt(navn="slutt", type=_D),  # the day it ends, where that has been changed since the list was written
        Felt(navn="beslutning", type=_V, liste="beslutninger"),
        Felt(navn="effekt"),
        Felt(navn="belegg"),
        Felt(navn="grunn"),  # why it was stopped, or has no effect
    ),
    Slag.TILSYN: (
        Felt(navn="status", type=_V, liste="tilsynsstatuser"),  # how far we have come; the authority's is in its steps
        Felt(navn="eier", type=_R),
        Felt(navn="saksnummer"),
        Felt(navn="belegg"),
    ),
    Slag.KONTROLL: (
        Felt(navn="status", type=_V, liste="listestatuser"),
        Felt(navn="eier", type=_R),
        Felt(navn="frist", type=_D),  # when the cases are to be mended in the journal system
        Felt(navn="belegg"),
        Felt(navn="grunn"),
    ),
}

# What may be written beside them, and becomes an event of its own and not a field that is set.
SAERFELT: dict[Slag, tuple[Felt, ...]] = {
    Slag.AVVIK: (
        Felt(navn="varslet", type=_D),  # the day the unit was told
        Felt(navn="kan_ikke"),  # why none of it can be mended
    ),
    Slag.KOBLING: (Felt(navn="avgjorende", eget=True),),  # «ja» at the measure the effect is counted from
    Slag.TILSYN: (  # a step that is taken
        Felt(navn="skritt", type=_V, liste="tilsynsskritt"),
        Felt(navn="dato", type=_D),
        Felt(navn="frist", type=_D),
        Felt(navn="funn"),
        Felt(navn="tekst"),
    ),
}


def felt_av(slag: Slag, navn: str) -> Felt | None:
    """The field people may write, also the special ones; None when the thing has none of that name."""
    return next((felt for felt in (*REGISTERFELT[slag], *SAERFELT.get(slag, ())) if felt.navn == navn), None)
