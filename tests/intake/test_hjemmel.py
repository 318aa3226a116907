"""Citations in every way people write them."""

from datetime import date

import pytest

from bvaudit.diagnostics import Grad, Sted
from bvaudit.intake.hjemmel import read_hjemler
from bvaudit.model.innhold import Innhold
from bvaudit.model.sitering import cite
from bvaudit.workflows.propose_points import Grounds, grounds

CELLE = Sted(fil="tilsyn.xlsx", ark="Funn", celle="C4")


@pytest.fixture(scope="module")
def kjent(innhold: Innhold) -> Grounds:
    return grounds(innhold.regler, innhold.lover)


@pytest.mark.parametrize(
    ("skrevet", "ar", "ventet"),
    [
        pytest.param("bvl. § 4-3", 2022, ["bvl. 1992 § 4-3"], id="siste år med 1992-loven"),
        pytest.param("bvl. § 4-3", 2023, ["bvl. § 4-3"], id="første år med dagens lov"),
        pytest.param("bvl. § 4-3", date(2022, 12, 31), ["bvl. 1992 § 4-3"], id="dagen avgjør"),
        pytest.param(
            "barnevernloven §§ 4-3 og 6-9 første ledd",
            2021,
            ["bvl. 1992 § 4-3", "bvl. 1992 § 6-9 første ledd"],
            id="leddet hører til den siste",
        ),
        pytest.param(
            "bvl §4-3, 1. ledd, jf. fvl. § 17",
            2020,
            ["bvl. 1992 § 4-3 første ledd", "fvl. § 17"],
            id="jf. en annen lov",
        ),
        pytest.param(
            "barnevernsloven § 2-2 andre ledd bokstav a",
            2024,
            ["bvl. § 2-2 annet ledd bokstav a"],
            id="andre og bokstav",
        ),
        pytest.param("barnevernsloven § 4-3", 2019, ["bvl. 1992 § 4-3"], id="året går foran s-en"),
        pytest.param("lov om barnevernstjenester § 1-4", 2018, ["bvl. 1992 § 1-4"], id="lovens tittel"),
        pytest.param("Lov om barnevern (barnevernsloven) § 8-1", 2023, ["bvl. § 8-1"], id="tittel og korttittel"),
        pytest.param(
            "bvl. (1992) § 6-4 annet til femte ledd",
            2024,
            ["bvl. 1992 § 6-4 annet til femte ledd"],
            id="loven i parentes",
        ),
        pytest.param("LOV-1992-07-17-100 § 4-3", 2024, ["bvl. 1992 § 4-3"], id="lovens nummer"),
        pytest.param("forvaltningslova § 11 d", 2020, ["fvl. § 11 d"], id="nynorsk og paragraf med bokstav"),
        pytest.param("§ 6-7a i barnevernlova", 2019, ["bvl. 1992 § 6-7 a"], id="loven etter paragrafen"),
        pytest.param(
            "barnevernslova § 6-7 a fyrste og andre ledd",
            2019,
            ["bvl. 1992 § 6-7 a første ledd", "bvl. 1992 § 6-7 a annet ledd"],
            id="to ledd på nynorsk",
        ),
        pytest.param("koml § 25-1 c", 2021, ["koml. § 25-1 bokstav c"], id="bokstav uten ordet bokstav"),
        pytest.param(
            "kommuneloven § 25-1 bokstav c og d",
            2021,
            ["koml. § 25-1 bokstav c", "koml. § 25-1 bokstav d"],
            id="to bokstaver",
        ),
        pytest.param(
            "forskrift 18. desember 2003 nr. 1659 om fosterhjem § 7",
            2015,
            ["fosterhjemsforskriften 2003 § 7"],
            id="forskriftens dato",
        ),
        pytest.param("fosterhjemsforskriften § 10", 2024, ["fosterhjemsforskriften § 10"], id="ny forskrift"),
        pytest.param(
            "bvl §§ 4-3\u00a0–\u00a04-5",
            2019,
            ["bvl. 1992 § 4-3", "bvl. 1992 § 4-4", "bvl. 1992 § 4-5"],
            id="fra og til, med hardt mellomrom",
        ),
        pytest.param(
            "bvl.\n§ 4-2\nfvl. §§ 23–25, 27",
            2019,
            ["bvl. 1992 § 4-2", "fvl. § 23", "fvl. § 24", "fvl. § 25", "fvl. § 27"],
            id="linjeskift, rekke og liste",
        ),
        pytest.param(
            "bvl. § 2-2 2. ledd første punktum", 2024, ["bvl. § 2-2 annet ledd første punktum"], id="ledd og punktum"
        ),
        pytest.param("bvl § 4-4 tredje ledd nr. 2", 2019, ["bvl. 1992 § 4-4 tredje ledd"], id="nummeret sies ikke"),
        pytest.param(
            "barnevernloven §§ 1-4, 4-3, jf. fvl. § 17, 6-1, 6-3 a, 2-1, 2 ledd og kommunelovens § 25-1",
            2021,
            [
                "bvl. 1992 § 1-4",
                "bvl. 1992 § 4-3",
                "fvl. § 17",
                "bvl. 1992 § 6-1",
                "bvl. 1992 § 6-3 a",
                "bvl. 1992 § 2-1 annet ledd",
                "koml. § 25-1",
            ],
            id="som i en rapport: tilbake til loven som ble nevnt før",
        ),
        pytest.param(
            "Lov om barneverntjenester (barnevernloven) av 17. juli 1992 nr. 100 § 4-3",
            2024,
            ["bvl. 1992 § 4-3"],
            id="tittel, korttittel og dato",
        ),
        pytest.param(
            "bvl § 8-3 (1) og (3)", 2024, ["bvl. § 8-3 første ledd", "bvl. § 8-3 tredje ledd"], id="(1) er ledd"
        ),
        pytest.param(
            "kommuneloven § 25-1 tredje ledd bokstav b-d",
            2021,
            [f"koml. § 25-1 tredje ledd bokstav {bokstav}" for bokstav in "bcd"],
            id="fra bokstav til bokstav",
        ),
        pytest.param("fvl. §§ 16 til 18", 2021, ["fvl. § 16", "fvl. § 17", "fvl. § 18"], id="til er en rekke"),
        pytest.param("bvl. § 2-2, 3. avsnitt", 2024, ["bvl. § 2-2 tredje ledd"], id="avsnitt er ledd"),
        pytest.param("", 2020, [], id="tom celle"),
        pytest.param("Ingen", 2020, [], id="ingen hjemmel"),
    ],
)
def test_what_is_cited(kjent: Grounds, innhold: Innhold, skrevet: str, ar: int | date, ventet: list[str]) -> None:
    hjemler, problems = read_hjemler(skrevet, kjent.book, ar, CELLE)
    assert [cite(one, innhold.lover) for one in hjemler] == ventet
    assert not problems


