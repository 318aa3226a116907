"""What the key figures of a run are called: from their definitions, from the rules, and from the imported series."""

from collections.abc import Iterable, Iterator, Mapping

from bvaudit.figures.breaks import breaks_of_rules, rule_breaks
from bvaudit.model.endring import Seriebrudd
from bvaudit.model.koder import Kodelister
from bvaudit.model.nokkeltall import Inndeling, Lesning, Nokkeltall
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import version_map
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.serieslag import SLAG
from bvaudit.reports.chart_view import Grafslag
from bvaudit.reports.figure_facts import Lesetekst, Talltekst
from bvaudit.reports.wording import tema_name
from bvaudit.texts import known, text
from bvaudit.workflows.content import Content
from bvaudit.workflows.figures import themed
from bvaudit.workflows.series import SeriesRead

_SPLIT = "del"
_YEARLY, _LAST = "S1-", 100  # rows of the list of what a yearly report needs; figures it does not have come after


def texts_of(content: Content, tall: Iterable[str], serier: SeriesRead | None = None) -> dict[str, Talltekst]:
    """The words of these figures, in the order they are shown: figures, series, then rules by subject."""
    wanted = set(tall)
    figures = sorted(themed(content).values(), key=_order)
    breaks = rule_breaks(content.regler.values(), version_map(content.planer.sammenligninger))
    found = [figure_text(one, content.koder, breaks) for one in figures if one.id in wanted]
    if serier is not None:
        found += [series_text(one, serier) for one in serier.serier.values() if one.id in wanted]
    found += [rule_text(rule, breaks) for rule in content.regler.values() if rule.id in wanted]
    return {one.id: one for one in found}


def _order(one: Nokkeltall) -> tuple[int, str]:
    """As a yearly report tells of them: from the first melding to what became of the child."""
    rows = [int(row.split("-")[1]) for row in one.spor if row.startswith(_YEARLY)]
    return min(rows, default=_LAST), one.id


def figure_text(one: Nokkeltall, koder: Kodelister, breaks: Iterable[Seriebrudd] = ()) -> Talltekst:
    parts = [deling for lesning in one.lesninger for deling in lesning.deles]
    akser = {deling.akse: deling.tittel or deling.akse for deling in reversed(parts)}
    codes = {deling.akse: dict(_codes(deling, koder)) for deling in reversed(parts)}
    if any(lesning.regel is not None and lesning.regel.mot for lesning in one.lesninger):
        akser[_SPLIT] = text("korrigert.kol.delt")
        codes[_SPLIT] = {name: text(f"korrigert.kol.{name}") for name in _PARTS}
    return Talltekst(
        id=one.id,
        tittel=one.tittel,
        tema=one.tema,
        kilde=one.kilde,
        merknad=one.merknad,
        benevning=one.visning.benevning,
        desimaler=one.visning.desimaler,
        lesninger=tuple(map(_reading, one.lesninger)),
        graf=Grafslag(one.visning.graf.value) if one.visning.graf is not None else None,
        brudd=(*_breaks(one), *breaks_of_rules(one.id, one.lesninger, breaks)),
        akser=akser,
        koder=codes,
        ikke_kvalitetsmal=one.ikke_kvalitetsmal,
    )


_PARTS = ("reell", "regeleffekt", "uten_melding", "bare_korrigert")


def _reading(one: Lesning) -> Lesetekst:
    return Lesetekst(
        navn=one.navn, tittel=one.tittel or one.navn, forklaring=one.forklaring.strip(), merknad=one.merknad.strip()
    )


def _codes(one: Inndeling, koder: Kodelister) -> Iterator[tuple[str, str]]:
    for gruppe in one.grupper:
        yield gruppe.kode, gruppe.tittel
    if one.andre:
        yield one.andre, one.andre_tittel or one.andre
    if one.tom:
        yield one.tom, one.tom_tittel or one.tom
    liste = koder.get(one.kodeliste)
    if liste is not None and not one.grupper:
        yield from ((kode.kode, kode.tittel) for kode in liste.koder)


def _breaks(one: Nokkeltall) -> Iterator[Seriebrudd]:
    for skift in one.brudd:
        for navn in skift.lesninger or ("",):
            yield Seriebrudd(
                tall=one.id, dag=skift.dato, grunn=skift.grunn.strip(), variant=navn, koder=frozenset(skift.deler)
            )


def rule_text(rule: Rule, breaks: Iterable[Seriebrudd]) -> Talltekst:
    """The share of breaches of a rule: named by the breach, for that is what is counted."""
    tema = tema_name(rule.fil.replace("\\", "/").split("/")[-2])
    return Talltekst(
        id=rule.id,
        tittel=text("nokkeltall.regel", id=rule.id, brudd=rule.brudd),
        tema=tema,
        kilde=rule.kilde.strip(),
        regel=True,
        lesninger=tuple(
            Lesetekst(navn=n, tittel=way_name(n), forklaring=_explained(rule, n)) for n in rule.variantnavn
        ),
        brudd=tuple(one for one in breaks if one.tall == rule.id),
    )


def way_name(variant: str) -> str:
    key = f"tellemater.{variant.replace('-', '_')}"
    return text(key) if known(key) else variant


def _explained(rule: Rule, navn: str) -> str:
    told = (one.forklaring for v in reversed(rule.versjoner) for one in v.varianter if one.navn == navn)
    return next((said.strip() for said in told if said), text("nokkeltall.regel_telles"))


def series_text(one: Serie, read: SeriesRead) -> Talltekst:
    words: dict[str, dict[str, str]] = {}
    for (tall, akse, kode), word in read.ord.items():
        if tall == one.id:
            words.setdefault(akse, {})[kode] = word
    variants = dict.fromkeys(row.variant for row in read.of(one.id))
    graf = one.graf or SLAG[one.serieslag].graf
    return Talltekst(
        id=one.id,
        tittel=one.tittel,
        tema=text(f"nokkeltall.serieslag.{one.serieslag.value}"),
        kilde=one.kilde.strip(),
        benevning=one.maleenhet,
        lesninger=tuple(_series_reading(one, navn) for navn in variants),
        graf=Grafslag(graf.value),
        brudd=tuple(_series_breaks(one)),
        akser={akse: akse.replace("-", " ").capitalize() for akse in words},
        koder=words,
        ikke_kvalitetsmal=one.sett is not None,
        serie=True,
    )


_KINDS = ("oppgitt", "sum", "veid", "mal")


def _series_reading(one: Serie, navn: str) -> Lesetekst:
    titles = {part.id: part.tittel for part in one.avledet} | {part.id: part.tittel for part in one.forhold}
    kind = navn.split("-")[0]
    title = titles.get(navn) or (text(f"nokkeltall.serievariant.{kind}") if kind in _KINDS else navn)
    return Lesetekst(navn=navn, tittel=title, forklaring=text("nokkeltall.serie_fra", kilde=one.kilde.strip()))


def _series_breaks(one: Serie) -> Iterator[Seriebrudd]:
    for brudd in one.brudd:
        periode = parse_periode(brudd.fra)
        if periode is not None:
            yield Seriebrudd(tall=one.id, dag=periode.fra, grunn=brudd.grunn.strip())


def breaks_of(tekster: Mapping[str, Talltekst]) -> tuple[Seriebrudd, ...]:
    return tuple(one for tall in tekster.values() for one in tall.brudd)
