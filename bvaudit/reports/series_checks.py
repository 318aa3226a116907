"""What was found when the imported series were held against what they state, and what of them was never read."""

from collections.abc import Iterable, Mapping

from bvaudit.model.seriepunkt import Seriekontroll, Sluppet
from bvaudit.reports.register_sheets import SheetColumn, SheetTable
from bvaudit.texts import text

_COLUMNS = (("serie", 34), ("hva", 82), ("stemmer", 12), ("kilde", 40))


def checks_table(
    kontroller: Iterable[Seriekontroll], sluppet: Iterable[Sluppet], titler: Mapping[str, str]
) -> SheetTable:
    rows = [(titler.get(one.serie, one.serie), one.setning, _agrees(one.stemmer), one.kilde) for one in kontroller]
    rows += [
        (
            titler.get(one.serie, one.serie),
            text(
                "nokkeltall.serier.ikke_lest", kolonne=one.kolonne, grunn=text(f"nokkeltall.serier.{one.grunn.value}")
            ),
            "",
            one.kilde,
        )
        for one in sluppet
    ]
    return SheetTable(
        ark=text("nokkeltall.ark.serier"),
        id="seriekontroll",
        navn="KontrollAvSerier",
        beskrivelse=text("nokkeltall.serier.om"),
        kolonner=tuple(SheetColumn(id=id, navn=text(f"nokkeltall.serier.kol.{id}"), bredde=w) for id, w in _COLUMNS),
        rader=tuple(rows),
        tomt=text("nokkeltall.serier.ingen"),
    )


def _agrees(value: bool | None) -> str:
    return "" if value is None else text("nokkeltall.ja") if value else text("nokkeltall.nei")
