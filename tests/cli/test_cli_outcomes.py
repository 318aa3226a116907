"""What a run came to, as a person and as a program reads it."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bvaudit.cli.judged import Shown, show_judged
from bvaudit.cli.outcomes import show_judged_as_json
from bvaudit.cli.summary_table import show
from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.result_rows import COLUMNS
from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.summary_view import indicated, not_examined, summary_lines, summary_view
from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.workflows.evaluate_cases import VurderOutcome
from tests.reports.builders import en_revisjon, et_svar, et_utvalg


def outcome(revisjon: Revisjon) -> VurderOutcome:
    return VurderOutcome(
        revisjon=revisjon,
        filer=(Path("ut/avviksregister.xlsx"),),
        problems=(Problem(sted=Sted(fil="a.xml"), kode="ukjent-kode", tekst="koden finnes ikke", grad=Grad.ADVARSEL),),
        beskjeder=("Ny nøkkel er laget i hjemme.",),
    )


def cells(revisjon: Revisjon) -> list[tuple[str, ...]]:
    return [row.celler for row in summary_view(revisjon).rader]


def test_the_whole_municipality_first_then_every_unit() -> None:
    assert cells(en_revisjon())[:5] == [
        (
            "HJE-05*",
            "Tiltaksplanen er ikke evaluert siste halvår (tiltak, krav til registreringen)",
            "71",
            "5",
            "7,0 %",
            "–",
            "0",
        ),
        ("", "Østbyen", "25", "3", "12,0 %", "–", "0"),
        ("", "Vestbyen", "43", "2", "4,7 %", "–", "0"),
        ("", "Sørlia", "3", "0", "0,0 %", "–", "0"),
        ("MEL-01", "Meldingen ble ikke gjennomgått innen en uke (meldinger)", "265", "1", "0,4 %", "–", "2"),
    ]


def test_a_draw_per_unit_gives_no_share_for_the_municipality() -> None:
    first, unit, *_ = cells(et_utvalg())
    assert first[4:6] == ("–", "–")
    assert unit[4:6] == ("12,0 %", "2,5–55,6 %")
    assert (
        "Andel for hele kommunen regnes ikke ut når sakene er trukket per enhet." in summary_view(et_utvalg()).merknader
    )


def test_a_rule_judged_in_one_of_several_units_is_not_the_municipality() -> None:
    svar = replace(et_svar(), intervall=Intervall(nedre=0.0, ovre=0.05))
    first, unit = cells(et_utvalg(svar=(svar,)))
    assert first[4:6] == ("–", "–")
    assert unit[1] == "Østbyen" and unit[5] == "0,0–5,0 %"


def test_one_unit_is_the_whole() -> None:
    only = en_revisjon().enheter[:1]
    svar = replace(et_svar(), intervall=Intervall(nedre=0.0, ovre=0.05))
    assert [row[1:6] for row in cells(et_utvalg(svar=(svar,), enheter=only))] == [
        ("Meldingen ble ikke gjennomgått innen en uke (meldinger)", "140", "1", "0,7 %", "0,0–5,0 %")
    ]


def test_nothing_to_judge_is_never_0_percent() -> None:
    svar = et_svar(tall={"lov": Tall(uavklart=4, ikke_aktuelt=2)}, funn=())
    view = summary_view(en_revisjon(svar=(svar,)))
    assert view.rader[0].celler[1] == "Ingen å vurdere: melding er gjennomgått innen én uke (meldinger)"
    assert view.rader[0].celler[2:] == ("0", "–", "–", "–", "4")
    assert view.slutt == "Ingen regel kunne vurderes. Det betyr ikke at alt er i orden."
    assert not any("0,0 %" in line for line in summary_lines(view, 100))


def test_what_nobody_has_looked_at_is_said() -> None:
    lines = summary_lines(summary_view(en_revisjon()), 100)
    at = lines.index(not_examined())
    assert lines[at + 1] == "  Må besvares av en person, og ingen har svart ennå (1 regel): MED-01"


def test_what_the_register_only_indicates_stands_by_itself() -> None:
    view = summary_view(en_revisjon())
    assert not any(row.celler[0].startswith("UND-17") for row in view.rader)
    assert view.indikasjoner == (
        "UND-17 Det er ikke registrert at familie og nettverk er trukket inn (eget mål): 8 av 20 (40,0 %)",
    )


def test_a_unit_outside_the_draw_is_said() -> None:
    enheter = (replace(en_revisjon().enheter[0], undersokt=0),)
    assert "Enheten Østbyen: ingen saker er med i utvalget" in summary_view(et_utvalg(enheter=enheter)).ikke_undersokt


def test_the_end_says_what_was_found() -> None:
    assert summary_view(en_revisjon()).slutt == (
        "4 av 4 krav som er kontrollert mot uttrekket, har avvik. "
        "6 avvik er ført i registeret, etter alvorlighetsgrad: 2 kritisk, 2 høy og 2 middels."
    )


@pytest.mark.parametrize(
    "revisjon", [en_revisjon(), et_utvalg(), en_revisjon(periode=None, svar=())], ids=["alle", "utvalg", "tom"]
)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_lines_fit(revisjon: Revisjon, width: int) -> None:
    lines = summary_lines(summary_view(revisjon), width)
    assert max(map(len, lines)) <= width
    assert lines == summary_lines(summary_view(revisjon), width)


def test_a_terminal_gets_the_same_words_without_markup(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    odd = replace(en_revisjon().enheter[0], navn="[red]Østbyen[/red]")
    show(summary_view(en_revisjon(enheter=(odd,))))
    out = capsys.readouterr().out
    assert "[red]Østbyen[/red]" in out
    assert "HJE-05*" in out and indicated() in out and not_examined() in out and "4 av 4 krav som er kontrollert" in out
    assert "\x1b[3" not in out
    assert max(map(len, out.splitlines())) <= 100


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("no_color", "coloured"), [pytest.param("", True, id="farger"), pytest.param("1", False, id="NO_COLOR")]
)
def test_colours_only_when_wanted(no_color: str, coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    show_judged(outcome(en_revisjon()), Shown())
    assert bool(set(screen.getvalue().split("\x1b[")) and "33m" in screen.getvalue()) is coloured
    assert "4 av 4 krav som er kontrollert mot uttrekket, har avvik." in screen.getvalue()


def test_everything_and_where_things_go(capsys: pytest.CaptureFixture[str]) -> None:
    show_judged(outcome(en_revisjon()), Shown(detaljer=True, neste="bvaudit status"))
    shown = capsys.readouterr()
    assert shown.err == (
        "a.xml: advarsel [ukjent-kode]: koden finnes ikke\nTil sammen 1 advarsel\nNy nøkkel er laget i hjemme.\n"
    )
    assert shown.out.startswith("Fjordvik kommune, vurdert per 31.12.2025\n")
    assert shown.out.endswith("\nFiler i ut: avviksregister.xlsx\nNeste: bvaudit status\n")
    assert "\x1b" not in shown.out


def test_quiet_is_faults_and_files(capsys: pytest.CaptureFixture[str]) -> None:
    bad = Problem(sted=Sted(fil="b.xml"), kode="ikke-lest", tekst="er ikke lest")
    show_judged(replace(outcome(en_revisjon()), problems=(bad,)), Shown(stille=True, neste="bvaudit status"))
    shown = capsys.readouterr()
    assert shown.out == "Filer i ut: avviksregister.xlsx\n"
    assert shown.err == "b.xml: feil [ikke-lest]: er ikke lest\nTil sammen 1 feil\n"


def test_json_is_the_only_thing_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    show_judged_as_json(outcome(et_utvalg()))
    shown = capsys.readouterr()
    read = json.loads(shown.out)
    assert read["filer"] == [str(Path("ut/avviksregister.xlsx"))]
    assert read["problemer"][0]["kode"] == "ukjent-kode"
    assert "Ny nøkkel" in shown.err


def test_json_keys_are_a_contract() -> None:
    document: dict[str, Any] = revisjon_as_json(et_utvalg())
    assert list(document) == [
        "versjon", "kommune", "per", "periode", "enheter", "grupper", "kommuner", "utvalg", "regler", "ikke_undersokt",
        "tilsyn", "datakvalitet", "kilde", "erstatter", "advarsler", "regnskap", "alle_tall", "lest",
    ]  # fmt: skip
    assert document["per"] == "2025-12-31"
    assert document["periode"] == {"fra": "2025-01-01", "til_og_med": "2025-12-31"}
    found = document["regler"][0].pop("funn")
    assert found[0] == {
        "regel": "HJE-05",
        "regelversjon": None,
        "variant": "register",
        "enhet": "Østbyen",
        "sak": "S-0000000000000001",
        "objekt": "tiltak",
        "objekt_id": "T-0000000000000001",
        "utfall": "ikke oppfylt",
        "start_dato": "2025-06-30",
        "frist_dato": None,
        "faktisk_dato": "2025-04-01",
        "dager_over": None,
        "krav": None,
        "funnet": None,
        "forklaring": "Siste evaluering er eldre enn seks måneder",
        "fort_under": None,
        "enhet_na": None,
        "lest": None,
    }
    assert len(found) == 3 and document["regler"][0].pop("uavklarte") == []
    assert list(found[0])[:15] == list(COLUMNS)
    assert document["regler"][0] == {
        "regel": "HJE-05",
        "tittel": "Tiltaksplanen er evaluert siste halvår",
        "tema": "hjelpetiltak",
        "alvorlighetsgrad": "middels",
        "sikkerhet": "middels",
        "indikasjon": False,
        "avvikstittel": "Tiltaksplanen er ikke evaluert siste halvår",
        "malestokk": "register",
        "teller": "tiltak",
        "enhet": "Østbyen",
        "enhet_id": "ostbyen",
        "er_avvik": True,
        "er_indikasjon": False,
        "n": 25,
        "med_avvik": 3,
        "uavklart": 0,
        "fort_under": 0,
        "under": [],
        "intervall": {"nedre": 0.0253, "ovre": 0.5561},
        "intervall_grunn": "",
        "frist": None,
        "standard": "register",
        "varianter": {
            "register": {
                "n": 25,
                "oppfylt": 22,
                "delvis": 0,
                "ikke_oppfylt": 3,
                "uavklart": 0,
                "ikke_aktuelt": 9,
                "andre_kommuner": 0,
                "saker": 0,
                "unntatt": {},
            }
        },
        "lest": None,
        "bekreftet": [],
        "avkreftet": [],
        "lest_annerledes": [],
    }
    assert document["ikke_undersokt"][0]["grunn"] == "Må besvares av en person, og ingen har svart ennå"
    assert "n" not in document["ikke_undersokt"][0]


@pytest.mark.parametrize("revisjon", [en_revisjon(), en_revisjon(periode=None)], ids=["periode", "alt"])
def test_json_is_plain_data_and_the_same_every_time(revisjon: Revisjon) -> None:
    first = json.dumps(revisjon_as_json(revisjon), ensure_ascii=False)
    assert json.loads(first) == revisjon_as_json(revisjon)
    assert first == json.dumps(revisjon_as_json(revisjon), ensure_ascii=False)


def test_an_unknown_extract_date_is_said() -> None:
    kilde = replace(en_revisjon().kilde, uttrekksdato=None)
    revisjon = en_revisjon(kilde=kilde, per=date(2025, 6, 30))
    assert dict(summary_view(revisjon).fakta)["Uttrekk"] == "ukjent dato, 417 dokumenter brukt, 4 utelatt"
    assert revisjon_as_json(revisjon)["kilde"]["uttrekksdato"] is None
