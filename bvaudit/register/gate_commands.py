"""What the gate finds missing, each with what to type next."""

from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.kontekst import Mangel
from bvaudit.model.registeret.ting import link_number
from bvaudit.register.asked import no
from bvaudit.texts import text

_HELPS = {  # the reason → the command that helps, by its key in the catalogue
    "objekter-uavgjort": "kjor",
    "uten-senere-kjoring": "kjor",
    "uten-arsak": "arsak",
    "uten-tiltak": "tiltak",
    "tiltak-ikke-i-bruk": "status",
    "tiltak-uten-belegg": "belegg",
    "ingen-i-bruk": "status",
    "uten-i-bruk-dag": "i_bruk",
    "i-bruk-for-funnet": "i_bruk",
    "uten-avgjorende": "avgjorende",
    "avgjorende-droppet": "avgjorende",
    "uten-forsok": "forsok",
    "forsok-uferdig": "forsok",
    "mal-ikke-nadd": "forsok",
    "venter-pa-saker": "forsok",
    "venter-uavklart": "forsok",
    "kontroll-venter": "kontroll",
    "forsok-annet-tiltak": "forsok",
    "forsok-annet-mal": "forsok",
    "forsok-pa-trukket": "forsok",
    "eieren-selv": "lukk",
    "ikke-over-eieren": "lukk",
    "bare-mennesker": "lukk",
    "enhet-opphort": "lukk",
    "uten-grunn": "lukk_grunn",
    "uten-neste-kontroll": "lukk_grunn",
    "uten-eier": "overfort",
    "barn-apne": "barn",
}


def lack(kode: str, avvik: Avvik, *, tiltak: str = "", **values: object) -> Mangel:
    named = {"tiltak": tiltak, **values} if tiltak else values
    return with_command(no(kode, **named), avvik, tiltak)


def with_command(mangel: Mangel, avvik: Avvik, tiltak: str = "") -> Mangel:
    """As it is, where nothing that can be typed helps."""
    key = _HELPS.get(mangel.kode)
    if key is None or mangel.gjor:
        return mangel
    measure = tiltak or avvik.avgjorende or next(iter(avvik.tiltak), text("registeret.gjor.et_tiltak"))
    values = {
        "nr": avvik.nr,
        "tiltak": measure,
        "kobling": link_number(avvik.nr, measure),
        "som": avvik.ting.eier or text("registeret.gjor.en_rolle"),
    }
    return Mangel(kode=mangel.kode, tekst=mangel.tekst, gjor=text(f"registeret.gjor.kommando.{key}", **values))
