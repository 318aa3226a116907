"""What the schema cannot see within a series: where its numbers are, what they are divided on, and each of them."""

from collections.abc import Iterator

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.files import listed_twice, unknown
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.enhet import slug
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Kolonne, Serie
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.serierad import Radfeil, Steder, punkt_av, rad_av_yaml
from bvaudit.model.serieslag import Maal, Radslag, Rolle
from bvaudit.model.serietall import Lest, Tallfeil, parse_tall
from bvaudit.texts import text

_PLACES = (TID, ENHETER, KOMMUNER)
_ENDINGS = (".xlsx", ".csv", ".txt")
_NUMBERS = (Rolle.VERDI, Rolle.TELLER, Rolle.NEVNER)


def faults_in_series(serie: Serie, document: Document) -> Iterator[Problem]:
    new_id = text("loading.plans.gi_den_en_id_som_ikke")
    yield from listed_twice(document, ("avledet",), "id", [one.id for one in serie.avledet], new_id)
    yield from listed_twice(document, ("forhold",), "id", [one.id for one in serie.forhold], new_id)
    yield from _where_the_numbers_are(serie, document)
    yield from _columns(serie, document)
    yield from _rows(serie, document)
    yield from _axes(serie, document)
    yield from _numbers(serie, document)


def _said(document: Document, at: KeyPath, key: str, grad: Grad = Grad.FEIL, /, **values: object) -> Problem:
    tekst, hint = text(f"serier.fil.{key}", **values), text(f"serier.fil.{key}_hint")
    return document.problem(at, f"serie-{key.replace('_', '-')}", tekst, hint, grad)


def _where_the_numbers_are(serie: Serie, document: Document) -> Iterator[Problem]:
    ways = [key for key in ("datafil", "rader", "mangler_system") if getattr(serie, key)]
    if len(ways) != 1:
        yield _said(document, ("id",) if not ways else (ways[-1],), "ett_sted" if ways else "ingen_tall")
    if serie.mangler_system and not serie.hvorfor:
        yield _said(document, ("mangler_system",), "uten_hvorfor")
    if serie.mangler_system and not serie.periode:
        yield _said(document, ("mangler_system",), "uten_periode")
    if not serie.datafil:
        return
    if "/" in serie.datafil or "\\" in serie.datafil or serie.datafil.startswith("."):
        yield _said(document, ("datafil",), "annen_mappe")
    elif not serie.datafil.casefold().endswith(_ENDINGS):
        yield _said(document, ("datafil",), "filslag", fil=serie.datafil)
    if not serie.kolonner:
        yield _said(document, ("datafil",), "uten_kolonner")


def _columns(serie: Serie, document: Document) -> Iterator[Problem]:
    if serie.kolonner and not serie.datafil:
        yield _said(document, ("kolonner",), "uten_fil")
    names = [slug(one.navn) for one in serie.kolonner]
    yield from listed_twice(document, ("kolonner",), "navn", names, text("serier.fil.kolonne_to_ganger"))
    roles = {one.er for one in serie.kolonner}
    if serie.kolonner and serie.hver_rad is not Radslag.TELLES and not roles & set(_NUMBERS):
        yield _said(document, ("kolonner",), "ingen_tallkolonne")
    if (Rolle.TELLER in roles) != (Rolle.NEVNER in roles):
        yield _said(document, ("kolonner",), "teller_uten_nevner")
    if serie.hver_rad is Radslag.PERSON and serie.fordeling is None:
        yield _said(document, ("hver_rad",), "uten_fordeling")
    for number, one in enumerate(serie.kolonner):
        yield from _column(one, document, ("kolonner", number))
        if serie.hver_rad is Radslag.TELLES and one.er in (*_NUMBERS, Rolle.PERSONER):
            yield _said(document, ("kolonner", number, "er"), "telles_med_tall", kolonne=one.navn)


def _column(one: Kolonne, document: Document, at: KeyPath) -> Iterator[Problem]:
    if one.periode and parse_periode(one.periode) is None:
        yield _said(document, (*at, "periode"), "periode", verdi=one.periode)
    fixed = [key for key in ("kategori", "periode", "enhet", "storrelse") if getattr(one, key)]
    if fixed and one.er not in (*_NUMBERS, Rolle.PERSONER):
        yield _said(document, (*at, fixed[0]), "bare_tall", nokkel=fixed[0])
    if one.gang and (one.er not in _NUMBERS or not isinstance(parse_tall(one.gang, andel=False), Lest)):
        yield _said(document, (*at, "gang"), "gang", verdi=one.gang)
    if one.fyll_ned and one.er in (*_NUMBERS, Rolle.PERSONER):
        yield _said(document, (*at, "fyll_ned"), "bare_delt", nokkel="fyll_ned")
    if one.kategori and not one.akse:
        yield _said(document, (*at, "kategori"), "uten_akse")


