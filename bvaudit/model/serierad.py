"""One row of a series, from what is written in it: the same for a file and for the YAML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from bvaudit.model.enhet import name_key, slug
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import Periode, parse_periode
from bvaudit.model.seriepunkt import Grupper, Seriepunkt
from bvaudit.model.serieslag import TELLES_HELT, Maal
from bvaudit.model.serietall import Lest, Tallfeil, Uten, parse_tall, uten_tall

Skrevet = str | Lest
_DET_HELE = re.compile(
    r"(grand )?total(t|sum)?|((total|sum)t? )?((i )?alt|alle)|sum( totalt| året)?|saml(et|a)|sammenlagt|"
    r"til ?(sammen|saman)|(hele|heile) (kommunen|tjenesten|tenesta|året)|"
    r"alle (enheter|enhetene|einingar|einingane|avdelinger|avdelingar|ansatte|tilsette|kommuner|kommunar)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER_FIRST = re.compile(r"^\d[\d.-]* ?[-–:]? ?")  # the unit's number in the accounts
_MUNICIPALITY = re.compile(r"(?:K-)?(\d{4})(?:[ ,-].*)?")
_KOMMUNE = re.compile(r" (?:kommune|herad)$", re.IGNORECASE)
_PART_SUM = re.compile(r"^(?:del)?sum:? (.+)|^(?:total|totalt|i alt):? (.+)|(.+?),? (?:sum|total|totalt|i alt)$")
_OF_WHICH = re.compile(r"^-? ?(?:herav|derav|hvorav|av dette|av disse|av desse)\b")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")
_NEVER_BELOW = (Maal.ANTALL, Maal.ANSATTE, Maal.ARSVERK, Maal.DOGN, Maal.TIMER)
NUMBERS = ("verdi", "teller", "nevner", "personer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steder:
    """Units and municipalities by ``name_key`` of what they may be called → unit's name, and four digits. None: nobody
    has said which there are."""

    enheter: Mapping[str, str] | None = None
    kommuner: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Radfeil:
    """``felt`` is the field of the row, ``kode`` the key of the text; ``verdi`` may be shown, and ``naer`` is what was
    perhaps meant. ``advarsel``: the row can be used."""

    felt: str
    kode: str
    verdi: str = ""
    naer: str = ""
    advarsel: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Radtekst:
    """What stands in a row. ``grupper``: axis → category, as written."""

    periode: str | Periode = ""
    enhet: str = ""
    kommune: str = ""
    grupper: tuple[tuple[str, str], ...] = ()
    storrelse: Maal | None = None
    tall: Mapping[str, Skrevet | Uten] = field(default_factory=dict)
    merknad: str = ""


def is_whole(written: str) -> bool:
    """«Totalt» in a column of categories: the row is of all of them."""
    return _DET_HELE.fullmatch(_said(_YEAR.sub("", written))) is not None


def part_sum_of(written: str) -> str:
    """What «Sum Østbyen» and «Østbyen totalt» are the sum of; empty for what is no such sum."""
    found = _PART_SUM.match(_said(written)) if not is_whole(written) else None
    return next((one for one in found.groups() if one), "") if found is not None else ""


def is_among_others(written: str) -> bool:
    """A row that is counted in others too: a sum of some of them, or «herav» of one."""
    return bool(part_sum_of(written) or _OF_WHICH.match(_said(written)))


def _said(written: str) -> str:
    return " ".join(written.split()).casefold().strip(":*.()= ")


def code_of(category: str) -> str:
    return slug(category)


def punkt_av(rad: Radtekst, serie: Serie, steder: Steder, kilde: str) -> tuple[Seriepunkt | None, list[Radfeil]]:
    """The number with what it is of, or every fault of the row."""
    faults: list[Radfeil] = []
    periode = _period(rad, serie, faults)
    enhet = _unit(rad.enhet or serie.enhet, steder, faults)
    kommune = _municipality(rad.kommune, steder, faults)
    grupper = _groups(rad.grupper, faults)
    storrelse = rad.storrelse or serie.storrelse
    written = {navn: _without(rad.tall.get(navn, ""), serie) for navn in NUMBERS}
    read = {navn: _number(navn, one, storrelse, faults) for navn, one in written.items() if not isinstance(one, Uten)}
    read |= {navn: None for navn, one in written.items() if isinstance(one, Uten)}
    if periode is None or any(not fault.advarsel for fault in faults):
        return None, faults
    verdi, decimals = _value(read, storrelse, faults)
    if any(not fault.advarsel for fault in faults):
        return None, faults
    if verdi is not None and verdi < 0 and storrelse in _NEVER_BELOW:
        faults.append(Radfeil(felt="verdi", kode="under_null", verdi=str(verdi), advarsel=True))
    personer = read["personer"]
    return Seriepunkt(
        periode=periode,
        enhet=enhet,
        kommune=kommune,
        grupper=grupper,
        storrelse=storrelse,
        verdi=verdi,
        teller=_tall(read["teller"]),
        nevner=_tall(read["nevner"]),
        personer=int(personer.tall) if personer is not None else None,
        desimaler=decimals,
        merknad=rad.merknad,
        kilde=kilde,
        skjult=verdi is None and Uten.SKJULT in written.values(),
        uten=next((one for one in written.values() if isinstance(one, Uten)), None) if verdi is None else None,
        ord=tuple((akse, " ".join(kategori.split())) for akse, kategori in rad.grupper),
    ), faults


def _without(written: Skrevet | Uten, serie: Serie) -> Skrevet | Uten:
    """Why there is no number, or the number without the word the series says after it."""
    if not isinstance(written, str) or isinstance(written, Uten):
        return written
    found = uten_tall(written, serie.tomme)
    if found is not None:
        return found
    said, word = " ".join(written.split()), " ".join(serie.maleenhet.split())
    bare = said[: -len(word)].rstrip() if word and said.casefold().endswith(word.casefold()) else said
    return bare if bare[-1:].isdigit() else said


def _tall(lest: Lest | None) -> Decimal | None:
    return lest.tall if lest is not None else None


def _period(rad: Radtekst, serie: Serie, faults: list[Radfeil]) -> Periode | None:
    if isinstance(rad.periode, Periode):
        return rad.periode
    written = rad.periode or serie.periode
    found = parse_periode(written) if written else None
    if found is None:
        faults.append(Radfeil(felt="periode", kode="periode" if written else "uten_periode", verdi=written))
    return found


def _unit(written: str, steder: Steder, faults: list[Radfeil]) -> str:
    name = _safe("enhet", written, faults)
    if not name or is_whole(name):
        return ""
    if steder.enheter is None:
        return name
    found = next((known for one in spellings(name) if (known := steder.enheter.get(one))), "")
    if not found:
        near = _meant(name_key(name), steder.enheter)
        kode = "nesten_enhet" if near else "ukjent_enhet"
        naer = steder.enheter[near[0]] if near else ""
        faults.append(Radfeil(felt="enhet", kode=kode, verdi=name, naer=naer, advarsel=True))
    return found or name


def _meant(key: str, enheter: Mapping[str, str]) -> list[str]:
    """A slip is seldom in the first letter, and names of towns end alike: Sørbyen is not meant for Østbyen."""
    alike = [one for one in enheter if one[:1] == key[:1]]
    return get_close_matches(key, alike, n=1, cutoff=0.7) or get_close_matches(key, enheter, n=1, cutoff=0.85)


def spellings(written: str) -> tuple[str, ...]:
    """The keys a unit may be known by: as it stands, as what a sum is of, and without its number."""
    return tuple(name_key(one) for one in (written, part_sum_of(written), _NUMBER_FIRST.sub("", written)))


def _municipality(written: str, steder: Steder, faults: list[Radfeil]) -> str:
    name = _safe("kommune", written, faults)
    if not name or is_whole(name):
        return ""
    numbered = _MUNICIPALITY.fullmatch(name)
    if numbered is not None:
        return numbered[1]
    found = steder.kommuner.get(name_key(name), "") or steder.kommuner.get(name_key(_KOMMUNE.sub("", name)), "")
    if not found:
        faults.append(Radfeil(felt="kommune", kode="ukjent_kommune", verdi=name))
    return found


def _groups(written: tuple[tuple[str, str], ...], faults: list[Radfeil]) -> Grupper:
    found = []
    for akse, kategori in written:
        name = _safe("kategori", kategori, faults)
        if name and not is_whole(name):
            found.append((akse, code_of(name)))
    return tuple(found)


def _safe(felt: str, written: str, faults: list[Radfeil]) -> str:
    name = " ".join(written.split())
    if holds_person_number(name):
        faults.append(Radfeil(felt=felt, kode="personnummer"))
        return ""
    return name


def _number(navn: str, written: Skrevet, storrelse: Maal, faults: list[Radfeil]) -> Lest | None:
    if written == "":
        return None
    andel = storrelse is Maal.ANDEL and navn == "verdi"
    found = written if isinstance(written, Lest) else parse_tall(written, andel=andel)
    if (
        isinstance(found, Lest)
        and isinstance(written, str)
        and storrelse in TELLES_HELT
        and _THOUSANDS.fullmatch(written)
    ):
        found = Tallfeil.TO_MATER  # a count of 1,234: a thousand as others write it
    if isinstance(found, Tallfeil):
        faults.append(Radfeil(felt=navn, kode=f"tall_{found}", verdi=str(written)))
        return None
    if navn == "personer" and (found.tall != int(found.tall) or found.tall < 0):
        faults.append(Radfeil(felt=navn, kode="tall_helt", verdi=str(written)))
        return None
    return found


def _value(read: Mapping[str, Lest | None], storrelse: Maal, faults: list[Radfeil]) -> tuple[Decimal | None, int]:
    verdi, teller, nevner = read["verdi"], read["teller"], read["nevner"]
    if (teller is None) != (nevner is None):
        faults.append(Radfeil(felt="teller" if teller is None else "nevner", kode="teller_og_nevner"))
    if nevner is not None and nevner.tall < 0:
        faults.append(Radfeil(felt="nevner", kode="negativ"))
    found, decimals = (verdi.tall, verdi.desimaler) if verdi is not None else (None, 0)
    if storrelse is Maal.ANDEL:
        worked = teller.tall / nevner.tall if teller is not None and nevner is not None and nevner.tall > 0 else None
        if any(share is not None and not 0 <= share <= 1 for share in (found, worked)):
            faults.append(Radfeil(felt="verdi" if found is not None else "teller", kode="ikke_andel"))
        if found is None and worked is not None:
            return worked, 2
    return found, decimals


def rad_av_yaml(serie: Serie, nummer: int) -> Radtekst:
    """The row of the YAML. ValueError when it has more axes than categories, or the other way round."""
    rad = serie.rader[nummer]
    axes, categories = _several(rad.akse), _several(rad.kategori)
    return Radtekst(
        periode=rad.periode,
        enhet=rad.enhet,
        kommune=rad.kommune,
        grupper=tuple((slug(akse), kategori) for akse, kategori in zip(axes, categories, strict=True)),
        storrelse=rad.storrelse,
        tall={navn: getattr(rad, navn) for navn in NUMBERS},
        merknad=rad.merknad,
    )


def _several(written: str) -> list[str]:
    return [part.strip() for part in written.split(";")] if written.strip() else []
