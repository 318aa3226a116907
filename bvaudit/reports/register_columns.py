"""The columns of each sheet in the avviksregister, in order. Widths are tried out on paper and screen."""

from bvaudit.reports.register_sheets import Column, Kind


def _liste(navn: str, bredde: float, liste: str, ledetekst: str, *, fri: bool = False) -> Column:
    return Column(navn=navn, bredde=bredde, fylles_ut=True, liste=liste, ledetekst=ledetekst, fri=fri)


AVVIK = (
    Column(navn="Regel", bredde=10),
    Column(navn="Tittel", bredde=22),
    Column(navn="Enhet", bredde=17),
    Column(navn="Hjemmel", bredde=19),
    Column(navn="Alvorlighetsgrad", bredde=18),
    Column(navn="Sikkerhet", bredde=11),
    Column(navn="n", bredde=7, kind=Kind.HELTALL),
    Column(navn="Med avvik", bredde=8, kind=Kind.HELTALL),
    Column(navn="Andel", bredde=9, kind=Kind.ANDEL),
    Column(navn="Nedre 95 %", bredde=9, kind=Kind.ANDEL),
    Column(navn="Øvre 95 %", bredde=9, kind=Kind.ANDEL),
    Column(navn="Uavklart", bredde=10, kind=Kind.HELTALL),
    Column(navn="Andre varianter", bredde=19),
    Column(navn="Hos annen kommune", bredde=10, kind=Kind.HELTALL),
    Column(navn="Merknad", bredde=24),
    Column(navn="Frist", bredde=12, kind=Kind.DATO),
    Column(navn="Forfalt", bredde=11, kind=Kind.FORFALT),
    _liste("Årsak", 15, "ArsakValg", "Velg hvorfor avviket oppsto"),
    _liste("Feiltype", 15, "FeiltypeValg", "Velg hva slags feil det er når saken er lest"),
    _liste("Tiltak", 20, "TiltakValg", "Velg en type, eller skriv tiltaket med egne ord", fri=True),
    _liste("Ansvarlig rolle", 15, "RolleValg", "Velg en rolle. Skriv aldri navn på personer"),
    _liste("Status", 14, "StatusValg", "Velg hvor langt oppfølgingen er kommet"),
    Column(navn="Kommentar", bredde=22, fylles_ut=True, ledetekst="Skriv fritt, men aldri navn eller fødselsnummer"),
    Column(navn="_id", bredde=16, skjult=True),
    Column(navn="_sum", bredde=14, skjult=True),
)
INDIKASJON = (
    Column(navn="Regel", bredde=10),
    Column(navn="Tittel", bredde=30),
    Column(navn="Enhet", bredde=17),
    Column(navn="Hjemmel", bredde=26),
    Column(navn="Alvorlighetsgrad", bredde=18),
    Column(navn="n", bredde=7, kind=Kind.HELTALL),
    Column(navn="Må leses", bredde=9, kind=Kind.HELTALL),
    Column(navn="Andel", bredde=9, kind=Kind.ANDEL),
    Column(navn="Uavklart", bredde=10, kind=Kind.HELTALL),
    Column(navn="Slik finner dere svaret", bredde=44),
    Column(navn="Merknad", bredde=34),
)
FUNN = (
    Column(navn="Regel", bredde=10),
    Column(navn="Tittel", bredde=30),
    Column(navn="Enhet", bredde=17),
    Column(navn="Utfall", bredde=16),
    Column(navn="Sak", bredde=24),
    Column(navn="Gjelder", bredde=15),
    Column(navn="Gjelder-id", bredde=24),
    Column(navn="Startet", bredde=12, kind=Kind.DATO),
    Column(navn="Frist", bredde=12, kind=Kind.DATO),
    Column(navn="Utført", bredde=12, kind=Kind.DATO),
    Column(navn="Dager over", bredde=9, kind=Kind.HELTALL),
    Column(navn="Krav", bredde=8, kind=Kind.HELTALL),
    Column(navn="Funnet", bredde=9, kind=Kind.HELTALL),
    Column(navn="Forklaring", bredde=42),
    Column(navn="Oppstått i", bredde=17),
)
IKKE_UNDERSOKT = (
    Column(navn="Regel", bredde=10),
    Column(navn="Tittel", bredde=60),
    Column(navn="Hvorfor", bredde=50),
)
TELLEMATER = (
    Column(navn="Regel", bredde=10),
    Column(navn="Tittel", bredde=44),
    Column(navn="Måte å telle på", bredde=26),
    Column(navn="Slik telles det", bredde=70),
)
TILSYN = (
    Column(navn="Tilsyn", bredde=24),
    Column(navn="Funn", bredde=19),
    Column(navn="Brudd", bredde=34),
    Column(navn="Hjemmel", bredde=24),
    Column(navn="Enhet", bredde=17),
    Column(navn="n", bredde=8, kind=Kind.HELTALL),
    Column(navn="Med avvik", bredde=9, kind=Kind.HELTALL),
    Column(navn="Andel", bredde=9, kind=Kind.ANDEL),
    Column(navn="Uavklart", bredde=10, kind=Kind.HELTALL),
    Column(navn="Hva vi vet", bredde=28),
    Column(navn="Målt med", bredde=14),
    Column(navn="Må besvares av en person", bredde=16),
    Column(navn="Lukkes når", bredde=34),
)
DATAKVALITET = (
    Column(navn="Hvor", bredde=23),
    Column(navn="Hva", bredde=60),
    Column(navn="Antall", bredde=9, kind=Kind.HELTALL),
    Column(navn="Enhet", bredde=16),
    Column(navn="Eksempler", bredde=44),
    Column(navn="Kode", bredde=24),
)
KODEVERK = (
    Column(navn="Liste", bredde=18),
    Column(navn="Valg", bredde=30),
    Column(navn="Forklaring", bredde=70),
    Column(navn="Frist", bredde=26),
    Column(navn="Ansvarlig rolle", bredde=22),
)
