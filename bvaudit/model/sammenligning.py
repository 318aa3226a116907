"""What can be compared with what, when a form, a rule or a code list has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Part, Shape, arg, described, outside
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID
from bvaudit.texts import text


class Forhold(StrEnum):
    """How the later one stands to the earlier. Only ``LIK`` may be compared as one series without a note."""

    LIK = "lik"
    SMALERE = "smalere"
    VIDERE = "videre"
    NY = "ny"
    BORTE = "borte"

    @property
    def vist(self) -> str:
        """What a reader of a time series must know."""
        return text(f"model.sammenligning.{self.value}")


_FORHOLD = "Slik det nye står til det gamle. smalere og videre: det nye spør om mindre eller mer enn før."
_KODER = "Koder som ses under ett. En sak med flere av dem telles én gang."
_KODE = Shape(tekst="En kode, i anførselstegn.")


@described("Et punkt før og etter. Uten fra er det nytt, uten til er det borte.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Punktpar:
    """A checkpoint in the earlier form and its heir in the later one; ``fra`` empty = new, ``til`` empty = gone."""

    fra: str = arg(like=RULE_ID, default="")
    til: str = arg(like=RULE_ID, default="")
    forhold: Forhold = arg(_FORHOLD)
    begrunnelse: str = arg("Hva som er endret.", default="")


@described("To versjoner av en regel.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Versjonspar:
    """Two versions of a rule that follow each other, named by the day each takes effect."""

    regel: str = arg(like=RULE_ID)
    fra: date = arg()
    til: date = arg()
    forhold: Forhold = arg(_FORHOLD, like=Shape(choices=("lik", "smalere", "videre")))
    begrunnelse: str = arg("Hva som er endret, eller hvorfor tallene kan ses i sammenheng.")


@described("Koder før og etter. Uten fra er de nye, uten til er de borte.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kodepar:
    """Codes before and after a list changed; each side is what has at least one of its codes, counted once.

    ``fra`` empty = new, ``til`` empty = gone. A code may stand in several pairs.
    """

    fra: tuple[str, ...] = arg(_KODER, each=_KODE, unique=True, default=())
    til: tuple[str, ...] = arg(_KODER, each=_KODE, unique=True, default=())
    forhold: Forhold = arg("Slik de nye kodene står til de gamle. smalere: de dekker mindre enn før.")
    begrunnelse: str = arg("Hva som er endret, og hva som ikke kan sammenlignes.", default="")


@described(
    "Hva som kan sammenlignes når et skjema, en regel eller en kodeliste er endret.",
    title="bvaudit: sammenlign",
    parts={
        "sjekklister": Part(tekst="De to sjekklistene."),
        "koder": Part(tekst="Kodelisten som ble endret."),
    },
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Sammenligning:
    """A map between two checklists (``fra`` and ``til`` are their ids), between versions of rules, or between the codes
    of ``liste`` before ``dag`` and from that day on."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    kilde: str = arg("Hvor innholdet er hentet fra, og hva som er lagt til.")
    fra: str = arg(like=FILE_ID, inside="sjekklister", must=True, default="")
    til: str = arg(like=FILE_ID, inside="sjekklister", must=True, default="")
    punktpar: tuple[Punktpar, ...] = arg("Hvert punkt i den ene listen og arvtakeren i den andre.", default=())
    versjonspar: tuple[Versjonspar, ...] = arg("Versjoner av regler som følger etter hverandre.", default=())
    liste: str = arg("Kodelistens id.", inside="koder", must=True, default="")
    dag: date | None = arg("Første dag med de nye kodene.", inside="koder", must=True, default=None)
    kodepar: tuple[Kodepar, ...] = arg(
        "Gamle og nye koder. Hver kode som gikk ut eller kom til den dagen, må være med.", default=()
    )
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)


# (rule, the first day of the later version) → how it stands to the one before it.
Versjonskart = Mapping[tuple[str, date], Versjonspar]


def version_map(maps: Iterable[Sammenligning]) -> Versjonskart:
    """The pairs of versions in all the maps. A change nobody has judged is not there."""
    return {(par.regel, par.til): par for one in maps for par in one.versjonspar}
