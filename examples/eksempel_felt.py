"""What documents of every version of the register have in common: values as text, the sender, a paragraph of law."""

import xml.etree.ElementTree as ET
from datetime import date

import eksempel_mal as mal
from eksempel_modell import Hjemmel, Sak

FAGSYSTEM = {"Leverandor": "Eksempelleverandør", "Navn": "Eksempelsystem"}
PROGRAM = {"v3": "7.3.1", "v4": "8.0.2", "v5": "9.1.0"}

Verdi = str | date | bool | None


def text(verdi: str | date | bool) -> str:
    if isinstance(verdi, bool):
        return "true" if verdi else "false"
    return verdi.isoformat() if isinstance(verdi, date) else verdi


def yes(verdi: bool) -> bool | None:
    return verdi or None  # «false» is left out, as journal systems do


def sender(sak: Sak) -> dict[str, str]:
    return {
        "Organisasjonsnummer": mal.ORGANISASJONSNUMMER,
        "Kommunenummer": mal.KOMMUNENUMMER,
        "Kommunenavn": mal.KOMMUNENAVN,
        "Bydelsnummer": mal.ENHETER[sak.enhet],
        "Bydelsnavn": sak.enhet,
    }


def put(parent: ET.Element, navn: str, verdi: Verdi) -> None:
    if verdi is not None:
        ET.SubElement(parent, navn).text = text(verdi)


def law(parent: ET.Element, hjemmel: Hjemmel) -> None:
    """Elements in every version."""
    el = ET.SubElement(parent, "Lovhjemmel")
    put(el, "Lov", hjemmel.lov)
    put(el, "Kapittel", hjemmel.kapittel)
    put(el, "Paragraf", hjemmel.paragraf)
    put(el, "Ledd", hjemmel.ledd)
