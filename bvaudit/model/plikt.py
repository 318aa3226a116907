"""A duty the law puts on the municipality, and whether anybody can check that it is met."""

from dataclasses import dataclass

from bvaudit.diagnostics import Sted
from bvaudit.model.fields import Shape, arg, described, outside

_ID = Shape(
    tekst="Id-en regler viser til under «plikter». Brukes aldri om igjen.",
    pattern="^[a-z]{2,3}(-[a-z0-9]+)+$",
    form="små bokstaver, tall og bindestrek, som und-frist-3mnd",
)


@described("En plikt.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Plikt:
    """``hjemmel`` is text as people cite it. ``ikke_kontrollerbar`` is the reason nothing can check it, or empty.

    ``avsnitt`` is the part of the list it stands in, ``sted`` where it was read.
    """

    id: str = arg(like=_ID)
    tittel: str = arg("Plikten i noen få ord.")
    hjemmel: str = arg("Hvor i loven plikten står i dag, slik den siteres.")
    ikke_kontrollerbar: str = arg(
        "Hvorfor ingen kan kontrollere plikten. Utelatt når et sjekkpunkt dekker den.", default=""
    )
    avsnitt: str = outside(default="")
    sted: Sted = outside(default=Sted(fil=""))


@described("En del.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Del:
    """A part of the list of duties."""

    tittel: str = arg("Hva delen handler om.")
    plikter: tuple[Plikt, ...] = arg("Pliktene i delen.")


@described("Pliktene i lovoversikten.", title="bvaudit: plikter")
@dataclass(frozen=True, slots=True, kw_only=True)
class Plikter:
    """The whole file, ``rules/kodeverk/plikter.yaml``."""

    deler: tuple[Del, ...] = arg("Delene av lovoversikten, i den rekkefølgen de vises.")
