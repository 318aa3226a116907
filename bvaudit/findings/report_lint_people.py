"""What a report may tell of one person: the health of somebody everyone knows who is, small facts about the staff, a
number of a person, and a name beside the facts of a case.

What is said of a duty or of what may come («ved sykdom hos leder», «leder følger opp sykmeldte») is about nobody.
"""

import re
from collections.abc import Iterator, Mapping

from bvaudit.findings.report_lint_health import health_of_staff, illness_of_named
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.text_signs import Tegn, text_to_read
from bvaudit.intake.free_text import Navn
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.model.safe_text import holds_person_number
from bvaudit.texts import text

_ROLE = (
    r"(?:(?:barneverns?|enhets|team|fag|avdelings|nest|virksomhets|seksjons|tjeneste|mellom|kontor|etats|område)?leder|"
    r"kommunalsjef|direktør|rådgiver|jurist|psykolog|fagkonsulent|konsulent|saksbehandler|kontaktperson|koordinator|"
    r"miljøarbeider|veileder|medarbeider|ansatt|vikar|(?:barneverns?|einings|team|fag|avdelings|nest|"
    r"verksemds)?leiar)(?:en|n|a)?"
)
_ILL = r"(?:(?:lang|langtids|delvis |helt )?(?:syke?meld\w*|sjuke?meld\w*|sjuk|syk)|utbren[dt]|gravid|operert|innlagt)"
_AT = r"(?: (?:i|på|ved|for) [\w-]+)?"
_FOR_NOW = (
    r"(?:(?:for tiden|nå|no|fortsatt|framleis|fremdeles|delvis|delt|helt|igjen|også|periodevis|i perioder|"
    r"til dels|p\.t\.|for øyeblikket|dessverre|lenge|i (?:hele )?\d{4}|\d{2,3} ?(?:%|prosent)|"
    r"i (?:høst|vår|sommer|vinter|haust)) )"
)
# Beside what ``text_signs`` looks for: one who went, had, or left because of it, and one of a handful.
_HEALTH = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<![\w-]){_ROLE} (?:gikk|er|var|har vært) (?:\w+ )?(?:ut )?i (?:lang |delvis |full )?sykmelding\b",
        rf"(?<![\w-]){_ROLE} (?:har hatt|har|hadde) (?:\w+ ){{0,2}}?(?:sykdom|sykefravær|sykmelding|helseproblemer)\b",
        rf"(?<![\w-]){_ROLE} (?:sluttet|sa opp|er borte|var borte|har vært borte|gikk av) (?:\w+ ){{0,3}}?"
        r"(?:på grunn av|etter) (?:\w+ ){0,2}?(?:sykdom|sykmelding|utbrenthet|helse\w*|graviditet)\b",
        rf"(?<![\w-]){_ROLE}{_AT} (?:har (?:vært|blitt|vore|vorte)|er|ble|var|vart|blei) {_FOR_NOW}{{0,2}}{_ILL}\b",
        rf"(?<![\w-]){_ROLE}{_AT} (?:har hatt|har|hadde|har fått|fikk|fekk) (?:\w+ ){{0,2}}?(?:kreft|alvorlig |ny )?"
        r"(?:diagnose|kreftdiagnose|slag|hjerteinfarkt|hjarteinfarkt|(?:sjuke|syke)?fravær "
        r"(?:på grunn av|grunna|som følge av) (?:\w+ )?(?:sykdom|sjukdom|helse\w*|utbrenthet|kreft))\b(?! av\b)",
        rf"(?<![\w-]){_ROLE} har (?:\w+ )?på grunn av (?:\w+ )?(?:sykdom|sykmelding) (?:\w+ )?vært\b",
        r"\b(?:én|en|ett|to) av (?:(?:de|våre) )?(?:to |tre |fire )?\w*(?:leder|jurist|psykolog|konsulent|rådgiver|"
        r"saksbehandler|veileder|koordinator)\w*ne (?:har (?:\w+ )?(?:vært|blitt)|er|ble|var) "
        rf"(?:[\w%]+ ){{0,3}}?{_ILL}\b",
    )
)
_NOBODY = re.compile(
    r"\b(?:ved|dersom|hvis|når|skal|kan|må|bør|plikt\w*|ansvar|rutine\w*|følger|følge(?! av)|oppfølging|om|"
    r"for eksempel|enhver|hver|alle)\b",
    re.I,
)
_STAFF = re.compile(
    r"\b(?:ansatte?|medarbeider\w*|kolleg\w*|årsverk|stilling\w*|personal\w*|ansattgruppa|bemanning\w*|"
    r"lederteam\w*|tilsette)\b",
    re.I,
)
_SHARE_OF = re.compile(r"(?<!grunn )\bav (?:ti |\d+ |de )?$", re.I)  # «tre av fem ansatte»: a share, and nobody
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)[^\s/]+/[^\s/]+/\S+|\b\d{4}\.\d{2}\.\d{5}\b"
)  # the number of an article is no person's
_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){10}(?!\d)")
_ACCOUNT = re.compile(
    r"\b(?:konto\w*|bilag\w*|faktura\w*|KID\w*|saks?(?:nummer|nr)\w*|arkiv\w*|journal(?:nummer|nr|post)\w*|løpenummer|"
    r"ordre\w*|referanse\w*|ref|org\w*|avtale\w*|kunde\w*|serie\w*|dokument\w*|siffer|eksempel)\b\.?[^.;\n]{0,25}$",
    re.I,
)
_BEFORE = 45  # signs
_CASE = (
    r"(?:ble|er|blir|har blitt|var) (?:\w+ )?(?:plassert|akuttplassert|flyttet|tatt|hentet|utsatt|meldt|"
    r"tilbakeført|innlagt|mishandlet)"
    r"|(?:har|hadde|fikk) (?:\w+ )?(?:vedtak|omsorgsovertakelse|hjelpetiltak|fosterhjem|akuttvedtak|diagnose|"
    r"rusproblem\w*)"
    r"|bor (?:nå )?(?:i|på) (?:fosterhjem|institusjon|beredskapshjem)"
    r"|\(?,? ?\d{1,2} ?år\b|\(1?\d\)(?=[^.]*\b(?:bor|"
    r"bur|flytt\w*|fosterh\w+|plasser\w*|saken?|bror\w*|søster\w*|mor|far|foreldre\w*|institusjon\w*)\b)"
    r"|sin (?:sak|mor|far|mappe)\b"
)
_NAME = re.compile(rf"(?P<navn>\b[A-ZÆØÅ][a-zæøå]+)(?: [A-ZÆØÅ]\.?[a-zæøå]*)? ?(?P<fakta>{_CASE})")
_OWNER = re.compile(
    r"\b(?:[Ss]aken|[Mm]appen|[Uu]ndersøkelsen|[Vv]edtaket|[Ff]oreldrene|[Mm]oren|[Ff]aren|[Mm]or|[Ff]ar|"
    r"[Ff]osterforeldrene) (?:til|for|om) (?P<navn>[A-ZÆØÅ][a-zæøå]+)\b"
)
_OWNED = re.compile(
    r"\b(?P<navn>[A-ZÆØÅ][a-zæøå]+)s (?:mor|far|foreldre|sak|mappe|fosterforeldre|fosterhjem|søsken|vedtak)\b"
)
_CHILD_AGED = re.compile(
    r"\b(?:én|en|ei|et|ett) (?:[a-zæøå]{3,14} )?(?:gutt|jente|ungdom)(?: på|,)? \(?\d{1,2} (?:år|mnd|"
    r"måneder)\b[^.]{0,60}\b(?:ble|er|har|var|bor|fikk)\b",
    re.I,
)


