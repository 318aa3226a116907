"""How many of what, in words: «3 saker», «1 plassering». Used where figures are made and where they are printed."""

from bvaudit.model.utfall import Sikkerhet

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


def antall(n: int, en: str, flere: str) -> str:
    """«1 regel», «3 regler»."""
    return f"{n} {en if n == 1 else flere}"


def gjelder(objekt: str, antall: int = 1) -> str:
    """What an object is called, one or several."""
    ord_ = objekt.replace("_", " ")
    return OBJEKTER.get(objekt, (ord_, ord_))[0 if antall == 1 else 1]


def merket(tekst: str, sikkerhet: Sikkerhet) -> str:
    """The text as it is, or with the doubt about its law behind it: «UND-03 (sikkerhet middels)»."""
    return tekst if sikkerhet is Sikkerhet.HOY else f"{tekst.rstrip('.')} (sikkerhet {sikkerhet.vist})"
