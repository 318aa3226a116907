"""A page for each thing a map may have: what people call it, what it is for, which rules need it, and the codes."""

from collections.abc import Iterator, Mapping

from bvaudit.model.kart import mappable_columns
from bvaudit.model.koder import Kodeliste, Kodelister
from bvaudit.model.tables import BY_NAME, Type
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale
from bvaudit.reports.map_view import Cost
from bvaudit.texts import text

FieldCosts = Mapping[tuple[str, str], Cost]  # by table and column, which is empty for the whole table


def table_page(tabell: str, koder: Kodelister, lists: Mapping[tuple[str, str], str], used: FieldCosts) -> str:
    coded = {k: koder[lists[tabell, k]] for k in mappable_columns(tabell) if lists.get((tabell, k)) in koder}
    omtale, owner = tabell_omtale(tabell), BY_NAME[tabell].forelder
    under = tabell_omtale(owner).navn.lower() if owner not in (None, "sak") else ""
    named = (
        text("kart_side.hvert_under", tabell=tabell, eier=under) if under else text("kart_side.hvert", tabell=tabell)
    )
    blocks = [
        f"# {omtale.navn}",
        f"{omtale.tekst} {named}",
        "\n".join([text("kart_side.opplysninger").strip("\n"), *_columns(tabell, coded)]),
        *_rules(tabell, used),
        *_codes(coded),
        text("kart_side.tilbake"),
    ]
    return "\n\n".join(blocks) + "\n"


def _columns(tabell: str, coded: Mapping[str, Kodeliste]) -> Iterator[str]:
    for kolonne, kind in mappable_columns(tabell).items():
        said = kolonne_omtale(tabell, kolonne)
        reads = text("kart_side.kode", anker=_anchor(coded[kolonne])) if kolonne in coded else _reads_as(kind)
        yield f"| {said.navn} | {said.tekst} | {reads} | `{kolonne}` |"


def _reads_as(kind: Type) -> str:
    match kind:
        case Type.DATO | Type.TID:
            return text("kart_side.dato")
        case Type.BOOL:
            return text("kart_side.ja_nei")
        case Type.HELTALL:
            return text("kart_side.heltall")
        case _:
            return text("kart_side.tekst")


def _rules(tabell: str, used: FieldCosts) -> Iterator[str]:
    yield text("kart_side.punkter").strip("\n")
    whole = used[tabell, ""].regler
    found = [text("kart_side.punkter_tabell", punkter=_listed(whole))] if whole else []
    for kolonne in mappable_columns(tabell):
        cost = used.get((tabell, kolonne))
        felt = f"«{kolonne_omtale(tabell, kolonne).navn}»"
        if cost and cost.regler:
            found.append(text("kart_side.punkter_felt", felt=felt, punkter=_listed(cost.regler)))
        if cost and cost.uavklart:
            found.append(text("kart_side.uavklart_felt", felt=felt, punkter=_listed(cost.uavklart)))
    yield "\n".join(f"- {line}" for line in found) if found else text("kart_side.ingen_punkter")


def _listed(rules: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{id_} {tittel}" for id_, tittel in rules)


def _codes(coded: Mapping[str, Kodeliste]) -> Iterator[str]:
    if coded:
        yield text("kart_side.koder").strip("\n")
    for liste in {liste.id: liste for liste in coded.values()}.values():
        rows = [f"| `{one.kode}` | {one.tittel} |" for one in liste.koder]
        yield "\n".join([f"### {liste.tittel}", "", text("kart_side.kode_hode"), *rows])


def _anchor(liste: Kodeliste) -> str:
    """The place of a heading, as pages of this kind are linked."""
    kept = "".join(c for c in liste.tittel.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
