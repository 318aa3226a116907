"""Help is whole, in bokmål, and true: it is made from the commands themselves."""

import re
import subprocess
import sys

import pytest
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from bvaudit import __version__
from bvaudit.cli.app import app
from bvaudit.cli.run import run

READING = ["--nokkel", "--enheter", "--kart", "--tolerant", "--streng", "--xsd", "--behold-id"]
JUDGING = ["--per", "--periode", "--utvalg", "--regler", "--feil-ved", "--mal", "--json", "--detaljer", "--stille"]
DRAWING = ["--per-enhet", "--reserve", "--fro", "--navn", "--etterprov"]
BY_LIST = ["--sjekkliste", "--enhet", "--per", "--periode", "--forrige", "--startet-etter"]
LOOKING_UP = ["--avvik", "--enhet", "--utvalg", "--resultat", "--ut", "--nokkel", "--koblingsliste"]
ANSWERS = ["--navn", "--kommunenummer", "--partner", "--enhet", "--sprak", "--brevmal", "--dokumentklasse"]
READERS = ["--leser", "--andre-leser", "--andre-lesing", "--avgjor", "--egne-saker", "--grunn", "--uten-trekning"]
EXPLAINING = ["--sak", "--objekt", "--sql", "--detaljer"]
SETTING = ["--maned", "--enhet", "--status", "--dato", "--belegg", "--grunn", "--frist", "--eier", "--som"]
FIGURES = ["--tall", "--ar", "--enhet", "--kommune"]
COMMANDS = {
    "start": [*ANSWERS, "--fyll-ut"],
    "status": ["--mappe", "--json"],
    "importer": ["--til", "--mappe", "--tidligere", "--json", "--stille", *READING],
    "vurder": ["--mappe", "--uttrekk", "--ut", "--overskriv", "--tidligere", *JUDGING, *READING],
    "utvalg": ["--mappe", "--uttrekk", "--ut", "--json", "--stille", *DRAWING, *BY_LIST, *READING],
    "utvalg planlegg": ["--ramme", "--hoyst", "--sikkerhet", "--tillatt", "--antall", "--json"],
    "nokkeltall": [
        "--tall",
        "--ar",
        "--enhet",
        "--kommune",
        "--per",
        "--ut",
        "--uttrekk",
        "--mappe",
        "--json",
        *READING,
    ],
    "nokkeltall hvorfor": ["--fra", "--til", "--ar", "--lesning", "--enhet", "--kommune", "--detaljer", "--json"],
    "nokkeltall vis": ["--mappe", "--regler", "--json"],
    "frister": [
        "--uttrekk",
        "--mappe",
        "--per",
        "--enhet",
        "--rolle",
        "--ut",
        "--detaljer",
        "--uten-saker",
        "--json",
        "--regler",
        *READING,
    ],
    "oversikt": ["--enhet", "--ut", "--mappe"],
    "sjekk": ["--test", "--json"],
    "regler": ["--tema", "--hjemmel", "--per", "--usikre", "--avtrykk", "--regler", "--mappe", "--json"],
    "forklar": [*EXPLAINING, "--per", "--uttrekk", "--regler", "--mappe", "--json", *READING],
    "endringer": ["--regler", "--mappe", "--json"],
    "sjekkliste": ["--mappe", "--regler", "--json"],
    "sjekkliste vis": ["--ut", "--mal", "--mappe", "--regler", "--json"],
    "arshjul": ["--maned", "--ar", "--enhet", "--detaljer", "--rolle", "--ut", "--mappe", "--regler", "--json"],
    "arshjul sett": [*SETTING, "--godta-tekst", "--mappe"],
    "arshjul vis": ["--ut", "--mal", "--mappe", "--regler", "--json"],
    "arshjul avvik": ["--maned", "--enhet", "--alvor", "--som", "--dato", "--ar", "--mappe"],
    "arshjul signer": ["--ar", "--enhet", "--som", "--dato", "--tekst", "--ut", "--godta-tekst", "--mappe"],
    "arshjul kalender": ["--ut", "--ar", "--enhet", "--alt", "--mappe"],
    "arshjul neste": ["--ar", "--ut", "--mappe"],
    "liste": ["--mappe", "--regler", "--json"],
    "liste vis": ["--ut", "--mal", "--enhet", "--mappe", "--regler", "--json"],
    "liste sett": [
        "--som",
        "--status",
        "--dato",
        "--frist",
        "--slutt",
        "--eier",
        "--beslutning",
        "--effekt",
        "--grunn",
    ],
    "liste kjede": ["--ut", "--mal", "--mappe", "--regler", "--json"],
    "sla-opp": [*LOOKING_UP, "--mappe", "--regler", "--json"],
    "tilsyn": ["--mappe", "--json"],
    "tilsyn vis": ["--enhet", "--ut", "--mappe", "--json"],
    "tilsyn hendelse": ["--dato", "--frist", "--gjelder", "--funn", "--grunn", "--som", "--retter", "--trukket"],
    "tilsyn sett": ["--status", "--eier", "--saksnummer", "--belegg", "--som", "--godta-tekst", "--mappe"],
    "tilsyn ny": ["--til", "--mappe"],
    "tilsyn samle": ["--fra", "--til", "--ut", "--med-saker", "--mappe", "--json"],
    "rapport": ["--mappe", "--json"],
    "rapport sjekk": ["--navneliste", "--feil-ved-merker", "--detaljer", "--json"],
    "rapport send": ["--til", "--malgruppe", "--dato", "--retter", "--grunn", "--godta-tekst", "--mappe", "--json"],
    "rapport utgaver": ["--mappe", "--json"],
    "rapport sett": ["--malgruppe", "--per", "--ut", "--mappe", "--json"],
    "rapport lag": ["--malgruppe", "--enhet", "--kommune", "--per", "--ut", "--mappe", "--json"],
    "tilsyn egenrapport": ["--ut", "--fra", "--til", "--mappe"],
    "tilsyn egenkontroll": ["--ut", "--mappe", "--json"],
    "liste ny": ["--til", "--mappe"],
    "serie": ["--mappe", "--detaljer", "--json"],
    "serie vis": ["--mappe", "--detaljer", "--json"],
    "serie ny": ["--slag", "--til", "--mappe"],
    "kart lag": ["--ut", "--kart", "--mappe"],
    "les": ["--skriv", "--til", "--erstatt", "--godta-tekst", "--mappe"],
    "revisjon": ["--mappe", "--json"],
    "revisjon ny": ["--sjekkliste", "--enhet", "--periode", "--per", "--per-enhet", "--reserve", *READERS, "--som"],
    "revisjon trekk": ["--som", "--mappe"],
    "revisjon skjemaer": ["--mappe", "--json"],
    "revisjon stryk": ["--grunn", "--tekst", "--som", "--mappe"],
    "revisjon utvid": ["--enhet", "--antall", "--som", "--mappe"],
    "revisjon malrett": ["--grunn", "--som", "--mappe"],
    "revisjon merknader": ["--enhet", "--dato", "--tekst", "--fil", "--godta-tekst", "--som", "--mappe"],
    "revisjon kontrollert": ["--som", "--mappe"],
    "revisjon las": ["--som", "--uferdig", "--mappe"],
    "revisjon apne": ["--grunn", "--som", "--mappe"],
    "revisjon resultat": ["--mappe", "--json"],
    "register eksport": ["--enhet", "--alle-enheter", "--ut", "--som", "--mappe"],
    "arshjul eksport": ["--ar", "--enhet", "--alle-enheter", "--ut", "--som", "--mappe"],
    "liste eksport": ["--enhet", "--alle-enheter", "--ut", "--som", "--mappe"],
    "tilsyn eksport": ["--ut", "--som", "--mappe"],
    "register etterprov": ["--mappe", "--json"],
    "register historikk": ["--mappe", "--json"],
    "register kontroller": [
        "--enhet",
        "--status",
        "--frist",
        "--sak",
        "--dato",
        "--som",
        "--ut",
        "--detaljer",
        "--json",
    ],
    "register meldt": ["--enhet", "--dato", "--som", "--ut", "--mappe", "--json"],
    "register felles": ["--tiltak", "--type", "--frist", "--som", "--godta-tekst", "--mappe", "--json"],
    "register hendelse": ["--dato", "--grunn", "--som", "--verdi", "--til", "--rolle", "--enhet", "--felt", "--tiltak"],
    "register lukk": ["--som", "--grunn", "--dato", "--neste", "--samme-person", "--godta-tekst", "--mappe"],
    "register sladd": ["--hendelse", "--del", "--grunn", "--som", "--godta-tekst", "--skriv", "--mappe"],
    "skjema": ["--enhet", "--leser", "--andre", "--enighet", "--sporsmal", "--som", "--mappe"],
    "register effekt": ["--enhet", "--alle", "--forsok", "--som", "--per", "--uttrekk", "--mappe", "--json"],
    "mal sjekk": [],
    "demo": ["--ut", "--overskriv", "--detaljer", "--stille"],
    "fullforing": [],
    "versjon": [],
}
ON_FIRST = ("revisjon ny", "register eksport", "tilsyn ny")  # of words with many after them
# Of words with many after them.
EXAMPLES_OF = [name for name in COMMANDS if name != "versjon"]
ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|show|message|exit|required|default|help\b(?<!--help)|path|text)\b", re.I
)


