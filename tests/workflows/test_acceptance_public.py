"""The rows of the acceptance table on what may be public: S1-19, S1-24, S2-06, S4-11 and X-09."""

from dataclasses import fields, replace
from datetime import date

import pytest

from bvaudit.findings.text_signs import Tegn, text_to_read
from bvaudit.model.innhold import Innhold
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand, gruppe
from bvaudit.model.skjerming import Skjermgrunn, Skjermvalg
from bvaudit.workflows.public_rows import made_public, names_in, rows_for

FRA, TIL = date(2024, 1, 1), date(2024, 12, 31)


def antall(tall: str, n: int, **sted: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="dag", storrelse="antall_barn", periode_fra=TIL, periode_til=TIL, verdi=n, n_saker=n, **sted  # type: ignore[arg-type]
    )  # fmt: skip


def andel(tall: str, teller: int, nevner: int, **sted: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="lov", storrelse="andel", periode_fra=FRA, periode_til=TIL, teller=teller, nevner=nevner,
        verdi=teller / nevner, n_saker=nevner, **sted,  # type: ignore[arg-type]
    )  # fmt: skip


# S2's quarter, municipality: meldinger of which dismissed, undersøkelser of which dismissed and overrun
KVARTAL = {
    "Frosta": (7, 1, 6, 1, 0),
    "Meråker": (3, 1, 8, 3, 0),
    "Selbu": (0, 0, 9, 1, 0),
    "Stjørdal": (79, 9, 45, 26, 6),
}


def test_s1_19_a_pilot_of_five_children_is_in_no_public_paper() -> None:
    """5 children took part and 4 remain: a single project, as numbers and as a sentence."""
    rows = [
        antall("prosjekt_fosterhjemspilot", 5),
        andel("prosjekt_fosterhjemspilot", 4, 5),
        antall("under_omsorg", 250),
    ]
    public = made_public(rows)
    assert [row.tall for row in public.rader] == ["under_omsorg"]
    assert {one.grunn for one in public.skjult} == {Skjermgrunn.ALLTID}
    tekst = "Omsorgsenheten melder at 4 av de 5 barna som har deltatt i piloten fremdeles bor i fosterhjemmet sitt."
    assert [(one.tegn, one.utdrag) for one in text_to_read(tekst)] == [(Tegn.FA_BARN, "4 av de 5 barna")]
    internt = rows_for(Malgruppe.INTERN, rows)
    assert [row.verdi for row in internt.rader] == [5, 0.8, 250]


def test_s1_24_behaviour_placements_are_counted_and_never_public(innhold: Innhold) -> None:
    """8 on 31.12.2024, one of them for substance (b). The figure itself says that it is never public."""
    assert next(one for one in innhold.planer.nokkeltall if one.id == "atferd").alltid_skjult
    valg = Skjermvalg(alltid_skjult=tuple(one.id for one in innhold.planer.nokkeltall if one.alltid_skjult))
    rows = [antall("atferd", 8)]
    rows += [antall("atferd", n, gruppe=gruppe(bokstav=bokstav)) for bokstav, n in (("a", 1), ("b", 1), ("c", 6))]
    public = made_public([*rows, antall("under_omsorg", 250)], valg=valg)
    assert [row.tall for row in public.rader] == ["under_omsorg"]
    assert rows_for(Malgruppe.LEDER, rows, valg=valg).rader == tuple(rows)
    tekst = "Det var åtte ungdommer på institusjon uten eget samtykke. En av disse var plassert på grunn av rus."
    assert {one.tegn for one in text_to_read(tekst)} == {Tegn.FA_BARN, Tegn.ETT_BARN}


def quarter() -> list[Nokkelrad]:
    found = []
    for kommune, (meldinger, henlagt, undersokelser, henlagte, brudd) in KVARTAL.items():
        found.append(antall("meldinger", meldinger, kommune=kommune))
        found.append(antall("undersokelser", undersokelser, kommune=kommune))
        if meldinger:
            found.append(andel("henlagt_andel", henlagt, meldinger, kommune=kommune))
        found.append(andel("undersokelser_henlagt", henlagte, undersokelser, kommune=kommune))
        found.append(andel("fristbrudd_undersokelse", brudd, undersokelser, kommune=kommune))
    return found


