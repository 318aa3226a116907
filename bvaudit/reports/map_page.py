"""The page about the map: what it may say, and every table, column and code in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from bvaudit.model.kart import mappable_columns, mappable_tables
from bvaudit.model.koder import Kodeliste, Kodelister
from bvaudit.model.tables import BY_NAME, Type
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale

_INTRO = """\
# Kartet over regneark

Et kart forteller bvaudit hvilken overskrift i kommunens regneark som er hvilken opplysning. Det er en tekstfil som
heter `kart.yaml`, og den brukes slik: `bvaudit vurder --uttrekk MAPPE --kart kart.yaml --ut UT`. Til venstre for
kolonet står navnet herfra, til høyre det som står i arket. `examples/kart.yaml` er et helt kart. Siden er laget av
programmet.

```yaml
kommune: {nummer: "9999", navn: Fjordvik, organisasjonsnummer: "999999999"}
uttrekk: {dato: 2025-12-31}
tomme: ["NULL", "-", "31.12.9999"]
tabeller:
  sak:
    fil: saker.xlsx
    ark: Saker
    kolonner: {sak_id: Saksnummer, start_dato: Opprettet, enhet: Avdeling}
  henvendelse:
    fil: saker.xlsx
    ark: Meldinger
    kolonner: {sak_id: Saksnummer, start_dato: Mottatt, konklusjon_slutt_dato: Gjennomgått, konklusjon_kode: Resultat}
    koder: {konklusjon_kode: {henlagt: "1", undersøkes: "2"}}
```

Ta med alt arket har. Det som ikke er i kartet, blir ikke undersøkt. Navn, adresser og fritekst leses aldri.

## Slik leses arket

- **Tomt.** En tom celle betyr at noe ikke er registrert. «NULL», «-», «31.12.9999» og lignende er ikke data:
  innlesingen stopper og sier hvilken celle, til du skriver teksten under `tomme`.
- **Formler.** En formel må ha en utregnet verdi. Har et annet program laget filen, åpne den i Excel og lagre den først.
- **Summer og fotnoter.** En rad som sier at den er en sum, eller «(2 rader berørt)», leses ikke. Er det tvil, stopper
  innlesingen og sier hvilken rad.
- **Skjult.** Skjulte og filtrerte rader leses, og antallet sies. Et skjult ark leses bare når kartet nevner det.
- **Datoer** kan ha klokkeslett; dagen er den som står. Har tidspunktet sone, er det dagen i Norge. 03/04/2025 leses
  bare når `datoformat` sier hva som står først.
- **Id-er** er like uansett store bokstaver, mellomrom rundt og innpakning som `="F-1"`.
- **Enheter** som bare skilles av store bokstaver, punktum eller mellomrom, er én. Er kolonnen full av personer, blir
  den ikke brukt.
"""
_READS_AS = {
    Type.DATO: "dato",
    Type.BOOL: "ja eller nei",
    Type.HELTALL: "heltall",
    Type.TEKST: "tekst",
    Type.TID: "tidspunkt",
}
_NOT_SAID = {"kommune", "uttrekk", "tabeller", "fil", "ark", "kolonner"}  # shown in the example


def map_page(schema: Mapping[str, Any], koder: Kodelister, lists: Mapping[tuple[str, str], str]) -> str:
    """``schema`` is that of the map; ``lists`` has the code list of each column that has one."""
    used = [navn for navn in dict.fromkeys(lists.values()) if navn in koder]
    parts = [
        _INTRO,
        "## Hva kartet kan si\n",
        *_keys(schema),
        "\n## Tabellene\n",
        *(f"- [{tabell_omtale(tabell).navn}](#{tabell}): `{tabell}`" for tabell in mappable_tables()),
        *(line for tabell in mappable_tables() for line in _table(tabell, koder, lists)),
        "\n## Kodene\n",
        "Skriv koden i anførselstegn. Står det ord i arket, oversettes de under `koder`.\n",
        *(line for navn in used for line in _codes(koder[navn])),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "| Nøkkel | Står | Betyr |"
    yield "|---|---|---|"
    for where, properties in (
        ("øverst", schema["properties"]),
        ("i en tabell", schema["properties"]["tabeller"]["properties"]["sak"]["properties"]),
    ):
        for key, said in properties.items():
            if key not in _NOT_SAID:
                described = said.get("description", said.get("title", ""))
                inside = said.get("items", {}).get("description", "") if said.get("items", {}).get("enum") else ""
                yield f"| `{key}` | {where} | {_sentence(described)}{' ' + _sentence(inside) if inside else ''} |"


def _table(tabell: str, koder: Kodelister, lists: Mapping[tuple[str, str], str]) -> Iterator[str]:
    omtale = tabell_omtale(tabell)
    yield f"\n### {tabell}\n"
    yield f"**{omtale.navn}.** {omtale.tekst}"
    if owner := BY_NAME[tabell].forelder:
        yield f"Hører til `{owner}`." if owner != "sak" else ""
    yield "\n| Kolonne | Er | Leses som | Forklaring |"
    yield "|---|---|---|---|"
    for kolonne, kind in mappable_columns(tabell).items():
        said = kolonne_omtale(tabell, kolonne)
        liste = koder.get(lists.get((tabell, kolonne), ""))
        reads = f"[kode](#{_anchor(liste)})" if liste else _READS_AS[kind]
        yield f"| `{kolonne}` | {said.navn} | {reads} | {said.tekst} |"


def _codes(liste: Kodeliste) -> Iterator[str]:
    yield f"\n### {liste.tittel}\n"
    yield "| Kode | Betyr |"
    yield "|---|---|"
    for kode in liste.koder:
        yield f"| `{kode.kode}` | {kode.tittel} |"


def _anchor(liste: Kodeliste) -> str:
    """The place of a heading, as pages of this kind are linked."""
    kept = "".join(c for c in liste.tittel.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}."
