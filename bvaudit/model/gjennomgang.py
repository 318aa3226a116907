"""An audit: which checklist is read in which units, as of which day, by whom: ``revisjoner/<navn>/revisjon.yaml``.

What is *one run* of the program over an extract is ``Revisjon`` (``model/revisjon.py``); this is the work of people,
that may use many runs.
"""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.shapes import FILE_ID

REVISJON_YAML = "revisjon.yaml"
_KODE = Shape(
    pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
    longest=20,
    form="små bokstaver a–z, tall og bindestrek",
    hint="skriv for eksempel l1",
)


@described("En som leser saker. Alltid en kode, aldri et navn.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Leser:
    """``egen_kode`` is the reader's own code as a caseworker, if the reader has cases: what the own-case check asks."""

    kode: str = arg("Kort kode for leseren: l1.", like=_KODE)
    rolle: str = arg("Koden til rollen i kodeverket.")
    enheter: tuple[str, ...] = arg("Enhetene leseren leser saker fra. Tom liste: alle.", empty=True, default=())
    egen_kode: str = arg("Koden leseren har som saksbehandler i leselisten, når leseren selv har saker.", default="")


@described("Andre lesing: noen leser en del av sakene om igjen uten å se de første svarene.")
@dataclass(frozen=True, slots=True, kw_only=True)
class AndreLesing:
    """``prosent`` of the cases of each unit, at least one, drawn by hash of the audit's seed."""

    prosent: int = arg("Så stor del av sakene leses av to, i prosent. 0: ingen.", like=Shape(least=0, most=100))
    lesere: tuple[Leser, ...] = arg("De som leser for andre gang.", empty=True, default=())


@described("Unntak fra at ingen leser sin egen sak, for en tjeneste som er for liten til å bytte.")
@dataclass(frozen=True, slots=True, kw_only=True)
class EgneSaker:
    """Printed wherever the audit is told of."""

    enheter: tuple[str, ...] = arg("Enhetene unntaket gjelder.")
    grunn: str = arg("Hvorfor ingen andre kan lese.")


@described("En revisjon: hvilken sjekkliste som leses, i hvilke enheter, og av hvem.", title="bvaudit: revisjon")
@dataclass(frozen=True, slots=True, kw_only=True)
class Gjennomgang:
    """``id`` is also the name of its folder, and the seed of its draw. ``per`` is the judging day. ``enheter`` are
    display names or ids, empty = every unit with cases. ``forrige`` is the audit whose cases this one must not draw
    again, and ``startet_etter`` the day after which what is read must have begun."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva revisjonen heter.")
    sjekkliste: str = arg("Id-en til sjekklisten.", like=FILE_ID)
    enheter: tuple[str, ...] = arg("Enhetene. Tom liste: alle som har saker.", empty=True, default=())
    per: date = arg("Dagen sakene vurderes på.")
    periode_fra: date = arg("Første dag i perioden.")
    periode_til: date = arg("Siste dag i perioden.")
    per_enhet: int = arg("Saker som leses i hver enhet.", like=Shape(least=1))
    reserve: int = arg("Saker i reserve i hver enhet.", like=Shape(least=0))
    forrige: str = arg("Revisjonen sakene ikke skal trekkes fra en gang til.", like=Shape(shortest=0), default="")
    startet_etter: date | None = arg("Bare det som er startet etter denne dagen.", default=None)
    lesere: tuple[Leser, ...] = arg("De som leser.")
    andre_lesing: AndreLesing | None = arg(default=None)
    avgjor: str = arg("Koden til rollen som avgjør når to lesere er uenige.", default="")
    egne_saker: EgneSaker | None = arg(default=None)
    fil: str = outside(default="")