def about_people(
    report: Fremmedrapport, sentences_of: Mapping[int, list[str]], navn: Navn | None
) -> Iterator[Lesemerke]:
    """Words of a person number or a name are not repeated."""
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Tabell):
            yield from _in_table(part)
        elif person_number(part.tekst):
            yield mark(part, Lesetegn.PERSONNUMMER, text("rapportsjekk.personnummer"))
        staff = isinstance(part, Avsnitt) and bool(_STAFF.search(part.tekst))
        for setning in sentences_of.get(indeks, ()):
            tegn = _sign(setning, navn, staff=staff, listed=isinstance(part, Avsnitt) and part.slag is Slag.LISTE)
            if tegn is not None:
                shown = "" if tegn is Lesetegn.NAVN_I_SAK else setning
                yield mark(part, tegn, text(f"rapportsjekk.{tegn.value}"), shown)
    for one in report.merknader:
        if person_number(one.tekst):
            yield Lesemerke(
                tegn=Lesetegn.PERSONNUMMER, tekst=text("rapportsjekk.personnummer"), avsnitt=one.nr, plass=one.nr
            )


def _in_table(table: Tabell) -> Iterator[Lesemerke]:
    for place, row in enumerate(table.rader, start=1):
        if any(person_number(cell) for cell in row):
            yield mark(table, Lesetegn.PERSONNUMMER, text("rapportsjekk.personnummer"), rad=place)


