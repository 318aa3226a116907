"""Mistakes people make in their own key figures, series and reports: each is told where it stands, with what was meant,
and all in a file at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.errors import ContentError
from bvaudit.loading.content.layers import read_layer
from bvaudit.loading.folder import read_folder
from bvaudit.model.innhold import Innhold
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.series import series_of

TALL = """id: egne
tittel: Egne meldinger
kilde: Oss selv
gjelder: {objekt: henvendelse}
lesninger:
  mottatt:
    forklaring: Alle meldinger vi fikk i perioden.
    tid: {dato: [start_dato]}
    storrelser: [antall]
  henlagt:
    forklaring: Andelen som ble henlagt.
    der: {konklusjon_kode: {utfylt: true}}
    tid: {dato: [konklusjon_slutt_dato]}
    andel: {der: {konklusjon_kode: {en_av: ["1"]}}}
"""
SERIE = """id: egne
tittel: Bemanning
serieslag: bemanning
storrelse: arsverk
kilde: HR
rader:
  - {periode: "2024", enhet: Havna, verdi: "12,5"}
"""
RAPPORT = """id: egne
tittel: Vår rapport
mottaker: Ledelsen
formal: Se tallene.
malgrupper: [intern, leder]
kilde: Oss
seksjoner:
  - slag: tall
    tittel: Tallene
    tall:
      - {tall: meldinger, variant: mottatt}
      - {tall: undersokelse_utfall}
