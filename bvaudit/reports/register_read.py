"""The sheet «Lest annerledes»: every object a reader and the extract say different things of, with both."""

from bvaudit.model.funn import Funn, Lestmerke
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall
from bvaudit.reports import register_columns as columns
from bvaudit.reports.read_words import fault_kind
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.texts import text

READ_OTHERWISE = "lest_annerledes"
_IN_ORDER = (Svarvalg.JA, Svarvalg.IKKE_AKTUELT)


def read_table(revisjon: Revisjon, names: Names, kodeverk: Kodeverk) -> SheetTable:
    """By the unit that has the case now. Each row says what must be mended: the case, or its registration."""
    order = {enhet.navn: number for number, enhet in enumerate(revisjon.enheter)}
    found = [(svar, funn, funn.lest) for svar in revisjon.svar for funn in svar.lest_om if funn.lest]
    found.sort(key=lambda each: (order.get(each[1].hos, len(order)), each[1].sak, each[1].regel, each[1].objekt_id))
    return SheetTable(
        ark=text("lest_i_papirene.ark.lest_annerledes"),
        id=READ_OTHERWISE,
        navn="LestAnnerledes",
        beskrivelse=text("lest_i_papirene.ark.om"),
        kolonner=columns.lest_annerledes(),
        rader=tuple(_row(svar, funn, lest, names, kodeverk) for svar, funn, lest in found),
        tomt=text("lest_i_papirene.ark.tomt"),
        frys=2,
    )


def _row(svar: RegelSvar, funn: Funn, lest: Lestmerke, names: Names, kodeverk: Kodeverk) -> tuple[Verdi, ...]:
    return (
        names.kort.get(funn.sak, ""),
        funn.hos,
        svar.regel.tittel,
        svar.regel.id,
        lest.maskinen.value if lest.maskinen else "",
        lest.svar.value,
        fault_kind(lest, kodeverk),
        text(f"lest_i_papirene.folge.{consequence(lest)}"),
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        lest.revisjon,
        text("lest_i_papirene.rad.endret") if lest.kilde_endret else None,
        funn.sak,
    )


def consequence(lest: Lestmerke) -> str:
    """What the reader's answer leads to: a breach to correct, a registration to mend, or nothing but the answer."""
    if lest.svar is Svarvalg.NEI:
        return "brudd"
    if lest.maskinen is Utfall.IKKE_OPPFYLT and lest.svar in _IN_ORDER:
        return "registrering"
    return "delvis" if lest.svar is Svarvalg.DELVIS else "avklart"
