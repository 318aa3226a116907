"""Facts for every shipped report: a register that has lived, and made-up numbers for each figure an outline names."""

import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache

from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand, gruppe
from bvaudit.model.periode import periods
from bvaudit.model.rapport import Linjer, Omfang, Rapport, Tallvalg
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.report_facts import Rapportfakta, Talltekst, Utgave
from bvaudit.reports.report_front import UNSEEN
from bvaudit.reports.report_rows import list_rows, own_texts, register_rows
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.report_facts import judge, rule_texts
from bvaudit.workflows.report_figures import figure_text
from tests.register.an_register import ENHETER, STAB, a_memory

DAG = date(2026, 11, 30)
KOMMUNER = {"1702": "Steinkjer", "5035": "Stjørdal", "5033": "Tydal"}
_SHARES = ("andel",)


@cache
def content() -> Content:
    return content_or_stop()


@cache
def minne() -> Minne:
    return a_memory(mottaker=STAB)


def rapport(id_: str) -> Rapport:
    return next(one for one in content().planer.rapporter if one.id == id_)


def lister() -> tuple[Liste, ...]:
    """One of each kind an outline may ask for, with numbers in what people have written."""
    return tuple(
        Liste(
            id=f"liste-{slag.value}",
            tittel=f"Listen over {slag.value} med 3 mål",
            listeslag=slag,
            fil="lister/en.yaml",
            kilde="Vedtatt i møte 12.03.2026, sak 17/26.",
            konsekvenser=("Det kan koste 1,5 årsverk",),
            innhold=(
                Listepunkt(
                    id="a01-forste",
                    tekst="Sykefraværet skal ned fra 17,6 prosent",
                    beskrivelse="Gjelder 39 ansatte",
                    status="pagar",
                    eier="Barnevernleder",
                    frist=date(2026, 3, 1),
                    konsekvens="Fristene kan ryke i 2 av 5 team",
                    effekt="Færre brudd enn før",
                    kilde="Tjenestens egen vurdering",
                    koblet=("a02-andre",),
                ),
                Listepunkt(id="a02-andre", tekst="Rutinen er kjent", status="gjennomfort", kilde="Rutinen"),
            ),
        )
        for slag in Listeslag
    )


@cache
def facts(id_: str) -> Rapportfakta:
    one = rapport(id_)
    mine = lister()
    texts = {
        **rule_texts({key: rule for key, rule in content().regler.items() if not rule.kontroll}),
        **own_texts(mine, ()),
        **{key: figure_text(each, content()) for key, each in content().nokkeltall.items()},
    }
    rows = {
        row.celle: row for row in (*register_rows(minne()), *list_rows(mine, DAG), *_figures(one, texts), *_unseen())
    }
    return Rapportfakta(
        kommune="Fjordvik kommune",
        dag=DAG,
        rader=tuple(rows.values()),
        tekster=texts,
        enheter=tuple(ENHETER.values()),
        kommuner=KOMMUNER,
        regler=minne().kontekst.regler,
        kodeverk=minne().kontekst.kodeverk,
        minne=minne(),
        lister=mine,
        kilder=(("Kjøring", "vurdert per 31.10.2026"), ("Uttrekk", "9683d3afaf8b")),
        dokumentklasse="Intern",
        dom=judge(()),
    )


def editions(id_: str, malgruppe: Malgruppe) -> tuple[Utgave, ...]:
    """The first unit's or municipality's, where there is one for each."""
    one = rapport(id_)
    return (
        Utgave(
            rapport=one,
            malgruppe=malgruppe,
            perioder=periods(one.periode, DAG, one.tidligere + 1),
            enhet=next(iter(ENHETER.values())) if one.per is Omfang.ENHET else "",
            kommune=next(iter(KOMMUNER)) if one.per is Omfang.KOMMUNE else "",
        ),
    )


def _unseen() -> Iterator[Nokkelrad]:
    yield Nokkelrad(
        tall=UNSEEN, variant="alle", storrelse="antall", periode_fra=DAG, periode_til=DAG, verdi=76, kilde="kjøringen"
    )


def _figures(one: Rapport, texts: dict[str, Talltekst]) -> Iterator[Nokkelrad]:
    spans = periods(one.periode, DAG, one.tidligere + 1)
    for seksjon in one.seksjoner:
        for valg in seksjon.tall:
            if valg.tall.startswith("register."):
                continue
            for span in spans:
                for enhet, kommune in _places():
                    yield made_up(valg, texts[valg.tall], span, enhet, kommune)
                    if seksjon.linjer is Linjer.GRUPPE:
                        for code in ("tiltak", "nemnda", "ikke_behov"):
                            of = gruppe(**{seksjon.akse: code})
                            yield made_up(valg, texts[valg.tall], span, enhet, kommune, of)
                    if "sum" in {each.value for each in seksjon.setninger} or valg.tall == "av_100":
                        summed = Tallvalg(tall=valg.tall, variant=valg.variant, storrelse="sum")
                        yield made_up(summed, texts[valg.tall], span, enhet, kommune)


def _places() -> Iterator[tuple[str, str]]:
    yield "", ""
    yield from ((enhet, "") for enhet in ENHETER.values())
    yield from (("", kommune) for kommune in KOMMUNER)


def made_up(
    valg: Tallvalg, words: Talltekst, span: tuple[date, date], enhet: str, kommune: str, of: str = ""
) -> Nokkelrad:
    """The same number every time, told by what it is of; some of them are not there."""
    variant = valg.variant or words.variant
    storrelse = valg.storrelse or words.lesning(variant).storrelse
    seed = zlib.crc32(f"{valg.tall}{variant}{storrelse}{span}{enhet}{kommune}{of}".encode())
    common = {"tall": valg.tall, "variant": variant, "storrelse": storrelse, "enhet": enhet, "kommune": kommune}
    days = {"periode_fra": span[0], "periode_til": span[1], "gruppe": of, "kilde": "uttrekket av 31.10.2026"}
    if seed % 17 == 0:
        return Nokkelrad(**common, **days, tilstand=Tilstand.IKKE_UNDERSOKT)  # type: ignore[arg-type]
    if storrelse in _SHARES:
        nevner = 1 + seed % 2400
        teller = seed // 7 % (nevner + 1)
        return Nokkelrad(
            **common,
            **days,
            verdi=teller / nevner,
            teller=teller,
            nevner=nevner,
            n_saker=nevner,  # type: ignore[arg-type]
        )
    value = seed % 400 / 8 if storrelse == "gjennomsnitt" else seed % 3000
    return Nokkelrad(**common, **days, verdi=value, n_saker=seed % 3000)  # type: ignore[arg-type]
