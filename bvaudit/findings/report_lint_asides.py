"""What writers say to each other and to themselves while a report is made, beside what ``report_lint_notes`` knows:
a name that is spoken to, a question about the text itself, what is to come, and doubt.

What stands between quotation marks is said by somebody else. A question about the children, the plans or the service is
one the report itself asks; only one about its numbers, its sources and its paragraphs is left over.
"""

import re

from bvaudit.intake.free_text import Navn
from bvaudit.model.fremmedrapport import Slag

_QUOTED = re.compile(r"[«\"“][^«»\"“”]{0,400}[»\"”]")
_NAME = r"(?P<navn>[A-ZÆØÅ][a-zæøå]+)"
# What a report is made of. «Tallene» alone is not: the reader is told of them as well.
_PIECE = (
    r"(?:(?:dette|det|denne|disse|desse) (?:tallet|talet|tallene|tala|avsnittet|kapit\w+|tabellen|figuren|grafen|"
    r"setning\w+|teksten|punktet|kilden|kjelda|formulering\w+|overskrift\w+)|avsnittet|setning(?:en|a)|"
    r"formulering(?:en|a)|overskrift(?:en|a))"
)
_FIGURE = r"(?:tall\w*|tala?|talet|kilde\w*|kjelde\w*|kjelda|graf\w*|tabell\w*|figur\w*|tekst\w*)"
_READ = (
    r"(?:les(?:e|a)?|se|sjå|(?:dobbelt)?sjekk\w*|kontroller\w*|rett\w*|slett\w*|stryk\w*|fjern\w*|omformuler\w*|"
    r"kort\w* ned|"
    r"utdyp\w*|oppdater\w*|skriv\w*|kvalitetssikr\w*)"
)
_SPOKEN_TO = re.compile(rf"[,–-] {_NAME}\s*(?P<slutt>[?.!])?\W*$")
_QUESTIONS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:stemmer|stemmer vel) (?:dette|tallet|talet|tallene|tala|{_PIECE})\b",
        rf"^er (?:vi|du|dere|me|de) (?:\w+ )?(?:sikre|sikker|enige|einige)\b|^er {_PIECE} (?:\w+ )?(?:riktig|rett|"
        r"korrekt|oppdatert|med|fra|frå|for|nødvendig)\b",
        r"^(?:skal|bør|må|kan) (?:dette|denne|det) (?:også |òg )?(?:(?:være|vere) )?med(?: her)?\s*\?",
        r"^(?:skal|bør|burde|må|kan) (?:vi|me|jeg|eg) (?:\w+ )?(?:ha|ta|få|nevne|nemne|si|seie|skrive) (?:med )?"
        r"(?:noe|noko|litt|mer|meir|dette) (?:\w+ )*?her\s*\?",
        rf"^(?:skal|bør|burde|må|kan|vil|rekker|treng\w*) (?:vi|me|jeg|eg|noen|nokon|du|dere|de)\b.*\b(?:{_READ} .*)?"
        rf"{_PIECE}",
        r"^(?:hvor|kor|kvar) (?:kommer|kjem|er|fant) (?:dette|det) (?:tallet|talet)\b",
        r"^(?:hvor|kor|kvar) (?:har|fant|fekk|fikk|tok) (?:vi|me|du|dere|de) "
        r"(?:dette|det|denne|disse|tallet|talet|tala|tallene)\b"
        r".*\b(?:fra|frå)\s*\?",
        r"^er (?:dette|disse) (?:med|uten|utan|før|etter|inkludert|inklusive|eksklusive)\b|^er dette (?:riktig|"
        r"rett)\s*\?",
        r"^(?:mangler|manglar) (?:det|vi|me) (?:noe|noko|tall|tal) her\s*\?",
        r"^(?:noen|nokon)(?: av dere)? som (?:vet|veit|har|kan|husker|hugsar|finner|finn)\b",
    )
)
_LAST = re.compile(r" [–—-] |[;,] ")
_IN_BRACKETS = re.compile(
    r"[(\[](?:stemmer|riktig|rett|ref|kilde|kjelde|hvilke tall|kva tal|tall|tal|"
    r"fra hvilket år)\b[^()\[\]]{0,80}\?[)\]]"
    r"|[(\[]\s*(?:NB!? ?|OBS!? ?)?(?:(?:må|skal|bør) )?(?:dobbelt)?(?:sjekk|kontroller|bekreft|avklar|oppdater|"
    r"kvalitetssikr|fyll|suppler|rett)(?:es|ast) (?:ut|inn|med|før|mot|når|av [A-ZÆØÅ])[^()\[\]]{0,80}[)\]]"
    rf"|[(\[][^()\[\]]{{0,50}}\b{_FIGURE}\b[^()\[\]]{{0,40}}\b(?:må|skal|bør) inn(?: her)?\W*[)\]]",
    re.I,
)
# A question in brackets about the text, whoever it is to; «(hvor bor barnet?)» is about a child.
_ASKED_ASIDE = re.compile(
    r"\[[^\[\]]{2,80}\?\]"
    r"|\(\s*(?:(?:NB|OBS)!? )?(?:har|kan|skal|bør|burde|må|trenger|treng|er|stemmer|gjelder|gjeld|hvorfor har|"
    r"hvor har|er det)"
    r" (?:vi|du|dere|jeg|me|eg|det|dette|denne|disse|tallet|talet)\b[^()]{0,60}\b(?:belegg|dekning|kilde\w*|"
    r"kjelde\w*|"
    r"tall\w*|tal|riktig|rett|sikre|stemm\w*|ha med|dette|her|oppdatert\w*)\s*\?\)"
    r"|\(\s*(?:er|var|gjelder|gjeld|omfatter|omfattar|inkluderer|stemmer) "
    r"(?:dette|disse|desse|tallet|talet|tallene|tala)\b"
    r"[^()]{0,60}\?\)"
    rf"|[(\[]\s*(?:(?:se|sjå) om (?-i:[A-ZÆØÅ])|(?:sjekk|spør|høyr|hør) (?:om|"
    rf"med) )[^()\[\]]{{0,60}}\b{_FIGURE}\b[^()\[\]]{{0,20}}[)\]]"
    r"|[(\[]\s*(?:(?:NB|OBS)!? )?(?:skriv|utdyp|legg|sett|set|finn|hent|flytt|stryk|slett|bytt|kort|omformuler)\b"
    r"(?: gjerne| kanskje)? (?:inn|til|ut|litt|mer|meir|noe|noko|dette|denne|ned|om)\b[^()\[\]]{0,80}[)\]]",
    re.I,
)
_TO_COME = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:(?:flere|fleire|mer|meir|nye|oppdaterte|riktige) )?(?:{_FIGURE}|svar|vurdering\w*|bilde\w*) "
        r"(?:kommer|kjem|mangler|manglar)(?: (?:her|senere|seinare|etterpå|"
        r"fr[aå] [A-ZÆØÅ]\w+|når .{3,60}|i morgen|i morgon))?\W*$",
        rf"^her (?:mangler|manglar|trengs|trengst) (?:det |vi )?(?:\w+ ){{0,2}}?{_FIGURE}",
        rf"\b\w*{_FIGURE} .{{0,60}}\bmå (?:\w+ )?(?:etterfyll(?:es|ast)|ettersend(?:es|ast))\b",
        rf"^(?:(?:obs|nb)\b[!:. ]*)?(?:husk|hugs)(?! at\b)\b.{{0,60}}\b{_FIGURE}\b",
        r"\b(?:du|dere|de) (?:må|kan|får|bør) (?:\w+ )?(?:fylle (?:på|inn)|legge inn|sette inn|"
        r"kvalitetssikre|lese (?:gjennom|over)|"
        r"se over|skrive (?:inn|ferdig|om dette))\b",
        rf"\b{_FIGURE}\b.{{0,40}} er (?:ikke|ikkje) (?:lagt inn|lagd inn|satt inn|fylt (?:inn|ut)|skrevet|skrive)"
        r" (?:ennå|enda|enno|her)\W*$",
        r"^(?:ikke|ikkje) ferdig(?: ennå| enno| her)?\W*$",
        r"(?:…|\.{3,}|_{2,}) ?(?:prosent|%|barn|born|saker|meldinger|meldingar|døgn|kroner|undersøkelser|årsverk)\b",
        r"^(?:dette |denne )?(?:avsnittet|teksten|kapit\w+|tabellen|tallene|tala|"
        r"figuren) er (?:\w+ )?(?:kopiert|limt inn|"
        r"klipt|klippet)\b",
        r"^(?:mangler|manglar|finn|skaff|sett inn|set inn|legg inn|hent) (?:\w+ )?(?:kilde|kjelde|referanse|tall|tal)"
        r"(?: her)?\W*$",
        rf"\b{_FIGURE}\b(?: \w+){{0,4}} (?:må|skal|bør) inn(?: her)?[.!)]*$",
        r"^fylles (?:ut|inn)(?: senere| når .{3,60})?\W*$|^fyllast (?:ut|inn)(?: seinare| når .{3,60})?\W*$",
        rf"^(?:her|hit) (?:må|skal|bør|kan) (?:noen|nokon|vi|me|du|jeg|eg|[A-ZÆØÅ][a-zæøå]+) (?:\w+ )?(?:legge|"
        rf"leggje|"
        rf"sette|setje|fylle|skrive|få|ha|hente|føre|føye) (?:inn |til |med )?(?:\w+ )?{_FIGURE}\b",
        r"(?:^(?:obs|nb|husk|ps)\b[!:. ]*|-+>|=>|→|//|\*{2,})\s*(?:oppdater|(?:dobbelt)?sjekk|rett|legg inn|"
        r"sett inn|set inn|fyll|"
        r"fjern|slett|"
        r"stryk|hent|finn|bytt) ",
        rf"^(?:obs|nb)\b[!:. ]*.*\b(?:{_FIGURE}|avsnittet)\b.*\b(?:ikke|ikkje) (?:\w+ )?(?:kvalitetssikr|oppdater|"
        r"ferdig|sjekk|kontroller|bekreft|riktig|rett)",
        rf"^(?:obs|nb)\b[!:. ]*.*\b(?:{_FIGURE}|avsnittet)\b.*\b(?:må (?:\w+ )?(?:oppdater|sjekk|rett|bytt|"
        rf"kontroller)|"
        r"fr[aå] i fjor)",
    )
)
_DOUBT = re.compile(
    r"(?:^|, |\bmen )(?:jeg|eg) (?:er (?:\w+ )?usikker (?:på|om)|vet ikke (?:om|hva|hvor|hvem)|veit ikkje (?:om|"
    r"kva|kor|"
    r"kven)|finner ikke|finn ikkje|har ikke (?:funnet|fått)|har ikkje (?:funne|fått)|må (?:sjekke|spørre|spørje))\b",
    re.I,
)
# Sentences nobody is the subject of. In a list or a table they are tasks.
_UNASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:Skal|Må|Bør) (?:\w+ )?(?:bekreft|(?:dobbelt)?sjekk|kontroller|avklar|oppdater|kvalitetssikr|fyll|suppler|"
        r"omskriv|formuler|utdyp)(?:es|ast)\b",
        r"^(?:Må|Bør|Skal) (?:også |nok )?(?:(?:dobbelt)?sjekke|finne|kontrollere|oppdatere|spørre|spørje|hente|"
        r"avklare|bekrefte|rette|supplere)\b[^?]*$",
        r"^(?:Skriv|Lag|Fyll inn|Sett inn|Set inn|Legg inn|Finn|Hent) (?:\w+ ){0,2}?(?:sammendrag\w*|samandrag\w*|"
        r"innledning\w*|"
        r"kapit\w+|avsnitt\w*|konklusjon\w*|kilde\w*|kjelde\w*|graf\w*|figur\w*|tabell\w*)\b",
        r"^(?:Spør|Hør|Høyr) (?:med )?[A-ZÆØÅ][a-zæøå]+ (?:om|etter)\b",
        r"(?:^|: )(?:Skal|Må|Bør|Kan) (?:\w+ )?(?:omformuler|omskriv|stryk|slett|utdyp|spiss|nedton)(?:es|ast)\b",
        rf"^(?:Legge|Leggje|Sette|Setje|Sjekke|Oppdatere|Finne|Hente|Skrive|Få|Fylle|Rette|Slette|Supplere|Bytte|Føye) "
        rf"(?:\w+ ){{0,3}}?{_FIGURE}\b",
        rf"^(?:Finner|Finn|Får|Fann|Fant) (?:ikke|ikkje) (?:\w+ )?{_FIGURE}\b",
        r"^(?:Venter|Ventar|Avventer|Avventar) (?:fortsatt |framleis )?(?:på )?(?:\w+ )?\w*(?:tall|tal|svar|"
        r"tilbakemelding|"
        r"innspill|innspel)\b",
    )
)
_BLANK = re.compile(
    r"(?<![\w-])[XN] (?:prosent|%|millioner|mill|kroner|barn|saker|meldinger|undersøkelser|vedtak|døgn|"
    r"årsverk)\b|(?<![\w?!])\?{2,}(?= |$|[.,)%])"
)
_REFERENCE = re.compile(r"(?:^|[\s(\[])(?:kilde|kjelde|ref|referanse)\.?(?: her)?\s?\?+\W*$|^ref\.$", re.I)
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_NAME} (?:skriv(?:er)? (?:mer|meir|dette|om dette|resten|teksten)|(?:fyller|fyll) (?:inn|ut)|(?:legger|"
        rf"legg|setter|set) inn {_FIGURE})\b",
        rf"\b(?:[Ff]ylles (?:ut|inn)|[Ff]yllast (?:ut|inn)|[Ss]krives|[Ss]krivast) av {_NAME}\W*$",
        rf"^(?:Husk|Hugs|Må|Vi må|Jeg må|Eg må|Spør|Hør|Venter|Ventar|Vente)\b.{{0,30}}\b(?:spør(?:re|je)?|med|på) "
        rf"{_NAME}\b.*\b{_FIGURE}\b",
        rf"^(?:Sjekket|Sjekka|Spurte|Spurt|Snakket|Snakka|Avklart|Hørte) (?:med )?{_NAME}\b",
        rf"^{_NAME} har (?:de |dei )?(?:\w+ )?{_FIGURE}\W*$",
        rf"[(\[]{_NAME}: ?(?:dobbelt)?(?:sjekk|oppdater|rett|legg|finn|fyll|se|kan|må)\b",
        rf"\bfør {_NAME} har (?:lest|lese|sett|godkjent|kvalitetssikr\w+)\b",
    )
)
# In a list or a table it is who does what.
_TAKES_IT = re.compile(
    rf"(?:, |\(|[–-] ){_NAME} (?:følger opp|følgjer opp|sjekker|sjekkar|ordner|ordnar|fikser|fiksar|skriver|"
    rf"skriv|sender|"
    r"finner ut|finn ut|purrer)(?: (?:dette|på det|inn|ut|mer|meir))?\W*$"
)
_CELL = re.compile(r"(?:sjekk|spør|hør|høyr) (?:med|hos) [\w ]{2,30}\W*$")  # «Sjekk med HR» is a task
_DRAFT = re.compile(
    r"\W*(?:arbeids|foreløpig )?(?:utkast|versjon til gjennomlesing)\b(?! til (?!gjennomlesing))"
    r"(?:(?! til ).){0,60}|\W*(?:arbeidsversjon|kladd)\b.{0,40}",
    re.I | re.S,
)


