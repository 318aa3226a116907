"""What people read in one enhet, for its plan: which audits, its own remarks, and where reader and extract differ."""

from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.handlingsplan import LestView
from bvaudit.reports.plan_saker import Short
from bvaudit.reports.read_words import audit_lines
from bvaudit.reports.register_read import consequence
from bvaudit.texts import text


def read_lines(revisjon: Revisjon, enhet: str) -> tuple[str, ...]:
    """A sentence each; the remarks are this enhet's own. Nothing of audits nobody has read this enhet's cases in."""
    if revisjon.lest is None:
        return ()
    here = {one.rad.revisjon for one in revisjon.lest.svar if one.enhet == enhet}
    audits = (kort for kort in revisjon.lest.revisjoner if kort.id in here)
    return tuple(line.removeprefix("• ") for kort in audits for line in audit_lines(kort, enhet) if line)


def read_otherwise(revisjon: Revisjon, enhet: str, short: Short) -> tuple[LestView, ...]:
    """Case by case."""
    found = [(funn, svar) for svar in revisjon.svar for funn in svar.lest_om if funn.hos == enhet]
    return tuple(
        LestView(
            sak=short.get(funn.sak, ""),
            krav=text("plan.tilsyn.krav", tittel=svar.regel.tittel.rstrip("."), regel=svar.regel.id),
            uttrekket=funn.lest.maskinen.value if funn.lest.maskinen else "",
            leseren=funn.lest.svar.value,
            folge=text(f"lest_i_papirene.folge.{consequence(funn.lest)}"),
        )
        for funn, svar in sorted(found, key=lambda each: (each[0].sak, each[0].regel, each[0].objekt_id))
        if funn.lest
    )