"""
FRA_FIL = SERIE.partition("rader:")[0] + (
    "datafil: tall.csv\nkolonner:\n  - {navn: År, er: periode}\n  - {navn: Antall, er: verdi}\n"
)
KOMMUNE = 'navn: Fjordvik\nkommunenummer: "9999"\nenheter: enheter.yaml\n'
ENHETER = 'enheter:\n  - {id: havna, navn: Havna, kilder: [{kommunenummer: "9999"}]}\n'
Feil = Callable[[str, str], list[Problem]]


@pytest.fixture
def feil(tmp_path: Path, innhold: Innhold) -> Feil:
    """Everything that is said of the file in the folder of the municipality."""

    def told(mappe: str, tekst: str) -> list[Problem]:
        for navn, innholdet in (("kommune.yaml", KOMMUNE), ("enheter.yaml", ENHETER), (f"{mappe}/egne.yaml", tekst)):
            (tmp_path / navn).parent.mkdir(exist_ok=True)
            (tmp_path / navn).write_text(innholdet, encoding="utf-8")
        (tmp_path / mappe / "tallene.csv").write_text("År;Antallet\n2024;12\n", encoding="utf-8")
        return [one for one in read_layer(innhold, [tmp_path])[1] if one.sted.fil.endswith(f"{mappe}/egne.yaml")]

    return told


def said(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(f"{one.sted.linje}:{one.sted.kolonne}", one.hint) for one in problems]


def changed(tekst: str, fra: str, til: str) -> str:
    assert fra in tekst
    return tekst.replace(fra, til, 1)


MENTE = "mente du «{}»?".format
GALT = [
    ("nokkeltall", TALL, "[start_dato]", "[start_datto]", "8:18", MENTE("start_dato")),
    ("nokkeltall", TALL, "[konklusjon_slutt_dato]", "[sluttdato]", "13:18", MENTE("konklusjon_slutt_dato")),
    ("nokkeltall", TALL, "der: {konklusjon_kode: {ut", "der: {konklusjonkode: {ut", "12:11", MENTE("konklusjon_kode")),
    ("nokkeltall", TALL, "{der: {konklusjon_kode", "{der: {konklusjon", "14:19", MENTE("konklusjon_kode")),
    ("nokkeltall", TALL, "[start_dato]", "[konklusjon_kode]", "8:18", "feltene er start_dato, konklusjon_slutt_dato"),
    ("nokkeltall", TALL, "[start_dato]", "[sak.startdato]", "8:18", MENTE("sak.start_dato")),
    ("nokkeltall", TALL, "utfylt: true", "minst: 3", "12:11", ""),
    ("nokkeltall", TALL, "objekt: henvendelse", "objekt: melding", "4:19", MENTE("henvendelse")),
    ("nokkeltall", TALL, "{dato: [start_dato]}", "start_dato", "8:10", "skriv for eksempel {dato: start_dato}"),
    ("nokkeltall", TALL, "[antall]", "[andel]", "9:18", "den gir antall"),
    ("nokkeltall", TALL, 'en_av: ["1"]', "en_av: [”1”]", "14:45", 'bruk rette anførselstegn: "1"'),
    ("nokkeltall", TALL, "    storrelser: [antall]", "    deles: {m: {felt: koder, rader: {tabell: melder}}}", "9:23",
     MENTE("kode")),
    ("nokkeltall", TALL, "konklusjon_kode: {utfylt: true}", "start_dato: {senest: startdato}",
     "12:32", MENTE("start_dato")),
    ("serier", SERIE, ", verdi: \"12,5\"", "", "7:5",
     "skriv «verdi: …», eller «merknad: …» om hvorfor det ikke er noe tall"),
    ("serier", SERIE, "storrelse: arsverk", "storrelse: arsverk\ndelt_pa: [roler]", "5:11",
     "velg blant: enheter, kommuner, tid"),
    ("serier", SERIE, "serieslag: bemanning", "serieslag: bemaning", "3:12", MENTE("bemanning")),
    ("rapporter", RAPPORT, "variant: mottatt", "lesning: mottatt", "11:27", MENTE("variant")),
    ("rapporter", RAPPORT, "tall: undersokelse_utfall", "tall: MEL-1", "12:16", MENTE("MEL-01")),
    ("rapporter", RAPPORT, "undersokelse_utfall}", "MEL-01, variant: lovv}", "12:33", MENTE("lov")),
    ("rapporter", RAPPORT, "undersokelse_utfall}", "undersokelse_utfall, gruppe: utfall=titak}",
     "12:45", MENTE("tiltak")),
    ("rapporter", RAPPORT, "undersokelse_utfall}", "undersokelse_utfall, gruppe: melder=1}", "12:45",
     "velg blant: utfall"),
    ("rapporter", RAPPORT, "      - {tall: undersokelse_utfall}", "      - meldinger", "12:9",
     "skriv for eksempel {tall: meldinger}"),
]  # fmt: skip


@pytest.mark.parametrize(("mappe", "tekst", "fra", "til", "sted", "hint"), GALT)
def test_a_mistake_is_told_where_it_is_with_what_was_meant(
    feil: Feil, mappe: str, tekst: str, fra: str, til: str, sted: str, hint: str
) -> None:
    assert said(feil(mappe, changed(tekst, fra, til))) == [(sted, hint)]


@pytest.mark.parametrize(("mappe", "tekst"), [("nokkeltall", TALL), ("serier", SERIE), ("rapporter", RAPPORT)])
def test_nothing_is_said_of_what_is_right(feil: Feil, mappe: str, tekst: str) -> None:
    assert said(feil(mappe, tekst)) == []


def test_every_mistake_in_a_reading_is_told_at_once(feil: Feil) -> None:
    tekst = TALL.replace("konklusjon_kode", "konklusjonkode").replace("slutt_dato", "sluttdato")
    assert [sted for sted, _ in said(feil("nokkeltall", tekst))] == ["12:11", "13:18", "14:19"]


def test_a_code_that_is_in_no_list_is_warned_of(feil: Feil) -> None:
    (found,) = feil("nokkeltall", changed(TALL, '["1"]', '["99"]'))
    assert (str(found.sted).rpartition("/")[2], found.grad.value) == ("egne.yaml:14:45", "advarsel")
    assert found.hint == "kodene er 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"


MINUS = "se etter minustegnet, eller velg en annen «storrelse» når tallet er en endring"
IFIL = [
    (FRA_FIL, "6:10", MENTE("tallene.csv")),
    (changed(FRA_FIL, "tall.csv", "tallene.csv"), "1:1", MENTE("Antallet")),
    (changed(SERIE, "enhet: Havna", "enhet: Havnen"), "7:30", MENTE("Havna")),
    (changed(SERIE, ", enhet: Havna", "") + "enhet: Havnen\n", "8:8", MENTE("Havna")),
    (changed(SERIE, '"12,5"', '"-12,5"'), "7:44", MINUS),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "sted", "hint"), IFIL)
def test_what_is_wrong_with_the_numbers_of_a_series(
    feil: Feil, tmp_path: Path, tekst: str, sted: str, hint: str
) -> None:
    assert [one for one in feil("serier", tekst) if one.kode != "serie-under-null"] == []
    mappe, _ = read_folder(tmp_path)
    found = series_of(mappe, content_or_stop((tmp_path,))).problemer
    assert said(list(found)) == [(sted, hint)]


def test_a_field_no_table_has_is_told_in_a_rule_too(tmp_path: Path) -> None:
    """What only the compiler finds has its line as well."""
    shipped = (Path(__file__).parents[2] / "rules/melding/MEL-01.yaml").read_text(encoding="utf-8")
    own = shipped.replace("id: MEL-01", "id: EGN-01")
    own = own.replace("slutt: konklusjon_slutt_dato", "slutt: konklusjon_sluttdato", 1)
    (tmp_path / "EGN-01.yaml").write_text(own, encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        content_or_stop((tmp_path,))
    line = own[: own.index("konklusjon_sluttdato")].count("\n") + 1
    (found,) = stopped.value.problems
    assert (found.sted.linje, found.hint) == (line, MENTE("konklusjon_slutt_dato"))