def unquoted(setning: str) -> str:
    """Without what somebody is quoted as saying."""
    return _QUOTED.sub(" ", setning)


def aside(setning: str, slag: Slag | None, navn: Navn | None) -> str:
    """Which kind of note it is, as the texts call them; empty = none. ``slag``: None in a cell of a table."""
    if slag is Slag.OVERSKRIFT:
        return ""
    said = setning.strip()
    if said.endswith("?") and any(each.search(one) for each in _QUESTIONS for one in (said, _LAST.split(said)[-1])):
        return "sporsmal"
    if _to_somebody(said, navn):
        return "sporsmal" if "?" in said else "beskjed"
    if _REFERENCE.search(said):
        return "kilde"
    if _BLANK.search(said):
        return "tomt"
    return "beskjed" if _is_reminder(said, slag, navn) else ""


def _to_somebody(said: str, navn: Navn | None) -> bool:
    """«…, Geir?», and «Dette må vi sjekke, Hanne.»"""
    found = _SPOKEN_TO.search(said)
    if found is None or not _is_name(found["navn"], navn):
        return False
    told = re.search(rf"\b(?:må|bør|kan|skal) (?:vi|du|dere|noen|de)\b.*\b(?:{_READ}|finne|legge)", said, re.I)
    return found["slutt"] == "?" or told is not None


def _is_reminder(said: str, slag: Slag | None, navn: Navn | None) -> bool:
    if slag is None and _CELL.match(said):
        return True
    if slag is Slag.TOPP and _DRAFT.fullmatch(said):
        return True
    if slag in (Slag.AVSNITT, Slag.RAMME, Slag.FOTNOTE) and any(each.search(said) for each in _UNASKED):
        return True
    if any(each.search(said) for each in (_IN_BRACKETS, _ASKED_ASIDE, *_TO_COME, _DOUBT)):
        return True
    named = _NAMED if slag in (None, Slag.LISTE) else (*_NAMED, _TAKES_IT)
    return any(_is_name(found["navn"], navn) for each in named if (found := each.search(said)) is not None)


def _is_name(said: str, navn: Navn | None) -> bool:
    return navn is not None and (said.casefold() in navn.vanlige or said.casefold() in navn.egne)