@pytest.mark.parametrize(
    ("skrevet", "ar", "ventet", "kode", "grad"),
    [
        pytest.param("bvl. § 4-3", None, [], "hvilken-lov", Grad.FEIL, id="ukjent år og begge lovene har den: spør"),
        pytest.param(
            "bvl. § 6-9", None, ["bvl. 1992 § 6-9"], "valgt-lov", Grad.MERKNAD, id="ukjent år, bare én lov har den"
        ),
        pytest.param("bvl. § 6-9", 2024, ["bvl. 1992 § 6-9"], "valgt-lov", Grad.MERKNAD, id="bare den gamle har den"),
        pytest.param("§ 4-3", None, [], "uten-lov", Grad.FEIL, id="ingen lov: spør"),
        pytest.param(
            "§ 6-7 a", 2019, ["bvl. 1992 § 6-7 a"], "uten-lov", Grad.MERKNAD, id="ingen lov, men bare én har den"
        ),
        pytest.param(
            "forskrift om internkontroll for kommunens oppgaver etter lov om barneverntjenester § 4",
            2019,
            [],
            "ukjent-lov",
            Grad.ADVARSEL,
            id="ukjent forskrift",
        ),
        pytest.param(
            "medvirkningsforskriften § 3",
            2019,
            ["medvirkningsforskriften § 3"],
            "ikke-i-kraft",
            Grad.ADVARSEL,
            id="forskriften fantes ikke",
        ),
        pytest.param("bvl. kap. 4", 2019, [], "bare-kapittel", Grad.ADVARSEL, id="et kapittel"),
        pytest.param("barnevernloven", 2019, [], "bare-lov", Grad.ADVARSEL, id="bare loven"),
        pytest.param("tull og tøys", 2019, [], "ikke-hjemmel", Grad.ADVARSEL, id="ingen hjemmel"),
        pytest.param(
            "bvl. § 4-3 (undersøkelser)",
            2019,
            ["bvl. 1992 § 4-3"],
            "ikke-hjemmel",
            Grad.MERKNAD,
            id="ord etter hjemmelen",
        ),
        pytest.param("bvl. § 3", 2024, [], "ikke-hjemmel", Grad.ADVARSEL, id="kapittel skrevet som paragraf"),
        pytest.param(
            "bvl. § 2-2, 3.", 2024, ["bvl. § 2-2"], "ikke-hjemmel", Grad.ADVARSEL, id="et løst tall er ingen paragraf"
        ),
    ],
)
def test_what_is_asked_or_said(
    kjent: Grounds, innhold: Innhold, skrevet: str, ar: int | None, ventet: list[str], kode: str, grad: Grad
) -> None:
    hjemler, problems = read_hjemler(skrevet, kjent.book, ar, CELLE)
    assert [cite(one, innhold.lover) for one in hjemler] == ventet
    assert [(p.kode, p.grad, p.sted) for p in problems] == [(kode, grad, CELLE)]


def test_what_to_type_is_read_as_the_act_that_was_meant(kjent: Grounds, innhold: Innhold) -> None:
    asked = read_hjemler("bvl. § 4-3", kjent.book, None, CELLE)[1]
    assert asked[0].hint == "skriv «bvl. 1992 § 4-3» eller «bvl. 2021 § 4-3»"
    for typed, lov in (("bvl. 1992 § 4-3", "bvl1992"), ("bvl. 2021 § 4-3", "bvl2021")):
        hjemler, problems = read_hjemler(typed, kjent.book, None, CELLE)
        assert ([h.lov for h in hjemler], problems) == ([lov], [])


def test_every_duty_with_a_basis_in_the_list_is_read(kjent: Grounds) -> None:
    assert {("bvl1992", "6-7 a"), ("bvl2021", "13-3"), ("fosterhjemsforskriften2003", "7")} <= {
        (lov, paragraf) for lov, known in kjent.book.paragrafer.items() for paragraf in known
    }
