"""Words that are bokmål and not nynorsk: found in any text, workbook or document that is to be in nynorsk.

What is quoted («…»), code and file names are not looked at: keys, commands and names that the program reads again are
the same in both languages.
"""

import re
from collections.abc import Iterable

# Only words that are never nynorsk, in any meaning: «kolonnen» and «avtaler» are both.
BOKMAL = """
allerede alvorlig alvorlighet alvorlighetsgrad alvorligste anbefaling anbefalinger annet ansvarlig ansvarlige
arbeidsboken arbeidsbøkene avsluttes avsluttet avvikene bare barnets barnevernstjeneste barnevernstjenesten
barneverntjeneste barneverntjenesten begrunnelse begrunnelsen begrunnelser begynne begynnelse begynner begynt
begynte beskrivelse besvarer besvares besvart ble boken brudd bruddene bruddet brukes cellen dager dem dere deres
dessuten dårligere egentlig eget egne eier eieren ellers endelig endres endret endringene endringer enhet enheten
enhetene enhetens enheter enkelthendelse enkelthendelser ett faglig fant filen finner finnes foran foreløpig
foreslås forskjellig fortsatt fortsetter fosterhjem fosterhjemmet fra fristene frister fulgt følge følger følges gis
gjenåpnet gjør gjøre gjøres hendelse hendelsen hendelser hentes henvendelse henvendelsen henvendelser hjem hjemler
hjemmel hjemmet hva hvem hver hverandre hvert hvilke hvilken hvilket hvor hvordan hvorfor høy høyde høyere høyest
ikke imidlertid innenfor innhold innholdet jeg kilde kilden kilder kjøres kjøring kjøringen kjørt kolonnene kolonner
kommer kommunens kontrollene kravene lages laget lav lavere lavest ledelse ledelsen ledere lederen leser lesere
leserne leses lest leste listen lukkes lukket mangler mappen mulig myndighet myndigheten målene måles målingen
målinger måned måneden månedene måneder navn navnene navnet nedenfor noe noen nyere nå nødvendig offentlig
oppfølgingen oppgave oppgaven oppgaver ovenfor personlig planene planer punktene punkter raden registerets reglene
regler regner regnes regnet rekkefølge rekkefølgen rettes rettet riktig risikoer rutiner saken sakens selv sendes
senere senest seneste sier sikkerhet skrevet skriftlig skrives slettes slettet spørres spørsmålene statsforvalter
statsforvalteren svarene tallene tar tatt tidligere tilsynene tiltakene tjeneste tjenesten tjenestens trekkes
trukket tydelig uke uken ukene ukens uker umulig undersøkelse undersøkelsen undersøkelsene undersøkelser usikkerhet
utelatt uten utenfor utføres vanlig vanligvis vanskelig vedtatt veiledning veiledningen vinduet vises vurderes
vurderingen vurderinger være vært åpen åpent åpne åpnes åpnet åpning årlig årsaken årsrapport
"""
WORDS = frozenset(BOKMAL.split())
_QUOTED = re.compile(r"\{[^{}]*\}|«[^»]*»|\"[^\"]*\"|`[^`]*`")
_CODE = re.compile(r"--[\w-]+|\S*[@_/\\]\S*|\bbvaudit( [a-z-]+)+|\S+\.\w{2,4}\b")
_WORD = re.compile(r"(?<![\w-])[A-Za-zÆØÅæøå]+(?![\w-])")


def bokmal_words(texts: Iterable[str]) -> dict[str, str]:
    """Word → the first text it stands in."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(_CODE.sub(" ", _QUOTED.sub(" ", text))):
            if word.lower() in WORDS:
                found.setdefault(word.lower(), text)
    return found
