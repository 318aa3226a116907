"""Numbers of different tables that are one, and what they would tell together."""

from dataclasses import replace
from datetime import date

from bvaudit.figures.suppress_merge import merged_rows
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.skjerming import Kodelik, PublicRows, Skjermvalg
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.public_rows import made_public
from bvaudit.workflows.report_figures import hiding

AR = (date(2025, 1, 1), date(2025, 12, 31))
KVARTAL = [
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
]


def antall(tall: str, n: float, span: tuple[date, date] = AR, variant: str = "alle", **more: object) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant=variant, periode_fra=span[0], periode_til=span[1], verdi=n,
        **{"storrelse": "antall", "n_saker": int(n)} | more,  # type: ignore[arg-type]
    )  # fmt: skip


def andel(tall: str, t: int, n: int, variant: str = "alle", **more: object) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant=variant, storrelse="andel", periode_fra=AR[0], periode_til=AR[1], verdi=t / n, teller=t,
        nevner=n, n_saker=n, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def utfall(*tellere: tuple[str, int], n: int) -> list[Nokkelrad]:
    found = (("undersokelse_utfall", kode, t) for kode, t in tellere)
    return [andel(tall, t, n, "konkludert", gruppe=f"utfall={kode}") for tall, kode, t in found]


def hidden(public: PublicRows) -> set[str]:
    return {row.gruppe or row.enhet or row.tall for row in public.rader if row.tilstand is Tilstand.SKJULT}


def test_quarters_of_one_table_make_what_the_codes_of_another_are() -> None:
    """2 moved; 30 were dismissed in all, as the four quarters of the other table say: 30 − 16 − 12 is 2."""
    codes = utfall(("tiltak", 20), ("ikke_behov", 16), ("onske", 12), ("flytting", 2), n=50)
    quarters = [antall("undersokelser_henlagt", n, span) for n, span in zip((8, 7, 7, 8), KVARTAL, strict=True)]
    valg = hiding(content_or_stop(own_content(None, ())))
    assert any(one.lik == ("undersokelser_henlagt", "alle") for one in valg.kodelik)
    alone = made_public(codes, valg=valg)
    assert hidden(alone) == {"utfall=flytting", "utfall=onske"}
    koder = frozenset({"ikke_behov", "onske", "flytting"})
    known = replace(
        valg,
        kodelik=(Kodelik(av=("undersokelse_utfall", "konkludert"), akse="utfall", koder=koder, lik=("h", "alle")),),
    )
    together = made_public([*codes, *(replace(one, tall="h") for one in quarters)], valg=known)
    assert {"utfall=flytting"} < hidden(together) and not together.uten_vern
    inside = {"utfall=ikke_behov", "utfall=onske", "h"}
    assert hidden(together) & inside, "another of the dismissed, or a quarter, must cover it"


def test_a_code_that_another_figure_counts_is_hidden_there_too() -> None:
    valg = Skjermvalg(
        kodelik=(Kodelik(av=("melding", "alle"), akse="kode", koder=frozenset({"henlagt"}), lik=("henlagt", "alle")),)
    )
    codes = [antall("melding", n, gruppe=f"kode={k}") for k, n in (("apnet", 30), ("henlagt", 2), ("annet", 9))]
    public = made_public([*codes, antall("melding", 41), andel("henlagt", 2, 41)], valg=valg)
    assert {"kode=henlagt", "henlagt"} <= hidden(public) and not public.uten_vern


def test_one_child_that_is_in_the_wider_figure_alone() -> None:
    """40 children have some measure, 39 of them help at home: one child has something else."""
    valg = hiding(content_or_stop(own_content(None, ())))
    rows = [
        antall("barn_i_tiltak", 40, variant="dag", storrelse="antall_barn"),
        antall("barn_hjelpetiltak", 39, variant="dag_kap3_med_em", storrelse="antall_barn"),
    ]
    assert len(made_public(rows, valg=valg).skjult) == 1
    assert not made_public([rows[0], replace(rows[1], verdi=30.0)], valg=valg).skjult


def varighet(dager: float, n: int, enhet: str = "") -> Nokkelrad:
    return antall("saksbehandlingstid", dager, storrelse="gjennomsnitt", nevner=n, n_saker=n, enhet=enhet)


def test_the_mean_of_all_and_of_the_others_is_not_that_of_the_few() -> None:
    """Nord has 8 cases: 20 cases at 50 days less 12 at 40 is 8 at 65."""
    public = made_public([varighet(50, 20), varighet(65, 8, "Nord"), varighet(40, 12, "Vest")])
    assert len(hidden(public)) == 2 and not public.uten_vern
    assert not made_public([varighet(50, 30), varighet(65, 12, "Nord"), varighet(40, 18, "Vest")]).skjult


def test_the_denominator_of_a_share_is_the_month_a_count_lacks() -> None:
    """52 by unit and 45 in the one municipality's share: the other has 7, which is the denominator of hidden shares."""
    rows = [antall("m", 32, enhet="A"), antall("m", 20, enhet="B"), antall("m", 7, kommune="2")]
    rows += [andel("f", 15, 45, kommune="1"), andel("f", 1, 7, kommune="2")]
    public = made_public(rows)
    told = {(row.tall, row.kommune): row.tilstand for row in public.rader}
    assert told["f", "2"] is Tilstand.SKJULT and not public.uten_vern


def test_a_sum_of_some_is_not_called_the_sum_of_all() -> None:
    """«Til sammen for A og B» has a number from each."""
    rows = [antall("m", 4, kommune="1"), antall("m", 5, kommune="2"), antall("n", 6, kommune="1")]
    assert [(row.tall, row.verdi) for row in merged_rows(rows, ("1", "2"), {})] == [("m", 9)]


def test_how_many_months_there_are_counts_nobody() -> None:
    mean = antall("meldinger_per_mnd", 7.0, (date(2025, 1, 1), date(2025, 2, 28)), storrelse="gjennomsnitt")
    assert not made_public([replace(mean, teller=14, nevner=2)]).skjult
