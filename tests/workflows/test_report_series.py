"""Reports that show imported series: their kinds, the weighted whole, goals, what is hidden, and what was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from bvaudit.figures.series_spans import over_spans
from bvaudit.loading.folder import read_folder
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.periode import periods
from bvaudit.model.rapport import Periode as Lengde
from bvaudit.model.rapport import Rapport, Seksjon, Seksjonslag, Tallvalg
from bvaudit.model.serieslag import Serieslag
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.chart_view import Grafslag
from bvaudit.reports.docx.blocks import Chart, Table
from bvaudit.reports.report_facts import Rapportfakta, Talltekst, Utgave
from bvaudit.reports.report_view import Rapportdokument
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.report import documents_of, find_report
from bvaudit.workflows.report_facts import facts_of
from bvaudit.workflows.report_figures import figures_for
from tests.series_example import a_folder

DAG = date(2025, 12, 31)
OSTBYEN = [(100 + 5 * n, 1000) for n in range(12)]  # days of sick leave, of all days
VESTBYEN = [(37, 137)] * 12  # of four employees


def _sick() -> str:
    lines = [
        f"2025-{n + 1:02};{enhet};{fravar};{dager};{ansatte}"
        for enhet, ansatte, maneder in (("Østbyen", 40, OSTBYEN), ("Vestbyen", 4, VESTBYEN), ("Sørbyen", 6, VESTBYEN))
        for n, (fravar, dager) in enumerate(maneder)
    ]
    return "\n".join(["Måned;Enhet;Fravær;Dager;Ansatte", *lines])


SYK = """\
serieslag: sykefravar
storrelse: andel
datafil: syk.csv
kolonner:
  - {navn: Måned, er: periode, lengde: maned}
  - {navn: Enhet, er: enhet}
  - {navn: Fravær, er: teller}
  - {navn: Dager, er: nevner}
  - {navn: Ansatte, er: personer}
delt_pa: [enheter, tid]
mal: [{tekst: Målet., verdi: 9 %}]
"""
ANDRE = """\
serieslag: sammenligning
storrelse: andel
periode: "2025"
rader:
  - {akse: kommune, kategori: Fjordvik, verdi: "3,8 %"}
  - {akse: kommune, kategori: Granås, verdi: "4,6 %"}
  - {akse: kommune, kategori: Lyngheim, verdi: "2,1 %"}
sett: {navn: de tre, akse: kommune, eget: Fjordvik}
"""
SVAR = """\
serieslag: medarbeidere
storrelse: andel
rader:
  - {periode: 2025-02, akse: svar, kategori: Bedre, teller: "20", nevner: "60"}
  - {periode: 2025-02, akse: svar, kategori: Likt, teller: "30", nevner: "60"}
  - {periode: 2025-02, akse: svar, kategori: Dårligere, teller: "10", nevner: "60"}
  - {periode: 2025-09, akse: svar, kategori: Bedre, teller: "30", nevner: "60"}
  - {periode: 2025-09, akse: svar, kategori: Likt, teller: "20", nevner: "60"}
  - {periode: 2025-09, akse: svar, kategori: Dårligere, teller: "10", nevner: "60"}
delt_pa: [{akse: svar, skal_bli: 100 %}]
brudd: [{fra: 2025-09, grunn: Flere fikk spørsmålet.}]
"""
PENGER = """\
serieslag: okonomi
storrelse: sum
maleenhet: mill. kr
periode: "2025"
rader:
  - {akse: post, kategori: Drift, verdi: "60"}
  - {akse: post, kategori: Tiltak, verdi: "41"}
  - {verdi: "102"}
