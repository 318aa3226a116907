"""How dates, counts, shares and other people's text are written for people."""

import re
from datetime import date

from bvaudit.model.utfall import Sikkerhet

# What XML cannot carry, or Excel would show as «_x000B_». Tab and line feed are allowed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_TEMAER = {
    "akutt": "Akuttiltak",
    "dokumentasjon": "Dokumentasjon",
    "enslige": "Enslige mindreårige",
    "ettervern": "Ettervern",
    "hjelpetiltak": "Hjelpetiltak",
    "internkontroll": "Internkontroll",
    "medvirkning": "Medvirkning",
    "melding": "Bekymringsmelding",
    "omsorg": "Omsorgsovertakelse og samvær",
    "ssb": "Registerets egne kontroller",
    "tilsyn": "Oppfølging og tilsyn i fosterhjem og institusjon",
    "undersokelse": "Undersøkelse",
    "vedtak": "Vedtak",
}
OBJEKTER = {
    "henvendelse": ("melding", "meldinger"),
    "undersokelse": ("undersøkelse", "undersøkelser"),
    "tiltak": ("tiltak", "tiltak"),
    "plassering": ("plassering", "plasseringer"),
    "plan": ("plan", "planer"),
    "vedtak": ("vedtak", "vedtak"),
    "sak": ("sak", "saker"),
    "ettervern": ("ettervern", "ettervern"),
    "oversendelse_nemnd": ("oversendelse til nemnda", "oversendelser til nemnda"),
    "flytting": ("flytting", "flyttinger"),
    "personalia": ("barn", "barn"),
    "individuell_plan": ("individuell plan", "individuelle planer"),
    "medvirkning": ("medvirkning", "medvirkninger"),
    "plan_evaluering": ("evaluering av plan", "evalueringer av plan"),
    "tiltak_evaluering": ("evaluering av tiltak", "evalueringer av tiltak"),
    "oppfolging": ("oppfølging", "oppfølginger"),
    "oppfolging_utfort": ("oppfølgingsbesøk", "oppfølgingsbesøk"),
    "tilsyn": ("tilsyn i fosterhjem", "tilsyn i fosterhjem"),
    "oppfolging_hyppighet": ("avtalt hyppighet på besøk", "avtalte hyppigheter på besøk"),
    "tilsyn_hyppighet": ("avtalt hyppighet på tilsyn", "avtalte hyppigheter på tilsyn"),
    "tilsyn_utfort": ("tilsynsbesøk", "tilsynsbesøk"),
    "vedtak_krav": ("krav om vedtak", "krav om vedtak"),
    "vedtak_status": ("status for vedtak", "statuser for vedtak"),
}


def clean(text: str) -> str:
    """The same text with one kind of line break and nothing that cannot be shown."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def dato(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def prosent(del_av: int, n: int) -> str:
    """«14,3 %», rounded half up from whole numbers so that no machine rounds another way. ``n`` is above 0."""
    tideler = (2000 * del_av + n) // (2 * n)
    if del_av and not tideler:
        return "under 0,1 %"
    return f"{tideler // 10},{tideler % 10} %"


def av(del_av: int, n: int) -> str:
    """«14 av 98 (14,3 %)»; never a share of nothing."""
    return f"{del_av} av {n} ({prosent(del_av, n)})" if n else "ingen å vurdere"


def antall(n: int, en: str, flere: str) -> str:
    """«1 regel», «3 regler»."""
    return f"{n} {en if n == 1 else flere}"


def merket(tekst: str, sikkerhet: Sikkerhet) -> str:
    """The text as it is, or with the doubt about its law behind it: «UND-03 (sikkerhet middels)»."""
    return tekst if sikkerhet is Sikkerhet.HOY else f"{tekst.rstrip('.')} (sikkerhet {sikkerhet.vist})"


def oppramsing(words: list[str], bindeord: str = "og") -> str:
    """«a, b og c», or «a, b eller c»."""
    return f" {bindeord} ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def tema_name(tema: str) -> str:
    """What the subject of a rule, the name of its folder, is called."""
    return _TEMAER.get(tema, tema.capitalize())


def gjelder(objekt: str, antall: int = 1) -> str:
    """What an object is called, one or several."""
    ord_ = objekt.replace("_", " ")
    return OBJEKTER.get(objekt, (ord_, ord_))[0 if antall == 1 else 1]
