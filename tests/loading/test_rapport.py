"""Outlines of reports as files: what is wrong is told where it is, and the shipped ones hold what they promise."""

from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.plan_names import unknown_names
from bvaudit.loading.content.plans import plan_of
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.innhold import Innhold
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.rapport import REGISTERTALL, Omfang
from bvaudit.reports.report_rows import own_texts

HODE = (
    "id: prove\ntittel: Prøve\nmottaker: Styret\nformal: Prøve.\nmalgrupper: [intern, leder]\nkilde: Test\n"
    "seksjoner:\n  - tittel: Del\n"
)


def problems_in(tekst: str, innhold: Innhold) -> list[Problem]:
    innrykk = "".join(f"    {linje}\n" for linje in tekst.splitlines())
    document, problems = read_text(HODE + innrykk, "rapporter/prove.yaml")
    assert document is not None and not problems
    plan, problems = plan_of(document, Path("prove.yaml"), "rapport")
    if plan is None:
        return problems
    read = [plan.record, *innhold.planer.alle]
    return [*problems, *unknown_names(plan, innhold.regler, innhold.lover, innhold.koder, read)]


@pytest.mark.parametrize(
    ("tekst", "sted", "kode"),
    [
        pytest.param("slag: bilde", "9:11", "verdi-valg", id="ukjent slag"),
        pytest.param("slag: tall", "9:11", "mangler-i-avsnittet", id="tall uten tall"),
        pytest.param("slag: graf\ntall: [{tall: meldinger}]", "9:11", "mangler-i-avsnittet", id="graf uten graf"),
        pytest.param("slag: liste", "9:11", "mangler-i-avsnittet", id="liste uten liste"),
        pytest.param("slag: sporsmal_og_svar", "9:11", "mangler-i-avsnittet", id="spørsmål uten spørsmål"),
        pytest.param("slag: tall\nlinjer: gruppe\ntall: [{tall: meldinger}]", "10:13", "akse", id="gruppe uten akse"),
        pytest.param("slag: tekst\nmalgrupper: [offentlig]", "10:18", "ukjent-malgruppe", id="lages ikke for dem"),
        pytest.param("slag: tall\ntall: [{tall: melding}]", "10:19", "ukjent-tall", id="ukjent tall"),
        pytest.param(
            "slag: tall\ntall: [{tall: register.lukka}]", "10:19", "ukjent-tall", id="ukjent tall i registeret"
        ),
        pytest.param(
            "slag: tall\ntall: [{tall: meldinger, variant: motatt}]", "10:39", "ukjent-lesning", id="ukjent lesning"
        ),
        pytest.param(
            "slag: tall\ntall: [{tall: meldinger, storrelse: andel}]",
            "10:41",
            "ukjent-storrelse",
            id="ukjent størrelse",
        ),
        pytest.param(
            "slag: tall\nlinjer: gruppe\nakse: utfal\ntall: [{tall: undersokelse_utfall}]",
            "12:19",
            "ukjent-akse",
            id="ukjent akse",
        ),
        pytest.param("slag: avvik\nregler: [UND-99]", "10:14", "ukjent-regel", id="ukjent sjekkpunkt"),
        pytest.param("slag: liste\nlister: [finnes-ikke]", "10:14", "ukjent-liste", id="ukjent liste"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(tekst: str, sted: str, kode: str, innhold: Innhold) -> None:
    (found,) = problems_in(tekst, innhold)
    assert f"{found.sted.linje}:{found.sted.kolonne}" == sted
    assert found.kode == kode


def test_what_may_be_named_besides_the_figures(innhold: Innhold) -> None:
    tall = ", ".join(f"{{tall: {one}}}" for one in ("UND-03", "register.apne", "arshjul.utfort", "meldinger"))
    assert problems_in(f"slag: tall\ntall: [{tall}]", innhold) == []


def test_the_counts_of_the_register_are_those_that_have_words() -> None:
    known = {one for one in own_texts((), ()) if one.startswith("register.")}
    assert known == REGISTERTALL


def test_the_shipped_outlines(innhold: Innhold) -> None:
    every = {one.id: one for one in innhold.planer.rapporter}
    assert set(every) == {
        "brev-statsforvalteren",
        "bystyre",
        "egenkontroll-helsetilsynet",
        "fristbrudd",
        "halvarsrapport-forbedring",
        "internrevisjon-enhet",
        "internrevisjon-samlet",
        "kontrollutvalget",
        "nokkeltall-kommune",
        "oppfolgingsnotat",
        "tilstandsrapport",
    }
    assert all(set(one.malgrupper) == set(Malgruppe) for one in every.values())
    assert every["internrevisjon-enhet"].per is Omfang.ENHET
    assert every["nokkeltall-kommune"].per is Omfang.KOMMUNE


def test_every_section_of_a_report_says_something(innhold: Innhold) -> None:
    """A heading with nothing beneath it is one the reader stops at for nothing."""
    for one in innhold.planer.rapporter:
        for number, seksjon in enumerate(one.seksjoner):
            after = one.seksjoner[number + 1 : number + 2]
            filled = seksjon.tekst or seksjon.fyll_ut or seksjon.slag not in ("tekst", "sporsmal_og_svar")
            assert filled or seksjon.listeslag or (after and after[0].niva == 3), f"{one.id}: {seksjon.tittel}"
