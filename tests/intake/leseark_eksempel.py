"""A municipality's folder with an audit in it, made by hand, and the forms its readers are given: for those who test
what becomes of a form on its way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from bvaudit.loading.folder import read_folder
from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak, Maskinsvar, Oppsett
from bvaudit.model.lesesvar import Gjenstand, Lesing
from bvaudit.model.mappe import Mappe
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.utvalg_files import write_utvalg
from bvaudit.reports.xlsx.form import write_form
from bvaudit.stats.draw import draw
from bvaudit.texts import text
from bvaudit.workflows.content import Content, read_content

REVISJON, ENHET, ENHET_ID = "host-2025", "Østbyen", "ostbyen"
LISTE = "egenkontroll-undersokelser-runde-1"
PER, DAG = date(2025, 12, 31), date(2026, 2, 1)
TID = datetime.fromisoformat("2026-02-01T10:15")
GRUNNER = (("sperret", "Saken er sperret for leseren"), ("feil-enhet", "Saken hører til en annen enhet"))
FEILTYPER = (
    ("reell", "Reell svikt"),
    ("dokumentasjon", "Manglende dokumentasjon"),
    ("registreringsfeil", "Registreringsfeil"),
    ("tellemate", "Følger av måten å telle på"),
)
PER_ENHET, RESERVE = 3, 2

_YAML = """\
id: {navn}
tittel: Høsten 2025
sjekkliste: {liste}
per: 2025-12-31
periode_fra: 2025-01-01
periode_til: 2025-12-31
per_enhet: {per_enhet}
reserve: {reserve}
lesere:
  - {{kode: l1, rolle: teamleder, egen_kode: SB7}}
  - {{kode: l2, rolle: teamleder}}
andre_lesing:
  prosent: 50
  lesere:
    - {{kode: l3, rolle: teamleder}}
