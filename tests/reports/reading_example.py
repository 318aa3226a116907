"""A reader's sheets as they are: points of the content, made-up cases, and machine's answers beside them."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak, Maskinsvar, Oppsett
from bvaudit.model.lesesvar import Gjenstand, Lesing
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import read_content

ENHET, ENHET_ID = "Nordre barnevern", "E-nordre"
GRUNNER = (("flyttet", "Saken er flyttet til en annen kommune"), ("sperret", "Saken er sperret for leseren"))
FEILTYPER = (
    ("reell", "Reell svikt"),
    ("dokumentasjon", "Manglende dokumentasjon"),
    ("registreringsfeil", "Registreringsfeil"),
    ("tellemate", "Følger av måten å telle på"),
)
POINTS = ("MED-01", "UND-01", "UND-03", "UND-05", "UND-07", "UND-10", "VED-10", "MED-04", "OMS-01", "TIL-02", "DOK-03")
UNIT_POINTS = ("IK-03", "IK-06")
KORT = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"


@cache
def rules() -> dict[str, Rule]:
    content, _ = read_content()
    return dict(content.regler)


def some_points(number: int) -> tuple[str, ...]:
    """So many points, those named first."""
    rest = [one for one in rules() if one not in POINTS and one not in UNIT_POINTS]
    return (*POINTS, *rest)[:number]


def point(regel: str, sak: str, *, maskin: Maskinsvar | None = None, om: str = "", objekt_id: str = "") -> Lesepunkt:
    rule = rules()[regel]
    return Lesepunkt(
        gjelder=Gjenstand(regel=regel, enhet=ENHET, sak=sak, objekt="sak", objekt_id=objekt_id or sak),
        regelversjon=date(2024, 1, 1),
        ordlyd=f"o-{rule.id.lower()}",
        sporsmal=rule.sporsmal,
        tittel=rule.tittel,
        veiledning=rule.veiledning,
        godt=rule.eksempel.godt if rule.eksempel else "",
        svakt=rule.eksempel.svakt if rule.eksempel else "",
        hjemmel=("barnevernsloven § 1-4", "medvirkningsforskriften § 3"),
        om=om,
        maskin=maskin,
    )


def machine(number: int) -> Maskinsvar:
    """One that says yes, one no, one that cannot tell, in turn."""
    utfall = (Utfall.IKKE_OPPFYLT, Utfall.OPPFYLT, Utfall.UAVKLART)[number % 3]
    frist = date(2026, 1, 12) + timedelta(days=number)
    return Maskinsvar(utfall=utfall, frist_dato=frist, faktisk_dato=frist + timedelta(days=14))


def pseudonym(number: int) -> str:
    return f"S-{number * 7919:020x}"


def case(
    plass: int, points: Sequence[str], *, blind: bool = False, reserve: bool = False, stratum: str = ""
) -> Lesesak:
    sak = pseudonym(plass)
    made = tuple(
        point(regel, sak, maskin=None if blind or not regel.startswith(("UND", "OMS", "TIL")) else machine(plass + n))
        for n, regel in enumerate(points)
    )
    kort = "S-" + "".join(KORT[(plass * 7 + n * 5) % 32] for n in range(8))
    return Lesesak(
        plass=plass,
        sak=sak,
        kort=kort,
        stratum=stratum,
        reserve=reserve,
        om="Undersøkelse fra 03.02.2025 til 01.05.2025",
        punkter=made,
    )


def ark(
    *,
    cases: int = 4,
    reserve: int = 2,
    points: int = 8,
    blind: bool = False,
    oppsett: Oppsett = Oppsett.ARK,
    unit: bool = True,
) -> Leseark:
    regler = some_points(points)
    saker = tuple(case(plass, regler, blind=blind, reserve=plass > cases) for plass in range(1, cases + reserve + 1))
    return Leseark(
        revisjon="undersokelse-2026-v",
        tittel="Saksgjennomgang av undersøkelser",
        kommune="Eksempel kommune",
        enhet=ENHET,
        enhet_id=ENHET_ID,
        leser="l1",
        rolle="Teamleder",
        lesing=Lesing.ANDRE if blind else Lesing.FORSTE,
        oppsett=oppsett,
        utgave=1,
        per=date(2026, 6, 1),
        periode_fra=date(2025, 1, 1),
        periode_til=date(2025, 12, 31),
        program="bvaudit 0.2",
        saker=saker,
        enhetspunkter=tuple(point(regel, "") for regel in UNIT_POINTS) if unit else (),
        grunner=GRUNNER,
        feiltyper=FEILTYPER,
    )
