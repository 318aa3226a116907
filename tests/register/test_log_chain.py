"""Every way to change a log that is known, on the rows themselves: what was done is found, and where."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Del, Hode, Ny
from bvaudit.register.chain import Innhold, Rad, head_of, link, logged, read_head, salted, struck_parts, summed
from bvaudit.register.chain_faults import Brudd, Feil, faults
from tests.register.a_log import AV, SECRET, TID, events, ny

Rows = tuple[Rad, ...]


def salt(nr: int, part: Del) -> str:
    return f"{nr:02d}{part}".ljust(32, "0")


def rows(*more: Ny) -> Rows:
    return link((*events(), *more), TID, Hode(), salt)


def struck_rows() -> Rows:
    """The comment in event 4 has been struck by event 7."""
    made = rows(ny(Sladdet(hendelse=4, del_="tekst", grunn="navn", nr=AV)))
    return tuple(without(row, Del.TEKST) if row.nr == 4 else row for row in made)


def without(row: Rad, part: Del) -> Rad:
    return replace(row, deler={**row.deler, part: Innhold(salt="", tekst="")})


def at(rows: Rows, nr: int, **values: object) -> Rows:
    return tuple(replace(row, **values) if row.nr == nr else row for row in rows)  # type: ignore[arg-type]


def rebuilt(rows: Rows) -> Rows:
    """As an attacker does who knows the program: every number and every print reckoned anew."""
    made: list[Rad] = []
    for number, row in enumerate(rows, start=1):
        prints = {part: salted(held.salt, held.tekst) for part, held in row.deler.items() if not held.tom}
        prints = {**row.avtrykk, **prints}
        row = replace(row, nr=number, forrige=made[-1].sum if made else "", avtrykk=prints)
        made.append(replace(row, sum=summed(row)))
    return tuple(made)


def test_a_whole_log_has_no_faults() -> None:
    whole = rows()
    assert faults(whole) == ()
    assert faults(whole, head_of(whole)) == ()
    assert faults(whole, Hode()) == ()
    assert all(faults(whole, Hode(nr=row.nr, sum=row.sum)) == () for row in whole)
    assert faults(()) == ()
    assert [row.nr for row in whole] == [1, 2, 3, 4, 5, 6]
    assert [row.forrige for row in whole] == ["", *(row.sum for row in whole[:-1])]


def test_struck_text_breaks_nothing_and_comes_back_empty() -> None:
    struck = struck_rows()
    assert faults(struck, head_of(rows())) == ()
    assert [row.sum for row in struck[:6]] == [row.sum for row in rows()]
    of_four = logged(struck[3])
    assert of_four.sladdet == (Del.TEKST,)
    assert SECRET not in repr(of_four)
    assert struck_parts(map(logged, struck)) == {(4, Del.TEKST)}


@pytest.mark.parametrize("nr", range(1, 7))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("tid", "2026-03-02T09:31:00Z"),
        ("hvem", "kommunedirektor"),
        ("kode", "frakoblet"),
        ("om", '["AV-2026-0002"]'),
        ("avtrykk", {Del.FAKTA: "0" * 64}),
        ("forrige", "0" * 64),
        ("sum", "0" * 64),
    ],
)
def test_an_edited_column_is_found_where_it_is(nr: int, column: str, value: object) -> None:
    assert faults(at(rows(), nr, **{column: value})) == (Brudd(slag=Feil.ENDRET, nr=nr),)


@pytest.mark.parametrize("nr", range(1, 7))
def test_an_edited_number_is_found(nr: int) -> None:
    found = faults(tuple(replace(row, nr=40) if row.nr == nr else row for row in rows()))
    assert found
    assert {one.slag for one in found} <= {Feil.ENDRET, Feil.FLYTTET, Feil.FJERNET}


@pytest.mark.parametrize(
    ("nr", "part"), [(1, Del.FAKTA), (2, Del.FAKTA), (2, Del.NOKLER), (3, Del.TEKST), (4, Del.TEKST), (5, Del.FAKTA)]
)
def test_an_edited_part_or_salt_is_found(nr: int, part: Del) -> None:
    held = rows()[nr - 1].deler[part]
    for other in (replace(held, tekst='{"nr":"AV-2026-0009"}'), replace(held, salt="f" * 32), replace(held, tekst="")):
        edited = at(rows(), nr, deler={**rows()[nr - 1].deler, part: other})
        assert faults(edited) == (Brudd(slag=Feil.ENDRET, nr=nr),)


def test_a_part_the_event_never_had_is_found() -> None:
    more = {**rows()[4].deler, Del.TEKST: Innhold(salt="a" * 32, tekst='{"tekst":"nytt"}')}
    assert faults(at(rows(), 5, deler=more)) == (Brudd(slag=Feil.ENDRET, nr=5),)


@pytest.mark.parametrize("part", [Del.TEKST, Del.NOKLER, Del.FAKTA])
def test_a_part_that_is_emptied_without_an_event_that_says_so_is_found(part: Del) -> None:
    nr = {Del.TEKST: 4, Del.NOKLER: 2, Del.FAKTA: 5}[part]
    row = rows()[nr - 1]
    gone = {kept: held for kept, held in row.deler.items() if kept is not part}
    for emptied in (without(row, part).deler, gone):
        assert faults(at(rows(), nr, deler=emptied)) == (Brudd(slag=Feil.TOMT, nr=nr),)


def test_facts_can_be_struck_by_no_event() -> None:
    told = rows(ny(Sladdet(hendelse=5, del_="fakta", grunn="angrer")))
    assert faults(at(told, 5, deler=without(told[4], Del.FAKTA).deler)) == (Brudd(slag=Feil.TOMT, nr=5),)


def test_text_that_is_there_though_it_was_struck_is_found() -> None:
    assert faults(rows(ny(Sladdet(hendelse=4, del_="tekst", grunn="navn")))) == (Brudd(slag=Feil.IKKE_SLADDET, nr=4),)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 2), (3, 5), (1, 5)])
def test_a_gap_is_told_with_its_numbers(first: int, last: int) -> None:
    left = tuple(row for row in rows() if not first <= row.nr <= last)
    assert faults(left) == (Brudd(slag=Feil.FJERNET, nr=first, til=last),)


def test_an_event_that_is_removed_and_the_rest_numbered_anew_is_found() -> None:
    left = tuple(row for row in rows() if row.nr != 3)
    closed_up = tuple(replace(row, nr=number) for number, row in enumerate(left, start=1))
    found = faults(closed_up)
    assert {one.nr for one in found if one.slag is Feil.FLYTTET} == {3, 4, 5}


def test_two_that_have_changed_places_are_found() -> None:
    one, two, three, four, five, six = rows()
    assert {b.slag for b in faults((one, two, four, three, five, six))} >= {Feil.FLYTTET}
    swapped = (one, two, replace(four, nr=3), replace(three, nr=4), five, six)
    assert faults(swapped) == (Brudd(slag=Feil.FLYTTET, nr=3), Brudd(slag=Feil.FLYTTET, nr=4))


def test_an_event_that_is_put_in_is_found() -> None:
    one, two, three, *rest = rows()
    (false,) = link((ny(events()[4].hendelse, "kommunedirektor"),), TID, Hode(nr=3, sum=three.sum), salt)
    assert faults((one, two, three, false, *rest)) == (Brudd(slag=Feil.INNSATT, nr=4),)
    renumbered = (one, two, three, false, *(replace(row, nr=row.nr + 1) for row in rest))
    assert faults(renumbered) == (
        Brudd(slag=Feil.INNSATT, nr=4),
        *(Brudd(slag=Feil.FLYTTET, nr=nr) for nr in (5, 6, 7)),
    )


def test_an_event_written_over_with_a_print_that_fits_itself_breaks_with_the_next() -> None:
    whole = rows()
    false = replace(whole[3], hvem="stab")
    false = replace(false, sum=summed(false))
    assert faults((*whole[:3], false, *whole[4:])) == (Brudd(slag=Feil.BRUTT, nr=4, til=5),)


@pytest.mark.parametrize("left", range(6))
def test_a_cut_tail_is_found_by_any_head_that_was_printed_after_the_cut(left: int) -> None:
    whole = rows()
    cut = whole[:left]
    assert faults(cut) == ()
    for printed in whole:
        told = faults(cut, Hode(nr=printed.nr, sum=printed.sum[:16]))
        is_after = printed.nr > left
        assert told == ((Brudd(slag=Feil.KUTTET, nr=left + 1, til=printed.nr),) if is_after else ())


EDITS: dict[str, Callable[[Rows], Rows]] = {
    "endret": lambda rows: at(rows, 3, hvem="kommunedirektor"),
    "innhold": lambda rows: at(rows, 3, deler={**rows[2].deler, Del.TEKST: Innhold(salt="a" * 32, tekst='{"x":1}')}),
    "fjernet": lambda rows: rows[:2] + rows[3:],
    "byttet": lambda rows: (*rows[:2], rows[3], rows[2], *rows[4:]),
    "innsatt": lambda rows: (*rows[:2], replace(rows[4], hvem="stab"), *rows[2:]),
    "tid": lambda rows: at(rows, 3, tid="2026-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_chain_that_is_reckoned_anew_is_found_by_every_paper_from_the_change_and_on(edit: str) -> None:
    whole, false = rows(), rebuilt(EDITS[edit](rows()))
    assert faults(false) == ()
    for printed in whole:
        told = faults(false, Hode(nr=printed.nr, sum=printed.sum))
        if printed.nr < 3:
            assert told == ()
        elif printed.nr > len(false):
            assert told == (Brudd(slag=Feil.KUTTET, nr=len(false) + 1, til=printed.nr),)
        else:
            assert told == (Brudd(slag=Feil.OMSKREVET, nr=printed.nr),)


def test_the_same_text_has_another_print_with_another_salt() -> None:
    again = link(events(), TID, Hode(), lambda nr, part: "f" * 32)
    assert all(
        mine.avtrykk[part] != theirs.avtrykk[part]
        for mine, theirs in zip(rows(), again, strict=True)
        for part in mine.avtrykk
    )
    assert salted("a", "b") != salted("", "a\nb")
    assert salted("a", "") == ""


def test_time_is_utc_with_seconds() -> None:
    summer = datetime(2026, 7, 1, 1, 30, 15, tzinfo=timezone(timedelta(hours=2)))
    (row,) = link(events()[:1], summer, Hode(), salt)
    assert row.tid == "2026-06-30T23:30:15Z"
    assert logged(row).tid == datetime(2026, 6, 30, 23, 30, 15, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        link(events()[:1], summer.replace(tzinfo=None), Hode(), salt)


@pytest.mark.parametrize(
    "typed",
    ["17·3f9a-20cc-81d4-7be0", " 17·3F9A-20CC-81D4-7BE0 ", "17:3f9a20cc81d47be0", "17 3f9a-20cc-81d4-7be0"],
)
def test_a_head_is_read_as_people_type_it(typed: str) -> None:
    head = read_head(typed)
    assert head == Hode(nr=17, sum="3f9a20cc81d47be0")
    assert head.vist == "17·3f9a-20cc-81d4-7be0"


@pytest.mark.parametrize(
    "typed", ["", "17", "17·3f9a", "0·3f9a-20cc", "a·3f9a-20cc", "17·3f9a-20cg", "plan.docx", "-1·3f9a20cc"]
)
def test_what_is_no_head_is_none(typed: str) -> None:
    assert read_head(typed) is None
