"""`bvaudit endringer`: two days in the law, and two releases of the rule files."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import ContentError, UsageError
from bvaudit.model.sammenligning import version_map
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.content_changes import (
    DEMAND,
    GONE,
    LAW,
    NEW,
    NEW_VERSION,
    TEXT,
    changes_between_days,
    changes_between_releases,
    day_change,
)

pytestmark = pytest.mark.lang

CONTENT = content_or_stop()
RULES = CONTENT.mapper.regler[0]
OLD_LAW, NEW_LAW = date(2022, 12, 31), date(2023, 1, 1)


def change(id_: str, fra: date, til: date) -> tuple[str, tuple[str, ...]] | None:
    found = day_change(CONTENT.regler[id_], fra, til, CONTENT.lover)
    return (found.hva, found.varianter) if found else None


@pytest.mark.parametrize(
    ("regel", "fra", "til", "ventet"),
    [
        pytest.param("MEL-01", NEW_LAW, date(2026, 1, 1), None, id="samme versjon begge dager"),
        pytest.param("MEL-01", OLD_LAW, NEW_LAW, (NEW_VERSION, ()), id="ny lov med samme krav"),
        pytest.param("VED-01", OLD_LAW, NEW_LAW, (NEW_VERSION, ("lov",)), id="ny lov med annet krav"),
        pytest.param("AKU-05", OLD_LAW, NEW_LAW, (NEW, ("lov", "lokal")), id="plikten er ny"),
        pytest.param("AKU-05", date(2020, 1, 1), OLD_LAW, None, id="gjaldt ikke på noen av dagene"),
        pytest.param("MEL-01", date(1990, 1, 1), OLD_LAW, (NEW, ("lov", "ssb", "dl-analogi")), id="fra før loven"),
    ],
)
def test_one_rule_on_two_days(regel: str, fra: date, til: date, ventet: tuple[str, tuple[str, ...]] | None) -> None:
    assert change(regel, fra, til) == ventet


def test_the_lines_for_two_days() -> None:
    lines = changes_between_days(OLD_LAW, NEW_LAW, regler=()).linjer
    assert lines[0] == "Loven i reglene 31.12.2022 og 01.01.2023"
    assert "    hjemmel: bvl. 1992 § 4-2 første ledd ble bvl. § 2-1 første ledd" in lines
    assert "    samme krav: utfallet kan ikke bli et annet" in lines
    assert any(" som før" in line for line in lines)


def test_what_can_be_compared_is_said_for_every_change_on_the_way() -> None:
    kart = version_map(CONTENT.planer.sammenligninger)
    found = day_change(CONTENT.regler["TIL-02"], OLD_LAW, date(2025, 1, 1), CONTENT.lover, kart)
    assert found is not None
    assert [d.split(".")[0] for d in found.detaljer if d.startswith("tall over tid")] == [
        "tall over tid: kan vises i én serie"
    ] * 2
    lines = "\n".join(changes_between_days(OLD_LAW, NEW_LAW, regler=()).linjer)
    assert "    tall over tid: kan vises i én serie" in lines


def test_the_oldest_day_comes_first() -> None:
    with pytest.raises(UsageError):
        changes_between_days(NEW_LAW, OLD_LAW, regler=())


def release(folder: Path) -> Path:
    """A small release: the lists and the rules about meldinger."""
    shutil.copytree(RULES / "kodeverk", folder / "rules" / "kodeverk")
    shutil.copytree(RULES / "melding", folder / "rules" / "melding")
    return folder


def edited(folder: Path, id_: str, old: str, new: str) -> None:
    path = folder / "rules" / "melding" / f"{id_}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "hva", "sagt"),
    [
        pytest.param("lengde: P1W", "lengde: P8D", DEMAND, "utfallet kan bli et annet: lov", id="annen frist"),
        pytest.param(
            "[konklusjon_slutt_dato, start_dato]",
            "[start_dato]",
            DEMAND,
            "utfallet kan bli et annet",
            id="annen periode",
        ),
        pytest.param("paragraf: 2-1", "paragraf: 2-2", LAW, "ble bvl. § 2-2 første ledd", id="annen paragraf"),
        pytest.param("tittel: ", "tittel: Slik er det at ", TEXT, "setninger er skrevet om", id="bare ordlyd"),
        pytest.param(
            "alvorlighetsgrad: hoy", "alvorlighetsgrad: lav", TEXT, "alvorlighetsgrad: høy ble lav", id="bare merking"
        ),
        pytest.param("kilde: ", "kilde: Se ", TEXT, "kilde, begrunnelse eller merknad er skrevet om", id="bare kilde"),
        pytest.param("sikkerhet: hoy", "utgatt: 2026-01-01\nsikkerhet: hoy", GONE, "utgått 01.01.2026", id="utgått"),
    ],
)
def test_two_releases(tmp_path: Path, old: str, new: str, hva: str, sagt: str) -> None:
    before, after = release(tmp_path / "1"), release(tmp_path / "2")
    edited(after, "MEL-01", old, new)
    lines = changes_between_releases(before, after).linjer
    assert f"{hva.capitalize()} (1)" in lines
    assert any(sagt in line for line in lines)
    assert lines[-1].startswith("1 regel endret, ")
    assert any("utfallet kan bli et annet" in line for line in lines) is (hva == DEMAND)


def test_new_and_gone_are_each_others_mirror(tmp_path: Path) -> None:
    before, after = release(tmp_path / "1"), release(tmp_path / "2")
    (after / "rules" / "melding" / "MEL-02.yaml").unlink()
    assert "Borte (1)" in changes_between_releases(before, after).linjer
    assert "    filen finnes ikke lenger" in changes_between_releases(before, after).linjer
    assert "Ny (1)" in changes_between_releases(after, before).linjer


def test_the_same_release_has_no_changes_whichever_folder_is_named(tmp_path: Path) -> None:
    before = release(tmp_path)
    lines = changes_between_releases(before, before / "rules").linjer
    assert lines[-1].startswith("0 regler endret, ")
    assert len(lines) == 3


def test_line_breaks_are_not_a_change(tmp_path: Path) -> None:
    before, after = release(tmp_path / "1"), release(tmp_path / "2")
    path = after / "rules" / "melding" / "MEL-05.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kan se\n  ", "kan\n  se "), encoding="utf-8")
    assert changes_between_releases(before, after).linjer[-1].startswith("0 regler endret, ")


def test_a_release_that_cannot_be_read_is_told_with_every_problem(tmp_path: Path) -> None:
    before, after = release(tmp_path / "1"), release(tmp_path / "2")
    edited(after, "MEL-01", "lengde: P1W", "lengde: en uke")
    with pytest.raises(ContentError) as caught:
        changes_between_releases(before, after)
    assert [p.kode for p in caught.value.problems][:1] == ["verdi-varighet"]
