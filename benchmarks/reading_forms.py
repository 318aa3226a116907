"""Filled-in forms for reading cases, as many as it takes for so many answers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import has_errors
from bvaudit.loading.folder import read_folder
from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak, Maskinsvar, Oppsett
from bvaudit.model.lesesvar import Gjenstand, Lesing
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import FrameCase
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.utvalg_files import write_utvalg
from bvaudit.reports.xlsx.form import write_form
from bvaudit.stats.draw import draw
from bvaudit.workflows.content import read_content
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.read_back import read_back

LISTE, REVISJON, PER = "internrevisjon-hele-saken", "maling", date(2025, 12, 31)
_YAML = """\
id: {navn}
tittel: Måling
sjekkliste: {liste}
per: 2025-12-31
periode_fra: 2025-01-01
periode_til: 2025-12-31
per_enhet: {per_enhet}
reserve: 0
lesere:
  - {{kode: l1, rolle: teamleder}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """``read`` gives each answer as (sak, regel, svar), ``wanted`` what was written."""

    navn: str
    wanted: dict[tuple[str, str], tuple[str, str]]
    read: Callable[[], dict[tuple[str, str], tuple[str, str]]]
    cells_by_openpyxl: Callable[[], int]


def make(folder: Path, oppsett: Oppsett, svar: int) -> Made:
    """By sheet: ten cases of many points in each unit. By row: eighty cases of few points."""
    content, _ = read_content()
    liste = next(one for one in content.planer.sjekklister if one.id == LISTE)
    every = [p.regel for p in liste.punkter if content.regler[p.regel].gjelder.objekt != "enhet"]
    cases, regler = (10, every) if oppsett is Oppsett.ARK else (80, every[:8])
    units = -(-svar // (cases * len(regler)))
    names = [f"Enhet {n:02d}" for n in range(units)]
    frame = [FrameCase(enhet=name, sak=f"S-{n:010x}{c:010x}") for n, name in enumerate(names) for c in range(cases)]
    utvalg = draw(frame, seed=REVISJON, per_enhet=cases, reserve=0)
    audit = folder / "revisjoner" / REVISJON
    audit.mkdir(parents=True)
    (folder / "kommune.yaml").write_text('navn: Måling\nkommunenummer: "9998"\n', encoding="utf-8")
    (audit / "revisjon.yaml").write_text(_YAML.format(navn=REVISJON, liste=LISTE, per_enhet=cases), encoding="utf-8")
    write_utvalg(utvalg, audit / "utvalg", frame=frame)
    mappe, _ = read_folder(folder)
    wanted: dict[tuple[str, str], tuple[str, str]] = {}
    paths: list[Path] = []
    for number, name in enumerate(names):
        ark = _ark(name, f"enhet-{number:02d}", [one.sak for one in utvalg.trekk if one.enhet == name], regler, oppsett)
        fylt = {}
        for punkt in ark.punkter:
            answer = ("ja", "nei", "delvis", "ikke aktuelt")[len(wanted) % 4]
            reason = f"Lest i sak nr. {len(wanted)}: se notatet og referatet fra møtet"
            wanted[punkt.gjelder.sak, punkt.gjelder.regel] = (answer, reason)
            fylt[punkt.id] = {"svar": answer, "begrunnelse": reason, "belegg": f"journal {len(wanted)}"}
        paths.append(folder / f"{ark.enhet_id}.xlsx")
        write_form(reading_form(ark, PER, fylt), paths[-1])

    def read() -> dict[tuple[str, str], tuple[str, str]]:
        found: dict[tuple[str, str], tuple[str, str]] = {}
        told = Reading(skjema=paths[0], content=content, mappe=mappe, til=None, dag=date(2026, 2, 1), program="bvaudit")
        for path in paths:
            result = read_back(replace(told, skjema=path))
            assert not has_errors(result.problems), result.problems[:3]
            found |= {(row.sak, row.regel): (row.svar.value, row.begrunnelse) for row in result.svar}
        return found

    def cells() -> int:
        from openpyxl import load_workbook

        number = 0
        for path in paths:
            book = load_workbook(path, read_only=True, data_only=True)
            number += sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
            book.close()
        return number

    return Made(navn=oppsett.value, wanted=wanted, read=read, cells_by_openpyxl=cells)


def _ark(enhet: str, enhet_id: str, saker: list[str], regler: list[str], oppsett: Oppsett) -> Leseark:
    return Leseark(
        revisjon=REVISJON,
        tittel="Måling",
        kommune="Måling",
        enhet=enhet,
        enhet_id=enhet_id,
        leser="l1",
        rolle="Teamleder",
        lesing=Lesing.FORSTE,
        oppsett=oppsett,
        utgave=1,
        per=PER,
        periode_fra=date(2025, 1, 1),
        periode_til=PER,
        program="bvaudit",
        saker=tuple(
            Lesesak(
                plass=plass,
                sak=sak,
                kort=sak[-8:],
                om="undersøkelse fra 03.02.2025",
                punkter=tuple(_point(regel, sak, enhet) for regel in regler),
            )
            for plass, sak in enumerate(saker, start=1)
        ),
        grunner=(("sperret", "Saken er sperret"),),
        feiltyper=(("reell", "Reell svikt"),),
    )


def _point(regel: str, sak: str, enhet: str) -> Lesepunkt:
    rule = read_content()[0].regler[regel] if regel not in _RULES else _RULES[regel]
    _RULES[regel] = rule
    return Lesepunkt(
        gjelder=Gjenstand(regel=regel, enhet=enhet, sak=sak, objekt="sak", objekt_id=sak),
        regelversjon=date(2023, 1, 1),
        ordlyd=wording_print(rule),
        sporsmal=rule.sporsmal,
        tittel=rule.tittel,
        veiledning=rule.veiledning,
        godt=rule.eksempel.godt if rule.eksempel else "",
        svakt=rule.eksempel.svakt if rule.eksempel else "",
        maskin=Maskinsvar(utfall=Utfall.OPPFYLT, frist_dato=date(2025, 3, 1)),
    )


_RULES: dict[str, Rule] = {}
