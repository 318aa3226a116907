"""What is hidden in tables a colleague can read, and what somebody who knows all that is printed can work out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.skjerming import PublicRows, Skjermgrunn, Skjermvalg
from bvaudit.workflows.public_rows import made_public
from tests.figures.attack import Angriper, Velger, Verden

FRA, TIL = date(2020, 1, 1), date(2020, 3, 31)
# S2: meldinger, henlagt, fristbrudd, undersøkelser, henlagt, fristbrudd
KVARTAL = {
    "5036": (7, 1, 0, 6, 1, 0),  # Frosta
    "5034": (3, 1, 0, 8, 3, 0),  # Meråker
    "5032": (0, 0, 0, 9, 1, 0),  # Selbu
    "5035": (79, 9, 0, 45, 26, 6),  # Stjørdal
    "5033": (0, 0, 0, 0, 0, 0),  # Tydal
}
NAVN = {"5036": "Frosta", "5034": "Meråker", "5032": "Selbu", "5035": "Stjørdal", "5033": "Tydal"}
SMA = "5032+5034+5036"


def antall(n: int, tall: str = "meldinger", fra: date = FRA, til: date = TIL, **sted: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="mottatt", storrelse="antall", periode_fra=fra, periode_til=til, verdi=n, n_saker=n, **sted  # type: ignore[arg-type]
    )  # fmt: skip


def andel(
    teller: int, nevner: int, tall: str = "fristbrudd", fra: date = FRA, til: date = TIL, **sted: str
) -> Nokkelrad:
    tilstand = Tilstand.VERDI if nevner else Tilstand.INGEN
    return Nokkelrad(
        tall=tall, variant="regel", storrelse="andel", periode_fra=fra, periode_til=til, teller=teller, nevner=nevner,
        verdi=teller / nevner if nevner else None, n_saker=nevner, tilstand=tilstand, **sted,  # type: ignore[arg-type]
    )  # fmt: skip


def kvartalstabell() -> list[Nokkelrad]:
    found = []
    for kommune, (m, mh, mb, u, uh, ub) in KVARTAL.items():
        found += [antall(m, kommune=kommune), andel(mh, m, "henlagt_andel", kommune=kommune)]
        found += [andel(mb, m, "fristbrudd_melding", kommune=kommune), antall(u, "undersokelser", kommune=kommune)]
        found += [andel(uh, u, "undersokelser_henlagt", kommune=kommune)]
        found += [andel(ub, u, "fristbrudd_undersokelse", kommune=kommune)]
    return found


def vist(public: PublicRows, tall: str = "meldinger") -> dict[str, float | None]:
    """What is printed of a figure, by municipality, unit or group; None is hidden."""
    return {r.kommune or r.enhet or r.gruppe: r.verdi for r in public.rader if r.tall == tall}


def hidden(public: PublicRows) -> set[tuple[str, str]]:
    return {(one.celle.tall, one.celle.kommune or one.celle.enhet or one.celle.gruppe) for one in public.skjult}


def test_the_quarter_table_in_its_public_version() -> None:
    """S2-04 → S2-06: the three small ones in one row; Tydal has nothing to hide."""
    public = made_public(kvartalstabell(), navn=NAVN)
    assert public.slatt_sammen == ("5032", "5034", "5036") and not public.uten_vern
    assert vist(public) == {SMA: 10, "5035": 79, "5033": 0}
    assert vist(public, "undersokelser") == {SMA: 23, "5035": 45, "5033": 0}
    assert vist(public, "undersokelser_henlagt")[SMA] == pytest.approx(5 / 23)
    assert vist(public, "henlagt_andel") == {SMA: None, "5035": pytest.approx(9 / 79), "5033": None}
    assert {r.merknad for r in public.rader if r.kommune == SMA and r.merknad} == {
        "Til sammen for Selbu, Meråker og Frosta."
    }


def test_none_of_ten_would_tell_that_none_of_the_seven() -> None:
    """No overrun in the merged row is no overrun in each of the small ones: 0 % of a small group."""
    public = made_public(kvartalstabell(), navn=NAVN)
    assert vist(public, "fristbrudd_melding")[SMA] is None
    assert vist(public, "fristbrudd_undersokelse") == {SMA: None, "5035": pytest.approx(6 / 45), "5033": None}


def melding_angriper(public: PublicRows) -> Angriper:
    """A melding is in a municipality, and is dismissed or not; nothing else is known of it."""
    slag = [(kommune, "", 0, "", henlagt, False) for kommune in KVARTAL for henlagt in (False, True)]
    antall_ = [n for m, mh, *_ in KVARTAL.values() for n in (m - mh, mh)]
    angriper = Angriper(Verden(slag, antall_))
    for rad in public.rader:
        steder = set(rad.kommune.split("+"))

        def i_dem(sak: tuple[object, ...], steder: set[str] = steder) -> bool:
            return sak[0] in steder

        if rad.tall == "meldinger":
            angriper.reads_row(rad, i_dem, None)
        elif rad.tall == "henlagt_andel":
            angriper.reads_row(rad, lambda sak, i_dem=i_dem: i_dem(sak) and sak[4], i_dem)
    return angriper


def test_what_can_be_known_of_frosta() -> None:
    """One dismissed of seven: whoever has the paper knows that it is from 0 to 10 of at most 10."""
    angriper = melding_angriper(made_public(kvartalstabell(), navn=NAVN))
    assert angriper.bounds(lambda sak: sak[0] == "5036") == (0, 10)
    assert angriper.bounds(lambda sak: sak[0] == "5036" and sak[4]) == (0, 10)
    assert angriper.bounds(lambda sak: sak[0] == "5035" and sak[4]) == (9, 9)


def test_with_the_sum_of_all_the_public_table_holds_as_well() -> None:
    total = [sum(column) for column in zip(*KVARTAL.values(), strict=True)]
    rows = [*kvartalstabell(), antall(total[0]), andel(total[1], total[0], "henlagt_andel")]
    public = made_public(rows, navn=NAVN)
    assert not public.uten_vern
    angriper = melding_angriper(replace(public, rader=tuple(r for r in public.rader if r.kommune)))
    whole = next(r for r in public.rader if r.tall == "henlagt_andel" and not r.kommune)
    angriper.reads_row(whole, lambda sak: sak[4], lambda sak: True)
    for kommune in ("5032", "5034", "5036"):
        low, high = angriper.bounds(lambda sak, k=kommune: sak[0] == k and sak[4])
        assert high - low >= 3


def test_a_unit_that_is_total_minus_the_others_is_not_alone() -> None:
    rows = [antall(52), antall(20, enhet="A"), antall(30, enhet="B"), antall(2, enhet="C")]
    public = made_public(rows)
    assert vist(public)["C"] is None and len(hidden(public)) == 2
    assert vist(public)[""] == 52  # the total is kept, one of the others goes


def test_a_unit_that_is_in_no_row_is_hidden_too() -> None:
    """Only one page for each municipality is printed, and all: the other is what is left."""
    public = made_public([antall(20), antall(18, kommune="5028")])
    assert len(hidden(public)) == 1


def test_a_part_that_is_not_small_needs_nothing() -> None:
    public = made_public([antall(20), antall(12, kommune="5028"), antall(8, kommune="5029")])
    assert not public.skjult


def test_share_times_n_is_a_count() -> None:
    """13.3 % of 15 is 2, also where the numerator is not printed."""
    bare_andel = replace(andel(2, 15), teller=None, nevner=None)
    for rad in (andel(2, 15), bare_andel):
        assert made_public([rad]).rader[0].tilstand is Tilstand.SKJULT
    assert made_public([replace(andel(6, 45), teller=None, nevner=None)]).rader[0].verdi == pytest.approx(6 / 45)


@pytest.mark.parametrize(
    ("rad", "grunn"),
    [
        pytest.param(antall(1), Skjermgrunn.SMATALL, id="én"),
        pytest.param(antall(2), Skjermgrunn.SMATALL, id="to"),
        pytest.param(antall(3), None, id="tre"),
        pytest.param(antall(0), None, id="ingen"),
        pytest.param(andel(4, 9), Skjermgrunn.LITEN_NEVNER, id="av ni"),
        pytest.param(andel(0, 9), Skjermgrunn.LITEN_NEVNER, id="ingen av ni"),
        pytest.param(andel(9, 9), Skjermgrunn.LITEN_NEVNER, id="alle ni"),
        pytest.param(andel(4, 10), None, id="av ti"),
        pytest.param(andel(0, 10), None, id="ingen av ti"),
        pytest.param(andel(1, 60), Skjermgrunn.SMATALL, id="én av seksti"),
        pytest.param(andel(58, 60), Skjermgrunn.MOTTALL, id="alle utenom to"),
        pytest.param(andel(0, 0), None, id="ingen å regne av"),
        pytest.param(replace(antall(4), storrelse="storst", n_saker=40), Skjermgrunn.ENKELTVERDI, id="lengste sak"),
        pytest.param(replace(antall(4), storrelse="median", n_saker=40), None, id="median av førti"),
        pytest.param(replace(antall(4), storrelse="median", n_saker=9), Skjermgrunn.LITEN_NEVNER, id="median av ni"),
        pytest.param(antall(1, "atferd"), Skjermgrunn.ALLTID, id="atferd"),
    ],
)
def test_a_row_by_itself(rad: Nokkelrad, grunn: Skjermgrunn | None) -> None:
    assert [one.grunn for one in made_public([rad]).skjult] == ([grunn] if grunn else [])


def test_one_hidden_in_a_row_hides_another() -> None:
    rows = [antall(33)] + [antall(n, gruppe=f"kode={k}") for k, n in (("1", 12), ("2", 2), ("3", 19))]
    public = made_public(rows)
    assert vist(public)["kode=2"] is None and len(hidden(public)) == 2


def test_a_chain_over_two_tables() -> None:
    """The count that is hidden to protect another is the denominator of a share: that goes too."""
    rows = [antall(33), antall(12, enhet="A"), antall(2, enhet="B"), antall(19, enhet="C")]
    rows += [andel(4, 12, enhet="A"), andel(0, 2, enhet="B"), andel(6, 19, enhet="C")]
    public = made_public(rows)
    out = {enhet for tall, enhet in hidden(public) if tall == "meldinger"} - {"B"}
    assert len(out) == 1 and ("fristbrudd", out.pop()) in hidden(public)


def months(*numbers: int) -> list[Nokkelrad]:
    return [
        antall(n, fra=date(2020, m, 1), til=date(2020, m, (31, 29, 31, 30, 31, 30)[m - 1]))
        for m, n in enumerate(numbers, start=1)
    ]


def test_months_that_sum_to_a_half_year() -> None:
    rows = [*months(5, 2, 8, 7, 9, 11), antall(42, fra=date(2020, 1, 1), til=date(2020, 6, 30))]
    public = made_public(rows)
    assert [r.verdi is None for r in public.rader].count(True) == 2
    assert public.rader[-1].verdi == 42


def test_two_editions_a_month_apart() -> None:
    """January to March was 20; January to April is 21. So one came in April."""
    before = made_public([antall(20)])
    after = made_public([antall(21, til=date(2020, 4, 30))], tidligere=before.rader)
    assert not before.skjult and after.rader[0].tilstand is Tilstand.SKJULT
    assert not made_public([antall(28, til=date(2020, 4, 30))], tidligere=before.rader).skjult


def test_what_was_hidden_stays_hidden_with_the_same_cover() -> None:
    rows = [antall(52), antall(20, enhet="A"), antall(30, enhet="B"), antall(2, enhet="C")]
    before = made_public(rows)
    # now C is no longer few, and has a table of its own
    again = made_public(
        [antall(60), antall(20, enhet="A"), antall(30, enhet="B"), antall(10, enhet="C")], tidligere=before.rader
    )
    assert {r.celle for r in before.rader if r.verdi is None} <= {r.celle for r in again.rader if r.verdi is None}


def test_what_is_public_already_is_told_and_not_pretended_away() -> None:
    rows = [antall(52), antall(20, enhet="A"), antall(30, enhet="B"), antall(2, enhet="C")]
    public = made_public(rows, tidligere=rows)
    assert [celle.enhet for celle in public.uten_vern] == ["C"]


def per_month(storrelse: str, verdi: float) -> Nokkelrad:
    rad = antall(0, "meldinger_per_mnd", til=date(2020, 6, 30))
    return replace(rad, storrelse=storrelse, verdi=verdi, n_saker=None)


def test_smallest_and_largest_do_not_tell_of_a_month() -> None:
    """The hidden month is the smallest: then neither smallest, largest nor mean is printed."""
    facts = [per_month("gjennomsnitt", 7.0), per_month("minst", 4), per_month("storst", 11)]
    assert not made_public([*facts, *months(5, 4, 6, 7, 9, 11)]).skjult
    for minst, mnd in ((2, (5, 2, 8, 7, 9, 11)), (0, (5, 0, 10, 7, 9, 1))):
        public = made_public([facts[0], per_month("minst", minst), facts[2], *months(*mnd)])
        assert all(r.verdi is None for r in public.rader if r.tall == "meldinger_per_mnd")


def test_a_mean_of_months_is_their_sum() -> None:
    """2 hidden, another hidden for its sake; the mean would give the sum they share with the year."""
    public = made_public([per_month("gjennomsnitt", 7.0), *months(5, 2, 8, 7, 9, 11)])
    assert not public.uten_vern and public.rader[0].verdi is None


def test_a_reading_inside_another_is_not_the_difference() -> None:
    """40 meldinger, 38 without those who came alone: two children."""
    alle = antall(40)
    public = made_public([alle, replace(alle, variant="mottatt_uten_em", verdi=38.0)])
    assert len(public.skjult) == 1
    given = Skjermvalg(del_av={("fast", "mottatt"): ("meldinger", "mottatt")})
    assert len(made_public([alle, antall(39, "fast")], valg=given).skjult) == 1
    assert not made_public([alle, antall(39, "fast")]).skjult


def test_municipalities_once_put_together_stay_together() -> None:
    before = made_public(kvartalstabell(), navn=NAVN)
    senere = [replace(r, periode_fra=date(2020, 4, 1), periode_til=date(2020, 6, 30)) for r in kvartalstabell()]
    again = made_public([*kvartalstabell(), *senere], tidligere=before.rader, navn=NAVN)
    assert again.slatt_sammen == before.slatt_sammen and not again.uten_vern


def test_a_municipality_that_was_printed_alone_is_no_cover() -> None:
    """Selbu's 9 were printed before, so 23 together would be 14 for two: what is hidden there must still hold."""
    alene = [antall(9, "undersokelser", kommune="5032")]
    public = made_public(kvartalstabell(), tidligere=alene, navn=NAVN)
    assert not public.uten_vern


