"""The handlingsplan as blocks, for a letterhead that has only the marker. The full template says the same."""

from collections.abc import Iterator, Sequence

from bvaudit.reports.docx.blocks import Blokk, Overskrift, Punkt, Tabell, Tekst
from bvaudit.reports.docx.report import WordReport
from bvaudit.reports.handlingsplan import AvvikView, HandlingsplanView, Svarfelt

INGRESS_SAKER = "Dette er enkeltsakene. De rettes nå, uavhengig av tiltakene lenger ned."
INGRESS_IKKE_UNDERSOKT = (
    "Planen sier ingenting om disse kravene. Hva hvert av dem går ut på, står i avviksregisteret, i arket "
    "Ikke undersøkt."
)
INGRESS_INDIKASJONER = (
    "Registeret tyder på at noe mangler, men det kan være gjort uten å være registrert. Les sakene, og før et avvik "
    "for dem der kravet ikke er oppfylt. Sakene står i avviksregisteret, i arket Funn."
)
INGRESS_TILTAK = "Dette er det som skal hindre at feilen skjer igjen. Oppgi rolle, ikke navn."


def plan_blocks(plan: HandlingsplanView) -> Iterator[Blokk]:
    """The whole plan in reading order, with one heading of level 1."""
    yield Overskrift(niva=1, tekst=plan.tittel)
    yield Tekst(tekst=f"{plan.kommune}. Tall per {plan.per} for perioden {plan.periode}.")
    yield Overskrift(niva=2, tekst="Kort fortalt")
    yield Tekst(tekst=plan.undersokt)
    yield from (Punkt(tekst=line) for line in plan.oppsummering)
    if plan.advarsler:
        yield Overskrift(niva=2, tekst="Vær oppmerksom på")
        yield from (Punkt(tekst=line) for line in plan.advarsler)
    if plan.avvik:
        yield Overskrift(niva=2, tekst="Oversikt over avvik")
        yield _oversikt(plan)
    for avvik in plan.avvik:
        yield from _avvik(avvik)
    yield from _tilsyn(plan)
    yield from _resten(plan)
    yield Overskrift(niva=2, tekst="Godkjenning av planen")
    yield svartabell("Godkjenning", plan.godkjenning)
    yield Overskrift(niva=2, tekst="Om tallene")
    yield from (Punkt(tekst=line) for line in plan.om_tallene)


def _oversikt(plan: HandlingsplanView) -> Tabell:
    return Tabell(
        tittel="Oversikt over avvik",
        beskrivelse="Ett avvik på hver rad, med alvorlighetsgrad, antall og frist",
        hode=("Nr.", "Brudd", "Alvorlighetsgrad", "Avvik", "Frist"),
        rader=tuple(
            (a.nummer, f"{a.tittel} ({a.regel})", _grade(a), f"{a.antall} ({a.andel})", a.frist) for a in plan.avvik
        ),
        bredder=(8, 33, 21, 19, 19),
    )


def _grade(a: AvvikView) -> str:
    return f"{a.alvorlighetsgrad}, {a.malestokk}" if a.malestokk else a.alvorlighetsgrad


def _avvik(a: AvvikView) -> Iterator[Blokk]:
    yield Overskrift(niva=2, tekst=f"Avvik {a.nummer}: {a.tittel}")
    yield Overskrift(niva=3, tekst="Hva som er funnet")
    yield Tekst(tekst=a.funn)
    if a.intervall:
        yield Tekst(tekst=a.intervall)
    yield from (Tekst(tekst=line) for line in a.tillegg)
    if a.ogsa:
        yield Tekst(tekst="I de samme sakene er det også:")
        yield from (Punkt(tekst=line) for line in a.ogsa)
    yield from (Tekst(ledd="Forbehold: ", tekst=line) for line in a.forbehold)
    if a.andre_tellemater:
        yield Tekst(tekst="Talt på andre måter:")
        yield from (Punkt(tekst=line) for line in a.andre_tellemater)
    yield Overskrift(niva=3, tekst="Kravet")
    yield _nokler(a)
    if a.saker:
        yield Overskrift(niva=3, tekst="Rett disse sakene nå")
        yield Tekst(tekst=INGRESS_SAKER)
        yield _saker(a)
    for heading, fields in (("Midlertidig sikring", a.midlertidig_sikring), ("Årsak", a.arsak)):
        yield Overskrift(niva=3, tekst=heading)
        yield svartabell(f"{heading}, avvik {a.nummer}", fields)
    yield Overskrift(niva=3, tekst="1 og 2. Tiltak som retter systemet, med ansvar og frist")
    yield Tekst(tekst=INGRESS_TILTAK)
    yield _tiltak(a)
    for heading, fields in (
        ("3. Slik kontrollerer ledelsen at tiltakene blir gjort", a.lederkontroll),
        ("4. Slik vurderer vi om tiltakene virker", a.effekt),
        ("5. Forankring", a.forankring),
    ):
        yield Overskrift(niva=3, tekst=heading)
        yield svartabell(f"{heading}, avvik {a.nummer}", fields)


