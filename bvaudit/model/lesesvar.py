"""What a person answered about one object when the folder was read: a row of the contract ``svar.csv``."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from bvaudit.model.utfall import Utfall

LEST = "lest"  # the variant answers have among the results


class Lesing(StrEnum):
    """Which reading an answer is from. ``ENIGHET`` is what two readers, or the one who settles, came to."""

    FORSTE = "1"
    ANDRE = "2"
    ENIGHET = "enighet"


class Svarvalg(StrEnum):
    """The five answers. What is not assessed is not an answer: it gives no row, and is counted as not read."""

    JA = "ja"
    DELVIS = "delvis"
    NEI = "nei"
    IKKE_AKTUELT = "ikke aktuelt"
    IKKE_VURDERT = "ikke vurdert"

    @property
    def utfall(self) -> Utfall | None:
        """None: it is not read."""
        return _UTFALL.get(self)


_UTFALL = {
    Svarvalg.JA: Utfall.OPPFYLT,
    Svarvalg.DELVIS: Utfall.DELVIS,
    Svarvalg.NEI: Utfall.IKKE_OPPFYLT,
    Svarvalg.IKKE_AKTUELT: Utfall.IKKE_AKTUELT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjenstand:
    """What a question is asked about: one object of one case, by one point. ``enhet`` is the unit's display name. For a
    point about the service itself ``sak`` is empty, ``objekt`` is ``enhet`` and ``objekt_id`` the unit's id."""

    regel: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesesvar:
    """One answer, in the order of the columns of the contract. ``ordlyd`` is the fingerprint of the wording it was
    given to (``model/ordlyd.py``), and it never stands under another. ``leser`` is the reader's code, never a name;
    ``kilde`` is «file!cell». ``feiltype`` is a code of the kodeverk, ``maskinens_utfall`` what the extract said when
    the form was made, both empty when there is none. Never ``ikke vurdert``."""

    revisjon: str
    regel: str
    regelversjon: date | None
    ordlyd: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    leser: str
    lesing: Lesing
    svar: Svarvalg
    utfall: Utfall
    begrunnelse: str = ""
    feiltype: str = ""
    belegg: str = ""
    dato: date | None = None
    maskinens_utfall: Utfall | None = None
    kilde: str = ""

    @property
    def gjelder(self) -> Gjenstand:
        return Gjenstand(regel=self.regel, enhet=self.enhet, sak=self.sak, objekt=self.objekt, objekt_id=self.objekt_id)


SVAR_KOLONNER = tuple(field.name for field in fields(Lesesvar))


@dataclass(frozen=True, slots=True, kw_only=True)
class Avgjort:
    """Everything that was answered about one object by one point, and what counts: ``gjeldende`` is the answer in
    ``enighet``, else the first reading's, else the second's (then nobody has read it first). The originals stay."""

    gjeldende: Lesesvar
    forste: Lesesvar | None = None
    andre: Lesesvar | None = None
    enighet: Lesesvar | None = None

    @property
    def uenige(self) -> bool:
        """Two have read it and answered differently, and nobody has settled it."""
        both = self.forste is not None and self.andre is not None
        return both and self.enighet is None and self.forste.svar is not self.andre.svar  # type: ignore[union-attr]

    @property
    def endret(self) -> bool:
        """A person has answered otherwise than the machine."""
        machine = self.gjeldende.maskinens_utfall
        return machine is not None and machine is not self.gjeldende.utfall
