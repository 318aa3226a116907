"""A run limited to a draw judges the cases that are read now, and not those that were struck."""

from pathlib import Path

from bvaudit.model.revisjonslogg import LOGG_CSV, Hendelse, Logglinje
from bvaudit.model.utvalg import FrameCase, Rolle
from bvaudit.reports.revisjonslogg_file import append
from bvaudit.reports.utvalg_files import write_utvalg
from bvaudit.stats.draw import draw
from bvaudit.workflows.frozen_draw import draw_as_read, read_draw

FRAME = tuple(FrameCase(enhet="Østbyen", sak=f"S-{number:03}") for number in range(20))


def test_a_struck_case_is_out_its_replacement_in_and_a_targeted_one_stays_out(tmp_path: Path) -> None:
    utvalg = draw(FRAME, seed="host", per_enhet=3, reserve=2)
    folder = tmp_path / "host" / "utvalg"
    write_utvalg(utvalg, folder, frame=FRAME)
    first, second, third, spare, waiting = (one.sak for one in utvalg.trekk)
    pointed_at = next(one.sak for one in FRAME if one.sak not in {t.sak for t in utvalg.trekk})
    log = folder.parent / LOGG_CSV
    what = {"rolle": "stab", "enhet": "Østbyen", "tid": "2026-03-01T09:00"}
    line = Logglinje(nr=1, hva=Hendelse.UTGATT, sak=second, grunn="ikke-tilgang", erstatning=spare, **what)
    append(log, line)
    append(log, Logglinje(nr=2, hva=Hendelse.MALRETTET, sak=pointed_at, forrige=line.avtrykk, **what))
    for path in (folder, folder / "utvalg.yaml"):
        now = draw_as_read(path)
        assert now is not None
        assert {t.sak for t in now.trekk if t.rolle is Rolle.TRUKKET} == {first, third, spare}
        assert [t.sak for t in now.trekk if t.rolle is Rolle.RESERVE] == [waiting]
    assert read_draw(folder) == utvalg


def test_without_a_log_it_is_the_draw_itself(tmp_path: Path) -> None:
    utvalg = draw(FRAME, seed="host", per_enhet=3, reserve=2)
    write_utvalg(utvalg, tmp_path / "u", frame=FRAME)
    assert draw_as_read(tmp_path / "u") == utvalg
