"""What is told of an import as a whole: how its submissions fit together, and how it fits with earlier ones."""

from collections.abc import Sequence

import duckdb

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.extract.documents.reading import Gathered
from bvaudit.extract.normalise.earlier import Earlier
from bvaudit.extract.normalise.submissions import Findings
from bvaudit.extract.people.file_names import THE_EXTRACT
from bvaudit.model.kalender import vis
from bvaudit.texts import text


def tell_open_ends(days: int, gathered: Gathered) -> None:
    if days:
        tekst = text("extract.telling.sluttdatoer_som_ingen_sak_kan_ha", days=days)
        gathered.problems.append(_problem("uttrekket", "umulig-dato", tekst))


def tell_submissions(findings: Findings, gathered: Gathered) -> None:
    """What the submissions say about each other, as problems with the places to look."""
    for copies in findings.alike:
        for navn in sorted(gathered.navn[dok] for dok in copies)[1:]:
            gathered.leave_out("gjentatt-dokument", navn)
    for different in findings.repeated_id:
        for dok in different[1:]:
            gathered.leave_out("gjentatt-innsending", gathered.navn[dok])
            problem = _problem(
                gathered.navn[dok],
                "gjentatt-innsending",
                text("extract.telling.en_annen_innsending_har_samme_id"),
                Grad.FEIL,
            )
            gathered.problems.append(problem)
    for dok in findings.unsettled:
        gathered.problems.append(_problem(gathered.navn[dok], "uavklart-rekkefolge", _unsettled()))
    for unit, ways in findings.enheter.skrivemater:
        written = ", ".join(f"«{navn}»" for navn in ways)
        tekst = text("extract.telling.enheten_er_skrevet_pa_flere_mater", navn=unit.navn, written=written)
        hint = text("extract.telling.er_de_ulike_enheter_ma_de")
        gathered.problems.append(
            Problem(sted=Sted(fil=THE_EXTRACT), kode="enhet-skrivemater", tekst=tekst, hint=hint, grad=Grad.MERKNAD)
        )
    counted = (
        ("brutt-kjede", findings.broken_chains, _broken()),
        ("flere-sak-id", findings.cases_with_many_ids, _many()),
    )
    for kode, number, tekst in counted:
        if number:
            gathered.problems.append(_problem(THE_EXTRACT, kode, f"{tekst}: {number}"))
    for felt, number in findings.ukjente_datoer:
        tekst = text("extract.telling.har_en_dag_ingen_sak_kan", felt=felt, number=number)
        hint = text("extract.telling.spor_leverandoren_hva_som_mangler_til")
        gathered.problems.append(
            Problem(sted=Sted(fil=THE_EXTRACT), kode="umulig-dato", tekst=tekst, hint=hint, grad=Grad.ADVARSEL)
        )


def tell_earlier(con: duckdb.DuckDBPyConnection, earlier: Sequence[Earlier], gathered: Gathered) -> None:
    """How many of the cases each earlier snapshot knows; none at all is most likely a mistake."""
    here = {sak for (sak,) in con.execute("SELECT sak_id FROM vinner").fetchall()} if earlier else set()
    for one in earlier:
        both = len({seen.sak_id for seen in one.sett} & here)
        taken = vis(one.uttrekksdato) if one.uttrekksdato else text("extract.telling.ukjent_dag")
        tekst = text("extract.telling.enhetene_er_datert_ogsa_etter", taken=taken, avtrykk=one.avtrykk[:12], both=both)
        hint = "" if both else text("extract.telling.sjekk_at_det_er_samme_kommune")
        grad = Grad.MERKNAD if both else Grad.ADVARSEL
        gathered.problems.append(
            Problem(sted=Sted(fil=THE_EXTRACT), kode="tidligere-uttrekk", tekst=tekst, hint=hint, grad=grad)
        )


def _unsettled() -> str:
    return text("extract.telling.saken_har_flere_innsendinger_med_samme")


def _broken() -> str:
    return text("extract.telling.innsendinger_som_viser_til_en_forrige")


def _many() -> str:
    return text("extract.telling.journalnumre_som_finnes_pa_flere_saker")


def _problem(fil: str, kode: str, tekst: str, grad: Grad = Grad.ADVARSEL) -> Problem:
    hint = text("extract.telling.spor_leverandoren_om_uttrekket_er_helt")
    return Problem(sted=Sted(fil=fil), kode=kode, tekst=tekst, hint=hint, grad=grad)
