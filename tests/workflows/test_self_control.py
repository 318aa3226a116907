"""An egenkontroll as one course of rounds: where each round stands, what lacks before the next, and what is to be
sent. The rounds are written by hand; what two real draws say beside each other is shown on the demo."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.egenkontroll import Egenkontroll, Rundestand
from bvaudit.model.lest import ToRunder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.register.planned import opened
from bvaudit.reports.self_control import as_plain, lines, self_control
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, state_of
from bvaudit.workflows.self_control import course_of, same_question
from bvaudit.workflows.supervision_papers import PaperRequest, self_control_of
from tests.texts.internal_words import texts_of_document, texts_of_workbook
from tests.workflows.a_supervised_folder import (
    DAG,
    EGENKONTROLL,
    NAVN,
    NORD,
    RUNDER,
    TILSYN,
    a_supervised_folder,
    content_of,
    written,
)
from tests.workflows.audit_by_hand import Row, an_answer, an_audit

LAST = "2026-02-01T12:00"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return content_of(a_supervised_folder(tmp_path_factory.mktemp("innhold") / "kommunen"))


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return a_supervised_folder(tmp_path / "kommunen")


def an_object(regel: str, nr: int) -> Row:
    sak = f"S-{nr:020d}"
    return {"regel": regel, "enhet": NAVN[NORD], "sak": sak, "objekt": "undersokelse", "objekt_id": f"U-{nr}"}


def a_round(mappe: Mappe, nr: int, navn: str, last: str = LAST) -> None:
    rows = [an_answer(an_object("UND-14", at), "nei" if at < 2 else "ja") for at in range(4 * nr, 4 * nr + 4)]
    an_audit(mappe.rot, navn, rows, sjekkliste=RUNDER[nr - 1], last=last)


def steps(mappe: Mappe, content: Content, *taken: tuple[str, date]) -> None:
    for skritt, dag in taken:
        made = Ny(hvem="stab", hendelse=TilsynSkritt(nr=supervision_number(EGENKONTROLL), skritt=skritt, dag=dag))
        new = opened(state_of(mappe), context_of(mappe, content), [made], dag)
        written(mappe, content, dag, *((one.hvem, one.hendelse) for one in new))


def course(mappe: Mappe, content: Content) -> Egenkontroll:
    return course_of(mappe, content, EGENKONTROLL, DAG).egenkontroll


def to_do(found: Egenkontroll) -> dict[str, str]:
    return {one.tekst: one.gjor for one in found.mangler}


def test_before_anything_is_begun_the_first_round_lacks(mappe: Mappe, content: Content) -> None:
    found = course(mappe, content)
    assert [one.stand for one in found.runder] == [Rundestand.IKKE_BEGYNT] * 2
    assert (found.neste, found.par, found.sendes) == (1, (), ())
    assert to_do(found) == {
        "Runde 1 er ikke begynt.": f"bvaudit revisjon ny {EGENKONTROLL}-runde-1 --sjekkliste {RUNDER[0]}"
    }


def test_between_the_rounds_it_is_said_what_lacks_and_what_is_sent(mappe: Mappe, content: Content) -> None:
    a_round(mappe, 1, "runde-en")
    found = course(mappe, content)
    assert [one.stand for one in found.runder] == [Rundestand.LAST, Rundestand.IKKE_BEGYNT]
    assert (found.runder[0].revisjon, found.runder[0].last, found.neste) == ("runde-en", date(2026, 2, 1), 2)
    begin = f"bvaudit revisjon ny {EGENKONTROLL}-runde-2 --sjekkliste {RUNDER[1]} --forrige runde-en --startet-etter"
    step = f"bvaudit tilsyn hendelse {EGENKONTROLL}"
    assert to_do(found) == {
        "Ingen har skrevet at runde 1 er gjort.": f"{step} runde-1-gjort --dato 2026-02-01 --som ROLLE",
        "Ingen har skrevet at forbedringen er i gang. De nye sakene skal være begynt etter det.": (
            f"{step} forbedring-i-gang --dato DATO --som ROLLE"
        ),
        "Runde 2 er ikke begynt.": f"{begin} DATO",
    }
    assert [(one.tekst, one.gjor) for one in found.sendes] == [
        ("Resultatene av runde 1, låst 01.02.2026.", f"{step} resultat-sendt --dato DATO --som ROLLE")
    ]

    steps(
        mappe,
        content,
        ("runde-1-gjort", date(2026, 2, 1)),
        ("resultat-sendt", date(2026, 2, 10)),
        ("forbedring-i-gang", date(2026, 3, 16)),
    )
    found = course(mappe, content)
    assert to_do(found) == {"Runde 2 er ikke begynt.": f"{begin} 2026-03-16"}, "new cases begin after the improvement"
    assert found.sendes == ()


def test_after_the_last_round_it_is_decided_what_comes_next(mappe: Mappe, content: Content) -> None:
    a_round(mappe, 1, "runde-en")
    a_round(mappe, 2, "runde-to", last="2026-05-20T12:00")
    steps(mappe, content, ("resultat-sendt", date(2026, 2, 10)))
    found = course(mappe, content)
    assert found.neste == 0
    assert [one.tekst for one in found.sendes] == ["Resultatene av runde 2, låst 20.05.2026."], "the first was sent"
    assert list(to_do(found)) == [
        "Det er ikke bestemt om forbedringen fortsetter, eller om den nye praksisen gjøres fast."
    ]
    (pair,) = found.par
    assert (pair.fra, pair.til, pair.kart) == (1, 2, True)
    assert pair.rader == (), "nobody drew these cases, and so nothing is held against anything"
    paper = self_control(course_of(mappe, content, EGENKONTROLL, DAG).tilsyn, found, "Sjøvik", DAG)
    assert "Ingen punkter er lest etter trekning i begge rundene." in [part.tomt for part in paper.deler]


def test_answers_changed_after_the_locking_are_used_by_nothing(mappe: Mappe, content: Content) -> None:
    a_round(mappe, 1, "runde-en")
    rows = [an_answer(an_object("UND-14", 9), "ja")]
    told = f"svar={'0' * 64} lest=1 av=1"
    an_audit(mappe.rot, "runde-to", rows, sjekkliste=RUNDER[1], last="2026-05-20T12:00", last_tekst=told)
    found = course(mappe, content)
    assert found.runder[1].stand is Rundestand.ENDRET
    assert (found.par, found.neste) == ((), 2)
    assert [one.tekst for one in found.sendes] == ["Resultatene av runde 1, låst 01.02.2026."]


def test_of_several_audits_of_a_round_the_locked_one_counts_and_the_others_are_named(
    mappe: Mappe, content: Content
) -> None:
    a_round(mappe, 1, "forste-forsok")
    a_round(mappe, 1, "andre-forsok")
    found = course(mappe, content).runder[0]
    assert (found.revisjon, found.andre) == ("forste-forsok", ("andre-forsok",))


def test_only_an_egenkontroll_has_rounds(mappe: Mappe, content: Content) -> None:
    with pytest.raises(UsageError, match="ikke en egenkontroll i runder"):
        course_of(mappe, content, TILSYN, DAG)


def test_the_same_words_can_be_compared_and_others_cannot(content: Content) -> None:
    """A map that calls two points alike does not help when the words were changed between the rounds all the same."""
    rule = content.regler["UND-14"]
    row = ToRunder(regel=rule, enhet=NAVN[NORD], nei_for=4, n_for=10, nei_na=1, n_na=10, p=0.01, setning="sagt")
    first, same, other = ({"UND-14": {ordlyd}} for ordlyd in ("a1", "a1", "b2"))
    assert same_question(row, first, same, content) == row
    refused = same_question(row, first, other, content)
    assert (refused.sammenlignbar, refused.p, refused.setning) == (False, None, text("lest.runder.annen_ordlyd"))
    assert (refused.nei_for, refused.nei_na) == (4, 1), "the counts are told all the same"
    unsaid = replace(row, sammenlignbar=False, setning="noe annet")
    assert same_question(unsaid, first, other, content) == unsaid, "the reason that was given stands"


def test_the_page_is_made_in_word_in_excel_and_as_values(mappe: Mappe, content: Content, tmp_path: Path) -> None:
    a_round(mappe, 1, "runde-en")
    for name in ("side.docx", "side.xlsx"):
        request = PaperRequest(mappe=mappe, content=content, tilsyn=EGENKONTROLL, dag=DAG, ut=tmp_path / name)
        made = self_control_of(request)
    said = "\n".join(texts_of_document(tmp_path / "side.docx"))
    assert "Runde 2 er ikke begynt." in said and "Neste er runde 2." in said
    assert "Runde 2 er ikke begynt." in list(texts_of_workbook(tmp_path / "side.xlsx"))
    assert as_plain(made.egenkontroll)["neste"] == 2
    paper = self_control(made.tilsyn, made.egenkontroll, "Sjøvik", DAG)
    assert "Dette skal sendes" in list(lines(paper, made.egenkontroll))
    with pytest.raises(UsageError, match=r"\.docx eller \.xlsx"):
        self_control_of(PaperRequest(mappe=mappe, content=content, tilsyn=EGENKONTROLL, dag=DAG, ut=tmp_path / "s.pdf"))
