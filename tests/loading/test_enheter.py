"""enheter.yaml: what is understood, and what is refused with its place."""

from datetime import date
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.model.enhet import Kilde

EXAMPLE = Path(__file__).parents[2] / "examples" / "enheter.yaml"


def test_a_chain_of_successors_is_no_circle(tmp_path: Path) -> None:
    def line(id: str, number: int, after: str) -> str:
        ends = f"gjelder_til_og_med: 2025-0{number}-01, etterfolger: {after}"
        return f"  - {{id: {id}, navn: {id}, kilder: [{{bydelsnummer: '0{number}'}}], {ends}}}\n"

    last = "  - {id: c, navn: c, kilder: [{bydelsnummer: '03'}]}\n"
    assert told("enheter:\n" + line("a", 1, "b") + line("b", 2, "c") + last, tmp_path) == []
    both = told("enheter:\n" + line("a", 1, "b") + line("b", 2, "a") + last, tmp_path)
    assert [one.partition("[")[2].partition("]")[0] for one in both] == ["ring", "ring"]


def told(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "enheter.yaml"
    path.write_text(text, encoding="utf-8")
    _, problems = load_enheter(path, "enheter.yaml")
    return [str(problem) for problem in problems]


def test_the_example() -> None:
    enheter, problems = load_enheter(EXAMPLE, "enheter.yaml")
    assert problems == []
    assert enheter is not None
    assert [enhet.id for enhet in enheter.enheter] == ["nordre-fjordvik", "sondre-fjordvik", "sondre-fjordvik-og-oyane"]
    last = enheter.enheter[-1]
    assert last.gjelder_fra == date(2025, 1, 1)
    assert last.kilder == (
        Kilde(kommunenummer="9999", bydelsnummer="02"),
        Kilde(kommunenummer="9999", bydelsnummer="03"),
    )


A = "{id: a, navn: A, kilder: [{bydelsnummer: '01'}]}"


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param(
            f"enheter:\n  - {A}\n  - {{id: a, navn: B, kilder: [{{bydelsnummer: '02'}}]}}\n",
            "enheter.yaml:3:10: feil [dobbel-id]: enheten «a» finnes fra før på linje 2",
            id="samme id to ganger",
        ),
        pytest.param(
            f"enheter:\n  - {A}\n  - {{id: b, navn: B, kilder: [{{bydelsnummer: '01'}}]}}\n",
            "enheter.yaml:3:31: feil [dobbel-kilde]: «B» og «A» (linje 2) har samme kilde i samme tidsrom",
            id="samme kilde samtidig",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{bydelsnummer: '01'}],\n"
            "     gjelder_fra: 2025-01-02, gjelder_til_og_med: 2025-01-01}\n",
            "enheter.yaml:3:51: feil [dato-rekkefolge]: enheten slutter 01.01.2025, før den begynner 02.01.2025",
            id="slutter før den begynner",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{bydelsnummer: '01'}],\n"
            "     gjelder_til_og_med: 2025-01-01, etterfolger: b}\n",
            "enheter.yaml:3:51: feil [ukjent-enhet]: enheten «b» finnes ikke i filen",
            id="ukjent etterfølger",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{bydelsnummer: '01'}],\n"
            "     gjelder_til_og_med: 2025-01-01, etterfolger: a}\n",
            "enheter.yaml:3:51: feil [ring]: «A» ender med å ta over for seg selv",
            id="etterfølger av seg selv",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{bydelsnummer: '01'}],\n"
            "     etterfolger: b}\n  - {id: b, navn: B, kilder: [{bydelsnummer: '02'}]}\n",
            "enheter.yaml:3:19: feil [uten-slutt]: «A» har en etterfølger, men ingen siste dag",
            id="etterfølger uten siste dag",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{}]}\n",
            "enheter.yaml:2:31: feil [verdi-antall]: «kilder» nr. 1 kan ikke være tom",
            id="kilde uten noe",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{kommunenummer: 9999}]}\n",
            "enheter.yaml:2:47: feil [verdi-type]: «kommunenummer» skal være tekst, fant tallet 9999",
            id="kommunenummer uten anførselstegn",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, kilder: [{bydelsnummer: '1'}]}\n",
            "enheter.yaml:2:46: feil [verdi-form]: «bydelsnummer» skal være 2 sifre, fant «1»",
            id="bydelsnummer med ett siffer",
        ),
        pytest.param(
            "enheter:\n  - {id: Østbyen, navn: Ø, kilder: [{bydelsnummer: '01'}]}\n",
            "enheter.yaml:2:10: feil [verdi-form]: «id» skal være små bokstaver, tall og bindestrek, fant «Østbyen»",
            id="id med store bokstaver",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navm: A, kilder: [{bydelsnummer: '01'}]}\n",
            "enheter.yaml:2:13: feil [ukjent-nokkel]: ukjent nøkkel «navm»",
            id="skrivefeil i nøkkel",
        ),
        pytest.param(
            "enheter:\n  - {id: a, navn: A, gjelder_fra: 2025-02-30, kilder: [{bydelsnummer: '01'}]}\n",
            "enheter.yaml:2:35: feil [ugyldig-dato]: «gjelder_fra» skal være en dato, fant «2025-02-30»",
            id="dato som ikke finnes",
        ),
        pytest.param(
            "enheter: []\n", "enheter.yaml:1:10: feil [verdi-antall]: «enheter» kan ikke være tom", id="ingen"
        ),
    ],
)
def test_broken(text: str, ventet: str, tmp_path: Path) -> None:
    assert ventet in [line.split("\n")[0] for line in told(text, tmp_path)]


def test_same_source_after_each_other_is_fine(tmp_path: Path) -> None:
    text = (
        "enheter:\n"
        "  - {id: a, navn: A, gjelder_til_og_med: 2024-12-31, kilder: [{bydelsnummer: '01'}]}\n"
        "  - {id: b, navn: B, gjelder_fra: 2025-01-01, kilder: [{bydelsnummer: '01'}]}\n"
    )
    assert told(text, tmp_path) == []


def test_a_unit_that_is_never_reached_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "enheter.yaml"
    wide = "{id: hele, navn: Hele, kilder: [{kommunenummer: '9999'}]}"
    narrow = "{id: ost, navn: Øst, kilder: [{kommunenummer: '9999', bydelsnummer: '01'}]}"
    path.write_text(f"enheter:\n  - {wide}\n  - {narrow}\n", encoding="utf-8")
    enheter, problems = load_enheter(path)
    assert enheter is not None
    assert [(p.kode, p.grad) for p in problems] == [("skjult-kilde", Grad.ADVARSEL)]
    path.write_text(f"enheter:\n  - {narrow}\n  - {wide}\n", encoding="utf-8")
    assert load_enheter(path)[1] == []


def test_missing_file(tmp_path: Path) -> None:
    enheter, problems = load_enheter(tmp_path / "enheter.yaml")
    assert enheter is None
    assert [problem.kode for problem in problems] == ["fil-mangler"]
