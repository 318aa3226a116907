"""What the reader of a report was promised: what people have read, where a supervision stands, the right avvik first,
and no heading with nothing under it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.loading.content.plan_names import unknown_names
from bvaudit.loading.content.plans import plan_of
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.innhold import Innhold
from bvaudit.model.listevisning import som_liste
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.rapport import Avviksvalg, Seksjon, Seksjonslag
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.reports.docx.blocks import Table
from bvaudit.reports.report_facts import Utgave
from bvaudit.reports.report_rows import list_rows, own_texts, supervision_rows
from bvaudit.reports.report_view import report_document
from bvaudit.reports.supervised_page import Awaited, Finding, InUnit, SupervisedView
from bvaudit.workflows.report import documents_of
from bvaudit.workflows.report_lint import lint_report
from tests.reports.report_cases import DAG, ENHETER, content, editions, facts, rapport
from tests.reports.report_pages import Page
from tests.workflows.followed_example import example

INTERN, LEDER, OFFENTLIG = Malgruppe
DOCS = Path(__file__).parents[2] / "docs" / "rapporter.md"
LEST = "Det som er lest i sakene"


def page(id_: str, audience: Malgruppe, **changes: object) -> Page:
    known = replace(facts(id_), **changes)  # type: ignore[arg-type]
    (paper,) = documents_of(known, editions(id_, audience), content())
    return Page(paper.dokument)


def section(one: Seksjon, audience: Malgruppe = INTERN, **changes: object) -> Page:
    """A report of that one section."""
    known = replace(facts("bystyre"), **changes)  # type: ignore[arg-type]
    outline = replace(rapport("bystyre"), seksjoner=(one,))
    utgave = Utgave(rapport=outline, malgruppe=audience, perioder=editions("bystyre", audience)[0].perioder)
    return Page(report_document(known, utgave, known.rader))


# --- what people have read --------------------------------------------------------------------------------------------


def read(regel: str, brudd: int, n: int, enhet: str = "") -> Nokkelrad:
    return Nokkelrad(
        tall=regel, variant="lest", storrelse="andel", periode_fra=DAG, periode_til=DAG, enhet=enhet, verdi=brudd / n,
        teller=brudd, nevner=n, n_saker=n, kilde="vurderingen av uttrekket per 30.11.2026",
    )  # fmt: skip


def test_a_unit_sees_what_was_read_in_its_own_cases_the_most_broken_first() -> None:
    first, other = list(ENHETER.values())[:2]
    rows = (read("HJE-01", 0, 10, first), read("VED-02", 4, 10, first), read("OMS-01", 9, 12, other))
    found = page("internrevisjon-enhet", INTERN, rader=(*facts("internrevisjon-enhet").rader, *rows))
    assert found.table(LEST) == {
        "Vedtaket viser ikke fakta eller de faglige vurderingene": {"Lest": "10", "Ikke oppfylt": "4"},
        "Kravet i HJE-01 er oppfylt": {"Lest": "10", "Ikke oppfylt": "0"},
    }
    assert "%" not in "".join(cell for row in found.table(LEST).values() for cell in row.values())


def test_where_nobody_has_read_that_is_said() -> None:
    assert page("internrevisjon-enhet", INTERN).lines(LEST)[-1] == (
        "Ingen har lest saker i enheten som sier noe om disse tallene."
    )
    assert page("egenkontroll-helsetilsynet", LEDER).lines(LEST)[-1].startswith("Ingen har lest saker som sier noe")


def test_few_read_cases_are_hidden_from_the_public() -> None:
    rows = (read("VED-02", 1, 10), read("OMS-01", 20, 40))
    found = page("egenkontroll-helsetilsynet", OFFENTLIG, rader=(*facts("egenkontroll-helsetilsynet").rader, *rows))
    table = found.table(LEST)
    assert table["Barnet i fosterhjem er besøkt for sjelden"] == {"Lest": "40", "Ikke oppfylt": "20"}
    assert table["Vedtaket viser ikke fakta eller de faglige vurderingene"]["Ikke oppfylt"] == "skjult"


# --- the supervision --------------------------------------------------------------------------------------------------

TILSYNET = Tilsyn(
    id="tilsynet", tittel="Tilsyn med undersøkelser", ar="2025", kommune="Fjordvik", fil="tilsyn/tilsynet.yaml",
    funn=(Tilsynsfunn(id="f1", tekst="Undersøkelser går over fristen."),),
)  # fmt: skip
SIDEN = SupervisedView(
    tittel="Det Statsforvalteren vil ha", tilsyn=TILSYNET.tittel, om=(), svar="", der="Planen er mottatt 01.03.2026.",
    her="Under arbeid: 2 av 2 avvik er åpne.", begge="", myndighet="Statsforvalteren",
    venter=(Awaited(hva="Redegjørelse", frist="20.12.2026", igjen="20 dager igjen", over="", merknad=""),),
    beskjeder=(), gang=(), dag="30.11.2026",
    funn=(
        Finding(
            id="f1", nummer="1", tekst="Undersøkelser går over fristen.", kort="", om=(), frist="31.12.2026",
            samlet="3 av 40", hos_oss="0 av 2 enheter er ferdige",
            enheter=(
                InUnit(enhet="Nordvåg", status="", tall="1 av 20", gjort=("Tiltaket er i bruk fra 01.02.2026.",),
                       gjenstar=("Ingen måling er gjort.",), innen=("Statsforvalteren: 31.12.2026",), belegg=()),
                InUnit(enhet="Sørlia", status="", tall="2 av 20", gjort=(), gjenstar=("Ingen måling er gjort.",),
                       innen=("Statsforvalteren: 31.12.2026",), belegg=()),
            ),
        ),
    ),
)  # fmt: skip


def letter(audience: Malgruppe) -> Page:
    known = facts("brev-statsforvalteren")
    return page(
        "brev-statsforvalteren",
        audience,
        tilsyn=(TILSYNET,),
        tilsynssider={"tilsynet": SIDEN},
        tekster={**known.tekster, **own_texts(known.lister, (TILSYNET,))},
        rader=(*known.rader, *supervision_rows((TILSYNET,), DAG)),
    )


def test_the_letter_tells_of_each_finding_what_is_done_and_what_remains_and_by_when() -> None:
    found = letter(LEDER)
    assert found.table("Det tilsynet fant") == {
        "1 Undersøkelser går over fristen.": {
            "Brudd nå, av sakene": "3 av 40\n0 av 2 enheter er ferdige",
            "Det som er gjort": "Nordvåg: Tiltaket er i bruk fra 01.02.2026.",
            "Det som gjenstår": "Ingen måling er gjort.",
            "Innen": "Statsforvalteren: 31.12.2026",
        }
    }
    said = found.lines("Det tilsynet fant")
    assert "Hos Statsforvalteren: Planen er mottatt 01.03.2026." in said
    assert "Redegjørelse: frist 20.12.2026, 20 dager igjen" in said


def test_the_public_reads_what_was_found_and_no_small_numbers() -> None:
    found = letter(OFFENTLIG)
    said = found.lines("Det tilsynet fant")
    assert "Undersøkelser går over fristen." in said and "Hos Statsforvalteren: Planen er mottatt 01.03.2026." in said
    assert not any(isinstance(one, Table) for one in found.under("Det tilsynet fant"))


# --- which avvik ------------------------------------------------------------------------------------------------------


def test_only_what_is_over_the_deadline_and_the_gravest_first() -> None:
    every = section(Seksjon(slag=Seksjonslag.AVVIK, tittel="Avvik")).table("Avvik")
    late = section(Seksjon(slag=Seksjonslag.AVVIK, tittel="Avvik", bare=(Avviksvalg.FORFALT,))).table("Avvik")
    assert late and all("over fristen" in row["Neste frist"] for row in late.values())
    assert late == {nr: row for nr, row in every.items() if "over fristen" in row["Neste frist"]}
    few = section(Seksjon(slag=Seksjonslag.AVVIK, tittel="Avvik", bare=(Avviksvalg.FORFALT,), mest=3))
    shown = few.table("Avvik")
    assert len(shown) == 3 < len(late)
    order = ["kritisk", "høy", "middels", "lav"]
    graver = [row for nr, row in late.items() if nr not in shown]
    worst_left = min(order.index(row["Alvor"]) for row in graver)
    assert max(order.index(row["Alvor"]) for row in shown.values()) <= worst_left
    assert "De andre står i avviksregisteret." in few.lines("Avvik")[-1]


@pytest.mark.parametrize("bare", list(Avviksvalg))
def test_each_choice_is_of_open_avvik(bare: Avviksvalg) -> None:
    found = section(Seksjon(slag=Seksjonslag.AVVIK, tittel="Avvik", bare=(bare,)))
    tables = [one for one in found.under("Avvik") if isinstance(one, Table)]
    assert tables or found.lines("Avvik") == ["Ingen av de åpne avvikene er slike."]


def test_none_of_a_kind_is_not_none_at_all() -> None:
    found = section(Seksjon(slag=Seksjonslag.AVVIK, tittel="Avvik", regler=("MEL-09",)))
    assert found.lines("Avvik") == ["Ingen av de åpne avvikene er slike."]


# --- nothing stands empty ---------------------------------------------------------------------------------------------


def test_a_section_of_lists_nobody_has_made_is_left_out_and_named_on_the_first_page() -> None:
    found = page("kontrollutvalget", LEDER, lister=())
    assert not {"Økonomi og budsjett", "Spørsmålene slik utvalget stilte dem"} & set(found.headings)
    left = next(line for line in found.lines() if line.startswith("Ikke med:"))
    assert "Økonomi og budsjett" in left and "lister" in left
    assert "Det er ikke lagt inn noen spørsmål." not in found.everything
    assert "Kommunen har ikke lagt inn noen liste" not in found.everything


def test_a_question_nothing_answers_asks_for_the_answer() -> None:
    found = page("kontrollutvalget", LEDER, lister=())
    assert found.blanks("Hva er vanskelig nå?") == ["Svaret på spørsmålet, med kilde for hver påstand"]
    assert not page("kontrollutvalget", LEDER).blanks("Hva er vanskelig nå?")


def test_without_a_list_of_measures_those_of_the_register_are_shown() -> None:
    heading = "Tiltakene og konsekvensene av dem"
    assert page("kontrollutvalget", LEDER, lister=()).table(heading)


def test_what_leaders_are_told_those_inside_are_told_too() -> None:
    for one in content().planer.rapporter:
        inside = {each.tittel for each in one.for_(INTERN)}
        assert {each.tittel for each in one.for_(LEDER)} <= inside, one.id


def bergen() -> Page:
    lister = tuple(som_liste(one) for one in example("bergen").content.planer.alle_lister if one.egen)
    known = facts("halvarsrapport-forbedring")
    texts = {**known.tekster, **own_texts(lister, ())}
    return page(
        "halvarsrapport-forbedring",
        LEDER,
        lister=lister,
        tekster=texts,
        rader=tuple(list_rows(lister, DAG)),
        minne=None,
    )


def test_s3_02_and_04_each_point_has_its_group_and_what_became_of_the_list_before() -> None:
    found = bergen()
    risks = found.table("Risikoer")
    assert len(risks) == 20
    assert sum(row["Gruppe"] == "Rekruttere og beholde" for row in risks.values()) == 4
    assert any(line.endswith("er 18 som før, 2 skrevet om, 0 nye og 0 borte.") for line in found.lines("Risikoer"))


def test_s3_01_to_08_a_recommendation_nobody_has_answered_has_an_empty_place() -> None:
    answered = {navn: row["Det som svarer på det"] for navn, row in bergen().table("Anbefalingene").items()}
    assert len(answered) == 14
    assert (
        answered["Gi veiledningen av de ansatte bedre og fastere rammer"] == "En veileder på heltid tett på de ansatte"
    )
    assert answered["Beskriv rollene så tydelig at alle vet hva de skal gjøre"] == ""


# --- in the order of the figure ---------------------------------------------------------------------------------------


def test_the_parts_of_a_breach_have_names_and_stand_in_order() -> None:
    codes = ("uten_melding", "bare_korrigert", "reell", "regeleffekt")
    span = editions("fristbrudd", LEDER)[0].perioder[0]
    rows = tuple(
        Nokkelrad(
            tall="fristbrudd_delt", variant="konkludert", storrelse="antall", periode_fra=span[0],
            periode_til=span[1], gruppe=f"del={code}", verdi=float(at),
        )
        for at, code in enumerate(codes)
    )  # fmt: skip
    table = page("fristbrudd", LEDER, rader=rows).table("Hva de rapporterte fristbruddene er")
    assert list(table) == ["Brudd etter begge", "Bare tellemåten", "Kan ikke avgjøres", "Bare etter loven"]


def test_the_public_page_on_the_deadline_has_no_split() -> None:
    found = page("fristbrudd", OFFENTLIG)
    assert "Rapportert og korrigert" in found.headings
    assert not {row.tall for row in found.document.brukt if row.tilstand is Tilstand.VERDI} & {"fristbrudd_delt"}


# --- the page that tells how ------------------------------------------------------------------------------------------


def examples() -> list[str]:
    return re.findall(r"```yaml\n(id: .*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_names_every_report_that_comes_with_the_program() -> None:
    told = set(re.findall(r"^\| `([a-z-]+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {one.id for one in content().planer.rapporter if not one.egen}


def test_what_is_shown_to_be_copied_can_be_used(innhold: Innhold) -> None:
    """The outline and the figure of the page, word for word."""
    kinds, read_ = ("rapport", "nokkeltall"), list(innhold.planer.alle)
    for kind, tekst in zip(kinds, examples(), strict=True):
        id_ = tekst.split("\n", 1)[0].removeprefix("id: ")
        document, problems = read_text(tekst, f"{kind}/{id_}.yaml")
        assert document is not None and not problems
        plan, problems = plan_of(document, Path(f"{id_}.yaml"), kind)
        assert plan is not None, problems
        found = [*problems, *unknown_names(plan, innhold.regler, innhold.lover, innhold.koder, [plan.record, *read_])]
        assert not found, found
        read_.append(plan.record)
    assert any(isinstance(one, Nokkeltall) and one.id == "raske_undersokelser" for one in read_)


# --- only of the paper's own time -------------------------------------------------------------------------------------


def test_what_was_counted_for_another_paper_is_not_told_in_this_one() -> None:
    """In ``rapport sett`` the quarters of one report are counted beside the year of another."""
    year = editions("tilstandsrapport", LEDER)[0].perioder[0]
    quarter = (date(2026, 7, 1), date(2026, 9, 30))

    def melder(code: str, span: tuple[date, date]) -> Nokkelrad:
        return Nokkelrad(
            tall="melder", variant="av_meldinger", storrelse="andel", periode_fra=span[0], periode_til=span[1],
            gruppe=f"melder={code}", verdi=0.5, teller=20, nevner=40, n_saker=40,
        )  # fmt: skip

    rows = (melder("12", year), melder("12", quarter), melder("18", quarter))
    table = page("tilstandsrapport", LEDER, rader=rows).table("Hvem som melder")
    assert len(table) == 1
    assert next(iter(table.values())) == {"Andel av meldingene": "50,0 % (20 av 40)"}


def test_the_highest_is_not_said_where_one_is_hidden() -> None:
    span = editions("fristbrudd", OFFENTLIG)[0].perioder[0]

    def late(enhet: str, teller: int) -> Nokkelrad:
        return Nokkelrad(
            tall="fristbrudd_undersokelse", variant="korrigert", storrelse="andel", periode_fra=span[0],
            periode_til=span[1], enhet=enhet, verdi=teller / 60, teller=teller, nevner=60, n_saker=60,
        )  # fmt: skip

    units = list(ENHETER.values())
    rows = tuple(late(enhet, teller) for enhet, teller in zip(units, (1, 20, 30, 25, 1, 1), strict=True))
    said = page("fristbrudd", OFFENTLIG, rader=rows).lines("Enhet for enhet")
    assert not any("høyest" in one for one in said)
    assert any(
        "høyest 50,0 % (Østbyen)" in one for one in page("fristbrudd", LEDER, rader=rows).lines("Enhet for enhet")
    )


def test_the_linter_finds_every_blank_nobody_has_filled_in(tmp_path: Path) -> None:
    asked = [blank for one in content().planer.rapporter for part in one.seksjoner for blank in part.fyll_ut]
    paper = tmp_path / "svar.md"
    paper.write_text("# Svar\n\n" + "\n\n".join(f"[{blank}]" for blank in asked), encoding="utf-8")
    found = [one for one in lint_report(paper).merker if one.tegn.gruppe == "rest"]
    assert len(found) >= len(asked) > 8
    paper.write_text(
        "# Svar\n\nDet er skrevet [1].\n\n[Navn fjernet]\n\nSe [siden](https://example.no).", encoding="utf-8"
    )
    assert not [one for one in lint_report(paper).merker if one.tegn.gruppe == "rest"]
