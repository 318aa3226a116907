"""A place in a report somebody ought to read once more before it goes out. Never that something is wrong."""

from dataclasses import dataclass
from enum import StrEnum


class Lesetegn(StrEnum):
    """Why a place is marked, the most pressing first. The values are keys of the texts."""

    PERSONNUMMER = "personnummer"
    HELSE = "helse"
    NAVN_I_SAK = "navn_i_sak"
    ETT_BARN = "ett_barn"
    FA_ANSATTE = "fa_ansatte"
    ANDEL_AV_FA = "andel_av_fa"
    NOTAT = "notat"
    KOMMENTAR = "kommentar"
    ENDRING = "endring"
    MERKET = "merket"
    SKJULT = "skjult"
    HENVISNING = "henvisning"
    DOBBEL = "dobbel"
    FEIL_FIGUR = "feil_figur"
    SUM = "sum"
    LISTE = "liste"
    ANDEL = "andel"
    PROSENT = "prosent"
    RETNING = "retning"
    ULIKT = "ulikt"
    MOTSATT = "motsatt"
    KILDE = "kilde"

    @property
    def gruppe(self) -> str:
        """The heading it is told under: a key of the texts."""
        return _GRUPPE[self]


_GRUPPE = {
    **dict.fromkeys(list(Lesetegn)[:6], "person"),
    **dict.fromkeys(list(Lesetegn)[6:11], "rest"),
    **dict.fromkeys(list(Lesetegn)[11:14], "henvisning"),
    **dict.fromkeys(list(Lesetegn)[14:18], "tall"),
    **dict.fromkeys(list(Lesetegn)[18:21], "motsigelse"),
    Lesetegn.KILDE: "kilde",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesemerke:
    """``avsnitt`` and ``tabell`` count from 1 as in ``Fremmedrapport``; 0 = not there. ``rad`` is the row of the table
    from 1. ``tekst`` says what to look at, in one sentence. ``utdrag`` are the words, so that they can be searched for;
    empty where they are not to be repeated. ``plass`` sorts as the report is read."""

    tegn: Lesetegn
    tekst: str
    avsnitt: int = 0
    tabell: int = 0
    rad: int = 0
    overskrift: str = ""
    utdrag: str = ""
    plass: int = 0