def _rows(serie: Serie, document: Document) -> Iterator[Problem]:
    for number in range(len(serie.rader)):
        at: KeyPath = ("rader", number)
        try:
            rad = rad_av_yaml(serie, number)
        except ValueError:
            yield _said(document, (*at, "kategori"), "akser_og_kategorier")
            continue
        meant = serie.mangler_system or serie.rader[number].merknad  # somebody has said why
        if not any(rad.tall.values()) and not meant:
            yield _said(document, at, "rad_uten_tall", Grad.ADVARSEL)
        for fault in punkt_av(rad, serie, Steder(), "")[1]:
            if fault.kode != "ukjent_kommune":  # which there are is known where the folder is read
                yield _fault(document, at, fault)


def _fault(document: Document, at: KeyPath, fault: Radfeil) -> Problem:
    place = at if fault.kode == "uten_periode" else (*at, fault.felt)
    tekst = text(f"serier.celle.{fault.kode}", verdi=fault.verdi)
    hint = text(f"serier.celle.{fault.kode}_hint", naer=fault.naer)
    grad = Grad.ADVARSEL if fault.advarsel else Grad.FEIL
    return document.problem(place, f"serie-{fault.kode.replace('_', '-')}", tekst, hint, grad)


def known_axes(serie: Serie) -> frozenset[str]:
    """The axes of categories the numbers of the series stand on."""
    columns = {one.akse or slug(one.navn) for one in serie.kolonner if one.er is Rolle.KATEGORI or one.kategori}
    rows = {slug(akse) for rad in serie.rader for akse in rad.akse.split(";") if akse.strip()}
    return frozenset(columns | rows)


def _axes(serie: Serie, document: Document) -> Iterator[Problem]:
    known = known_axes(serie)
    asked: list[tuple[KeyPath, str]] = []
    for number, deling in enumerate(serie.delt_pa):
        at: KeyPath = ("delt_pa", number, "akse")
        asked.append((at if at in document.places else ("delt_pa", number), deling.akse))
    for key in ("avledet", "mal", "forhold"):
        asked += [((key, number, "akse"), one.akse) for number, one in enumerate(getattr(serie, key))]
    asked += [(("sett", "akse"), serie.sett.akse)] if serie.sett else []
    asked += [(("fordeling", "akse"), serie.fordeling.akse)] if serie.fordeling else []
    for path, akse in asked:
        if akse and akse not in known and not (path[0] == "delt_pa" and akse in _PLACES):
            tekst = text("serier.fil.ukjent_akse", akse=akse)
            yield unknown(document, path, "serie-ukjent-akse", tekst, akse, [*known, *_PLACES])


def _numbers(serie: Serie, document: Document) -> Iterator[Problem]:
    for number, deling in enumerate(serie.delt_pa):
        if deling.skal_bli:
            yield from _number(deling.skal_bli, serie.storrelse, document, ("delt_pa", number, "skal_bli"))
    for number, mal in enumerate(serie.mal):
        if mal.verdi:
            yield from _number(mal.verdi, mal.storrelse or serie.storrelse, document, ("mal", number, "verdi"))
        if mal.periode and parse_periode(mal.periode) is None:
            yield _said(document, ("mal", number, "periode"), "periode", verdi=mal.periode)
    for number, brudd in enumerate(serie.brudd):
        if parse_periode(brudd.fra) is None:
            yield _said(document, ("brudd", number, "fra"), "periode", verdi=brudd.fra)
    if serie.periode and parse_periode(serie.periode) is None:
        yield _said(document, ("periode",), "periode", verdi=serie.periode)
    classes = serie.fordeling.klasser if serie.fordeling else ()
    if list(classes) != sorted(classes):
        yield _said(document, ("fordeling", "klasser"), "klasser")


def _number(written: str, storrelse: Maal, document: Document, at: KeyPath) -> Iterator[Problem]:
    found = parse_tall(written, andel=storrelse is Maal.ANDEL)
    if isinstance(found, Tallfeil):
        yield _fault(document, at[:-1], Radfeil(felt=str(at[-1]), kode=f"tall_{found}", verdi=written))
