"""The columns of each sheet in the avviksregister, in order. Widths are tried out on paper and screen."""

from bvaudit.reports.register_sheets import CellKind, SheetColumn


def _liste(navn: str, bredde: float, liste: str, ledetekst: str, *, fri: bool = False) -> SheetColumn:
    return SheetColumn(navn=navn, bredde=bredde, fylles_ut=True, liste=liste, ledetekst=ledetekst, fri=fri)


# What is read and filled in stands first, so that it is seen without scrolling; what is looked up stands after it.
AVVIK = (
    SheetColumn(navn="Regel", bredde=9),
    SheetColumn(navn="Brudd", bredde=26),
    SheetColumn(navn="Enhet", bredde=15),
    SheetColumn(navn="Alvorlighetsgrad", bredde=12),
    SheetColumn(navn="Kontrollert", bredde=12, kind=CellKind.HELTALL),
    SheetColumn(navn="Med avvik", bredde=8, kind=CellKind.HELTALL),
    SheetColumn(navn="Herav under annen regel", bredde=11, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel", bredde=8, kind=CellKind.ANDEL),
    SheetColumn(navn="Fristregel", bredde=13),
    SheetColumn(
        navn="Frist",
        bredde=12,
        kind=CellKind.DATO,
        fylles_ut=True,
        ledetekst="Skriv datoen. Fristen løper fra den dagen enheten får beskjed, se Fristregel",
    ),
    SheetColumn(navn="Forfalt", bredde=11, kind=CellKind.FORFALT),
    _liste("Årsak", 15, "ArsakValg", "Velg hvorfor avviket oppsto"),
    _liste("Feiltype", 15, "FeiltypeValg", "Velg hva slags feil det er når saken er lest"),
    _liste("Tiltak", 20, "TiltakValg", "Velg en type, eller skriv tiltaket med egne ord", fri=True),
    _liste("Ansvarlig rolle", 15, "RolleValg", "Velg en rolle. Skriv aldri navn på personer"),
    _liste("Status", 12, "StatusValg", "Velg hvor langt oppfølgingen er kommet"),
    SheetColumn(
        navn="Kommentar", bredde=22, fylles_ut=True, ledetekst="Skriv fritt, men aldri navn eller fødselsnummer"
    ),
    SheetColumn(navn="Står også her", bredde=28),
    SheetColumn(navn="Det som telles", bredde=16),
    SheetColumn(navn="Hvem har satt målet", bredde=14),
    SheetColumn(navn="Hjemmel", bredde=30),
    SheetColumn(navn="Sikkerhet", bredde=11),
    SheetColumn(navn="Nedre 95 %", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Øvre 95 %", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Talt på andre måter", bredde=30),
    SheetColumn(navn="Hos annen kommune", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Merknad", bredde=44),
    SheetColumn(navn="_id", bredde=16, skjult=True),
    SheetColumn(navn="_sum", bredde=14, skjult=True),
)
INDIKASJON = (
    SheetColumn(navn="Regel", bredde=10),
    SheetColumn(navn="Registeret tyder på", bredde=30),
    SheetColumn(navn="Enhet", bredde=17),
    SheetColumn(navn="Hjemmel", bredde=26),
    SheetColumn(navn="Alvorlighetsgrad", bredde=18),
    SheetColumn(navn="Hvem har satt målet", bredde=14),
    SheetColumn(navn="Kontrollert", bredde=12, kind=CellKind.HELTALL),
    SheetColumn(navn="Må leses", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Slik finner dere svaret", bredde=44),
    SheetColumn(navn="Merknad", bredde=34),
)
FUNN = (
    SheetColumn(navn="Regel", bredde=10),
    SheetColumn(navn="Brudd", bredde=30),
    SheetColumn(navn="Enhet", bredde=17),
    SheetColumn(navn="Utfall", bredde=16),
    SheetColumn(navn="Ført under", bredde=9),
    SheetColumn(navn="Talt på andre måter", bredde=23),
    SheetColumn(navn="Sak", bredde=24),
    SheetColumn(navn="Gjelder", bredde=15),
    SheetColumn(navn="Gjelder-id", bredde=24),
    SheetColumn(navn="Startet", bredde=12, kind=CellKind.DATO),
    SheetColumn(navn="Frist", bredde=12, kind=CellKind.DATO),
    SheetColumn(navn="Utført", bredde=12, kind=CellKind.DATO),
    SheetColumn(navn="Dager over", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Krav", bredde=8, kind=CellKind.HELTALL),
    SheetColumn(navn="Funnet", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Forklaring", bredde=42),
    SheetColumn(navn="Hjemmel", bredde=24),
    SheetColumn(navn="Gjelder fra", bredde=12, kind=CellKind.DATO),
    SheetColumn(navn="Oppstått i", bredde=17),
)
ALLE_TALL = (
    SheetColumn(navn="Regel", bredde=10),
    SheetColumn(navn="Krav", bredde=38),
    SheetColumn(navn="Enhet", bredde=17),
    SheetColumn(navn="Måte å telle på", bredde=18),
    SheetColumn(navn="Det som telles", bredde=15),
    SheetColumn(navn="Kontrollert", bredde=11, kind=CellKind.HELTALL),
    SheetColumn(navn="Oppfylt", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Delvis", bredde=8, kind=CellKind.HELTALL),
    SheetColumn(navn="Ikke oppfylt", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel ikke oppfylt", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Nedre 95 %", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Øvre 95 %", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Ikke aktuelt", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Av dem med egen grunn", bredde=34),
    SheetColumn(navn="Hos annen kommune", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Saker", bredde=8, kind=CellKind.HELTALL),
    SheetColumn(navn="Ført under annen regel", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Ført som avvik", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Merknad", bredde=44),
)
_COUNT = CellKind.HELTALL
ENHETER = (
    SheetColumn(navn="Enhet", bredde=20),
    SheetColumn(navn="Saker i uttrekket", bredde=10, kind=_COUNT),
    SheetColumn(navn="Saker kontrollert", bredde=11, kind=_COUNT),
    SheetColumn(navn="Krav kontrollert", bredde=11, kind=_COUNT),
    SheetColumn(navn="Krav med avvik", bredde=9, kind=_COUNT),
    SheetColumn(navn="Krav ført under andre", bredde=9, kind=_COUNT),
    SheetColumn(navn="Krav uten avvik", bredde=9, kind=_COUNT),
    SheetColumn(navn="Avvik", bredde=8, kind=_COUNT),
    SheetColumn(navn="Kritisk", bredde=8, kind=_COUNT),
    SheetColumn(navn="Høy", bredde=7, kind=_COUNT),
    SheetColumn(navn="Middels", bredde=9, kind=_COUNT),
    SheetColumn(navn="Lav", bredde=7, kind=_COUNT),
    SheetColumn(navn="Saker med avvik", bredde=9, kind=_COUNT),
    SheetColumn(navn="Krav med bare tegn i registeret", bredde=14, kind=_COUNT),
    SheetColumn(navn="Av dem må saker leses", bredde=10, kind=_COUNT),
    SheetColumn(navn="Forhold som må leses", bredde=10, kind=_COUNT),
    SheetColumn(navn="Uavklarte forhold", bredde=10, kind=_COUNT),
    SheetColumn(navn="Hos annen kommune", bredde=10, kind=_COUNT),
    SheetColumn(navn="Krav uten noen å vurdere", bredde=10, kind=_COUNT),
    SheetColumn(navn="Krav ikke undersøkt", bredde=11, kind=_COUNT),
)
IKKE_UNDERSOKT = (
    SheetColumn(navn="Regel", bredde=10),
    SheetColumn(navn="Tittel", bredde=60),
    SheetColumn(navn="Hvorfor", bredde=50),
)
TELLEMATER = (
    SheetColumn(navn="Regel", bredde=10),
    SheetColumn(navn="Tittel", bredde=44),
    SheetColumn(navn="Hvem har satt målet", bredde=20),
    SheetColumn(navn="Måte å telle på", bredde=26),
    SheetColumn(navn="Slik telles det", bredde=70),
)
TILSYN = (
    SheetColumn(navn="Tilsyn", bredde=24),
    SheetColumn(navn="Funn", bredde=19),
    SheetColumn(navn="Brudd", bredde=34),
    SheetColumn(navn="Hjemmel", bredde=24),
    SheetColumn(navn="Enhet", bredde=17),
    SheetColumn(navn="n", bredde=8, kind=CellKind.HELTALL),
    SheetColumn(navn="Med avvik", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Andel", bredde=9, kind=CellKind.ANDEL),
    SheetColumn(navn="Uavklart", bredde=10, kind=CellKind.HELTALL),
    SheetColumn(navn="Hva vi vet", bredde=28),
    SheetColumn(navn="Målt med", bredde=14),
    SheetColumn(navn="Må besvares av en person", bredde=16),
    SheetColumn(navn="Lukkes når", bredde=34),
)
DATAKVALITET = (
    SheetColumn(navn="Hvor", bredde=23),
    SheetColumn(navn="Hva", bredde=60),
    SheetColumn(navn="Antall", bredde=9, kind=CellKind.HELTALL),
    SheetColumn(navn="Enhet", bredde=16),
    SheetColumn(navn="Eksempler", bredde=44),
    SheetColumn(navn="Kode", bredde=24),
)
KODEVERK = (
    SheetColumn(navn="Liste", bredde=18),
    SheetColumn(navn="Valg", bredde=30),
    SheetColumn(navn="Forklaring", bredde=70),
    SheetColumn(navn="Frist", bredde=26),
    SheetColumn(navn="Ansvarlig rolle", bredde=22),
)
