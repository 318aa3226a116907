"""A small municipality with a supervision, a register, a run's workbook and audits, all of it invented, and small."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook

from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Bevis
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet, UtgaveSendt
from bvaudit.model.registeret.hendelser_avvik import BevisLagtTil, Varslet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.registeret.ting import Slag, link_number
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import context_of, write
from tests.register.logs import opened

NORD, SOR = "nord", "sor"
NAVN = {NORD: "Sjøvik nord", SOR: "Sjøvik sør"}
LEDER = f"barnevernleder@{NORD}"
TILSYN, EGENKONTROLL = "tilsyn-sjovik-2026", "egenkontroll-sjovik-2026"
RUNDER = ("egenkontroll-undersokelser-runde-1", "egenkontroll-undersokelser-runde-2")
AV, ANDRES = "AV-2026-0001", "AV-2026-0002"
SAKER = ("S-7DKX2M9P4444AAAA0001", "S-7DKX2M9P4444AAAA0002", "S-7DKX2M9P4444AAAA0003")
DAG = date(2026, 6, 1)
_HEAD = ("regel", "kravet", "enhet", "mate", "kontrollert", "delvis", "ikke_oppfylt", "uavklart", "merknad")

UNITS = """enheter:
  - {id: nord, navn: Sjøvik nord, kilder: [{bydelsnummer: "01"}]}
  - {id: sor, navn: Sjøvik sør, kilder: [{bydelsnummer: "02"}]}
"""
SUPERVISION = f"""id: {TILSYN}
tittel: Tilsyn med undersøkelser i Sjøvik nord
tema: Undersøkelser
ar: "2026"
kommune: Sjøvik
kommunenummer: "9999"
enheter: [nord]
datoer: {{varsel: 2026-03-02}}
funn:
  - id: frister
    tekst: Undersøkelsene går over fristen.
    males_med: {{regler: [UND-03]}}
  - id: bredde
    tekst: Undersøkelsene er ikke brede nok.
    males_med: {{manuelle: [UND-14]}}
  - id: rutiner
    slag: merknad
    tekst: De ansatte kjenner ikke rutinene.
"""
OWN_CHECK = f"""id: {EGENKONTROLL}
tittel: Egenkontroll av undersøkelser
myndighet: Helsetilsynet
tema: Undersøkelser
ar: "2026"
kommune: Sjøvik
kommunenummer: "9999"
forlop: egenkontroll
runder: [{", ".join(RUNDER)}]
"""
YEAR = """id: arshjul-sjovik
tittel: Årshjul for Sjøvik
gjelder_fra: 2026-01-01
kilde: Oppdiktet.
oppgaver:
  - {id: fristliste, tittel: Fristliste, beskrivelse: Går gjennom fristene., maneder: [3, 4], eier: Teamleder,
     rolle: teamleder, enheter: alle, dokumentasjon: Listen., regler: [UND-03]}
  - {id: fosterhjem, tittel: Besøk i fosterhjem, beskrivelse: Teller besøkene., maneder: [3], eier: Teamleder,
     rolle: teamleder, enheter: alle, dokumentasjon: Listen., regler: [OMS-01]}
  - {id: ledelsens-gjennomgang, tittel: Ledelsens gjennomgang, beskrivelse: Ser på alt., maneder: [5],
     eier: Barnevernleder, rolle: barnevernleder, enheter: alle, dokumentasjon: Notat.}
"""


def a_supervised_folder(rot: Path) -> Mappe:
    for name, content in (
        ("kommune.yaml", 'navn: Sjøvik\nkommunenummer: "9999"\n'),
        ("enheter.yaml", UNITS),
        (f"tilsyn/{TILSYN}.yaml", SUPERVISION),
        (f"tilsyn/{EGENKONTROLL}.yaml", OWN_CHECK),
        ("arshjul/arshjul-sjovik.yaml", YEAR),
    ):
        path = rot / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    return mappe


def content_of(mappe: Mappe) -> Content:
    return content_or_stop(own_content(mappe, ()))


def written(mappe: Mappe, content: Content, dag: date, *events: tuple[str, Hendelse]) -> None:
    tid = datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)
    new = [Ny(hvem=hvem, hendelse=event) for hvem, event in events]
    write(mappe, new, kontekst=context_of(mappe, content), tid=tid, expected=None)


def a_followed_register(mappe: Mappe, content: Content) -> None:
    """An avvik with three cases at Sjøvik nord, told, with a measure in use; and one of the other unit's."""
    began = date(2026, 1, 12)
    proof = tuple(
        Bevis(sak=sak, objekt="undersokelse", objekt_id=f"U-{sak}", enhet=NORD, start=None, dag=began, kjoring="k1")
        for sak in SAKER
    )
    tiltak = "TI-2026-0001"
    link = link_number(AV, tiltak)
    measure = TingOpprettet(
        nr=tiltak, slag=Slag.TILTAK, tittel="Fristliste hver uke", enhet=NORD, eier=LEDER, dag=began
    )
    written(
        mappe,
        content,
        began,
        (MASKINEN, RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", nokkel="n1", dag=began)),
        (
            MASKINEN,
            KjoringSkrevet(kjoring="k1", dag=began, uttrekk="u1", antall_objekter=40, enheter={NORD: 20, SOR: 20}),
        ),
        (MASKINEN, opened(AV, enhet=NORD, eier=LEDER, dag=began)),
        (MASKINEN, BevisLagtTil(nr=AV, antall=3, bevis=proof, kjoring="k1", dag=began)),
        (MASKINEN, replace(opened(ANDRES, enhet=SOR, dag=began), eier=f"barnevernleder@{SOR}")),
        ("stab", Varslet(nr=AV, dag=began)),
        (LEDER, measure),
        (LEDER, Koblet(avvik=AV, tiltak=tiltak, dag=began)),
    )
    written(
        mappe,
        content,
        date(2026, 2, 2),
        (LEDER, FeltSatt(nr=link, felt="i_bruk", verdi="2026-02-02")),
        ("stab", _sent("plan.docx", NORD)),
        ("stab", _sent("andres.docx", SOR)),
    )


def _sent(fil: str, enhet: str) -> UtgaveSendt:
    return UtgaveSendt(fil=fil, sha256="1" * 64, mottaker="Statsforvalteren", enhet=enhet, dag=date(2026, 2, 2))


def evidence_written(mappe: Mappe, content: Content) -> None:
    link = link_number(AV, "TI-2026-0001")
    written(
        mappe,
        content,
        date(2026, 2, 3),
        (LEDER, FeltSatt(nr=link, felt="belegg", tekst=f"Arkivsak 26/17, notat i {SAKER[0]} og S-9ZQ4W0RT")),
    )


def a_run(mappe: Mappe, per: str, rows: Sequence[tuple[object, ...]]) -> Path:
    """The workbook of a run as far as it is read here: its figures and its facts. ``rows`` are as in ``_HEAD``."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = text("register.ark.alle_tall")
    sheet.append([text(f"register.kolonne.{id_}") for id_ in _HEAD])
    sheet.append([None, "Saker i uttrekket", text("register.alle"), None, None, None, None, None, None])
    for row in rows:
        sheet.append(list(row))
    meta = book.create_sheet("_meta")
    meta.append(["per", per])
    path = mappe.revisjoner / per / "resultat" / "avviksregister.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def counted_row(
    regel: str, enhet: str, n: int, brudd: int, way: str = "etter loven", delvis: int = 0
) -> tuple[object, ...]:
    return (regel, "Kravet", enhet, text("register.brukes", mate=way), n, delvis, brudd, 0, None)
