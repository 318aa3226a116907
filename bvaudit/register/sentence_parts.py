"""The parts sentences of events are made of: who, when, what was chosen, why, and what has been struck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Del, Hendelse, Logget
from bvaudit.register.asked import shown
from bvaudit.texts import counted, known, text

LONGEST_LIST = 6  # more numbers than this are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    logget: Logget
    reg: Registeret
    kontekst: Kontekst

    def struck(self, del_: Del = Del.TEKST) -> bool:
        return del_ in self.logget.sladdet

    def who(self, hvem: str) -> str:
        if not hvem:
            return text("registeret.hvem.ingen")
        return text("registeret.hvem.programmet") if hvem == MASKINEN else shown(hvem, self.kontekst)

    def unit(self, enhet: str) -> str:
        return self.kontekst.enhet(enhet) if enhet else text("registeret.hvem.hele_kommunen")

    def said(self, tekst: str) -> str:
        """What a person wrote, in quotes on one line; «(sladdet)» when it is gone, and a word for nothing."""
        if self.struck():
            return text("registeret.ledd.sladdet")
        return text("registeret.ledd.sitat", tekst=" ".join(tekst.split())) if tekst else text("registeret.ledd.intet")

    def because(self, grunn: str) -> str:
        """The tail that gives the reason; empty when none was given."""
        if not grunn and not self.struck():
            return ""
        return text("registeret.ledd.fordi", grunn=self.said(grunn))

    def within(self, fil: str) -> str:
        return text("registeret.ledd.fra_fil", fil=fil) if fil else ""

    def value(self, nr: str, felt: str, verdi: str) -> str:
        """A value as people read it: a date, the words of a choice, a role."""
        ting = self.reg.ting.get(nr)
        found = felt_av(ting.slag, felt) if ting is not None else None
        if found is None or found.type is Felttype.TEKST:
            return self.said(verdi)
        if found.type is Felttype.DATO:
            return vis(date.fromisoformat(verdi))
        if found.type is Felttype.ROLLE:
            return self.who(verdi)
        words = {one.kode: one.tekst for one in self.kontekst.kodeverk.liste(found.liste)}
        return text("registeret.ledd.sitat", tekst=words.get(verdi, verdi))


Sentences = Mapping[type[Hendelse], Callable[[Told, Any], str]]


def field_name(felt: str) -> str:
    """What a field is called in a sentence."""
    return text(f"registeret.felt.{felt}") if known(f"registeret.felt.{felt}") else felt


def numbers(numre: Sequence[str]) -> str:
    """«AV-2026-0001, AV-2026-0002»; many of them are counted."""
    return ", ".join(numre) if len(numre) <= LONGEST_LIST else counted("registeret.ledd.avvik", len(numre))


def first_upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
