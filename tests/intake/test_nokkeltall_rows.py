"""The long table of key figures on paper: written, and read back as it was, with every fault told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.engine.database import Database
from bvaudit.engine.kept_figures import write_figures
from bvaudit.intake.nokkeltall_rows import read_figures
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.nokkeltall_file import KOLONNER, in_order, nokkeltall_csv

DAG = date(2024, 12, 31)
RADER = (
    Nokkelrad(
        tall="fristbrudd_undersokelse",
        variant="rapportert",
        storrelse="andel",
        periode_fra=date(2020, 1, 1),
        periode_til=date(2020, 3, 31),
        enhet="Stjørdal, «sør»",
        verdi=6 / 45,
        teller=6,
        nevner=45,
        n_saker=44,
        kilde="uttrekk 2020-04-01",
        merknad='to\nlinjer og "hermetegn"',
    ),
    Nokkelrad(tall="turnover", variant="", storrelse="andel", periode_fra=DAG, periode_til=DAG, kommune="0301",
              tilstand=Tilstand.MANGLER_SYSTEM),
    Nokkelrad(tall="meldinger", variant="mottatt", storrelse="antall", periode_fra=DAG, periode_til=DAG,
              gruppe="maned=2024-03;kode=1.3", verdi=0),
)  # fmt: skip


def test_written_and_read_back(tmp_path: Path) -> None:
    fil = tmp_path / "nokkeltall.csv"
    fil.write_bytes(nokkeltall_csv(RADER))
    assert read_figures(fil) == (in_order(RADER), [])


def test_the_header_is_the_contract() -> None:
    assert ",".join(KOLONNER) == (
        "tall,variant,storrelse,periode_fra,periode_til,enhet,kommune,gruppe,verdi,teller,nevner,n_saker,tilstand,kilde,merknad"
    )


def test_numbers_are_written_plainly() -> None:
    line = nokkeltall_csv(RADER[2:]).decode().splitlines()[1]
    assert line == "meldinger,mottatt,antall,2024-12-31,2024-12-31,,,maned=2024-03;kode=1.3,0,,,,verdi,,"


def test_parquet_has_the_same(tmp_path: Path) -> None:
    write_figures(in_order(RADER), tmp_path / "nokkeltall.parquet")
    with Database() as database:
        names, rows = database.columns_and_rows(f"SELECT * FROM read_parquet('{tmp_path / 'nokkeltall.parquet'}')")
    assert tuple(names) == KOLONNER
    assert [tuple(row) for row in rows] == [
        tuple(rad.tilstand.value if name == "tilstand" else getattr(rad, name) for name in KOLONNER)
        for rad in in_order(RADER)
    ]


@pytest.mark.parametrize(
    ("linje", "kode"),
    [
        ("a,b,antall,2024-12-31,2024-12-31,,,,x,,,,verdi,,", "nokkeltall-verdi"),
        ("a,b,antall,31.12.2024,2024-12-31,,,,1,,,,verdi,,", "nokkeltall-verdi"),
        ("a,b,antall,2024-12-31,2024-12-31,,,,1,,,1.5,verdi,,", "nokkeltall-verdi"),
        ("a,b,antall,2024-12-31,2024-12-31,,,,1,,,,borte,,", "nokkeltall-verdi"),
        ("a,b,antall,2024-12-31,2024-12-31,,,uten,1,,,,verdi,,", "nokkeltall-verdi"),
        (",b,antall,2024-12-31,2024-12-31,,,,1,,,,verdi,,", "nokkeltall-verdi"),
        ("a,b,antall,2024-12-31,2024-01-01,,,,1,,,,verdi,,", "nokkeltall-snudd"),
        ("a,b,antall,2024-12-31,2024-12-31,,,,,,,,verdi,,", "nokkeltall-tilstand-og-verdi"),
        ("a,b,antall,2024-12-31,2024-12-31,,,,4,,,,skjult,,", "nokkeltall-tilstand-og-verdi"),
        ("a,b,antall", "nokkeltall-kolonner"),
    ],
)
def test_what_is_wrong_with_a_line(tmp_path: Path, linje: str, kode: str) -> None:
    fil = tmp_path / "n.csv"
    good = nokkeltall_csv(RADER[2:]).decode()
    fil.write_text(good + linje + "\n" + linje + "\n", encoding="utf-8")
    rows, problems = read_figures(fil)
    assert rows == RADER[2:]
    assert [(p.kode, p.sted.linje) for p in problems] == [(kode, 3), (kode, 4)]


def test_a_number_told_twice(tmp_path: Path) -> None:
    fil = tmp_path / "n.csv"
    content = nokkeltall_csv(RADER[2:])
    fil.write_bytes(content + content.splitlines(keepends=True)[1])
    assert [str(p.sted) + " " + p.kode for p in read_figures(fil)[1]] == [f"{fil}:3 nokkeltall-dobbelt"]


@pytest.mark.parametrize("innhold", [b"", b"regel,variant\n", b"\xff\xfe\x00", b'"a'])
def test_another_file(tmp_path: Path, innhold: bytes) -> None:
    fil = tmp_path / "n.csv"
    fil.write_bytes(innhold)
    assert len(read_figures(fil)[1]) == 1
    assert len(read_figures(tmp_path / "borte.csv")[1]) == 1


@given(verdi=st.floats(allow_nan=False, allow_infinity=False), n=st.integers(0, 10**6))
def test_no_number_is_changed(tmp_path_factory: pytest.TempPathFactory, verdi: float, n: int) -> None:
    fil = tmp_path_factory.getbasetemp() / "tall.csv"
    rad = Nokkelrad(tall="t", variant="v", storrelse="sum", periode_fra=DAG, periode_til=DAG, verdi=verdi, n_saker=n)
    fil.write_bytes(nokkeltall_csv([rad]))
    assert read_figures(fil)[0] == (rad,)
