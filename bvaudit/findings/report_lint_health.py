"""The health of somebody on the staff whom everyone knows, told in other words than «leder er sykmeldt».

A sentence is read in three steps: who it is about (a role there is one of, or one of a handful), what is said to have
come over them, and that it is said of them and not of their field: a psychologist who works with anxiety, a manager of
mental health and a course in sick leave tell of nobody's illness.
"""

import re
from collections.abc import Iterator

from bvaudit.intake.free_text import Navn

_PREFIX = (
    r"(?:barneverns?|enhets|einings|team|fag|avdelings|nest|virksomhets|verksemds|seksjons|tjeneste|teneste|mellom|"
    r"kontor|etats|område|administrasjons|prosjekt|gruppe|stabs)?"
)
_ONE = (
    rf"(?:{_PREFIX}(?:leder|leiar)|\w*sjef|rådmann|direktør|kommunedirektør|\w*rådgiver|\w*rådgjevar|\w*jurist|"
    r"\w*psykolog|\w*terapeut|\w*konsulent|\w*koordinator|\w*ansvarlig|\w*ansvarleg|\w*sekretær|merkantil\w*|"
    r"saksbehandler|sakshandsamar|kontaktperson|\w*veileder|\w*rettleiar|miljøarbeider|miljøterapeut|verneombud|"
    r"tillitsvalgt|tillitsvald)"
)
_ROLE = rf"(?<![\w-]){_ONE}(?:en|n|a|et)?(?: vår| vårt)?\b"
_WHO = rf"{_ROLE}(?: (?:i|for|på|ved) [\w-]+)?(?:,? (?:og|samt) (?:\w+ ){{0,2}}?\w+)?"
_OF_FEW = (
    r"(?:(?:én|en|ei|ein|to) av (?:(?:de|våre|dei) )?(?:to |tre |fire |fem )?(?:\w*leder|\w*leiar|\w*jurist|"
    r"\w*psykolog|"
    r"\w*konsulent|\w*rådgiver|\w*veileder|\w*koordinator)(?:ne|ane|e|ene)?|den ene \w{5,})"
)
_ONE_OF_THEM = r"\b(?:én|en|ein|éin|to) av (?:dem|disse|desse|dei)"
_ILL = (
    r"(?:(?:lang|langtids|delvis )?(?:syke?meld\w*|sjuke?meld\w*)|(?:alvorlig |alvorleg |kronisk |lang(?:varig|"
    r"varig) )"
    r"(?:syk|sjuk)|syk|sjuk|utbren[dt]|operert|innlagt|deprimert)(?![\w-])"
)
_ILLNESS = (
    r"(?:sykdom(?:men)?|sjukdom(?:men)?|kreft\w*|hjerteinfarkt|hjarteinfarkt|infarkt|hjerneslag|slag(?! av)|"
    r"depresjon|"
    r"angst(?:lidelse|liding)?|migrene|utbrenthet|utbrentheit|diagnose|kreftdiagnose|operasjon(?:en)?|"
    r"belastningsreaksjon|psykiske? (?:plager|lidelse\w*|vansker)|helseproblemer|helseplager|helseutfordringer|"
    r"ryggplager|(?:lengre |langt |høyt |mye )?(?:sykefravær|sjukefråvær)|sykmelding\w*|sjukmelding\w*)"
    r"(?! som\b| av\b| på (?:dagsorden|agenda|saklist))"
)
_REASON = (
    r"(?:(?:på grunn av|grunnet|grunna|som følge av|etter|av|med|i) (?:\w+ ){0,2}?(?:helsen?\b|helsa\b|"
    rf"hels[a-zæøå]+ (?:årsaker|årsakar|grunner|grunnar|utfordringer)|{_ILLNESS}|{_ILL}))"
)
_AWAY = (
    r"(?:borte|vekke|fravær|fråvær|fraværende|fråverande|ute|hjemme|heime|permisjon|"
    r"svangerskapspermisjon|redusert|gått ned|"
    r"gikk ned|gjekk ned|sluttet|slutta|sagt opp|sa opp|gikk av|trukket seg|lavere stilling|delvis i jobb|vikar)"
)
_LITTLE = r"(?: [\wæøå%,.]+){0,4}?"
_HAVE = (
    r"(?:har hatt|har fått|har vært gjennom|hadde|har|fikk|fekk|lider av|lid av|sliter med|slit med|gjennomgikk|"
    r"har i \w+ hatt)"
)
_BE = r"(?:har vært|har vore|har blitt|er blitt|har i perioder vært|er|ble|blei|vart|var|blir)"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_WHO} {_BE}{_LITTLE} {_ILL}",
        rf"{_WHO} {_HAVE}(?: (?:en|ein|ei|et|eit|lang|langvarig|alvorlig|alvorleg|mye|lengre|kjent|"
        rf"ny)){{0,2}} {_ILLNESS}",
        rf"{_WHO} (?:{_BE}|{_HAVE}|gikk|gjekk|sluttet|slutta|sa opp){_LITTLE} ?{_AWAY}{_LITTLE},? {_REASON}",
        rf"{_ROLE} (?:sluttet|slutta|sa opp|gikk av){_LITTLE},? {_REASON}",
        rf"\b{_OF_FEW} (?:{_BE}|{_HAVE}){_LITTLE} (?:{_ILL}|{_ILLNESS})",
        rf"\b{_OF_FEW} (?:{_BE}|{_HAVE}){_LITTLE} ?{_AWAY}{_LITTLE},? {_REASON}",
        rf"^{_ROLE},?(?: \(?\d{{1,3}} ?(?:%|prosent)\)?)? (?:syke?meldt|sjuke?meld)\b(?! \w*(?:ansatt|tilsett))",
    )
)
_OF_STAFF = re.compile(rf"{_ONE_OF_THEM} (?:{_BE}|{_HAVE}){_LITTLE} (?:{_ILL}|{_ILLNESS})", re.I)
# Illness they work with, and what is nobody's: a course in it, a plan for it, somebody else's.
_FIELD = re.compile(
    r"\b(?:arbeid\w*|jobb(?:er|et|a)|kurs\w*|undervis\w*|foredrag|erfaring|kompetanse|oppfølging|følger opp|"
    r"ansvar\w*|"
    r"spesiali\w*|utdann\w*|svar\w*|snakk\w*|spørsmål|barn\w*|born\w*|ungdom\w*|foreldre\w*|mor|far|familien|ansatte|"
    r"tilsette|pasient\w*|brukere|rutine\w*)\b",
    re.I,
)


