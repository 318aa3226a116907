"""kommune.yaml: who the municipality is, and what every run for it begins with."""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.enhet import KOMMUNENUMMER
from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.kodeverk import Valg

_NAVN = Shape(longest=80)
_FIL = Shape(longest=300)


@described("En kommune som barnevernstjenesten også arbeider for", title="Partner")
@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A municipality that shares the service."""

    navn: str = arg("Kommunens navn, slik det skal stå i papirene", title="Navn", like=_NAVN)
    kommunenummer: str = arg(like=KOMMUNENUMMER)


@described(
    "Kommunens navn, enheter, brevmal og språk. Mappen filen ligger i, er kommunens mappe, og stier i filen regnes "
    "fra den",
    title="Kommune",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kommune:
    """What kommune.yaml says. ``enheter``, ``kart`` and ``brevmal`` are paths as they were written, empty when the
    usual name is meant or there is none; ``Mappe`` has them as files."""

    navn: str = arg("Kommunens navn, slik det skal stå i papirene", title="Navn", like=_NAVN)
    kommunenummer: str = arg(like=KOMMUNENUMMER)
    partnere: tuple[Partner, ...] = arg(
        "Kommunene tjenesten også arbeider for", title="Partnere", default=(), empty=True
    )
    enheter: str = arg(
        "Filen med enhetene. Uten den brukes enheter.yaml når den finnes", title="Enheter", like=_FIL, default=""
    )
    kart: str = arg(
        "Filen som sier hva kolonnene i regnearkene betyr. Uten den brukes kart.yaml når den finnes",
        title="Kart",
        like=_FIL,
        default="",
    )
    brevmal: str = arg(
        "Kommunens egen Word-mal for planer og rapporter, for eksempel maler/brev.docx",
        title="Brevmal",
        like=_FIL,
        default="",
    )
    dokumentklasse: str = arg(
        "Ordet som skal stå på papirene om hvem de er for, for eksempel Intern",
        title="Dokumentklasse",
        like=Shape(longest=60),
        default="",
    )
    dokumentklasse_ut: str = arg(
        "Ordet på rapporter som går til noen utenfor tjenesten og ikke er offentlige. Utelatt: Ikke offentlig",
        title="Dokumentklasse ut av tjenesten",
        like=Shape(longest=60),
        default="",
    )
    sprak: Literal["nb", "nn"] = arg("Målformen i papirene: nb er bokmål, nn er nynorsk", title="Språk", default="nb")
    roller: tuple[Valg, ...] = arg(
        "Kommunens egne roller, i tillegg til dem som følger med. Alltid en rolle, aldri et navn på en person",
        title="Roller",
        default=(),
        empty=True,
    )
    fil: str = outside(default="")
