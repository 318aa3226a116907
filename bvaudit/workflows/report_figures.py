"""Figures of the extract and imported series, for a report: those its outline names, in its periods."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.figures.breaks import breaks_of_rules, rule_breaks
from bvaudit.figures.counted import left_out
from bvaudit.figures.suppress_defined import parts_of, same_counts
from bvaudit.model.endring import Seriebrudd
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkeltall import DELT_AKSE, DELT_KODER, Inndeling, Nokkeltall
from bvaudit.model.rapport import Rapport
from bvaudit.model.sammenligning import version_map
from bvaudit.model.serieslag import Serieslag
from bvaudit.model.skjerming import Skjermvalg
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.report_facts import Lesetekst, Talltekst
from bvaudit.reports.wording import dato
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.extracts import Uttrekk, lying_in
from bvaudit.workflows.figures import AskedFigures, count_figures
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.report_series import More, series_for
from bvaudit.workflows.series import denominators, ratios_of, series_of

# Counts of the municipality's own work, and of no child and nobody of the staff.
OF_THE_WORK = (
    *("liste.*", "arshjul.*", "tilsyn.*", "krav.*", "register.apne", "register.forfalt", "register.nye"),
    *("register.kom_tilbake", "register.lukket", "register.lukket_fa", "register.lukket_for", "register.med_tiltak"),
    *("register.uten_eier", "register.ikke_malt", "register.uten_forsok", "register.avsluttet_uten"),
    *("register.avsluttet_fa", "register.enheter"),
)
_PRINT = 12  # digits that people read to each other


def newest_extract(mappe: Mappe, dag: date) -> Uttrekk | None:
    """The newest that is no later than the day; where each is later, the oldest of those."""
    found = lying_in(mappe.uttrekk).uttrekk
    over = [one for one in found if one.manifest.uttrekksdato is None or one.manifest.uttrekksdato <= dag]
    return over[0] if over else (found[-1] if found else None)


def reach(extract: Uttrekk | None, dag: date) -> date:
    """The last day there can be figures for."""
    day = extract.manifest.uttrekksdato if extract is not None else None
    return min(dag, day) if day is not None else dag


def figures_for(
    mappe: Mappe, content: Content, rapport: Rapport, extract: Uttrekk | None, dag: date, spans: Sequence[Periode]
) -> More:
    named = {valg.tall for one in rapport.seksjoner for valg in one.tall}
    series = series_of(mappe, content)
    own = series_for(series, rapport, spans)
    rader, texts = own.rader, dict(own.tekster or {})
    if extract is None:
        none = (text("rapport.kilder.tall_fra"), text("rapport.kilder.uten_uttrekk"))
        return replace(own, kilder=(none,), uttrekk=False)
    divided = {one.tall for two in own.serier.values() for one in two.serie.forhold}
    wanted = tuple(sorted((named | divided) & (content.nokkeltall.keys() | content.regler.keys())))
    if not wanted:
        return replace(own, kilder=_source(extract))
    prepared = Prepared(mappe=extract.mappe, manifest=extract.manifest, problems=(), beskjeder=())
    asked = AskedFigures(per=dag, perioder=tuple(spans), tall=wanted)
    counted = count_figures(prepared, asked, content, serier=denominators(series))
    ratios = tuple(row for row in ratios_of(series, counted.rader) if row.tall in own.serier)
    mine = {id_: figure_text(one, content) for id_, one in counted.definisjoner.items()}
    by_rule = rule_breaks(content.regler.values(), version_map(content.planer.sammenligninger))
    mine |= {id_: _of_rule(id_, content, by_rule) for id_ in wanted if id_ in content.regler}
    if gone := counted.avsluttet_fra:
        mine = {id_: replace(one, brudd=(*one.brudd, (gone, left_out(gone)))) for id_, one in mine.items()}
    texts |= mine
    return More(
        rader=(*counted.rader, *rader, *ratios),
        tekster=texts,
        kilder=_source(extract),
        ikke_undersokt=tuple((one.tall, one.grunn) for one in counted.ikke_undersokt),
        brudd=(
            *_breaks(counted.definisjoner.values()),
            *_by_rule(counted.definisjoner.values(), by_rule),
            *counted.brudd,
        ),
        serier=own.serier,
    )


def _breaks(figures: Iterable[Nokkeltall]) -> Iterator[Seriebrudd]:
    for one in figures:
        for each in one.brudd:
            for variant in each.lesninger or ("",):
                codes = frozenset(each.deler)
                yield Seriebrudd(tall=one.id, dag=each.dato, grunn=each.grunn, variant=variant, koder=codes)


def _by_rule(figures: Iterable[Nokkeltall], by_rule: Sequence[Seriebrudd]) -> Iterator[Seriebrudd]:
    """Where the rules are counted in another way than before, in their own shares and in figures made of them."""
    yield from by_rule
    for one in figures:
        yield from breaks_of_rules(one.id, one.lesninger, by_rule)


def _of_rule(id_: str, content: Content, by_rule: Sequence[Seriebrudd]) -> Talltekst:
    rule = content.regler[id_]
    return Talltekst(
        tittel=rule.brudd,
        variant=rule.variantnavn[0] if rule.variantnavn else "",
        storrelse="andel",
        brudd=tuple((one.dag, one.grunn) for one in by_rule if one.tall == id_),
    )


def figure_text(one: Nokkeltall, content: Content) -> Talltekst:
    """What the figure is called, with what each of its readings counts."""
    standard = one.standard
    return Talltekst(
        tittel=one.tittel,
        variant=standard.navn,
        storrelse=standard.maler[0].value,
        lesninger={
            each.navn: Lesetekst(storrelse=each.maler[0].value, forklaring=each.forklaring) for each in one.lesninger
        },
        merknad=text("rapport.ikke_kvalitetsmal") if one.ikke_kvalitetsmal else "",
        brudd=tuple((each.dato, each.grunn) for each in one.brudd if not each.deler),
        koder=dict(_codes(one, content)),
    )


def _codes(one: Nokkeltall, content: Content) -> Iterator[tuple[tuple[str, str], str]]:
    for lesning in one.lesninger:
        if lesning.regel is not None and lesning.regel.mot:
            yield from (((DELT_AKSE, kode), text(f"korrigert.kol.{kode}")) for kode in DELT_KODER)
        for part in lesning.deles:
            yield from _codes_of(part, content)


def _codes_of(part: Inndeling, content: Content) -> Iterator[tuple[tuple[str, str], str]]:
    liste = content.koder.get(part.kodeliste)
    for kode in liste.koder if liste is not None else ():
        yield (part.akse, kode.kode), kode.tittel
    for group in part.grupper:
        yield (part.akse, group.kode), group.tittel
    for kode_, tittel in ((part.andre, part.andre_tittel), (part.tom, part.tom_tittel)):
        if kode_:
            yield (part.akse, kode_), tittel or kode_


def _source(extract: Uttrekk) -> tuple[tuple[str, str], ...]:
    day = extract.manifest.uttrekksdato
    told = dato(day) if day is not None else text("rapport.kilder.uten_dag")
    return ((text("rapport.kilder.tall_fra"), text("rapport.kilder.uttrekk_av", dag=told)),)


def hiding(content: Content) -> Skjermvalg:
    """What is never public, and what is no count of people: money is neither."""
    money = (one.id for one in content.planer.serier if one.serieslag is Serieslag.OKONOMI)
    never = tuple(one.id for one in content.nokkeltall.values() if one.alltid_skjult)
    return Skjermvalg(
        alltid_skjult=tuple(dict.fromkeys((*Skjermvalg().alltid_skjult, *never))),
        ikke_personer=(*OF_THE_WORK, *money),
        del_av=parts_of(content.nokkeltall.values()),
        kodelik=same_counts(content.nokkeltall.values()),
    )
