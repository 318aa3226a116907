"""A municipality's folder with a register, and a desk to type commands at, on a day of one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.register_folder import context_of, state_of, write
from tests.register.logs import AV, RULE, D, found, judged, opened

NORD, SOR = "nord", "sor"
OWNER = f"barnevernleder@{NORD}"
UNITS = """enheter:
  - {id: nord, navn: Sjøvik nord, kilder: [{bydelsnummer: "01"}]}
  - {id: sor, navn: Sjøvik sør, kilder: [{bydelsnummer: "02"}]}
"""
Typed = Callable[..., tuple[int, str, str]]


class Desk:
    """``dag`` is today, for every command."""

    def __init__(self, rot: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.rot, self.capsys, self.dag = rot, capsys, D(1, 2)
        rot.mkdir(parents=True, exist_ok=True)
        (rot / "kommune.yaml").write_text('navn: Sjøvik\nkommunenummer: "9999"\n', encoding="utf-8")
        (rot / "enheter.yaml").write_text(UNITS, encoding="utf-8")
        monkeypatch.setenv("BVAUDIT_HJEM", str(rot.parent / "hjem"))
        monkeypatch.chdir(rot)
        content = content_or_stop()  # the folder has no content of its own: read once for all of them
        monkeypatch.setattr("bvaudit.workflows.content.content_or_stop", lambda own=(): content)
        for module in ("register_event_commands", "register_commands"):
            monkeypatch.setattr(f"bvaudit.cli.{module}.now", self.now)

    def now(self) -> datetime:
        return datetime(self.dag.year, self.dag.month, self.dag.day, 9, tzinfo=UTC)

    @property
    def mappe(self) -> Mappe:
        mappe, problems = read_folder(self.rot)
        assert mappe is not None, problems
        return mappe

    @property
    def avvik(self) -> Avvik:
        return state_of(self.mappe).avvik[AV]

    def hendelser(self) -> int:
        return state_of(self.mappe).hode.nr

    def write(self, *events: Hendelse, hvem: str = MASKINEN) -> None:
        mappe = self.mappe
        kontekst = context_of(mappe, content_or_stop())
        new = [Ny(hvem=hvem, hendelse=one) for one in events]
        write(mappe, new, kontekst=kontekst, tid=self.now(), expected=None)

    def type(self, *words: str) -> tuple[int, str, str]:
        code = run(["register", *words])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def acts(self, nr: str, kode: str, *words: str, som: str = OWNER) -> str:
        code, out, err = self.type("hendelse", nr, kode, *words, "--som", som)
        assert code == 0, err
        return out

    # The run, its avvik, and what the program writes.

    def run_written(self, kjoring: str, per: date) -> None:
        logikk, units = {RULE: "l1"}, {NORD: 90}
        self.write(
            KjoringSkrevet(kjoring=kjoring, dag=per, uttrekk="u", antall_objekter=90, enheter=units, logikk=logikk)
        )

    def begun(self) -> "Desk":
        self.write(RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", nokkel="n1", dag=self.dag))
        self.run_written("k1", date(2025, 12, 31))
        self.write(replace(opened(), enhet=NORD, eier=OWNER), found("1", "2", "3"))
        return self

    def settled(self) -> None:
        self.dag = D(7, 1)
        self.run_written("k2", D(6, 30))
        self.write(judged("1", "2", "3", tilstand=Objekttilstand.FOR_SENT, dag=D(6, 30)))

    def measured(self, begun: ForsokBegynt, done: ForsokFerdig, hvem: str = OWNER) -> None:
        self.write(begun, hvem=hvem)
        self.write(done)
