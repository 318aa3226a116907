"""What the register is told of the folder: the municipality's own lists, and when a unit began."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bvaudit.model.lister import Listeslag
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.register_folder import context_of
from tests.register.a_folder import a_folder, a_mappe

_AVTALER = """\
id: avtaler
tittel: Avtaler
listeslag: avtaler
kilde: Oppdiktet.
innhold:
  - {id: vakt, tekst: Barnevernsvakt, slutt: 2027-05-31}
"""
_TILTAK = """\
id: tiltak
tittel: Tiltak
kilde: Oppdiktet.
tiltak:
  - {id: kurs, tittel: Kurs, beskrivelse: Et kurs for alle., status: pagar}
"""
_ENHETER = """\
enheter:
  - {id: nord, navn: Nord, kilder: [{organisasjonsnummer: "999999999"}], gjelder_fra: 2026-07-01}
  - {id: sor, navn: Sør, kilder: [{organisasjonsnummer: "888888888"}]}
"""


def test_own_lists_of_every_kind_are_general_lists_and_shipped_ones_are_not_there(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    (tmp_path / "lister").mkdir()
    (tmp_path / "lister" / "avtaler.yaml").write_text(_AVTALER, encoding="utf-8")
    (tmp_path / "lister" / "tiltak.yaml").write_text(_TILTAK, encoding="utf-8")
    lister = context_of(mappe, content_or_stop((tmp_path,))).lister
    assert [(one.id, one.listeslag) for one in lister] == [("tiltak", Listeslag.TILTAK), ("avtaler", Listeslag.AVTALER)]
    assert lister[0].innhold[0].status == "pagar"
    assert context_of(a_mappe(tmp_path), content_or_stop()).lister == ()


def test_a_unit_has_begun_where_the_map_says_so(tmp_path: Path) -> None:
    path = tmp_path / "enheter.yaml"
    path.write_text(_ENHETER, encoding="utf-8")
    kontekst = context_of(replace(a_mappe(tmp_path), enheter=path), content_or_stop())
    assert kontekst.begynt == {"nord": date(2026, 7, 1)}


def test_units_stand_as_in_the_map(tmp_path: Path) -> None:
    mappe = a_folder(tmp_path)
    (tmp_path / "enheter.yaml").write_text(_ENHETER.replace("nord", "zz-nord"), encoding="utf-8")
    mappe = replace(mappe, enheter=tmp_path / "enheter.yaml")
    assert list(context_of(mappe, content_or_stop()).enheter) == ["zz-nord", "sor"]