avgjor: enhetsleder
{mer}"""


@cache
def content() -> Content:
    return read_content()[0]


@cache
def points(liste: str = LISTE) -> tuple[str, ...]:
    """Some of the points of the list that are about a case, not the service."""
    found = next(one for one in content().planer.sjekklister if one.id == liste)
    return tuple(punkt.regel for punkt in found.punkter if content().regler[punkt.regel].gjelder.objekt != "enhet")[:6]


def case_ids(number: int = 12, unit: str = ENHET) -> tuple[str, ...]:
    return tuple(f"S-{hash_of(f'{unit}{n}')}" for n in range(number))


def hash_of(said: str) -> str:
    return sha256(said.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisjon:
    """The folder of the municipality and of the audit, and the draw."""

    rot: Path
    mappe: Mappe
    utvalg: Utvalg
    navn: str = REVISJON

    @property
    def folder(self) -> Path:
        return self.rot / "revisjoner" / self.navn

    @property
    def svar(self) -> Path:
        return self.folder / "svar" / "svar.csv"


def revisjon(
    rot: Path,
    navn: str = REVISJON,
    *,
    mer: str = "",
    per_enhet: int = PER_ENHET,
    reserve: int = RESERVE,
    saker: int = 12,
) -> Revisjon:
    """Everything but the forms."""
    rot.mkdir(parents=True, exist_ok=True)
    (rot / "kommune.yaml").write_text('navn: Prøvik\nkommunenummer: "9998"\n', encoding="utf-8")
    folder = rot / "revisjoner" / navn
    folder.mkdir(parents=True)
    written = _YAML.format(navn=navn, liste=LISTE, per_enhet=per_enhet, reserve=reserve, mer=mer)
    (folder / "revisjon.yaml").write_text(written, encoding="utf-8")
    frame = [FrameCase(enhet=ENHET, sak=sak) for sak in case_ids(saker)]
    utvalg = draw(frame, seed=navn, per_enhet=per_enhet, reserve=reserve)
    write_utvalg(utvalg, folder / "utvalg", frame=frame)
    mappe, _ = read_folder(rot)
    assert mappe is not None
    return Revisjon(rot=rot, mappe=mappe, utvalg=utvalg, navn=navn)


def point(regel: str, sak: str, maskin: Utfall | None = None) -> Lesepunkt:
    rule = content().regler[regel]
    return Lesepunkt(
        gjelder=Gjenstand(regel=regel, enhet=ENHET, sak=sak, objekt="sak", objekt_id=sak),
        regelversjon=date(2023, 1, 1),
        ordlyd=wording_print(rule),
        sporsmal=rule.sporsmal,
        tittel=rule.tittel,
        maskin=None if maskin is None else Maskinsvar(utfall=maskin, frist_dato=date(2025, 3, 1)),
    )


def unit_point(regel: str) -> Lesepunkt:
    made = point(regel, "")
    gjelder = replace(made.gjelder, sak="", objekt="enhet", objekt_id=ENHET_ID)
    return replace(made, gjelder=gjelder)


def leseark(
    made: Revisjon,
    *,
    oppsett: Oppsett = Oppsett.ARK,
    lesing: Lesing = Lesing.FORSTE,
    leser: str = "l1",
    utgave: int = 1,
    regler: Sequence[str] | None = None,
    maskin: Mapping[str, Utfall] | None = None,
    enhetspunkter: Sequence[str] = (),
) -> Leseark:
    """Every case of the draw. ``maskin``: what the machine says, by the rule; nothing of it in a second reading."""
    says = {} if lesing is Lesing.ANDRE else (maskin or {})
    asked = tuple(regler if regler is not None else points())
    return Leseark(
        revisjon=made.navn,
        tittel="Høsten 2025",
        kommune="Prøvik",
        enhet=ENHET,
        enhet_id=ENHET_ID,
        leser=leser,
        rolle="Fagleder",
        lesing=lesing,
        oppsett=oppsett,
        utgave=utgave,
        per=PER,
        periode_fra=date(2025, 1, 1),
        periode_til=PER,
        program="bvaudit",
        saker=tuple(
            Lesesak(
                plass=one.plass,
                sak=one.sak,
                kort=f"S-{one.sak[2:8].upper()}",
                reserve=one.rolle.value == "reserve",
                om=f"undersøkelse nr. {one.plass}",
                punkter=tuple(point(regel, one.sak, says.get(regel)) for regel in asked),
            )
            for one in made.utvalg.trekk
        ),
        enhetspunkter=tuple(unit_point(regel) for regel in enhetspunkter),
        grunner=GRUNNER,
        feiltyper=FEILTYPER,
    )


Fylt = Mapping[str, Mapping[str, str | int | float | date | None]]


def filled(ark: Leseark, svar: str = "ja", **mer: str) -> dict[str, dict[str, str | int | float | date | None]]:
    """The same answer to every point of the cases in use."""
    return {punkt.id: {"svar": svar, **mer} for sak in ark.saker if not sak.reserve for punkt in sak.punkter}


def form_file(folder: Path, ark: Leseark, fylt: Fylt | None = None, navn: str = "ostbyen-l1.xlsx") -> Path:
    """The form as the program makes it, with what is filled in already."""
    folder.mkdir(parents=True, exist_ok=True)
    write_form(reading_form(ark, PER, fylt), folder / navn)
    return folder / navn


def locked(made: Revisjon) -> None:
    from bvaudit.workflows.audits_by_people import log, read_audit

    log(read_audit(made.mappe, made.navn, content()), Hendelse.LAST, tid=TID, rolle="stab")


HEADINGS = {
    **{
        key: text(f"leseskjema.punkt.{key}") for key in ("svar", "begrunnelse", "feiltype", "belegg", "dato", "uttrekk")
    },
    **{key: text(f"leseskjema.plass.{key}") for key in ("utgar", "utgar_tekst")},
}


def cell_of(path: Path, row_id: str, key: str = "svar") -> str:
    """Where a person would find it: «ark!celle», by the hidden id of the row and the heading of the column."""
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        row = next((cell.row for cell in sheet["A"] if cell.value == row_id), None)
        if row is not None:
            names = (cell for cells in sheet.iter_rows(max_row=row - 1) for cell in cells)
            at = [cell.column_letter for cell in names if str(cell.value).rstrip(" *") == HEADINGS[key]]
            return f"{sheet.title}!{at[-1]}{row}"
    raise AssertionError(row_id)
