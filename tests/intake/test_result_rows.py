"""The results read back: where a person has read the object, the answer decides whether it is a breach."""

from pathlib import Path

import pytest

from bvaudit.errors import ContentError
from bvaudit.intake.result_rows import COLUMNS, BrokenRow, read_broken


def a_file(folder: Path, *rows: tuple[str, str, str, str, str]) -> Path:
    path = folder / "resultater.csv"
    lines = [",".join(COLUMNS)]
    for regel, variant, sak, objekt_id, utfall in rows:
        told = {
            **{"regel": regel, "variant": variant, "enhet": "Vik", "sak": sak},
            **{"objekt_id": objekt_id, "utfall": utfall},
        }
        lines.append(",".join(told.get(name, "") for name in COLUMNS))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_answer_of_a_reader_decides(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        ("IK-01", "lest", "", "vik", "ikke oppfylt"),
        ("MEL-01", "lest", "S-1", "H-1", "oppfylt"),
        ("MEL-01", "lest", "S-2", "H-2", "ikke oppfylt"),
        ("MEL-01", "lov", "S-1", "H-1", "ikke oppfylt"),
        ("MEL-01", "lov", "S-2", "H-2", "oppfylt"),
        ("MEL-01", "lov", "S-3", "H-3", "ikke oppfylt"),
        ("UND-07", "lest", "S-1", "U-1", "ikke oppfylt"),
    )
    assert list(read_broken(path)) == [
        BrokenRow(regel="MEL-01", variant="lest", enhet="Vik", sak="S-2"),
        BrokenRow(regel="MEL-01", variant="lov", enhet="Vik", sak="S-3"),
        BrokenRow(regel="UND-07", variant="lest", enhet="Vik", sak="S-1"),
    ]


def test_what_is_not_results_is_refused(tmp_path: Path) -> None:
    (tmp_path / "resultater.csv").write_text("noe,annet\n", encoding="utf-8")
    with pytest.raises(ContentError):
        list(read_broken(tmp_path / "resultater.csv"))