def test_s2_06_the_quarter_table_without_small_numbers() -> None:
    public = made_public(quarter())
    told = {(row.tall, row.kommune): (row.verdi, row.teller, row.nevner) for row in public.rader}
    ovrige = "Frosta+Meråker+Selbu"
    assert public.slatt_sammen == ("Frosta", "Meråker", "Selbu") and not public.uten_vern
    assert told["meldinger", "Stjørdal"][0] == 79 and told["meldinger", ovrige][0] == 10
    assert told["fristbrudd_undersokelse", "Stjørdal"] == (pytest.approx(6 / 45), 6, 45)  # 13,3 %
    assert told["undersokelser_henlagt", ovrige] == (pytest.approx(5 / 23), 5, 23)
    assert told["henlagt_andel", ovrige] == (None, None, None)  # 2 of 10
    assert all(row.verdi not in (1, 2) and row.teller not in (1, 2) for row in public.rader)


@pytest.mark.parametrize(("teller", "nevner"), [(7, 7), (0, 7), (6, 7), (11, 12)])
def test_s4_11_a_statement_on_few_unaccompanied_minors_has_no_public_share(teller: int, nevner: int) -> None:
    """«Tett og god oppfølging»: true of all 7, it says so of each of them; and all but one points at that one."""
    public = made_public([andel("ENM-01", teller, nevner, enhet="Omsorgsenheten")])
    assert public.rader[0].tilstand is Tilstand.SKJULT
    assert (public.rader[0].verdi, public.rader[0].teller, public.rader[0].nevner) == (None, None, None)


def test_s4_11_with_enough_of_them_the_share_stands() -> None:
    assert made_public([andel("ENM-01", 24, 28)]).rader[0].verdi == pytest.approx(24 / 28)


def test_x_09_three_papers_from_the_same_rows() -> None:
    """Numbers hidden in the public one only; single cases in the internal one only."""
    rows = quarter()
    papers = {malgruppe: rows_for(malgruppe, rows) for malgruppe in Malgruppe}
    assert papers[Malgruppe.INTERN].rader == papers[Malgruppe.LEDER].rader == tuple(rows)
    assert not papers[Malgruppe.LEDER].skjult and papers[Malgruppe.OFFENTLIG].skjult
    assert [malgruppe.saker for malgruppe in Malgruppe] == [True, False, False]
    # what is shown in public is the same number as in the others, or the sum of those put together
    true = {row.celle: row for row in rows}
    for row in papers[Malgruppe.OFFENTLIG].rader:
        if row.tilstand is Tilstand.VERDI and row.celle in true:
            assert (row.verdi, row.teller, row.nevner) == (
                true[row.celle].verdi, true[row.celle].teller, true[row.celle].nevner
            )  # fmt: skip


def test_x_09_no_row_can_hold_a_case() -> None:
    """The long table has no place for one: neither a case nor an object nor a child is among its columns."""
    assert not {"sak", "objekt", "objekt_id", "barn", "person"} & {field.name for field in fields(Nokkelrad)}


def test_an_earlier_public_paper_is_not_undone_by_a_new_one() -> None:
    """The first hides Frosta; the next, with the sum of the year so far, may not give it back."""
    first = made_public(quarter())
    year = [replace(row, periode_til=date(2025, 3, 31), periode_fra=TIL) for row in quarter()]
    again = made_public([*quarter(), *year], tidligere=first.rader)
    assert not again.uten_vern
    hidden = {row.celle for row in first.rader if row.tilstand is Tilstand.SKJULT}
    assert hidden <= {row.celle for row in again.rader if row.tilstand is Tilstand.SKJULT}


def test_the_merged_row_has_a_name_like_the_others() -> None:
    public = made_public(quarter())
    named = names_in(public, {"Stjørdal": "Stjørdal"})
    assert named == {"Stjørdal": "Stjørdal", "Frosta+Meråker+Selbu": "Øvrige kommuner"}
    assert names_in(made_public([]), {}) == {}