# Words that are of one person's illness, whatever stands between them and the role.
_STRONG = (
    r"(?:(?:lang|langtids|delvis )?(?:syke?meldt?|sjuke?meldt?)(?!e)|i (?:syke|sjuke)permisjon|utbren[dt]|"
    r"utbrenthe\w+|utmattelse|utmatting|"
    r"helsegrunner|helsegrunnar|helsemessige (?:årsaker|årsakar|grunner|grunnar)|operert|operasjon|hjerteinfarkt|"
    r"hjarteinfarkt|hjerneslag|hjerneslaget|kreft(?:behandling|sykdom|sjukdom|diagnose)?|kronisk (?:syk|sjuk)\w*|"
    r"alvorlig syk(?:dom)?|alvorleg sjuk(?:dom)?|migrene|(?:rygg|hjerte|hjarte|nakke|hode|hovud|mage|psykiske |"
    r"søvn|belastnings|slitasje)(?:plager|problem\w*|skade\w*|lidelse\w*|liding\w*|sykdom\w*)|delvis ufør|ufør|"
    r"e(?:i)?t slag)"
)
_KNOWN = (
    rf"(?:{_PREFIX}(?:leder|leiar)|\w*sjef|rådmann|direktør|kommunedirektør|\w*sekretær|\w*jurist|\w*psykolog|\w*terapeut|"
    r"\w*koordinator|\w*ansvarlig|\w*ansvarleg|merkantil\w*|verneombud|tillitsvalgt)(?:en|n|a|et)?\b"
)
_BESIDE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:uten|utan) (?:\w+ )?{_KNOWN}[^;:]{{0,60}}?\b(?:på grunn av|grunna|grunnet|fordi) (?:\w+ )?"
        r"\w*(?:sykmelding|sjukmelding|sykdom|sjukdom)\b",
        rf"(?<![\w-]){_KNOWN}[^;:]{{1,110}}?\b{_STRONG}\b",
        rf"\b{_STRONG}\b[^;:]{{1,60}}?(?<![\w-]){_KNOWN}",
    )
)
_NAMED = re.compile(
    rf"\b(?P<navn>[A-ZÆØÅ][a-zæøå]+)(?: [A-ZÆØÅ][\wæøå-]+){{0,2}} (?i:{_BE}|{_HAVE})[^.;:]{{0,60}}?(?i:\b{_STRONG}\b)"
)
_OTHERS = re.compile(
    r"\b(?:barn\w*|born\w*|ungdom\w*|unge|foreldre\w*|mor|far|mødre|fedre|famili\w+|foster\w+|pasient\w*|"
    r"bruker\w*|elev\w*|"
    r"flere|fleire|mange|noen|nokre|ansatte|tilsette|medarbeidere|kolleger|rutine\w*|ved (?:sykdom|sykmelding|"
    r"sjukdom|"
    r"sjukmelding|fravær)|dersom|hvis|viss|når|skal|kan|bør|kurs\w*|opplæring\w*|veiled(?!er)\w*|"
    r"rettlei(?!ar)\w*|oppfølging\w*|"
    r"følger?\b.{0,20}\bopp|følgjer?\b.{0,20}\bopp|tema\w*|kompetanse\w*|ansvar(?:et)? for|melder|melde|"
    r"opplyser|opplyste|oppgir|"
    r"rapporter\w*|svarte|spørsmål|informer\w*|arbeid(?:er|et|ar|de) med|jobb\w* med|undersøk\w*|plikt\w*|rett til|"
    r"hver|kvar|alle|enhver|for eksempel|til dømes|dialogmøte\w*|legeerklæring|statistikk\w*|mål\w*|tilbyr|"
    r"tilbud\w*|tilbod\w*|"
    r"gjennomgang\w*|"
    r"prosjekt(?:et)?|forebygg\w*|plan(?:en|er|ane|ene)?|stress|resultat\w*|innlegg|foredrag|førebygg\w*|ikke|ikkje|ingen)\b",
    re.I,
)
_BOTH = re.compile(
    rf"\b(?:begge|alle (?:to|tre|fire)|den ene|den andre)(?: \w+){{0,2}}? (?:{_BE})(?: \w+){{0,3}}? {_ILL}", re.I
)
_NOT_STAFF = re.compile(r"\b(?:barn\w*|born\w*|ungdom\w*|foreldre\w*|mor|far|foster\w+|famili\w+|søsken\w*)\b", re.I)


def illness_of_named(setning: str, navn: Navn | None) -> bool:
    """«Kari Nordmann har vært sykmeldt siden mai»: a name is enough, whoever it is."""
    found = _NAMED.search(setning) if navn is not None else None
    if found is None or navn is None or _OTHERS.search(setning):
        return False
    word = found["navn"].casefold()
    return (word in navn.vanlige and word not in navn.ord_ogsa) or word in navn.egne


def health_of_staff(setning: str, *, staff: bool) -> Iterator[tuple[int, int]]:
    """Where such words stand. ``staff``: the paragraph is of the staff, so that «en av dem» is one of those."""
    for each in (*_PATTERNS, *((_OF_STAFF,) if staff else ())):
        for found in each.finditer(setning):
            if not _FIELD.search(re.sub(rf"^{_ROLE}", "", found[0], flags=re.I)):
                yield found.start(), found.end()
    for each in _BESIDE:
        near = each.search(setning)
        if near is not None and not _OTHERS.search(re.sub(_KNOWN, " ", setning, flags=re.I)):
            yield near.start(), near.end()
    both = _BOTH.search(setning) if staff and not _NOT_STAFF.search(setning) else None
    if both is not None:
        yield both.start(), both.end()
