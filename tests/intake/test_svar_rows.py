"""``svar.csv``: what is written is what is read, and every fault has its line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bvaudit.intake.svar_rows import answer_key, read_svar
from bvaudit.model.lesesvar import SVAR_KOLONNER, Lesesvar, Lesing, Svarvalg
from bvaudit.model.utfall import Utfall
from bvaudit.reports.svar_file import in_svar_order, svar_csv

ONE = Lesesvar(
    revisjon="host-2025",
    regel="UND-03",
    regelversjon=date(2023, 1, 1),
    ordlyd="a1b2c3d4e5f60718",
    enhet="Østbyen",
    sak="S-7f3a",
    objekt="undersokelse",
    objekt_id="U-1",
    leser="l1",
    lesing=Lesing.FORSTE,
    svar=Svarvalg.NEI,
    utfall=Utfall.IKKE_OPPFYLT,
    begrunnelse='Det står «ja, men …»\nog "nei"',
    feiltype="reell",
    belegg="journal 3, side 2",
    dato=date(2025, 11, 3),
    maskinens_utfall=Utfall.OPPFYLT,
    kilde="ostbyen-l1.xlsx!Sak 1!D9",
)
HEAD = (
    "revisjon,regel,regelversjon,ordlyd,enhet,sak,objekt,objekt_id,leser,lesing,svar,utfall,begrunnelse,feiltype,"
    "belegg,dato,maskinens_utfall,kilde\n"
)
LINE = "a,MEL-01,2023-01-01,0f,Nord,S-1,henvendelse,H-1,l1,1,ja,oppfylt,,,,,,s.xlsx!Sak 1!C4\n"

words = st.text(min_size=1, max_size=12)
texts = st.text(max_size=40)
answers = st.sampled_from([svar for svar in Svarvalg if svar.utfall is not None])


@st.composite
def rows(draw: st.DrawFn) -> Lesesvar:
    svar = draw(answers)
    assert svar.utfall is not None
    days = st.none() | st.dates()
    return Lesesvar(
        **{name: draw(words) for name in ("revisjon", "regel", "ordlyd", "enhet", "objekt", "objekt_id", "leser")},  # type: ignore[arg-type]
        **{name: draw(texts) for name in ("sak", "begrunnelse", "feiltype", "belegg", "kilde")},
        regelversjon=draw(days),
        dato=draw(days),
        lesing=draw(st.sampled_from(list(Lesing))),
        svar=svar,
        utfall=svar.utfall,
        maskinens_utfall=draw(st.none() | st.sampled_from(list(Utfall))),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(rows(), max_size=6, unique_by=answer_key))
def test_what_is_written_is_read(found: list[Lesesvar], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("svar") / "svar.csv"
    path.write_bytes(svar_csv(found))
    assert read_svar(path) == (in_svar_order(found), [])


def test_the_columns_of_the_contract(tmp_path: Path) -> None:
    assert svar_csv([]).decode() == HEAD
    assert ",".join(SVAR_KOLONNER) + "\n" == HEAD
    assert svar_csv([replace(ONE, begrunnelse="a, b")]).decode() == HEAD + (
        'host-2025,UND-03,2023-01-01,a1b2c3d4e5f60718,Østbyen,S-7f3a,undersokelse,U-1,l1,1,nei,ikke oppfylt,"a, b",'
        'reell,"journal 3, side 2",2025-11-03,oppfylt,ostbyen-l1.xlsx!Sak 1!D9\n'
    )


def test_sorted_by_code_point() -> None:
    """Å before Ø before ö in the table of signs, capital letters before small, and reading 1, 2, enighet."""
    units = [replace(ONE, enhet=name) for name in ("Ålesund", "Østbyen", "Asker", "asker", "Zeta")]
    assert [row.enhet for row in in_svar_order(units)] == ["Asker", "Zeta", "asker", "Ålesund", "Østbyen"]
    readings = [replace(ONE, lesing=lesing) for lesing in (Lesing.ENIGHET, Lesing.ANDRE, Lesing.FORSTE)]
    assert [row.lesing.value for row in in_svar_order(readings)] == ["1", "2", "enighet"]
    assert svar_csv(units) == svar_csv(reversed(units))


FAULTS = [
    (LINE.replace("2023-01-01", "01.01.2023"), [(2, "svar-verdi", "regelversjon")]),
    (LINE.replace("2023-01-01", "20230101"), [(2, "svar-verdi", "regelversjon")]),
    (LINE.replace(",ja,", ",Ja,"), [(2, "svar-verdi", "svar")]),
    (LINE.replace(",ja,oppfylt,", ",ikke vurdert,oppfylt,"), [(2, "svar-verdi", "svar")]),
    (LINE.replace(",1,ja", ",3,ja"), [(2, "svar-verdi", "lesing")]),
    (LINE.replace(",oppfylt,", ",ikke oppfylt,"), [(2, "svar-utfall", "")]),
    (LINE.replace("MEL-01", ""), [(2, "svar-verdi", "regel")]),
    (
        LINE.replace(",s.xlsx", ",kanskje,s.xlsx").replace(",,kanskje", ",kanskje"),
        [(2, "svar-verdi", "maskinens_utfall")],
    ),
    (LINE + LINE, [(3, "svar-dobbelt", "linje 2")]),
    (LINE.replace(",,,,,,s", ',"a\nb",,,,,s') + "a,b\n", [(4, "svar-kolonner", "2")]),
    ("a,b\n" + LINE.replace(",1,", ",9,"), [(2, "svar-kolonner", "2"), (3, "svar-verdi", "lesing")]),
]


@pytest.mark.parametrize(("lines", "wanted"), FAULTS)
def test_every_fault_has_its_line(lines: str, wanted: list[tuple[int, str, str]], tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(HEAD + lines, encoding="utf-8", newline="")
    _, problems = read_svar(path)
    assert [(one.sted.linje, one.kode) for one in problems] == [(line, kode) for line, kode, _ in wanted]
    assert all(said in one.tekst for one, (_, _, said) in zip(problems, wanted, strict=True))


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"", "svar-overskrifter"),
        ((HEAD + LINE).replace(",", ";").encode(), "svar-overskrifter"),
        ((HEAD + LINE.replace("Nord", "Østbyen")).encode("cp1252"), "svar-ikke-tekst"),
        ((HEAD + LINE.replace("Nord", '"Nord')).encode(), "svar-ikke-tekst"),
    ],
)
def test_a_file_that_is_another(content: bytes, kode: str, tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(content)
    found, problems = read_svar(path)
    assert (found, [one.kode for one in problems]) == ((), [kode])


def test_no_file(tmp_path: Path) -> None:
    assert [one.kode for one in read_svar(tmp_path / "svar.csv")[1]] == ["svar-mangler"]


def test_saved_with_a_mark_first(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + LINE).encode())
    found, problems = read_svar(path)
    assert (len(found), problems) == (1, [])