def test_what_counts_no_people_is_never_hidden() -> None:
    tiltak = Skjermvalg(ikke_personer=("tiltak_*",))
    assert made_public([antall(2, "tiltak_gjennomfort")], valg=tiltak).rader[0].verdi == 2
    assert made_public([antall(2, "tiltak_gjennomfort")]).rader[0].verdi is None


def test_figures_that_are_never_public_are_not_there_at_all() -> None:
    public = made_public([antall(8, "atferd"), antall(30)])
    assert [r.tall for r in public.rader] == ["meldinger"]
    assert [one.grunn for one in public.skjult] == [Skjermgrunn.ALLTID]


def test_a_hidden_row_holds_nothing_and_a_note_tells_of_no_child() -> None:
    liten, stor = (
        replace(antall(2), merknad="1 barn uten fødselsdato"),
        replace(antall(20, "b"), merknad="2 barn er ukjent"),
    )
    public = made_public([liten, stor, replace(antall(30, "c"), merknad="Kilde: fagsystemet.", n_saker=29)])
    assert [(r.verdi, r.n_saker, r.merknad) for r in public.rader] == [
        (None, None, ""), (20, 20, ""), (30, None, "Kilde: fagsystemet.")
    ]  # fmt: skip


def test_the_same_rows_give_the_same_answer() -> None:
    rows = kvartalstabell()
    assert made_public(rows) == made_public([*rows, *rows])


@pytest.mark.parametrize("seed", range(6))
def test_the_attack_sees_what_single_hiding_leaves_open(seed: int) -> None:
    """Without cover, the attack finds the small number: it is no attack that never finds anything."""
    tall = [20 + seed, 30, 1 + seed % 2]
    slag = [("", f"Enhet {n}", 0, "", False, False) for n in range(3)]
    angriper = Angriper(Verden(slag, tall))
    angriper.reads(lambda sak: True, sum(tall), sum(tall))
    velgere: Sequence[Velger] = [lambda sak, n=n: sak[1] == f"Enhet {n}" for n in range(3)]
    angriper.reads(velgere[0], tall[0], tall[0])
    assert not angriper.narrow([velgere[2]], 3)
    angriper.reads(velgere[1], tall[1], tall[1])
    assert angriper.narrow([velgere[2]], 3) == [0]