def _nokler(a: AvvikView) -> Tabell:
    rows = [("Regel", a.regel), ("Spørsmål som er kontrollert", a.krav)]
    rows += [("Hvorfor kravet finnes", a.formal)] if a.formal else []
    rows += [("Hjemmel", "\n".join(a.hjemmel))] if a.hjemmel else []
    rows += [
        ("Alvorlighetsgrad", f"{a.alvorlighetsgrad}: {a.alvor_forklaring}"),
        ("Hvem har satt målet", a.malestokk or "lovkrav"),
        ("Frist for håndtering", a.frist),
        ("Ansvarlig rolle (forslag)", a.ansvarlig_rolle),
    ]
    return Tabell(
        tittel=f"Nøkkelopplysninger, avvik {a.nummer}",
        beskrivelse="Kravet, hjemmelen, alvorlighetsgraden og fristen",
        hode=("Opplysning", "Innhold"),
        rader=tuple(rows),
        bredder=(30, 70),
    )


def _saker(a: AvvikView) -> Tabell:
    rows = []
    for sak in a.saker:
        funn = f"{sak.gjelder}. {sak.funn}" if sak.funn else sak.gjelder
        rows.append((sak.sak, f"{funn}\n{sak.forklaring}" if sak.forklaring else funn, sak.rettet, sak.kontrollert))
    return Tabell(
        tittel=f"Saker som skal rettes nå, avvik {a.nummer}",
        beskrivelse="Én sak på hver rad, med det som ble funnet og plass til dato for retting og kontroll",
        hode=("Sak", "Hva som ble funnet", "Rettet (dato)", "Kontrollert (rolle, dato)"),
        rader=tuple(rows),
        bredder=(31, 33, 17, 19),
    )


def _tiltak(a: AvvikView) -> Tabell:
    return Tabell(
        tittel=f"Tiltak som retter systemet, avvik {a.nummer}",
        beskrivelse=f"Ett tiltak på hver rad. Type velges blant {a.tiltakstyper}",
        hode=("Nr.", "Tiltak", "Type", "Ansvarlig rolle", "Frist"),
        rader=tuple((t.nummer, t.tiltak, t.type, t.ansvarlig_rolle, t.frist) for t in a.tiltak),
        bredder=(8, 35, 18, 21, 18),
    )


def svartabell(tittel: str, fields: Sequence[Svarfelt]) -> Tabell:
    return Tabell(
        tittel=tittel,
        beskrivelse="Spørsmål til venstre, svar til høyre",
        hode=("Spørsmål", "Svar"),
        rader=tuple((f"{field.ledetekst}\n{field.hjelp}", field.svar) for field in fields),
        bredder=(45, 55),
    )


def _tilsyn(plan: HandlingsplanView) -> Iterator[Blokk]:
    if not plan.tilsyn:
        return
    yield Overskrift(niva=2, tekst="Punkter fra tilsyn")
    yield Tabell(
        tittel="Punkter fra tilsyn",
        beskrivelse="Ett punkt på hver rad, med det denne gjennomgangen viser",
        hode=("Punkt", "Hva tilsynet fant", "Tall nå", "Når er det lukket?"),
        rader=tuple(
            (
                f"{p.punkt}\n{p.tilsyn}",
                f"{p.tekst}\n{p.hjemmel}" if p.hjemmel else p.tekst,
                f"{p.tall}\nMå leses: {p.manuelle}" if p.manuelle else p.tall,
                p.lukkekriterium,
            )
            for p in plan.tilsyn
        ),
        bredder=(19, 31, 22, 28),
    )


def _resten(plan: HandlingsplanView) -> Iterator[Blokk]:
    if plan.indikasjoner:
        yield Overskrift(niva=2, tekst="Saker som må leses")
        yield Tekst(tekst=INGRESS_INDIKASJONER)
        yield Tabell(
            tittel="Saker som må leses",
            beskrivelse="Ett krav på hver rad, med antall saker og hvordan svaret finnes",
            hode=("Registeret tyder på", "Må leses", "Slik finner dere svaret"),
            rader=tuple((f"{i.tittel} ({i.regel})", i.antall, i.metode) for i in plan.indikasjoner),
            bredder=(40, 15, 45),
        )
    if plan.uten_avvik:
        yield Overskrift(niva=2, tekst="Krav uten avvik i det som er kontrollert mot uttrekket")
        yield Tabell(
            tittel="Krav uten avvik",
            beskrivelse="Ett krav på hver rad, med antall kontrollerte og uavklarte",
            hode=("Krav", "Kontrollert", "Uavklart", "Merknad"),
            rader=tuple(
                (f"{k.tittel} ({k.regel})", k.undersokt, k.uavklart, k.merknad or "–") for k in plan.uten_avvik
            ),
            bredder=(44, 14, 12, 30),
        )
    if plan.ikke_undersokt:
        yield Overskrift(niva=2, tekst="Ikke undersøkt")
        yield Tekst(tekst=INGRESS_IKKE_UNDERSOKT)
        yield Tabell(
            tittel="Krav som ikke er undersøkt",
            beskrivelse="Krav om det samme på hver rad, med grunnen",
            hode=("Hvorfor", "Emne", "Krav"),
            rader=tuple((k.grunn, k.tema, k.krav) for k in plan.ikke_undersokt),
            bredder=(34, 24, 42),
        )


PLAN = WordReport(
    navn="plan",
    view=HandlingsplanView,
    felt="enhet",
    liste="avvik",
    blocks=plan_blocks,
    mal="handlingsplan.docx",
)
