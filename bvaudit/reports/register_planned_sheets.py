"""The sheets «Årshjul», «Lister» and «Tilsynsløp»: what the content plans, one row each, and what people write of it.

Where nobody has written in a field, its cell shows what holds anyhow (the deadline of the month, the status the list
gives): ``forvalg`` of the table says so, and such a cell is no edit as long as it stands."""

from collections.abc import Iterator, Mapping
from datetime import date

from bvaudit.model.registeret.bokmeta import ARSHJUL, LISTER, STEG, TILSYNSLOP
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.planlagt import Oppgavestand, Punktstand, Skrittet
from bvaudit.model.registeret.ting import Ting
from bvaudit.reports import register_planned_columns as columns
from bvaudit.reports.register_columns import Columns
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_rows import BLANK_ROWS, row
from bvaudit.reports.register_memory_words import comments_of, foreign, role, typed_value
from bvaudit.reports.register_planned import Oppgaverad, Punktrad, Tilsynsrad
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.texts import text

_OF_STEP = (
    "tilsynet",
    "skritt",
    "dato",
    "skrittfrist",
    "funn_det_gjelder",
    "skritttekst",
)  # typed only where the step is new
_OF_COURSE = ("tilsynsstatus", "eier", "saksnummer", "tilsynsbelegg", "kommentar")
Forvalg = dict[tuple[str, str], str]
Rows = list[tuple[Verdi, ...]]


def planned_tables(minne: Minne) -> tuple[SheetTable, ...]:
    """Those that have something in them."""
    planned = minne.planlagt
    return (
        *((year_table(minne),) if planned.oppgaver else ()),
        *((lists_table(minne),) if planned.punkter else ()),
        *((courses_table(minne),) if planned.tilsyn else ()),
    )


def year_table(minne: Minne) -> SheetTable:
    kolonner, forvalg, rows = columns.arshjul(), Forvalg(), Rows()
    years = {each.stand.maned.year for each in minne.planlagt.oppgaver}
    for each in minne.planlagt.oppgaver:
        stand, ting = each.stand, minne.registeret.ting[each.nr]
        values = {
            "maned": _month(stand.maned, with_year=len(years) > 1),
            "oppgave": stand.tittel,
            "enhet": minne.vist(stand.enhet),
            "star": _stands(stand, minne.dag),
            "dokumentasjon": each.dokumentasjon,
            "hjemmel": each.hjemmel,
            "kommentarer": comments_of(ting, minne),
            "avvik": stand.avvik,
            "oppgave_nr": stand.nr,
            **_typed(kolonner, ting, task_defaults(each), minne, forvalg),
        }
        rows.append(row(kolonner, each.nr, values, " ".join(_locked(ting, kolonner, minne))))
    return _table(ARSHJUL, "Arshjul", kolonner, rows, forvalg, side_for="" if minne.enhet else "maned")


def task_defaults(each: Oppgaverad) -> dict[str, str]:
    """What holds of a control where nobody has written, as canonical text."""
    stand = each.stand
    return {"status": stand.status, "frist": stand.frist.isoformat(), "eier": stand.eier}


def _month(day: date, *, with_year: bool) -> str:
    """Sorted as text it is in the order of the year."""
    name = text(f"arsbok.maned.{day.month}")
    return f"{day:%Y-%m} {name}" if with_year else f"{day:%m} {name}"


def _stands(stand: Oppgavestand, dag: date) -> str:
    if stand.avvik:
        return text("arsbok.star.avvik")
    if stand.forfalt:
        return text("arsbok.star.over")
    if stand.status in ("utfort", "ikke-aktuelt", "ikke-utfort"):
        return text("arsbok.star.sagt")
    if stand.merknad:  # never to be done here: of the time before the register, with another unit, or planned no more
        return text(f"arsbok.star.{stand.merknad.replace('-', '_')}")
    return text("arsbok.star.na") if stand.maned <= dag else text("arsbok.star.kommer")


