"""Rows by the ids of their columns, and what may be chosen in the drop-downs of the workbook that remembers."""

from collections.abc import Mapping, Sequence

from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.bokmeta import JA, held
from bvaudit.model.registeret.felter import REGISTERFELT
from bvaudit.model.registeret.ting import Ting
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports import register_memory_columns as columns
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_words import role, typed_value, yes
from bvaudit.reports.register_sheets import SheetColumn, Verdi
from bvaudit.reports.register_values import summed_row

BLANK_ROWS = 12  # to type new things in


def row(kolonner: Sequence[SheetColumn], key: str, values: Mapping[str, Verdi], last: str = "") -> tuple[Verdi, ...]:
    """One value per column. ``_id`` and ``_sum`` are of ``key`` and what is seen; KeyError when a value is lacking."""
    shown = [column for column in kolonner if not column.id.startswith("_")]
    seen = tuple(values[column.id] for column in shown)
    id, total = summed_row(shown, key, seen)
    behind: dict[str, Verdi] = {"_id": id, "_sum": total, "_last": last or None}
    return (*seen, *(values.get(c.id, behind.get(c.id)) for c in kolonner if c.id.startswith("_")))


def blank(kolonner: Sequence[SheetColumn]) -> tuple[Verdi, ...]:
    return (None,) * len(kolonner)


def typed_of(kolonner: Sequence[SheetColumn], ting: Ting, minne: Minne, avvik: Avvik | None = None) -> dict[str, Verdi]:
    """The columns that are typed in for this thing. A comment is always a new one."""
    return {
        column.id: typed_value(ting, skrives.felt, minne, avvik) if skrives.felt != "kommentar" else None
        for column in kolonner
        if (skrives := column.skrives) is not None and skrives.slag == ting.slag.value and skrives.felt
    }


def words_to_choose(minne: Minne) -> dict[str, dict[str, str]]:
    """List → code → word. What ends an avvik is not among them: that is done through the gate. Roles of other units are
    there where something of theirs is shown."""
    kodeverk = minne.kontekst.kodeverk
    lists = {navn: {valg.kode: valg.tekst for valg in kodeverk.liste(liste)} for liste, navn in columns.LISTER.items()}
    lists["StatusValg"] = {valg.kode: valg.tekst for valg in kodeverk.valgbare_statuser}
    lists["RolleValg"] |= {hvem: role(hvem, minne) for hvem in _elsewhere(minne)}
    return {
        **lists,
        columns.JA_VALG: {JA: yes(JA)},
        columns.ENHET_VALG: {id: minne.kontekst.enhet(id) for id in minne.enheter},
        columns.ALVOR_VALG: {grad.value: grad.vist for grad in reversed(Alvorlighetsgrad)},
        columns.KILDE_VALG: {kilde.kode: kilde.tekst for kilde in kodeverk.valgbare_kilder},
    }


def words_known(minne: Minne, chosen: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The same with every word that stands in a cell: a code the kodeverk no longer has, and what ends an avvik."""
    known = {liste: dict(words) for liste, words in chosen.items()}
    for ting in minne.registeret.ting.values():
        for felt in (f for f in REGISTERFELT[ting.slag] if f.liste in columns.LISTER):
            if verdi := held(ting, felt.navn):
                known[columns.LISTER[felt.liste]].setdefault(verdi, str(typed_value(ting, felt.navn, minne)))
    return known


def _elsewhere(minne: Minne) -> tuple[str, ...]:
    """Roles of another unit than the thing's own; in a unit's workbook there are none to choose."""
    if minne.enhet:
        return ()
    found = [
        value
        for ting in minne.registeret.ting.values()
        for value in (ting.eier, *(ting.verdi(felt) for felt in ("ansvarlig", "eier", "strakstiltak_hvem")))
        if "@" in value and value.partition("@")[2] != ting.enhet
    ]
    return tuple(sorted(set(found)))
