"""A municipality's own content over what came with the program. Each folder in «odelagte_lag» is one way of being
wrong, and each file in it says where that must be seen."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad
from bvaudit.loading.content.kinds import NEXT_BEST, TELLING, kind_of
from bvaudit.loading.content.layers import read_layer
from bvaudit.loading.content.place import yaml_files
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.schemas import KINDS
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.innhold import Innhold, Lag
from bvaudit.model.utfall import Alvorlighetsgrad

ODELAGT = Path(__file__).parent / "odelagte_lag"
ROT = Path(__file__).parents[2]
FORVENTET = re.compile(r"# forventet: (\S+ \S+)")
Read = Callable[..., tuple[Lag, list[str]]]


@pytest.fixture
def read(innhold: Innhold, tmp_path: Path) -> Read:
    """Lay the files over the shipped content: path in the own folder → text."""

    def laid(**files: str) -> tuple[Lag, list[str]]:
        for name, text in files.items():
            path = tmp_path / "vår mappe" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        layer, problems = read_layer(innhold, [tmp_path / "vår mappe"])
        return layer, [str(problem) for problem in problems]

    return laid


@pytest.mark.parametrize("case", sorted(p.name for p in ODELAGT.iterdir()))
def test_a_fault_is_told_where_it_is(innhold: Innhold, case: str) -> None:
    folder = ODELAGT / case
    wanted = [
        f"{case}/{path.relative_to(folder).as_posix()} {said}"
        for path in yaml_files(folder)
        for said in FORVENTET.findall(path.read_text(encoding="utf-8"))
    ]
    layer, problems = read_layer(innhold, [folder])
    places = [f"{p.sted.fil} {f'{p.sted.linje}:{p.sted.kolonne}' if p.sted.linje else '-'} {p.kode}" for p in problems]
    assert places == wanted
    assert all(problem.hint for problem in problems)
    left_out = {problem.sted.fil for problem in problems if problem.grad is Grad.FEIL}
    assert {one.fil for one in layer.ubrukt} == left_out, "a file with an error is named among those not used"
    assert layer.innhold.planer.arshjul == innhold.planer.arshjul or not left_out


@pytest.mark.parametrize(
    ("case", "hint"),
    [
        ("erstatter_skrevet_feil", "mente du «arshjul»?"),
        ("regel_erstatter_skrevet_feil", "mente du «MEL-01»?"),
        ("kodeverk_liste_mangler", "ta den bort, eller skriv listen"),
        ("ukjent_slag_nesten", "mente du «oppgaver», som viser at filen er et årshjul?"),
        ("arshjul_uten_erstatter", "skal deres stå i stedet, skriv «erstatter: arshjul» og «grunn: …»"),
    ],
)
def test_the_hint_says_what_was_meant(innhold: Innhold, case: str, hint: str) -> None:
    (problem,) = read_layer(innhold, [ODELAGT / case])[1]
    assert hint in problem.hint


def test_what_replaces_and_why_is_kept(innhold: Innhold, read: Read) -> None:
    rule = (ODELAGT / "regel_uten_erstatter" / "MEL-01.yaml").read_text(encoding="utf-8")
    year = (ODELAGT / "arshjul_uten_erstatter" / "arshjul.yaml").read_text(encoding="utf-8")
    layer, problems = read(
        **{
            "hva/som/helst/MEL-01.yaml": f"erstatter: MEL-01\ngrunn: Vi har fem dager\n{rule}",
            "regler/arshjul.yaml": f"erstatter: arshjul\ngrunn: Vi har et eget\n{year}",
        }
    )
    assert problems == []
    assert [(one.slag, one.id, one.grunn) for one in layer.erstatninger] == [
        ("rule", "MEL-01", "Vi har fem dager"),
        ("arshjul", "arshjul", "Vi har et eget"),
    ]
    assert layer.innhold.regler["MEL-01"].variantnavn == ("lokal",)
    assert layer.innhold.regler["MEL-01"].tema == "melding", "what it replaces says the subject, not the folder"
    assert [one.tittel for one in layer.innhold.planer.arshjul] == ["Vårt årshjul"]
    assert len(layer.innhold.regler) == len(innhold.regler)


def test_a_replaced_rule_that_others_point_at_must_still_be_one_they_can_point_at(read: Read) -> None:
    rule = (ODELAGT / "regel_uten_erstatter" / "MEL-01.yaml").read_text(encoding="utf-8")
    manual = re.sub(r"telles_etter.*\n", "", rule).replace("MEL-01", "HJE-04").replace("lokal:", "lov:")
    manual = re.sub(
        r"\{innen_frist:.*", "{manuell: {svar: [ja, nei], begrunnelse_ved: [nei], hvem: [teamleder]}}", manual
    )
    _, problems = read(**{"HJE-04.yaml": f"erstatter: HJE-04\ngrunn: Vi leser\n{manual}"})
    assert any("HJE-04.yaml" in line and "[omfattes-av]" in line for line in problems), problems


KODEVERK = """\
erstatter: [arsaker, roller, alvorlighetsgrader]
grunn: Vedtatt i ledergruppen
arsaker:
  - {kode: ferie, tekst: Ferie, forklaring: Ingen var på jobb}
