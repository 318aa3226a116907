"""A made-up municipality with three years of figures: shares, counts, divisions, a break, and what has no number."""

from datetime import date

from bvaudit.model.endring import Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Grafslag
from bvaudit.reports.figure_facts import Lesetekst, Tallfakta, Talltekst

ENHETER = ("Fjellgata", "Havna", "Kolstad", "Sentrum")
AAR = (2022, 2023, 2024)
KILDE = "uttrekk 31.12.2024"
MELDINGER = {"Fjellgata": (210, 260, 410), "Havna": (190, 240, 245), "Kolstad": (300, 340, 338), "Sentrum": (0, 0, 4)}
BRUDD = {"Fjellgata": ((4, 60), (6, 65), (19, 70)), "Havna": ((3, 55), (2, 50), (4, 58)),
         "Kolstad": ((9, 80), (8, 84), (7, 90)), "Sentrum": ((0, 0), (0, 0), (0, 2))}  # fmt: skip
UTFALL = {"henlagt": (230, 260, 300), "undersokelse": (400, 500, 610), "pagaende": (70, 80, 87)}
NAVN = {"henlagt": "Henlagt", "undersokelse": "Går til undersøkelse", "pagaende": "Undersøkelse eller tiltak pågår"}
DAG = Lesetekst(navn="dag", tittel="På dagen")


def ar(n: int) -> dict[str, date]:
    return {"periode_fra": date(n, 1, 1), "periode_til": date(n, 12, 31)}


def antall(tall: str, n: float, year: int, **more: str) -> Nokkelrad:
    return Nokkelrad(tall=tall, variant="mottatt", storrelse="antall", verdi=n, kilde=KILDE, **ar(year), **more)


def andel(k: int, n: int, year: int, variant: str = "rapportert", **more: str) -> Nokkelrad:
    return Nokkelrad(
        tall="fristbrudd_undersokelse",
        variant=variant,
        storrelse="andel",
        verdi=k / n if n else None,
        teller=k,
        nevner=n,
        n_saker=n,
        tilstand=Tilstand.VERDI if n else Tilstand.INGEN,
        kilde=KILDE,
        **ar(year),
        **more,
    )


def rader() -> tuple[Nokkelrad, ...]:
    made = [antall("meldinger", n[at], y, enhet=e) for e, n in MELDINGER.items() for at, y in enumerate(AAR)]
    made += [antall("meldinger", sum(n[at] for n in MELDINGER.values()), y) for at, y in enumerate(AAR)]
    made += [andel(*b[at], y, enhet=e) for e, b in BRUDD.items() for at, y in enumerate(AAR)]
    whole = [tuple(sum(b[at][i] for b in BRUDD.values()) for i in (0, 1)) for at in range(3)]
    made += [andel(k, n, y) for (k, n), y in zip(whole, AAR, strict=True)]
    made += [andel(k // 3, n - 2, y, "korrigert") for (k, n), y in zip(whole, AAR, strict=True)]
    made += [
        antall("meldinger_utfall", n[at], y, gruppe=f"utfall={kode}")
        for kode, n in UTFALL.items()
        for at, y in enumerate(AAR)
    ]
    made += [antall("meldinger_utfall", sum(n[at] for n in UTFALL.values()), y) for at, y in enumerate(AAR)]
    made += [
        Nokkelrad(tall="turnover", variant="", storrelse="andel", tilstand=Tilstand.MANGLER_SYSTEM, kilde="HR", **ar(y))
        for y in AAR
    ]
    made.append(
        Nokkelrad(tall="atferd", variant="dag", storrelse="antall_barn", periode_fra=date(2024, 12, 31),
                  periode_til=date(2024, 12, 31), tilstand=Tilstand.SKJULT, kilde=KILDE, merknad="Alltid skjult.")
    )  # fmt: skip
    return tuple(made)


def tekster() -> dict[str, Talltekst]:
    regel = Seriebrudd(tall="meldinger", dag=date(2023, 7, 1), grunn="flere henvendelser registreres som meldinger.")
    return {
        one.id: one
        for one in (
            Talltekst(
                id="meldinger",
                tittel="Meldinger",
                tema="melding",
                benevning="meldinger",
                lesninger=(
                    Lesetekst(
                        navn="mottatt",
                        tittel="Mottatt",
                        forklaring="Meldinger som kom inn i perioden. Slettede er ikke med.",
                    ),
                ),
                graf=Grafslag.SOYLER,
                brudd=(regel,),
                kilde="Trondheims tilstandsrapport",
            ),
            Talltekst(
                id="meldinger_utfall",
                tittel="Hva som ble gjort med meldingene",
                tema="melding",
                lesninger=(Lesetekst(navn="mottatt", tittel="Konkludert", forklaring="Konkludert i perioden."),),
                graf=Grafslag.STABLET,
                akser={"utfall": "Utfall"},
                koder={"utfall": NAVN},
            ),
            Talltekst(
                id="fristbrudd_undersokelse",
                tittel="Undersøkelser over fristen",
                tema="undersokelse",
                lesninger=(
                    Lesetekst(navn="rapportert", tittel="Rapportert", forklaring="Konkludert i perioden."),
                    Lesetekst(navn="korrigert", tittel="Korrigert", forklaring="Fra uken etter meldingen."),
                ),
                graf=Grafslag.LINJE,
            ),
            Talltekst(id="turnover", tittel="Turnover", tema="bemanning", lesninger=(Lesetekst(navn=""),)),
            Talltekst(id="atferd", tittel="Plassert for atferd", tema="omsorg", lesninger=(DAG,)),
        )
    }  # fmt: skip


def fakta() -> Tallfakta:
    return Tallfakta(
        kommune="Eksempelvik",
        per=date(2024, 12, 31),
        rader=rader(),
        tekster=tekster(),
        enheter=ENHETER,
        kilder=(("Uttrekk", "31.12.2024, 842 saker fra Eksempelvik"),),
        ikke_undersokt=(("Sykefravær", "Mappen har ingen serie for sykefravær."),),
        programversjon="0.9",
        kjoring="a1b2c3d4",
        dokumentklasse="Intern",
    )