def person_number(tekst: str) -> bool:
    """Eleven digits that begin with a day of birth, however they are grouped; also as they are for those without."""
    if not any(sign.isdigit() for sign in tekst):
        return False
    tekst = _LINK.sub(" ", tekst)
    return holds_person_number(tekst) and any(
        _is_day(found[0]) and not _is_account(tekst, found) for found in _DIGITS.finditer(tekst)
    )


def _is_account(tekst: str, found: re.Match[str]) -> bool:
    """An account, a bill or a case that says it is one, and has not the control digits of a person."""
    return bool(_ACCOUNT.search(tekst[max(0, found.start() - _BEFORE) : found.start()])) and not _has_control(found[0])


def _has_control(written: str) -> bool:
    digits = [int(sign) for sign in re.sub(r"\D", "", written)]
    return all(
        sum(a * b for a, b in zip(digits, weights, strict=False)) % 11 == 0
        for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    )


def _is_day(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12


def _sign(setning: str, navn: Navn | None, *, staff: bool, listed: bool) -> Lesetegn | None:
    if _names_a_case(setning, navn):
        return Lesetegn.NAVN_I_SAK
    told = [(one.tegn, one.start, one.slutt) for one in text_to_read(setning)]
    own = [(Tegn.HELSE_ANSATT, found.start(), found.end()) for each in _HEALTH for found in each.finditer(setning)]
    own += [(Tegn.HELSE_ANSATT, start, end) for start, end in health_of_staff(setning, staff=staff)]
    kinds = {tegn for tegn, start, end in (*told, *own) if _is_of_somebody(setning, start, end)}
    if Tegn.HELSE_ANSATT in kinds or illness_of_named(setning, navn):
        return Lesetegn.HELSE
    if Tegn.FA_ANSATTE in kinds and (staff or (listed and "arbeids" in setning)):
        return Lesetegn.FA_ANSATTE
    found = _CHILD_AGED.search(setning)
    if found is not None and not _NOBODY.search(setning[: found.end()]):
        return Lesetegn.ETT_BARN
    return None


def _is_of_somebody(setning: str, start: int, end: int) -> bool:
    """Not of whoever it may come to be, and not of a share of all."""
    before = setning[:start]
    return not (_NOBODY.search(before[-60:]) or _NOBODY.search(setning[start:end]) or _SHARE_OF.search(before))


def _names_a_case(setning: str, navn: Navn | None) -> bool:
    if navn is None:
        return False
    for pattern in (_NAME, _OWNER, _OWNED):
        for found in pattern.finditer(setning):
            word = found["navn"].casefold()
            common = word in navn.vanlige and word not in navn.ord_ogsa
            if common or word in navn.egne:
                return True
    return False
