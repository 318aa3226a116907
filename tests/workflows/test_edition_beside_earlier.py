"""A public edition that was made before another was sent is looked at again when it is sent itself."""

from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.kommune import Kommune
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.skjerming import Skjermvalg
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_facts import Rapportfakta
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.workflows.editions import Sending, Utgave, earlier_public_rows, send
from bvaudit.workflows.public_rows import made_public, told_together

FRA, TIL = date(2025, 1, 1), date(2025, 12, 31)


def row(verdi: float, enhet: str = "", tall: str = "under_omsorg") -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="dag", storrelse="antall_barn", periode_fra=FRA, periode_til=TIL, enhet=enhet,
        verdi=verdi, n_saker=int(verdi),
    )  # fmt: skip


ALLE, NORD, VEST, OST = row(41), row(2, "Nord"), row(19, "Vest"), row(20, "Øst")


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    rot = tmp_path / "kommune"
    rot.mkdir()
    return Mappe(rot=rot, kommune=Kommune(navn="Solvik", kommunenummer="0001"))


def laid_out(*rows: Nokkelrad, before: tuple[Nokkelrad, ...] = ()) -> tuple[Nokkelrad, ...]:
    return made_public(rows, tidligere=before).rader


def sent(mappe: Mappe, tmp_path: Path, id_: str, rows: tuple[Nokkelrad, ...]) -> Utgave:
    known = Rapportfakta(kommune="Solvik", dag=date(2026, 1, 10), rader=rows, tekster={})
    annex = Vedlegg(rader={one.celle: one for one in rows}, fakta=known, offentlig=True)
    annex.hidden(rows)
    path = tmp_path / f"{id_}-offentlig-2026-01-10-vedlegg.xlsx"
    write_tables(annex.book(id_, ()), path)
    files = Sending(
        mappe=mappe,
        filer=(path,),
        id=id_,
        malgruppe=Malgruppe.OFFENTLIG,
        dag=TIL,
        til="alle",
        valg=Skjermvalg(),
    )
    return send(files)


def test_two_that_were_made_without_each_other_cannot_both_be_sent(mappe: Mappe, tmp_path: Path) -> None:
    """One has the sum and Vest, the other Øst: with both, Nord's two children are 41 − 19 − 20."""
    one, other = laid_out(ALLE, NORD, VEST), laid_out(NORD, OST)
    assert [r.verdi for r in other if r.enhet == "Øst"] == [20]
    sent(mappe, tmp_path, "en", one)
    with pytest.raises(UsageError, match="skjult") as stopped:
        sent(mappe, tmp_path, "to", other)
    assert "bvaudit rapport lag to --malgruppe offentlig" in str(stopped.value.hint)


def test_what_one_hides_cannot_be_printed_by_the_next(mappe: Mappe, tmp_path: Path) -> None:
    """Øst was hidden because it told of Nord; the paper that was made before knows nothing of it."""
    one, other = laid_out(ALLE, NORD, VEST, OST), laid_out(VEST, OST)
    assert {r.enhet for r in one if r.tilstand is Tilstand.SKJULT} > {"Nord"}
    sent(mappe, tmp_path, "en", one)
    assert {r.enhet for r in earlier_public_rows(mappe) if r.tilstand is Tilstand.SKJULT} > {"Nord"}
    with pytest.raises(UsageError, match="skjult"):
        sent(mappe, tmp_path, "to", other)
    again = laid_out(VEST, OST, before=earlier_public_rows(mappe))
    assert sent(mappe, tmp_path, "to", again).merke.nr == 2


def test_those_that_were_laid_out_together_are_sent_one_by_one(mappe: Mappe, tmp_path: Path) -> None:
    both = laid_out(ALLE, NORD, VEST, OST)
    sent(mappe, tmp_path, "en", both[:2])
    sent(mappe, tmp_path, "to", both[2:])
    assert not told_together(both, both, Skjermvalg())
