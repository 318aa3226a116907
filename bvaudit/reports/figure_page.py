"""What each key figure counts, for ``docs/nokkeltall.md``. Pure: records in, Markdown out."""

from collections.abc import Iterable, Iterator, Mapping

from bvaudit.model.nokkeltall import Inndeling, Lesning, Nokkeltall, Serieskift
from bvaudit.model.tallord import Periodeslag, Storrelse
from bvaudit.reports.rule_pages import table

_TOP = """\
# Nøkkeltall

{antall} nøkkeltall med {lesninger} lesninger. Siden er laget av programmet; endre filene i `rules/nokkeltall/`, ikke
siden.

Et nøkkeltall kan leses på flere måter, og det kan flytte tallet mye. Hver lesning som skrives ut, har et navn, og
setningen sier hva som telles, etter hvilken dato, og hvem som er med. Den første er standarden.

- Tall hører til enheten som hadde saken den dagen som teller, og til kommunen barnet bodde i. «Alle» er telt for seg og
  er aldri en sum: et barn hos to enheter er ett barn.
- Et barn er personnummeret. Hjelpenumre kan flere barn ha; da er det saken som telles.
- Enslige mindreårige kjennes bare på DUF-nummeret. Andre familier som har søkt asyl, kan også ha et.
- Omsorgsenheten er enhetene med `oppgave: omsorg` i `enheter.yaml`.
- En andel uten noe i nevneren har ikke noe tall. Det uttrekket ikke har, er aldri 0.
- Andelen brudd på hver regel er også et nøkkeltall, med regelens egen id.

Kommunens egne nøkkeltall legges i mappen `nokkeltall/`. Nøklene i filene står i [innhold.md](innhold.md#nøkkeltall).
"""
_SIZES = {
    Storrelse.ANTALL: "antall",
    Storrelse.ANTALL_BARN: "antall barn",
    Storrelse.ANDEL: "andel",
    Storrelse.SUM: "sum",
    Storrelse.DOGN: "døgn",
    Storrelse.GJENNOMSNITT: "gjennomsnitt",
    Storrelse.MINST: "minst",
    Storrelse.STORST: "størst",
    Storrelse.MEDIAN: "median",
}
_PERIODS = {
    Periodeslag.AR: "hele år",
    Periodeslag.HALVAR: "halvår",
    Periodeslag.KVARTAL: "kvartaler",
    Periodeslag.MANED: "måneder",
    Periodeslag.ANNET: "andre perioder",
}


def figure_page(figures: Mapping[str, Nokkeltall]) -> str:
    """``docs/nokkeltall.md``: a list by theme, then each figure with its readings, divisions and breaks."""
    by_theme: dict[str, list[Nokkeltall]] = {}
    for one in sorted(figures.values(), key=lambda one: one.tittel):
        by_theme.setdefault(one.tema, []).append(one)
    readings = sum(len(one.lesninger) for one in figures.values())
    parts = [_TOP.format(antall=len(figures), lesninger=readings)]
    rows = [
        (tema, f"[{one.tittel}](#{one.id})", ", ".join(f"`{lesning.navn}`" for lesning in one.lesninger))
        for tema in sorted(by_theme)
        for one in by_theme[tema]
    ]
    parts.append(table(("Emne", "Nøkkeltall", "Lesninger"), rows))
    for tema in sorted(by_theme):
        parts.append(f"## {tema}\n")
        parts += ["\n".join(_figure(one)) for one in by_theme[tema]]
    return "\n".join(parts)


def _figure(tall: Nokkeltall) -> Iterator[str]:
    yield f'<a id="{tall.id}"></a>\n'
    yield f"### {tall.tittel}\n"
    yield f"`{tall.id}`. {tall.formal}\n"
    rows = [(f"`{les.navn}`", les.tittel or les.navn, _said(les), _measured(les)) for les in tall.lesninger]
    yield table(("Lesning", "Kort", "Hva som telles", "Vises som"), rows)
    yield from _divisions(tall)
    yield from (f"- {line}" for line in _notes(tall))
    yield ""


def _said(lesning: Lesning) -> str:
    return f"{lesning.forklaring} {lesning.merknad}".strip()


def _measured(lesning: Lesning) -> str:
    sizes = ", ".join(_SIZES[one] for one in lesning.maler)
    if lesning.av_100:
        sizes += " av 100"
    kinds = ", ".join(_PERIODS[one] for one in lesning.perioder)
    return f"{sizes} (bare {kinds})" if kinds else sizes


def _divisions(tall: Nokkeltall) -> Iterator[str]:
    seen: dict[str, Inndeling] = {}
    for lesning in tall.lesninger:
        for one in lesning.deles:
            seen.setdefault(one.akse, one)
    for one in seen.values():
        yield f"Deles på {_lower(one.tittel or one.akse)} (`{one.akse}`): {_parts(one)}.\n"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _parts(one: Inndeling) -> str:
    if one.alder:
        return f"aldersgruppene fra {', '.join(str(limit) for limit in one.alder)} år"
    if not one.grupper:
        return f"hver kode i kodelisten `{one.kodeliste}`" if one.kodeliste else "hver kode"
    named = [f"{_lower(gruppe.tittel)}{_codes(gruppe.koder)}" for gruppe in one.grupper]
    named += [_lower(words) for kode, words in ((one.andre, one.andre_tittel), (one.tom, one.tom_tittel)) if kode]
    return "; ".join(named)


def _codes(koder: Iterable[str]) -> str:
    written = ", ".join(koder)
    return f" ({written})" if written else ""


def _notes(tall: Nokkeltall) -> Iterator[str]:
    yield from (_break(one) for one in tall.brudd)
    if tall.merknad:
        yield tall.merknad
    if tall.ikke_kvalitetsmal:
        yield "Tallet kan ikke leses som bra eller dårlig."
    if tall.alltid_skjult:
        yield "Tallet står aldri i noe offentlig."
    yield f"Kilde: {tall.kilde}"


def _break(one: Serieskift) -> str:
    limits = [f"`{navn}`" for navn in (*one.lesninger, *one.deler)]
    where = f" ({', '.join(limits)})" if limits else ""
    return f"Brudd {one.dato:%d.%m.%Y}{where}: {one.grunn}"
