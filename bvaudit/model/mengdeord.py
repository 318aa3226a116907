"""How many of what, in words: «3 saker», «1 plassering». Used where figures are made and where they are printed."""

from bvaudit.model.utfall import Sikkerhet
from bvaudit.texts import counted, known, text


def antall(n: int, en: str, flere: str) -> str:
    """«1 regel», «3 regler»."""
    return f"{n} {en if n == 1 else flere}"


def gjelder(objekt: str, antall: int = 1) -> str:
    """What an object is called, one or several."""
    if not known(f"felles.objekter.{objekt}"):
        return objekt.replace("_", " ")
    return counted(f"felles.objekter.{objekt}", antall)


def merket(tekst: str, sikkerhet: Sikkerhet) -> str:
    """The text as it is, or with the doubt about its law behind it: «UND-03 (sikkerhet middels)»."""
    return (
        tekst
        if sikkerhet is Sikkerhet.HOY
        else text("felles.merket", tekst=tekst.rstrip("."), sikkerhet=sikkerhet.vist)
    )
