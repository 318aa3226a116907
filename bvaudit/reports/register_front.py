"""The first sheet, «Les først»: what a leader must know before reading a single figure."""

from collections import Counter
from collections.abc import Iterator

from bvaudit.findings.all_numbers import PER_UNIT, total, weighed
from bvaudit.findings.ledger import ledger
from bvaudit.findings.ranking import by_urgency
from bvaudit.model.mengdeord import antall, merket
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.register_sheets import CellKind, Section, SheetColumn, Verdi
from bvaudit.reports.register_tables import FOR_FA, IKKE_UNDERSOKT, INGEN_AVVIK, andel
from bvaudit.reports.told_under import breach, counted, rules_told
from bvaudit.reports.wording import dato, oppramsing

_MANGE = 5  # as many as a leader takes in at once

_FAKTA = (SheetColumn(navn="Opplysning", bredde=0), SheetColumn(navn="Verdi", bredde=0))
_ENHET = (
    SheetColumn(navn="Enhet", bredde=0),
    SheetColumn(navn="Hva er kontrollert mot uttrekket", bredde=0),
    SheetColumn(navn="Saker i uttrekket", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Saker kontrollert", bredde=0, kind=CellKind.HELTALL),
)
_GRUPPE = (
    SheetColumn(navn="Gruppe", bredde=0),
    SheetColumn(navn="Regel", bredde=0),
    SheetColumn(navn="Vurdert (n)", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Med avvik", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel", bredde=0, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Ikke aktuelt", bredde=0, kind=CellKind.HELTALL),
)
_NOKKELTALL = (
    SheetColumn(navn="Regel", bredde=0),
    SheetColumn(navn="Krav, og hva som telles", bredde=0),
    SheetColumn(navn="Kontrollert (n)", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Med avvik", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel", bredde=0, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Ikke aktuelt", bredde=0, kind=CellKind.HELTALL),
    SheetColumn(navn="Enheter med avvik", bredde=0, kind=CellKind.HELTALL),
)
_ARK = (SheetColumn(navn="Ark", bredde=0), SheetColumn(navn="Hva du finner der", bredde=0))


def front(revisjon: Revisjon) -> tuple[Section, ...]:
    """The sections in reading order; a section with nothing to say is left out, except what was not examined."""
    return tuple(section for section in _sections(revisjon) if section.setninger or section.rader)


def _sections(revisjon: Revisjon) -> Iterator[Section]:
    yield Section(tittel="Kort fortalt", setninger=tuple(_in_short(revisjon)))
    yield Section(tittel="Advarsler", setninger=revisjon.advarsler)
    yield Section(tittel="Hva tallene bygger på", kolonner=_FAKTA, rader=tuple(_facts(revisjon)), hoder=False)
    yield Section(tittel="Saker per enhet", kolonner=_ENHET, rader=tuple(_units(revisjon)))
    yield _key_figures(revisjon)
    yield Section(tittel="Nøkkeltall per gruppe", kolonner=_GRUPPE, rader=tuple(_groups(revisjon)))
    yield _not_examined(revisjon)
    yield Section(tittel="Slik leser du tallene", setninger=_READING)
    yield Section(tittel="Arkene", kolonner=_ARK, rader=_SHEETS)


def _in_short(revisjon: Revisjon) -> Iterator[str]:
    avvik = revisjon.avvik
    if not sum(svar.tall[svar.standard].n for svar in revisjon.svar):
        yield f"{IKKE_UNDERSOKT}. Det betyr ikke at alt er i orden."
    elif not avvik:
        yield f"{INGEN_AVVIK}. Det sier ingenting om det som ikke er kontrollert."
    else:
        per_grad = [(grad, sum(s.regel.alvorlighetsgrad is grad for s in avvik)) for grad in reversed(Alvorlighetsgrad)]
        grader = oppramsing([f"{number} {grad.vist}" for grad, number in per_grad if number])
        yield rules_told(revisjon)
        yield (
            f"{len(avvik)} avvik er ført i registeret. Alvorlighetsgrad: {grader}. Ett avvik er én regel i én enhet. "
            f"Avvikene ligger i {antall(ledger(revisjon).saker_med_avvik, 'sak', 'saker')}."
        )
        yield from _most_urgent(revisjon)
    if revisjon.indikasjoner:
        saker = sum(svar.tall[svar.standard].ikke_oppfylt for svar in revisjon.indikasjoner)
        regler = len({svar.regel.id for svar in revisjon.indikasjoner})
        yield (
            f"I tillegg tyder registeret på noe i {antall(regler, 'regel', 'regler')} ({saker} forhold). "
            "Det er ikke avvik før noen har lest sakene, se arket «Indikasjoner»."
        )
    unclear = sum(svar.tall[svar.standard].uavklart for svar in revisjon.svar)
    if unclear:
        yield f"{unclear} forhold er uavklart fordi noe mangler. Ingen vet ennå om de er avvik eller i orden."
    if revisjon.ikke_undersokt:
        yield f"{antall(len(revisjon.ikke_undersokt), 'regel', 'regler')} er ikke undersøkt, se «Ikke undersøkt»."


def _most_urgent(revisjon: Revisjon) -> Iterator[str]:
    avvik = by_urgency(revisjon.avvik)
    for svar in avvik[:_MANGE]:
        tall = svar.tall[svar.standard]
        yield (
            f"• {svar.enhet}, {svar.regel.id}: {breach(svar.regel)} – "
            f"{tall.ikke_oppfylt} av {counted(svar.teller, tall.n, tall.saker)}, {svar.regel.alvorlighetsgrad.vist}"
        )
    if len(avvik) > _MANGE:
        yield (
            f"De {_MANGE} som haster mest, er nevnt her: lovkrav først, så de alvorligste. Resten står i arket «Avvik»."
        )


def _facts(revisjon: Revisjon) -> Iterator[tuple[Verdi, ...]]:
    kilde = revisjon.kilde
    yield ("Kommune", revisjon.kommune)
    yield ("Vurdert per", dato(revisjon.per))
    yield ("Periode", _period(revisjon))
    yield ("Uttrekket er fra", dato(kilde.uttrekksdato) if kilde.uttrekksdato else "Ukjent dato")
    if revisjon.utvalg:
        yield (
            "Utvalg",
            f"{antall(revisjon.utvalg.trukket, 'sak', 'saker')} trukket tilfeldig, utvalg «{revisjon.utvalg.id}»",
        )
    else:
        yield ("Utvalg", "Alle saker i uttrekket")
    yield ("Dokumenter lest", f"{kilde.dokumenter_lest} fra {antall(kilde.filer, 'fil', 'filer')}")
    yield ("Dokumenter brukt", f"{kilde.dokumenter_brukt}. Har en sak flere, gjelder det siste")
    yield (
        "Dokumenter utelatt",
        f"{kilde.dokumenter_utelatt}, se arket «Datakvalitet»" if kilde.dokumenter_utelatt else "Ingen",
    )
    yield ("resultater.csv", "For andre programmer: komma mellom feltene, ikke vernet mot formler som det folk åpner")
    if kilde.uttrekk_avtrykk:
        yield ("Avtrykk av uttrekket", kilde.uttrekk_avtrykk[:12])
    yield ("Avtrykk av kjøringen", f"{revisjon.kjoring}. Planene fra samme kjøring har det samme")
    versjoner = [f"{navn}: {number}" for navn, number in sorted(kilde.formatversjoner.items())]
    yield ("Formatversjoner", ", ".join(versjoner) or "Ukjent")


def _period(revisjon: Revisjon) -> str:
    if revisjon.periode is None:
        return "Hele uttrekket, uten avgrensning i tid"
    fra, til_og_med = revisjon.periode
    return f"{dato(fra)}–{dato(til_og_med)}, begge dager er med"


def _units(revisjon: Revisjon) -> Iterator[tuple[Verdi, ...]]:
    for enhet in revisjon.enheter:
        if enhet.undersokt == enhet.saker:
            hva = "Alle saker" if enhet.saker else "Ingen saker i uttrekket"
        else:
            hva = "Tilfeldig utvalg" if enhet.undersokt else "Ikke undersøkt"
        host = f" (vertskommune: {enhet.vertskommune})" if enhet.vertskommune else ""
        yield (f"{enhet.navn}{host}", hva, enhet.saker, enhet.undersokt)
    for gruppe in revisjon.grupper:
        yield (f"Sum {gruppe.navn}", oppramsing(list(gruppe.enheter)), gruppe.saker, gruppe.undersokt)


def _groups(revisjon: Revisjon) -> Iterator[tuple[Verdi, ...]]:
    """Units drawn with different weight have no share together."""
    for gruppe in revisjon.grupper:
        weighed = revisjon.utvalg is not None and len(gruppe.enheter) > 1
        for regel, tall in gruppe.tall.items():
            share = None if weighed else andel(tall.ikke_oppfylt, tall.n)
            yield (gruppe.navn, regel, tall.n, tall.ikke_oppfylt, share, tall.uavklart, tall.ikke_aktuelt)


def _key_figures(revisjon: Revisjon) -> Section:
    rules: dict[str, list[RegelSvar]] = {}
    for svar in revisjon.svar:
        rules.setdefault(svar.regel.id, []).append(svar)
    apart = weighed(revisjon)
    return Section(
        tittel="Nøkkeltall per regel, alle enheter",
        setninger=(f"{PER_UNIT} Se arket «Alle tall».",) if apart and rules else (),
        kolonner=_NOKKELTALL,
        rader=tuple(_key_figure(rules[regel], revisjon, apart) for regel in sorted(rules)),
    )


def _key_figure(svar: list[RegelSvar], revisjon: Revisjon, apart: bool) -> tuple[Verdi, ...]:
    rule, tall = svar[0].regel, total(revisjon, svar, svar[0].standard)
    what = f"{rule.tittel.rstrip('.')} – {counted(svar[0].teller, tall.n, tall.saker)}{_aside(svar[0], tall.n)}"
    return (
        rule.id,
        merket(what, rule.sikkerhet),
        tall.n,
        tall.ikke_oppfylt,
        None if apart else andel(tall.ikke_oppfylt, tall.n),
        tall.uavklart,
        tall.ikke_aktuelt,
        sum(row.er_avvik for row in svar),
    )


def _aside(svar: RegelSvar, n: int) -> str:
    if not n:
        return " (ingen å vurdere)"
    return " (indikasjon)" if svar.regel.indikasjon else ""


def _not_examined(revisjon: Revisjon) -> Section:
    grunner = Counter(row.grunn for row in revisjon.ikke_undersokt)
    if grunner:
        setninger = ["Ingen vet om dette er i orden. Les det aldri som null avvik. Kravene står i «Ikke undersøkt»."]
        setninger += [f"• {antall(n, 'krav', 'krav')}: {grunn}" for grunn, n in sorted(grunner.items())]
    elif revisjon.svar:
        setninger = ["Alle reglene som skulle kontrolleres, er kontrollert."]
    else:
        setninger = ["Ingen regler er kontrollert."]
    return Section(tittel="Ikke undersøkt", setninger=tuple(setninger))


_READING = (
    "• n er hvor mange som kunne vurderes. «Ikke aktuelt» og «uavklart» er ikke med i n.",
    "• Med avvik er hvor mange av disse som ikke oppfyller kravet. Andel er med avvik delt på n.",
    "• «Kontrollert mot uttrekket» er det maskinen har gjort. Ingen har lest sakene.",
    "• Tallet bak kravet sier hva som telles. Ett barn kan ha flere plasseringer, tiltak eller meldinger, og hvert "
    "krav gjelder fra sin dato. Derfor kan tallene for de samme barna være ulike fra krav til krav.",
    "• Nedre og øvre 95 % viser hvor den sanne andelen trolig ligger når bare et utvalg er kontrollert. De mangler "
    "når alle saker er kontrollert, og når flere forhold ligger i samme sak.",
    "• Står det (indikasjon) etter en regel, er «Med avvik» saker som må leses, ikke avvik.",
    "• Herav under annen regel: bruddene som også er brudd på en videre regel i samme sak. De føres og rettes der.",
    "• Hvem har satt målet: «lovkrav» står i loven. «Eget mål», «faglig norm» og «krav til registreringen» er ikke "
    "lovens egne tall, og står etter lovkravene.",
    f"• Er n under {FOR_FA}, sier andelen lite. Se på sakene i stedet.",
    "• Uavklart betyr at noe mangler, for eksempel en dato. Se sakene i arket «Funn».",
    "• Talt på andre måter er den samme regelen talt for eksempel slik registeret eller SSB teller. Alle måtene står i "
    "arket «Alle tall».",
    "• Frist fyller dere ut selv: den løper fra den dagen enheten får beskjed. Hvor lang den er, står i Fristregel.",
    "• Hos annen kommune er avvik som en annen kommune har ansvaret for. De er ikke med i de andre tallene.",
    "• Sikkerhet sier hvor sikre vi er på regelgrunnlaget. Er det ikke «høy», må noen se på loven først.",
    "• Sakene har dekknavn (S-…). Den som har kommunens nøkkel, finner saken med: bvaudit sla-opp S-…",
    "• I arket «Avvik» fyller dere ut de lyse gule kolonnene: Årsak, Feiltype, Frist, Tiltak, Ansvarlig rolle, Status "
    "og Kommentar. De andre kolonnene regnes ut og kan ikke skrives i. Dere kan fritt sortere og filtrere.",
)
_SHEETS: tuple[tuple[Verdi, ...], ...] = (
    ("Avvik", "Én rad per regel og enhet med avvik. Her fyller dere ut oppfølgingen"),
    ("Indikasjoner", "Det registeret bare tyder på. Noen må lese sakene før det er et avvik"),
    ("Funn", "Sakene bak avvikene og indikasjonene med datoene som avgjorde, og sakene som er uavklart"),
    ("Enheter", "Saker, krav og avvik i hver enhet og samlet"),
    ("Alle tall", "Hver regel i hver enhet og samlet, talt på alle måter. Alle tall i planene finnes her"),
    ("Tilsyn", "Bruddene fra tilsyn, målt på nytt i hver enhet"),
    ("Ikke undersøkt", "Krav ingen vet om er i orden, og hvorfor"),
    ("Datakvalitet", "Det som gjør tallene mindre sikre"),
    ("Tellemåter", "Hvordan hver regel telles"),
    ("Kodeverk", "Hva valgene i listene betyr, og fristen for hver alvorlighetsgrad"),
)