def pages() -> list[list[str]]:
    return [[], ["mal"], ["liste"], *(name.split() for name in COMMANDS)]


@pytest.mark.parametrize("words", pages(), ids=lambda words: " ".join(words) or "øverst")
@pytest.mark.parametrize("option", ["--hjelp", "--help", "-h"])
def test_every_page_is_norwegian(words: list[str], option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, option]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(f"Bruk: bvaudit {' '.join(words)}".rstrip())
    assert "-h, --hjelp, --help" in shown.out
    assert "Vis denne hjelpen og avslutt." in shown.out
    assert not ENGLISH.findall(shown.out.replace("--help", ""))
    assert max(map(len, shown.out.splitlines())) <= 80
    assert shown.err == ""


@pytest.mark.parametrize(("name", "options"), COMMANDS.items())
def test_each_command_has_its_options(name: str, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run([*name.split(), "--hjelp"])
    text = capsys.readouterr().out
    missing = [option for option in options if not re.search(rf"^  {option}( |$)", text, re.M)]
    assert not missing


def test_the_first_page_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--hjelp"])
    text = capsys.readouterr().out
    many = ("revisjon", "register", "tilsyn", "arshjul", "liste", "serie", "nokkeltall", "rapport")
    on_own_page = {name for name in COMMANDS if name.split()[0] in many and " " in name and name not in ON_FIRST}
    assert set(re.findall(r"^  ([a-zå]+(?:[ -][a-z]+)?)  ", text, re.M)) == set(COMMANDS) - on_own_page
    told = set()
    for group in many:
        run([group, "--hjelp"])
        told |= {f"{group} {word}" for word in re.findall(r"^  ([a-z]+)  ", capsys.readouterr().out, re.M)}
    assert told >= on_own_page
    assert text.index("bvaudit start") < text.index("Kom i gang:")


def test_the_first_page_has_a_line_for_each_and_parts_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--hjelp"])
    page = capsys.readouterr().out
    assert "…" not in page.partition("Kom i gang:")[2]
    assert re.findall(r"^([A-Z][^:]*):$", page, re.M) == [
        "Kom i gang",
        "Vurdere saker",
        "Lese saker, flere sammen",
        "Skrive selv, i Excel",
        "Slå opp",
        "Innhold og program",
        "Valg",
    ]
    assert len(page.splitlines()) < 56


@pytest.mark.parametrize("name", EXAMPLES_OF)
def test_a_page_ends_with_lines_that_can_be_typed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([*name.split(), "--hjelp"])
    examples = capsys.readouterr().out.partition("\nEksempler:\n")[2].splitlines()
    assert 1 <= len(examples) <= 3
    assert all(line.startswith(f"  bvaudit {name}") for line in examples)


def test_every_option_says_what_it_is() -> None:
    def wordless(group: TyperGroup) -> list[str]:
        found = []
        for name, command in group.commands.items():
            if isinstance(command, TyperGroup):
                found += wordless(command)
                continue
            for param in command.params:
                needs_word = not (isinstance(param, TyperOption) and param.is_flag)
                if not getattr(param, "help", "") or (needs_word and not param.metavar):
                    found.append(f"{name} {param.name}")
        return found

    top = get_command(app)
    assert isinstance(top, TyperGroup)
    assert wordless(top) == []


def test_nothing_typed_shows_the_help_and_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Bruk: bvaudit")
    assert shown.err.endswith("feil: mangler kommando\n  hint: «bvaudit --hjelp» viser alle kommandoer\n")


@pytest.mark.parametrize(
    "argv", [["--versjon"], ["--version"], ["versjon"], ["--versjon", "sjekk"], ["--version", "sjekk"]], ids=" ".join
)
def test_version(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(argv) == 0
    assert capsys.readouterr().out == f"bvaudit {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "heavy"),
    [
        pytest.param(["--versjon"], ("typer", "rich", "pydantic", "duckdb", "yaml", "lxml", "docx"), id="versjonen"),
        pytest.param(["--hjelp"], ("rich", "pydantic", "duckdb", "yaml", "lxml", "docx", "jinja2"), id="hjelpen"),
        pytest.param(["vurder", "-h"], ("rich", "pydantic", "duckdb", "yaml", "lxml", "docx"), id="hjelp til vurder"),
    ],
)
def test_what_is_quick_imports_little(argv: list[str], heavy: tuple[str, ...]) -> None:
    code = (
        f"import sys; from bvaudit.cli.run import run; run({argv!r}); print(*sorted(set({heavy!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == ""