def lists_table(minne: Minne) -> SheetTable:
    kolonner, forvalg, rows = columns.lister(), Forvalg(), Rows()
    for each in minne.planlagt.punkter:
        ting = minne.registeret.ting[each.nr]
        values = {
            "liste": each.liste,
            "punkt": each.tekst,
            "enhet": each.enheter or minne.vist(each.enhet),
            "beskrivelse": each.beskrivelse,
            "grupper": each.grupper,
            "neste": each.stand.neste,
            "varsler": "\n".join(text(f"arsbok.varsel.{kode.replace('-', '_')}") for kode in _warnings(each.stand)),
            "kilde": each.kilde,
            "kommentarer": comments_of(ting, minne),
            "punkt_nr": each.nr,
            **_typed(kolonner, ting, point_defaults(each), minne, forvalg),
        }
        rows.append(row(kolonner, each.nr, values, " ".join(_locked(ting, kolonner, minne))))
    return _table(LISTER, "Listepunkter", kolonner, rows, forvalg, side_for="liste")


def point_defaults(each: Punktrad) -> dict[str, str]:
    """What the list itself says, as canonical text."""
    stand = each.stand
    days = {"frist": stand.frist, "sist": stand.sist, "slutt": stand.slutt}
    return {
        "status": stand.status,
        "eier": stand.eier,
        "beslutning": stand.beslutning,
        "effekt": stand.effekt,
        **{felt: day.isoformat() if day else "" for felt, day in days.items()},
    }


WARNINGS = (
    "over-fristen",
    "utlopt",
    "utloper",
    "ikke-gjennomgatt",
    "uten-gjennomgang",
)  # of the day, and not of how the list is kept


def _warnings(stand: Punktstand) -> Iterator[str]:
    return (kode for kode in WARNINGS if kode in stand.advarsler)


def courses_table(minne: Minne) -> SheetTable:
    kolonner, forvalg, rows = columns.tilsyn(), Forvalg(), Rows()
    for each in minne.planlagt.tilsyn:
        rows.append(_course(each, kolonner, minne, forvalg))
        rows += [_step(each, number, one, kolonner, minne) for number, one in enumerate(each.stand.skritt, start=1)]
    rows += [_room(kolonner) for _ in range(BLANK_ROWS)]
    return _table(TILSYNSLOP, "Tilsynslop", kolonner, rows, forvalg)


def _room(kolonner: Columns) -> tuple[Verdi, ...]:
    """For a new step; what belongs to a supervision is not typed there."""
    return tuple(" ".join(_OF_COURSE) if column.id == "_last" else None for column in kolonner)


def _course(each: Tilsynsrad, kolonner: Columns, minne: Minne, forvalg: Forvalg) -> tuple[Verdi, ...]:
    stand, ting = each.stand, minne.registeret.ting[each.nr]
    due = stand.frister[0] if stand.frister else None
    values = {
        **_empty(kolonner),
        "tilsynet": each.ord,
        "skritt": _where(each, minne),
        "skrittfrist": due.dag if due else None,
        "skritttekst": text("arsbok.tilsyn.frist", hva=each.venter) if due else text("arsbok.tilsyn.ingen_frist"),
        "myndighet": each.myndighet,
        "kommentarer": comments_of(ting, minne),
        "tilsyn_nr": each.nr,
        **_typed(kolonner, ting, course_defaults(each), minne, forvalg),
    }
    return row(kolonner, each.nr, values, " ".join((*_OF_STEP, *_locked(ting, kolonner, minne))))


def course_defaults(each: Tilsynsrad) -> dict[str, str]:
    return {"status": each.stand.egen, "eier": each.stand.eier, "saksnummer": each.saksnummer}


def _where(each: Tilsynsrad, minne: Minne) -> str:
    """Where the authority's case stands, by its last step."""
    steps = minne.kontekst.kodeverk.tilsynsskritt
    after = next((one.etter for one in steps if one.kode == each.stand.myndighet), "")
    return text("arsbok.tilsyn.star", hvor=after) if after else text("arsbok.tilsyn.ikke_begynt")


