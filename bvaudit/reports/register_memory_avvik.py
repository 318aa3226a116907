"""The sheets «Avvik» and «Avsluttede» of the workbook that remembers: one row per avvik, open and ended apart."""

from collections.abc import Mapping
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.registeret.avvik import Avvik, Kilde, Stilling
from bvaudit.model.registeret.kontekst import Frister
from bvaudit.model.utfall import Sikkerhet
from bvaudit.model.varighet import Varighet
from bvaudit.reports import register_memory_columns as columns
from bvaudit.reports import register_memory_words as words
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_rows import row, typed_of
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_tables import status_help
from bvaudit.texts import text

WATCHED = Varighet(antall=24, enhet="M")  # after the closing (register.md, part 8)


def open_table(minne: Minne, endret: Mapping[str, tuple[str, ...]]) -> SheetTable:
    """By unit; there the gravest first. A status that ends an avvik for good cannot be picked."""
    kolonner = columns.avvik(status_help(minne.kontekst.kodeverk))
    return SheetTable(
        ark=text("register.ark.avvik"),
        id="avvik",
        navn="Avvik",
        beskrivelse=text("registeret_bok.om.avvik"),
        kolonner=kolonner,
        rader=tuple(_open(avvik, minne, kolonner, endret.get(avvik.nr, ())) for avvik in minne.apne),
        tomt=text("registeret_bok.tomt.avvik"),
        frys=3,
        linjer=2,
        side_for="enhet",
        lases=True,
    )


def _open(avvik: Avvik, minne: Minne, kolonner: columns.Columns, endret: tuple[str, ...]) -> tuple[Verdi, ...]:
    frist = minne.frister.get(avvik.nr)
    values: dict[str, Verdi] = {
        "nr": avvik.nr,
        **_both(avvik, minne),
        **typed_of(kolonner, avvik.ting, minne, avvik),
        "neste_frist": _next(frist),
        "frist_gjelder": _what(frist, minne.dag),
        "_hva": _word(frist) if frist and frist.neste else None,
        "tiltak": words.measures_of(avvik, minne),
        "effekt": words.effect_of(avvik, minne),
        "endring": "\n".join(endret),
        "forslag_lukking": frist.lukking if frist and not frist.lukking_satt else None,
        "_enhet": unit_key(avvik.enhet),
        "_celle": cell_key(avvik),
    }
    return row(kolonner, avvik.nr, values, " ".join(_locked(avvik, minne)))


def unit_key(enhet: str) -> str:
    """What a formula looks a unit up by: «9999-03» alone would be a month to Excel."""
    return f"enhet {enhet}"


def cell_key(avvik: Avvik) -> str:
    return f"{avvik.enhet}/{avvik.alvor.value}"


def _next(frist: Frister | None) -> date | None:
    return frist.neste if frist else None


def _what(frist: Frister | None, dag: date) -> str:
    """What the next deadline is for, on the day the workbook is made; Excel works it out again."""
    if frist is None or frist.neste is None:
        return text("register.forfalt.uten_dato")
    return text("registeret_bok.forfalt", hva=_word(frist)) if frist.neste < dag else _word(frist)


def _word(frist: Frister) -> str:
    """What the next deadline is for."""
    return text(f"registeret_bok.frist.{frist.neste_hva}")


def _locked(avvik: Avvik, minne: Minne) -> list[str]:
    """The columns that show something of another unit in this one's workbook."""
    typed = {"ansvarlig": avvik.ting.verdi("ansvarlig") or avvik.ting.eier}
    typed["strakstiltak_hvem"] = avvik.ting.verdi("strakstiltak_hvem")
    others = [id for id, hvem in typed.items() if words.foreign(hvem, minne)]
    if not minne.enhet:
        return others
    hidden = text("registeret_bok.annen_enhet")
    written = [navn for navn, felt in avvik.ting.felt.items() if hidden in felt.verdi and navn not in others]
    return [*others, *written]


def _both(avvik: Avvik, minne: Minne) -> dict[str, Verdi]:
    """What is looked up, of the open and the ended alike."""
    rule = minne.kontekst.regler.get(avvik.regel)
    law = [hjemmel for hjemmel in minne.hjemmel.get(avvik.regel or avvik.punkt, ()) if hjemmel]
    return {
        "brudd": words.breach_of(avvik, minne),
        "enhet": minne.vist(avvik.enhet),
        "alvor": avvik.alvor.vist,
        "forst_sett": avvik.ting.apnet,
        "kommentarer": words.comments_of(avvik.ting, minne),
        "avgjort": words.evidence_of(avvik),
        "omfang": text(f"registeret_bok.omfang.{avvik.omfang.value}"),
        "kilde": words.source_of(avvik, minne),
        "regel": avvik.regel,
        "hjemmel": "; ".join(law),
        "sikkerhet": rule.sikkerhet.vist if rule else Sikkerhet.HOY.vist,
        "mal": words.goal_of(avvik),
        "forsok": words.attempts_of(avvik),
        "merknader": words.remarks_of(avvik, minne),
    }


def ended_table(minne: Minne) -> SheetTable:
    """Everything that is closed, and every other way out, each by its own words; the newest first."""
    kolonner = columns.avsluttede()
    return SheetTable(
        ark=text("registeret_bok.ark.avsluttede"),
        id="avsluttede",
        navn="Avsluttede",
        beskrivelse=text("registeret_bok.om.avsluttede"),
        kolonner=kolonner,
        rader=tuple(_ended(avvik, minne, kolonner) for avvik in minne.avsluttede),
        tomt=text("registeret_bok.tomt.avsluttede"),
        frys=2,
        linjer=2,
        lases=True,
    )


def _ended(avvik: Avvik, minne: Minne, kolonner: columns.Columns) -> tuple[Verdi, ...]:
    slutt = avvik.slutt
    assert slutt is not None, "only what has ended is here"
    watched = slutt.stilling in (Stilling.LUKKET, Stilling.LUKKET_FA) and avvik.kilde is not Kilde.FORELDER
    values: dict[str, Verdi] = {
        "nr": avvik.nr,
        **_both(avvik, minne),
        "avsluttet": slutt.dag,
        "hvordan": words.status_of(avvik),
        "av_hvem": words.role(slutt.hvem, minne, avvik.enhet),
        "grunn": words.ending_of(slutt),
        "folges_til": pluss(slutt.dag, WATCHED) if watched else None,
        "neste_kontroll": slutt.neste_kontroll,
        "forste_lukking": avvik.slutter[0].dag if len(avvik.slutter) > 1 else None,
        "antall_forsok": len(avvik.forsok),
        "kommentar": None,
        "_celle": f"{avvik.enhet}/{slutt.stilling.value}",
    }
    return row(kolonner, avvik.nr, values)