roller:
  - {kode: fagleder, tekst: Fagleder, forklaring: Leder faget}
alvorlighetsgrader:
  - {grad: kritisk, forklaring: Fare, frist: P1D, frist_tekst: Dagen etter, ansvarlig_rolle: fagleder}
  - {grad: hoy, forklaring: Lovbrudd, frist: P5D, frist_tekst: Innen 5 dager, ansvarlig_rolle: fagleder}
  - {grad: middels, forklaring: Enkeltsak, frist: P4W, frist_tekst: Innen 4 uker, ansvarlig_rolle: vaktleder}
  - {grad: lav, forklaring: Rutine, frist: null, frist_tekst: Når det passer, ansvarlig_rolle: fagleder}
"""
KOMMUNE = """\
navn: Fjordvik
kommunenummer: "9999"
roller:
  - {kode: vaktleder, tekst: Vaktleder, forklaring: Leder vakten}
"""


def test_own_lists_stand_for_those_of_the_same_name_and_the_others_stay(innhold: Innhold, read: Read) -> None:
    layer, problems = read(**{"ordene/våre.yaml": KODEVERK, "kommune.yaml": KOMMUNE})
    assert problems == []
    laid, under = layer.innhold.kodeverk, innhold.kodeverk
    assert laid is not None and under is not None
    assert [valg.tekst for valg in laid.arsaker] == ["Ferie"]
    assert [valg.kode for valg in laid.roller] == ["vaktleder", "fagleder"], (
        "kommune.yaml adds, below those of the list"
    )
    assert laid.gradfrist(Alvorlighetsgrad.HOY).frist_tekst == "Innen 5 dager"
    assert (laid.statuser, laid.feiltyper, laid.tiltakstyper) == (under.statuser, under.feiltyper, under.tiltakstyper)
    assert [one.id for one in layer.erstatninger] == ["arsaker", "roller", "alvorlighetsgrader"]


def test_own_choices_can_come_after_those_that_are_there(innhold: Innhold, read: Read) -> None:
    more = "legger_til: [arsaker, roller]\n" + KODEVERK.split("grunn: Vedtatt i ledergruppen\n")[1].split("alvor")[0]
    layer, problems = read(**{"mer.yaml": more, "kommune.yaml": KOMMUNE})
    assert problems == []
    laid, under = layer.innhold.kodeverk, innhold.kodeverk
    assert laid is not None and under is not None
    assert [valg.kode for valg in laid.arsaker] == [*(valg.kode for valg in under.arsaker), "ferie"]
    assert [valg.kode for valg in laid.roller][:3] == ["vaktleder", "fagleder", under.roller[0].kode], (
        "below the others"
    )
    assert laid.roller[-1].kode == "kommunedirektor"
    assert layer.erstatninger == (), "nothing is replaced, so no reason is asked for"


def test_own_plans_come_first_and_say_so(innhold: Innhold, read: Read) -> None:
    liste = (ODELAGT / "to_egne" / "a" / "tiltak-vare.yaml").read_text(encoding="utf-8")
    layer, problems = read(**{"lister/tiltak-vare.yaml": liste})
    assert problems == []
    first, *rest = layer.innhold.planer.forbedringstiltak
    assert (first.id, first.egen) == ("tiltak-vare", True)
    assert tuple(rest) == innhold.planer.forbedringstiltak and not any(one.egen for one in rest)


def test_an_own_act_can_be_cited_by_own_rules(read: Read) -> None:
    rule = (ODELAGT / "regel_uten_erstatter" / "MEL-01.yaml").read_text(encoding="utf-8").replace("MEL-01", "FJV-01")
    rule = rule.replace("hjemmel: []", "hjemmel: [{lov: reglement, paragraf: '4'}]")
    lover = "lover:\n  - {id: reglement, kort: reglementet, navn: Delegasjonsreglementet}\n"
    assert read(**{"FJV-01.yaml": rule})[1][0].splitlines()[0].endswith("[ukjent-lov]: loven «reglement» finnes ikke")
    layer, problems = read(**{"z.yaml": lover})
    assert problems == []
    assert layer.egne == {"FJV-01"} and layer.innhold.regler["FJV-01"].tema == "egne"


@pytest.mark.parametrize(
    ("path", "tema"),
    [
        pytest.param("FJV-01.yaml", "egne", id="øverst"),
        pytest.param("regler/FJV-01.yaml", "egne", id="i mappen for regler"),
        pytest.param("regler/omsorg/FJV-01.yaml", "omsorg", id="i en mappe som heter som et tema"),
        pytest.param("regler/vakt/FJV-01.yaml", "vakt", id="i en mappe vi har laget"),
        pytest.param("regler/UND-99.yaml", "undersokelse", id="med bokstavene til et tema"),
    ],
)
def test_the_subject_of_an_own_rule(read: Read, path: str, tema: str) -> None:
    rule = (ODELAGT / "regel_uten_erstatter" / "MEL-01.yaml").read_text(encoding="utf-8")
    id_ = Path(path).stem
    layer, problems = read(**{path: rule.replace("MEL-01", id_)})
    assert problems == []
    assert layer.innhold.regler[id_].tema == tema


def test_every_file_that_is_not_used_is_named_with_the_reason(read: Read) -> None:
    layer, problems = read(
        **{
            "LES MEG.txt": "",
            "maler/brev.docx": "",
            "tilsyn/skjema.xlsx": "",
            "regler/MEL-01.yaml.txt": "",
            "notat.pdf": "",
            ".DS_Store": "",
            "start-bvaudit.cmd": "",
            "plikter.yaml": "deler: []\n",
            "trekk/utvalg.yaml": "id: u\nramme_sha256: a\nstrata: []\n",
            "uttrekk/2025/sak.parquet": "",
            "uttrekk/manifest.json": "",
            "regler/uttrekk/sak.csv": "",
            "utgaver/brev.yaml": "id: brev\n",
        }
    )
    assert problems == []
    assert {one.fil.removeprefix("vår mappe/"): one.grunn for one in layer.ubrukt} == {
        "LES MEG.txt": "veiledning for dere selv",
        "maler/brev.docx": "et Word-dokument; en mal brukes når kommune.yaml nevner den",
        "tilsyn/skjema.xlsx": "et regneark; fylte skjemaer leses inn med «bvaudit les»",
        "regler/MEL-01.yaml.txt": "slutter på .txt; gi den navnet MEL-01.yaml",
        "notat.pdf": ".pdf leses ikke; regler, lister og planer slutter på .yaml",
        ".DS_Store": "skjult fil",
        "start-bvaudit.cmd": "starter programmet",
        "plikter.yaml": "listen over plikter følger med programmet, og er den samme for alle",
        "trekk/utvalg.yaml": "et utvalg av saker; brukes når det nevnes med --utvalg",
        "uttrekk": "2 filer med uttrekk av saker",
        "regler/uttrekk/sak.csv": ".csv leses ikke; regler, lister og planer slutter på .yaml",
        "utgaver": "1 fil som er sendt",
    }


def test_every_kind_is_known_by_its_keys_wherever_it_lies(read: Read) -> None:
    kommuner = ROT / "examples" / "kommuner"
    sources = {
        "FJV-01": (ROT / "rules/melding/MEL-01.yaml", "id: MEL-01", "id: FJV-01"),
        "tester/FJV-01": (ROT / "tests/rules/melding/MEL-01.yaml", "", ""),
        "var-liste": (ROT / "checklists/saksgjennomgang-akutt.yaml", "id: saksgjennomgang-akutt", "id: var-liste"),
        "vart-hjul": (ROT / "checklists/arshjul.yaml", "id: arshjul", "id: vart-hjul"),
        "tilsyn-lerkendal-2021": (kommuner / "trondheim/tilsyn/tilsyn-lerkendal-2021.yaml", "", ""),
        "anbefalinger-bergen-2024": (kommuner / "bergen/lister/anbefalinger-bergen-2024.yaml", "", ""),
        "risikoliste-bergen-2023": (kommuner / "bergen/lister/risikoliste-bergen-2023.yaml", "", ""),
        "piloter-fjordvik-2026": (ROT / "examples/demo/lister/piloter-fjordvik-2026.yaml", "", ""),
        "okonomi-trondheim-2024": (kommuner / "trondheim/serier/okonomi-trondheim-2024.yaml", "", ""),
        "tiltak-vare": (ODELAGT / "to_egne/a/tiltak-vare.yaml", "", ""),
        "vart-kart": (
            ROT / "checklists/sammenlign-tiltak-kategori-2026.yaml",
            "id: sammenlign-tiltak-kategori-2026",
            "id: vart-kart",
        ),
        "lov2": (ROT / "rules/kodeverk/kodelister/lov.yaml", "id: lov", "id: lov2"),
        "ordbruk": (
            ROT / "rules/kodeverk/ordbruk.yaml",
            "id: ordbruk\n",
            "id: ordbruk\nerstatter: ordbruk\ngrunn: Vi vil ha flere leste saker\n",
        ),
        "vare_meldinger": (ROT / "rules/nokkeltall/meldinger.yaml", "id: meldinger", "id: vare_meldinger"),
        "var-rapport": (
            ROT / "rules/rapporter/brev-statsforvalteren.yaml",
            "id: brev-statsforvalteren",
            "id: var-rapport",
        ),
        "kart": (ROT / "examples/kart.yaml", "", ""),
        "enheter": (ROT / "examples/enheter.yaml", "", ""),
    }
    texts = {
        f"hvor som helst/{name}.yaml": re.sub(
            r"# yaml-language-server.*\n", "", path.read_text(encoding="utf-8")
        ).replace(old, new, 1)
        for name, (path, old, new) in sources.items()
    }
    texts |= {
        "regler/x.yaml": KODEVERK,
        "tilsyn/kommune.yaml": KOMMUNE,
        "lov.yaml": "lover:\n  - {id: reglement, kort: r., navn: R}\n",
    }
    layer, problems = read(**texts)
    assert problems == []
    assert {*layer.brukt, *layer.ved_siden} == set(KINDS) - {"plikter", "tilsynsord", "revisjon"}


def test_a_file_met_in_two_of_the_folders_is_read_once(innhold: Innhold) -> None:
    case = ODELAGT / "to_egne"
    layer, problems = read_layer(innhold, [case / "a", case / "a"])
    assert problems == [] and len(layer.filer) == 1


# --- kinds -----------------------------------------------------------------------------------------------------------


def test_the_telling_keys_of_a_kind_are_its_own_and_nobody_elses() -> None:
    keys = {kind: set(schema_of(record).get("properties", ())) for kind, record in KINDS.items()}
    for kind, telling in TELLING.items():
        others = set().union(*(words for other, words in keys.items() if other != kind))
        assert set(telling) <= keys[kind], kind
        assert not set(telling) & (others - {"roller"}), kind
    assert {*TELLING, *(kind for _, kind in NEXT_BEST), "regeltest"} == set(KINDS)


@pytest.mark.parametrize(
    "path",
    [*yaml_files(ROT / "checklists"), *yaml_files(ROT / "rules" / "kodeverk"), ROT / "rules/melding/MEL-01.yaml"],
    ids=lambda path: path.stem,
)
def test_the_keys_alone_tell_what_the_shipped_files_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with_line, _ = read_text(text, path.name)
    without, _ = read_text(re.sub(r"# yaml-language-server.*\n", "", text), path.name)
    assert with_line is not None and without is not None
    assert kind_of(without) == kind_of(with_line) != ("", None)
