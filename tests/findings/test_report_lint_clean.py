"""Reports that hold give nothing: forty of them, as they are and as Word; ordinary words that only look like signs;
and any text without numbers, notes or references."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.findings.report_lint import lint
from bvaudit.intake.foreign_report import read_foreign
from bvaudit.intake.foreign_text import from_text
from bvaudit.model.fremmedrapport import Fremmedrapport, Tabell
from tests.findings.lint_builders import NAMES, as_word, marks

CLEAN = sorted((Path(__file__).parent / "rene_rapporter").iterdir())
ORDINARY = [
    "Ved sykdom hos leder trer nestleder inn.",
    "Leder følger opp sykmeldte ansatte etter rutinen.",
    "Tre av fem ansatte har vært sykmeldt i kortere perioder.",
    "Koordinator er sykepleier og har lang erfaring.",
    "En medarbeider som er sykmeldt, har rett til oppfølging.",
    "Når saksbehandler er syk, skal teamleder fordele sakene.",
    "Sykefraværet hos de ansatte er redusert.",
    "Åtte kvinner fikk tilbud om krisesenter i 2024.",
    "Hva er kilden til opplysningen? Den skal stå i journalen.",
    "Kilden har selv sett hendelsen.",
    "Har du spørsmål? Ta kontakt med oss.",
    "Kan du fylle ut skjemaet på nettsiden?",
    "Husk å ta med legitimasjon.",
    "Sjekk om barnet er hørt før vedtaket fattes.",
    "Se tabell 2 i vedlegget.",
    "Tallene står i tabell 07459 i Statistikkbanken.",
    "Som vist i tabell 3 i rapporten fra Deloitte, er dette vanlig.",
    "Antall barn i aldersgruppen fra 6 til 12 år har gått ned.",
    "Etter flere år med nedgang økte tallet fra 110 til 124.",
    "Lavere sykefravær ga flere avsluttede saker, fra 200 til 240.",
    "Færre barn bor i institusjon; andelen i slekt gikk fra 25 til 31 prosent.",
    "Målet er en nedgang fra 12 til 8 fristbrudd.",
    "Fristen kan utvides fra 3 til 6 måneder.",
    "Meldingene gikk ned fra 2022 til 2024.",
    "Antallet gikk ned fra 1 240 i 2023 til 1 198 i 2024, en nedgang på 3,4 %.",
    "Lønnskostnadene økte med 5 %, mens antall ansatte gikk fra 36 til 39.",
    "Av 61 barn hadde 12 to tiltak og 5 bodde i institusjon.",
    "Det bor 40 ungdommer i bofellesskapene, hvor 12 gutter og 9 jenter går på skole.",
    "Av 120 meldinger ble 70 henlagt og 40 gikk til undersøkelse. Resten er ikke avklart.",
    "68 undersøkelser fordelt på fire enheter og to kommuner.",
    "Vi har 3 team med 7 ansatte i hvert, til sammen 21 ansatte.",
    "For to enheter gjelder følgende:\n\n- opplæring\n- ny mal\n- månedlig kontroll",
    "Seks kommuner (Vik, Dalen, Solvik, Fjell m.fl.) deltar.",
    "Av meldingene kom 30 % fra politi, 25 % fra skole og 20 % fra lege.",
    "I 37 av 40 saker (92,5 %) var barnet hørt.",
    "Omtrent to av tre saker (67 %) ble løst i førstelinjen.",
    "Kontonummer 1503.40.12345 skal brukes.",
    "Organisasjonsnummer 942 110 464, telefon 72 54 00 00.",
    "Se https://fontene.no/nyheter/sak-6.47.930305.70784fb5e9 for mer.",
    "Regelverket ble endret i 2022. I 2025 er regelverket uendret.",
    "Kapittel XX i loven er opphevet.",
    "[1] Se rundskrivet. Arkivsak 24/1187. Jf. §§ 4-3 og 6-9.",
    "- [x] Planen er vedtatt\n- [ ] Planen er evaluert",
    "Navnet er [navn fjernet] av hensyn til personvernet.",
    "## Vik\n\nKommunen mottok 14 meldinger i 2024.\n\n## Dalen\n\nKommunen mottok 9 meldinger i 2024.",
    "Enheten mottok 120 meldinger i 2024.\n\nEnheten mottok 145 meldinger i 2024.",
    "I april 2025 var det 4 av 5 som hadde fått svar.",
    "Timene fordelte seg på til sammen 451 økter, hvorav 23 % på kveldstid.",
    "Barnevernleder Kari Nordmann har fulgt undersøkelsene tett.",
    "Vi hadde 8 fristbrudd i 2024, mot 10 året før. Det er en nedgang.",
    "Sykefraværet gikk ned til 10,4 % i 2024, fra 10,9 % i 2023.",
    "Det var 8 fristbrudd i 2024, ned fra 10 i 2023.",
    "# Sammendrag\n\nI 2024 kom det 412 meldinger, mot 389 i 2023.\n\n# 2\n\nDet kom 412 meldinger i 2024.",
    "Vi avsluttet 8 saker og tok opp 10 nye.",
    "Enheten har 12 saker per ansatt; flere enn 15 er for mye.",
    "Vi har 20 plasser, 8 gutter og 9 jenter bor her nå.",
    "Fristen er utvidet til 6 måneder fra 3 måneder.",
    "Tjenesten har 64 ansatte, 48 kvinner og 16 menn.",
    "Vi takker alle som har bidratt, særlig ungdomsrådet.",
    "Kontaktperson: Kari Nordmann, barnevernleder.",
    "I alt kom det 120 meldinger: 70 fra offentlige instanser og 50 fra private.",
    "# Sammendrag\n\nTjenesten mottok 412 meldinger i 2024.\n\n# Vik\n\nTjenesten mottok 96 meldinger i 2024.",
    "En av anbefalingene har vært krevende å gjennomføre.",
    "Leder og tillitsvalgt har vært på kurs.",
    "En av de ansatte er verneombud.",
]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_report_that_holds_gives_nothing(path: Path) -> None:
    assert [one.tekst for one in lint(read_foreign(path), NAMES)] == []


def test_there_are_forty_of_them() -> None:
    assert len(CLEAN) == 40


@pytest.mark.parametrize("path", CLEAN[:8], ids=lambda path: path.stem)
def test_nor_as_a_word_file(path: Path, tmp_path: Path) -> None:
    word = as_word(read_foreign(path), tmp_path / "rapport.docx")
    assert [one.tekst for one in lint(read_foreign(word), NAMES)] == []


@pytest.mark.parametrize("said", ORDINARY)
def test_ordinary_words_give_nothing(said: str) -> None:
    assert [one.tekst for one in marks(said)] == []


_WORDS = (
    "tjenesten barnet planen saken ofte og er har arbeider med sammen familien oppfølging viktig vurdering gode "
    "samtaler Kommunen Barnevernet, prioriterer. kilden leder rutiner utvikling"
)
_PIECES = (
    "12 % 3,4 Graf Tabell 3.1 og av fordelt på hvorav fra til 2024 økning nedgang ( ) : | kilde? xx [navn] § 61 "
    "barn 44 under 18 år 100 Av totalt \n | - # «».?!"
)
_PLAIN = st.lists(
    st.sampled_from(_WORDS.split()),
    max_size=60,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(_PLAIN)
def test_words_without_numbers_notes_or_references_give_nothing(said: str) -> None:
    assert marks(said) == []


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(_PIECES.split(" ")),
            max_size=60,
        ).map(" ".join),
    ),
    st.booleans(),
)
def test_no_text_makes_it_fall(said: str, markdown: bool) -> None:
    lint(from_text(said, markdown=markdown), NAMES)


_CELL = st.sampled_from(["", "Sum", "Totalt", "herav", "12", "3,5", "40 %", "-", "2023", "Nord", "1 200"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_CELL, max_size=5).map(tuple), max_size=6).map(tuple))
def test_no_table_makes_it_fall(rader: tuple[tuple[str, ...], ...]) -> None:
    rader = tuple(row or ("",) for row in rader) or (("",),)
    lint(Fremmedrapport(deler=(Tabell(nr=1, rader=rader),)), NAMES)


@pytest.mark.parametrize("piece", ["12.", "1 ", "[navn ", "**a ", "<!-- ", "a/b", "graf 3.1, ", "«("])
def test_a_file_that_is_no_report_does_not_take_for_ever(piece: str) -> None:
    """What takes time by the square of its length would take hours here."""
    lint(from_text(piece * 5_000, markdown=True), NAMES)