delt_pa: [post]
"""


@cache
def facts(*without: str) -> tuple[Rapportfakta, Content, Rapport]:
    """Of a municipality with no cases yet, and of an outline with a section for each kind."""
    serier = {"syk": SYK, "andre": ANDRE, "svar": SVAR, "penger": PENGER}
    rot = a_folder(Path(mkdtemp()) / "kommunen", **{k: v for k, v in serier.items() if k not in without})
    units = rot / "enheter.yaml"
    third = '  - id: sor\n    navn: Sørbyen\n    kilder:\n      - {kommunenummer: "9901", bydelsnummer: "03"}\n'
    units.write_text(units.read_text("utf-8") + third, "utf-8")
    (rot / "serier" / "syk.csv").write_text(_sick(), "utf-8")
    content = content_or_stop((rot,))
    kinds = (Serieslag.SYKEFRAVAR, Serieslag.SAMMENLIGNING, Serieslag.MEDARBEIDERE, Serieslag.OKONOMI)
    sections = tuple(Seksjon(slag=Seksjonslag.GRAF, tittel=slag.value, serieslag=(slag,)) for slag in kinds)
    outline = replace(
        find_report(content, "bystyre"), seksjoner=sections, periode=Lengde.KVARTAL, tidligere=1,
        malgrupper=tuple(Malgruppe),
    )  # fmt: skip
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    spans = periods(outline.periode, DAG, 2)
    return facts_of(mappe, content, DAG, figures_for(mappe, content, outline, None, DAG, spans)), content, outline


def paper(malgruppe: Malgruppe, *without: str, sections: tuple[Seksjon, ...] = ()) -> Rapportdokument:
    fakta, content, outline = facts(*without)
    outline = replace(outline, seksjoner=sections or outline.seksjoner)
    utgave = Utgave(rapport=outline, malgruppe=malgruppe, perioder=periods(outline.periode, DAG, 2))
    (made,) = documents_of(fakta, (utgave,), content)
    return made.dokument


def parts(block: Any) -> Iterator[Any]:
    yield block
    for one in getattr(block, "blokker", ()):
        yield from parts(one)


def charts(document: Rapportdokument) -> dict[str, Any]:
    return {p.graf.tittel: p.graf for block in document.blokker for p in parts(block) if isinstance(p, Chart)}


def table(document: Rapportdokument, tittel: str) -> dict[str, tuple[str, ...]]:
    (found,) = [p for b in document.blokker for p in parts(b) if isinstance(p, Table) and p.tittel == tittel]
    return {plain(line[0]): tuple(map(plain, line[1:])) for line in found.rader}


def plain(line: Any) -> str:
    return line if isinstance(line, str) else "".join(getattr(part, "tekst", part) for part in line)


def said(document: Rapportdokument) -> str:
    texts = [plain(p.tekst) for b in document.blokker for p in parts(b) if hasattr(p, "tekst")]
    return "\n".join(texts).replace("\u00a0", " ")


@pytest.mark.parametrize("malgruppe", Malgruppe)
def test_three_months_are_weighted_into_the_quarter_of_the_report(malgruppe: Malgruppe) -> None:
    taken = sum(n for n, _ in OSTBYEN[9:]) + 2 * sum(n for n, _ in VESTBYEN[9:])
    days = sum(n for _, n in OSTBYEN[9:]) + 2 * sum(n for _, n in VESTBYEN[9:])
    whole = table(paper(malgruppe), "Syk")["Alle"][-1].replace("\u00a0", " ")
    share = f"{100 * taken / days:.1f}".replace(".", ",")
    assert whole == f"{share} % ({taken} av {days // 1000} {days % 1000})"


@pytest.mark.parametrize("malgruppe", Malgruppe)
def test_a_number_of_few_employees_is_hidden_from_all_readers(malgruppe: Malgruppe) -> None:
    """Four are too few, and six would tell of the four."""
    made = paper(malgruppe)
    rows = table(made, "Syk")
    assert rows["Vestbyen"] == ("skjult", "skjult") == rows["Sørbyen"]
    assert "27,0" not in said(made)
    mine = [row for row in made.brukt if row.tall == "syk"]
    assert {row.enhet for row in mine} == {"", "Østbyen"}
    assert all(row.tilstand is Tilstand.VERDI for row in mine)


def test_the_goal_is_a_line_beside_the_months() -> None:
    graf = charts(paper(Malgruppe.LEDER))["Syk"]
    assert [one.navn for one in graf.serier] == ["Alle", "Mål"] and len(graf.kategorier) == 12
    assert {row.verdi for row in graf.serier[1].rader} == {0.09}


def test_other_municipalities_are_dots_and_no_measure_of_quality() -> None:
    made = paper(Malgruppe.LEDER)
    graf = charts(made)["Andre"]
    assert graf.slag is Grafslag.PRIKK and graf.kategorier == ("Lyngheim", "Fjordvik", "Granås")
    assert "ikke et kvalitetsmål" in graf.alt and "ikke et kvalitetsmål" in said(made)


def test_waves_of_answers_are_stacked_with_their_break() -> None:
    graf = charts(paper(Malgruppe.INTERN))["Svar"]
    assert graf.slag is Grafslag.STABLET and [one.navn for one in graf.serier] == ["Bedre", "Likt", "Dårligere"]
    assert graf.brudd and "Alle" not in table(paper(Malgruppe.INTERN), "Svar")


@pytest.mark.parametrize("malgruppe", Malgruppe)
def test_what_does_not_agree_stands_under_the_table(malgruppe: Malgruppe) -> None:
    assert "Stemmer ikke: Penger, 2025" in said(paper(malgruppe))


def test_for_the_public_no_sentence_tells_a_number_of_the_staff() -> None:
    leader, public = (said(paper(one)) for one in (Malgruppe.LEDER, Malgruppe.OFFENTLIG))
    assert "mot 9 %" in leader and "mot 9 %" not in public
    assert "Noen tall er skjult" in public


def test_a_kind_the_municipality_has_none_of_is_left_out_and_that_is_said() -> None:
    without = said(paper(Malgruppe.LEDER, "penger", "andre"))
    assert "Ikke med: sammenligning og okonomi. Kommunen har ikke lagt inn slike tall eller lister" in without
    assert "Ikke med" not in said(paper(Malgruppe.LEDER))


def test_a_section_that_names_a_series_shows_it_as_the_kind_does() -> None:
    named = (Seksjon(slag=Seksjonslag.TALL, tittel="Fravær", tall=(Tallvalg(tall="syk"),)),)
    assert table(paper(Malgruppe.LEDER, sections=named), "Syk") == table(paper(Malgruppe.LEDER), "Syk")


def test_s2_two_numbers_on_one_time_axis() -> None:
    fakta, content, outline = facts()
    section = next(s for s in find_report(content, "kontrollutvalget").seksjoner if s.serieslag and s.tall)
    spans = periods(outline.periode, DAG, 2)
    limits = tuple(
        Nokkelrad(
            tall="fristbrudd_undersokelse", variant="rapportert", storrelse="andel", periode_fra=fra, periode_til=til,
            verdi=n / 40, teller=n, nevner=40, n_saker=40,
        )
        for n, (fra, til) in zip((12, 8), spans, strict=True)
    )  # fmt: skip
    utgave = Utgave(rapport=replace(outline, seksjoner=(section,)), malgruppe=Malgruppe.LEDER, perioder=spans)
    words = {**fakta.tekster, "fristbrudd_undersokelse": Talltekst(tittel="Over fristen", storrelse="andel")}
    (made,) = documents_of(replace(fakta, rader=(*fakta.rader, *limits), tekster=words), (utgave,), content)
    (graf,) = charts(made.dokument).values()
    assert [(one.navn, one.andre) for one in graf.serier] == [("Syk", False), ("Undersøkelser over fristen", True)]
    assert graf.kategorier == ("3. kvartal 2025", "4. kvartal 2025")
    assert all(row is not None and row.verdi for one in graf.serier for row in one.rader)
    assert "sier ikke at det ene er grunnen" in said(made.dokument)


def test_a_month_is_not_told_as_the_quarter_that_comes_after_it() -> None:
    fakta, content, outline = facts()
    section = next(s for s in find_report(content, "kontrollutvalget").seksjoner if s.serieslag and s.tall)
    spans = periods(outline.periode, date(2026, 3, 31), 2)
    utgave = Utgave(rapport=replace(outline, seksjoner=(section,)), malgruppe=Malgruppe.LEDER, perioder=spans)
    (made,) = documents_of(replace(fakta, dag=date(2026, 3, 31)), (utgave,), content)
    assert table(made.dokument, section.tittel)["1. kvartal 2026"][0] == "ikke talt"


def test_a_gap_between_the_months_is_no_quarter() -> None:
    fakta, _, _ = facts()
    rows = [row for row in fakta.rader if row.tall == "syk" and row.periode_fra.month != 5]
    second = Periode(date(2025, 4, 1), date(2025, 6, 30))
    assert not list(over_spans(fakta.serier["syk"].serie, rows, [second]))
