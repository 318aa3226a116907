"""The manual page of the wording gate, made from its file."""

from bvaudit.model.ordbruk import Ordbruk
from bvaudit.reports.audit_book_rounds import rewriting_limits, thresholds
from bvaudit.reports.key_tables import table
from bvaudit.texts import text


def gate_page(ordbruk: Ordbruk) -> str:
    """Markdown: every level in order, with its thresholds and its sentence."""
    heads = tuple(text(f"lest.bok.kol.{one}") for one in ("orden", "nivaa", "krever", "nivaa_setning"))
    rows = [
        (str(number), f"`{niva.id}`", thresholds(niva), niva.setning)
        for number, niva in enumerate(ordbruk.nivaer, start=1)
    ]
    parts = (
        text("lest.side.intro", fra=ordbruk.systemsvikt_fra, kilde=ordbruk.kilde.rstrip()),
        table(heads, rows).rstrip(),
        text("lest.side.haler", delvis=ordbruk.delvis_setning, malrettet=ordbruk.malrettet_setning),
        text("lest.side.skriv_om", grenser=rewriting_limits(ordbruk.skriv_om)),
    )
    return "\n\n".join(part.strip() for part in parts) + "\n"
