"""A small municipality's folder with the example's cases and a short checklist of its own, and what people do there."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from types import MappingProxyType

import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.leseark import Leseark, Lesepunkt
from bvaudit.model.mappe import Mappe
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.xlsx.form import write_form
from bvaudit.workflows.audit_handouts import handed_out
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_events import Who
from bvaudit.workflows.reading_sheets import reading_sheets
from tests.workflows.example_sheets import EXAMPLES

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
STAB = Who(tid=NOW, rolle="stab")
LISTE = """
id: kort
tittel: Kort gjennomgang
formal: Viser det som betyr mest.
versjon: "1"
gjelder_fra: 2024-01-01
andre_lesing: 20
utvalg:
  per_enhet: 3
  reserve: 2
  beskrivelse: Avsluttede undersøkelser det siste året.
  gjelder: {objekt: undersokelse}
  telles_etter: [konklusjon_slutt_dato]
punkter:
  - regel: UND-03
  - regel: UND-08
    merknad: Se på første samtale.
  - regel: MED-01
  - regel: VED-02
  - regel: IK-01
"""
STYRING = (
    LISTE.replace("id: kort", "id: styring").split("punkter:")[0] + "punkter:\n  - regel: IK-01\n  - regel: IK-02\n"
)


def imported_documents(folder: Path) -> Path:
    """The made-up municipality's own documents, as an extract."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.inputs import ImportInputs, import_to
    from bvaudit.workflows.run_demo import DEMO_KEY, _generator

    _generator().write_example(folder / "dokumenter")
    key = folder / "nokkel.txt"
    key.write_text(DEMO_KEY, "ascii")
    inputs = ImportInputs(kilder=(folder / "dokumenter",), nokkel=key, enheter=EXAMPLES / "demo" / "enheter.yaml")
    made = import_to(inputs, folder / "uttrekk", content_or_stop().koder, now=NOW, home=folder, progress=None)
    return made.mappe


def folder_with(snapshot: Path, rot: Path) -> Mappe:
    """``snapshot`` is an imported extract."""
    rot.mkdir()
    (rot / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', "utf-8")
    (rot / "sjekklister").mkdir()
    (rot / "sjekklister" / "kort.yaml").write_text(LISTE, "utf-8")
    (rot / "sjekklister" / "styring.yaml").write_text(STYRING, "utf-8")
    copytree(snapshot, rot / "uttrekk" / "2025-12-31")
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    return mappe


@dataclass(frozen=True)
class Desk:
    """Someone who types commands in the folder, and fills in forms."""

    mappe: Mappe
    capsys: pytest.CaptureFixture[str]

    def do(self, *argv: str) -> tuple[int, str]:
        """Exit code, and all that was said."""
        code = run(argv)
        shown = self.capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out + shown.err

    def done(self, *argv: str) -> str:
        code, said = self.do(*argv)
        assert code == 0, said
        return said

    def refused(self, *argv: str) -> str:
        code, said = self.do(*argv)
        assert code in (2, 3, 4), said
        return said

    def next(self) -> str:
        assert run(["status"]) == 0
        return self.capsys.readouterr().out.splitlines()[-1].removeprefix("Neste: ")

    def audit(self, navn: str) -> Audit:
        return read_audit(self.mappe, navn)

    def sheets(self, navn: str) -> dict[str, Leseark]:
        audit = self.audit(navn)
        forms = handed_out(audit)
        return {form.navn: ark for form, ark in zip(forms, reading_sheets(audit, forms), strict=True)}

    def fill(
        self,
        navn: str,
        form: str,
        svar: Callable[[Lesepunkt], str],
        use: Collection[str] = (),
        strike: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Fill in a form as it went out and read it in. ``strike``: case → reason; ``use``: cases in reserve that are
        answered too. An empty answer stays empty."""
        audit = self.audit(navn)
        ark = self.sheets(navn)[form]
        given: dict[str, dict[str, object]] = {}
        waiting = {case.sak for case in ark.saker if case.reserve} - set(use)
        for punkt in ark.punkter:
            if punkt.gjelder.sak not in waiting and (answer := svar(punkt)):
                given[punkt.id] = {"svar": answer, "begrunnelse": "Det står i notatet.", "dato": date(2026, 1, 6)}
        given |= {sak: {"utgar": grunn} for sak, grunn in strike.items()}
        path = audit.skjema / form
        path.unlink()
        write_form(reading_form(ark, date(2026, 1, 5), given), path)  # type: ignore[arg-type]
        return self.done("les", str(path), "--skriv", "--godta-tekst")


def yes(punkt: Lesepunkt) -> str:
    return "ja" if "ja" in punkt.svar else punkt.svar[0]