def _step(each: Tilsynsrad, number: int, one: Skrittet, kolonner: Columns, minne: Minne) -> tuple[Verdi, ...]:
    kodeverk = minne.kontekst.kodeverk
    numbers = dict(each.funn)
    by = next((skritt.av for skritt in kodeverk.tilsynsskritt if skritt.kode == one.skritt), "")
    values = {
        **_empty(kolonner),
        "tilsynet": each.ord,
        "skritt": kodeverk.tekst("tilsynsskritt", one.skritt),
        "dato": one.dag,
        "skrittfrist": one.frist,
        "skritttekst": one.tekst,
        "av": text(f"arsbok.av.{by}") if by else "",
        "funn_det_gjelder": ", ".join(numbers.get(id, id) for id in one.funn) or text("arsbok.tilsyn.alle_funn"),
        "tilsyn_nr": each.nr,
    }
    return row(kolonner, f"{each.nr}{STEG}{number}", values, " ".join((*_OF_STEP, *_OF_COURSE)))


def _empty(kolonner: Columns) -> dict[str, Verdi]:
    return {column.id: None for column in kolonner if not column.id.startswith("_")}


def _typed(
    kolonner: Columns, ting: Ting, defaults: Mapping[str, str], minne: Minne, forvalg: Forvalg
) -> dict[str, Verdi]:
    """The columns that are typed in. Those that show what nobody has written are added to ``forvalg``."""
    found: dict[str, Verdi] = {}
    for column in kolonner:
        skrives = column.skrives
        if skrives is None or not skrives.felt or skrives.felt == "kommentar":
            if skrives is not None and skrives.felt:
                found[column.id] = None
            continue
        found[column.id] = typed_value(ting, skrives.felt, minne)
        stands_anyhow = defaults.get(skrives.felt, "")
        if not ting.verdi(skrives.felt) and stands_anyhow:
            shown = _shown(ting, skrives.felt, stands_anyhow, minne)
            found[column.id] = shown
            forvalg[ting.nr, column.id] = shown.isoformat() if isinstance(shown, date) else str(shown)
    return found


def _shown(ting: Ting, navn: str, verdi: str, minne: Minne) -> Verdi:
    felt = felt_av(ting.slag, navn)
    assert felt is not None, "the columns are of fields"
    if felt.type is Felttype.DATO:
        return date.fromisoformat(verdi)
    if felt.type is Felttype.ROLLE:
        return role(verdi, minne, ting.enhet)
    return minne.kontekst.kodeverk.tekst(felt.liste, verdi) if felt.liste else verdi


def _locked(ting: Ting, kolonner: Columns, minne: Minne) -> Iterator[str]:
    """The columns that show something of another unit in this one's workbook, and all of them when it has ended."""
    for column in kolonner:
        felt = column.skrives.felt if column.skrives else ""
        if felt and (ting.avsluttet is not None or _of_another(ting.verdi(felt), felt, minne)):
            yield column.id


def _of_another(verdi: str, felt: str, minne: Minne) -> bool:
    hidden = bool(minne.enhet) and text("registeret_bok.annen_enhet") in verdi
    return hidden or (felt == "eier" and foreign(verdi, minne))


def _table(id: str, navn: str, kolonner: Columns, rows: Rows, forvalg: Forvalg, *, side_for: str = "") -> SheetTable:
    return SheetTable(
        ark=text(f"arsbok.ark.{id}"),
        id=id,
        navn=navn,
        beskrivelse=text(f"arsbok.om.{id}"),
        kolonner=kolonner,
        rader=tuple(rows),
        tomt="",
        frys=2,
        linjer=2,
        side_for=side_for,
        lases=True,
        forvalg=forvalg,
    )


def words_of_planned(minne: Minne) -> dict[str, dict[str, str]]:
    """The choices of the new steps: which supervision, and which step. Those of the fields are with the others."""
    steps = {one.kode: one.tekst for one in minne.kontekst.kodeverk.tilsynsskritt}
    courses = {each.nr: each.ord for each in minne.planlagt.tilsyn}
    return {columns.SKRITT_VALG: steps, columns.TILSYN_VALG: courses} if courses else {}
