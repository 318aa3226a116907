"""What people answer about their municipality, read as what it means. A wrong answer is said in their words."""

from collections.abc import Iterable
from pathlib import Path

from bvaudit.cli.wrong_use import WrongValue
from bvaudit.model.enhet import UKJENT_ID, Enhet, Kilde, named, slug
from bvaudit.model.kommune import Partner
from bvaudit.model.safe_text import is_name
from bvaudit.texts import text

_KINDS = {2: "bydelsnummer", 4: "kommunenummer", 9: "organisasjonsnummer"}
_LONGEST = 80


def navn(typed: str) -> str:
    """The name of a municipality or a unit."""
    name = named(typed)
    if not name or not is_name(name) or len(name) > _LONGEST:
        raise WrongValue(text("start.svar.navn"), hint=text("start.svar.navn_hint"))
    return name


def kommunenummer(typed: str) -> str:
    number = typed.strip()
    if not _is_number(number, 4):
        raise WrongValue(text("start.svar.kommunenummer", verdi=typed), hint=text("start.svar.kommunenummer_hint"))
    return number


def kommune(typed: str) -> Partner:
    """``Vik 9998``."""
    name, number = _name_and_number(typed)
    if not _is_number(number, 4):
        raise WrongValue(text("start.svar.kommune", verdi=typed.strip()), hint=text("start.svar.kommune_hint"))
    return Partner(navn=navn(name), kommunenummer=number)


def enhet(typed: str) -> Enhet:
    """``Østbyen 01``: a name and the number its cases are known by, which is told by how many digits it has."""
    name, number = _name_and_number(typed)
    kind = _KINDS.get(len(number), "")
    if not kind or not _is_number(number, len(number)):
        raise WrongValue(text("start.svar.enhet", verdi=typed.strip()), hint=text("start.svar.enhet_hint"))
    return Enhet(id=slug(navn(name)), navn=navn(name), kilder=(Kilde(**{kind: number}),))


def ja(typed: str) -> bool:
    said = typed.strip().casefold().rstrip(".!")
    if said not in ("ja", "j", "nei", "n"):
        raise WrongValue(text("lesesvar.fritekst.ja_eller_nei"))
    return said.startswith("j")


def listed(typed: str) -> list[str]:
    """The parts between commas."""
    return [part.strip() for part in typed.replace(";", ",").split(",") if part.strip()]


def different_units(units: Iterable[Enhet]) -> tuple[Enhet, ...]:
    seen: dict[str, Enhet] = {}
    for unit in units:
        if unit.id in seen or unit.id == UKJENT_ID:
            hint = text("start.svar.like_enheter_hint")
            raise WrongValue(text("start.svar.like_enheter", navn=unit.navn), hint=hint)
        seen[unit.id] = unit
    return tuple(seen.values())


def different_partners(own: str, partners: Iterable[Partner]) -> tuple[Partner, ...]:
    """Each of them once, and never the municipality itself, whose number is ``own``."""
    seen = {own: Partner(navn="", kommunenummer=own)}
    for partner in partners:
        if partner.kommunenummer in seen:
            number = partner.kommunenummer
            hint = text("start.svar.like_kommuner_hint")
            raise WrongValue(text("start.svar.like_kommuner", nummer=number), hint=hint)
        seen[partner.kommunenummer] = partner
    return tuple(seen.values())[1:]


def sprak(typed: str) -> str:
    wanted = typed.strip().lower()
    if wanted not in ("nb", "nn"):
        raise WrongValue(text("start.svar.sprak", verdi=typed))
    return wanted


def brevmal(typed: str) -> Path:
    """A Word file. Dragged into a window it may come in quotes, and in PowerShell with a sign before them."""
    path = Path(typed.strip().removeprefix("&").strip().strip("'\"")).expanduser()
    if path.suffix.lower() != ".docx" or not path.is_file():
        raise WrongValue(text("start.svar.brevmal", verdi=typed.strip()), hint=text("start.svar.brevmal_hint"))
    return path


def _name_and_number(typed: str) -> tuple[str, str]:
    name, _, number = typed.strip().rpartition(" ")
    return name.strip(" ,"), number.strip("()")


def _is_number(typed: str, digits: int) -> bool:
    return len(typed) == digits and typed.isascii() and typed.isdigit()
