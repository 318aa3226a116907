"""The words ``text_signs`` looks for: how Norwegian counts few, names a role, and tells of somebody's health."""

import re

_FEW = r"(?:[1-9]|én|ein|éin|ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni)"
# A number of its own: not part of a date, a section, a range, a share in per cent or a rough count.
_OWN = (
    r"(?<![\d§.,/–-])(?<!§ )(?<!kapittel )(?<!kap\. )(?<!fase )(?<!nr\. )(?<!side )(?<!tabell )(?<!graf )"
    r"(?<!punkt )(?<!trinn )"
    r"(?<!nivå )(?<!minst )(?<!over )(?<!under )(?<!inntil )(?<!opptil )(?<!maks )(?<!enn )(?<!hver )"
    r"(?<!hvert )(?<!ca\. )"
    r"(?<!til )(?<!eller )(?<!per )(?<!pr\. )(?<!\bav )\b"
)
_CHILDREN = (
    r"(?:barn(?:a|et)?|ungdom(?:mer|mene|men|mar|mane)?|unge(?: voksne)?|gutt(?:er|ene|en)?|gut(?:ar|ane|en)?|"
    r"jente(?:r|ne|ne)?|"
    r"søsken(?:par|flokk)?(?:et|a)?|tvilling(?:er|par)?|spedbarn|familie(?:r|ne|n)?|foster(?:barn|familier)(?:a)?|"
    r"mindreårige|tenåring(?:er|ene|en)?|mor|far|foreldre(?:par)?|mødre|fedre|personer|barnevernsbarn)"
)
_ADJECTIVE = r"(?:(?:av )?(?:de |disse )?(?:[a-zæøå]{3,14}e |små |nye |av ))?"
_ONE = r"(?:én|en|ei|ein|eit|et|ett|eitt|1)"
_AGED = (
    r"(?:\d{1,2}|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten)"
)

CHILD = re.compile(r"\b(?:barn|ungdom|gutt|jente|søsken|fosterbarn|mindreårig|unge voksne)", re.I)
COUNT = re.compile(rf"{_OWN}(?:{_FEW} av de )?{_FEW} {_ADJECTIVE}{_CHILDREN}\b(?!-)", re.I)
# «3 barn per familie», «to barn i gjennomsnitt», «ett barn om gangen»: a measure, not children
ENDED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:per|pr\.?|i gjennomsnitt|i snitt|i hver|om gangen|for hver|som hovedregel|eller flere|"
    r"eller fleire|eller mer|og oppover|kan|skal|har rett|bør)\b",
    re.I,
)
ONE_CHILD = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # a boy of 14; a girl (9 years); the 14-year-old
        rf"\b{_ONE} (?:[a-zæøå]{{3,14}} )?(?:gutt|gut|jente|ungdom|barn|søskenpar|tenåring)(?: på| i alderen|"
        rf",)? \(?{_AGED} (?:år|mnd|måneder)\b",
        rf"\b{_AGED} (?:år|måneder) gam(?:mel|al|melt|malt) (?:gutt|gut|jente|barn|ungdom)\b",
        r"\b\d{1,2}-åring(?:en|ens)?\b",
        # told as what has happened; «når en ungdom ble …» is not
        rf"(?<!når )(?<!hvis )(?<!dersom )(?<!om )(?<!at )\b{_ONE} (?:[a-zæøå]{{3,14}} )?"
        r"(?:gutt|gut|jente|ungdom|søskenpar|familie|barn)"
        r" (?:ble|blei|vart|var|fikk|fekk|har blitt|er blitt|flyttet|flytta|rømte|døde|bodde|budde|bor|bur|måtte)\b",
        r"\b(?:gutten|guten|jenta|jenten|søskenparet|tvillingene) (?:ble|blei|vart|var|er|har|hadde|fikk|fekk|"
        r"bor|bur|flyttet|flytta)\b",
        rf"\b{_ONE} av (?:barna|borna|ungdommene|ungdommane|guttene|gutane|jentene|søsknene|familiene|familiane)\b",
        r"\b(?:eneste|einaste) (?:barnet|gutten|guten|jenta|ungdommen|familien|saken|plasseringen)\b",
    )
)
ONE_OF_THEM = re.compile(
    r"\b(?:hvor |der |kor )?(?:én|en|ei|ein|ett|to)(?: av (?:disse|dei|dem|desse))?"
    r" (?:var|er|ble|blei|vart|har|hadde|bor|bur|flyttet|fikk)\b(?<! en er)(?<! to er)",
    re.I,
)
_THING = (
    r"(?:sak(?:er)?|plassering(?:er)?|akuttplassering(?:er)?|atferdsplassering(?:er)?|vedtak|akuttvedtak|"
    r"melding(?:er)?|"
    r"undersøkelse(?:r)?|fristbrudd|lovbrudd|henleggelse(?:r)?|omsorgsovertakelse(?:r)?|flytting(?:er)?|brudd|"
    r"klage(?:r)?|"
    r"fosterhjemsbrudd|institusjonsplassering(?:er)?)"
)
THINGS = re.compile(
    rf"{_OWN}(?:[12]|én|ett|to) (?:[a-zæøå]{{3,14}}e? )?{_THING}\b(?!-)(?! per)(?! pr)(?! om gangen)", re.I
)

_ROLE = (
    r"(?:barnevern(?:s)?leder|enhetsleder|teamleder|fagleder|avdelingsleder|nestleder|virksomhetsleder|"
    r"seksjonsleder|tjenesteleder|"
    r"mellomleder|leder|leiar|barnevernsleiar|einingsleiar|teamleiar|kommunalsjef|etatsdirektør|rådgiver|jurist|"
    r"psykolog|"
    r"merkantil|konsulent|fagkonsulent|saksbehandler|saksbehandlar|kontaktperson|koordinator|miljøarbeider|veileder|"
    r"medarbeider|ansatt|tilsett|kollega|vikar)"
)
_THE_ROLE = rf"{_ROLE}(?:en|n|a)?"
_FEW_STAFF = (
    rf"(?:{_FEW} (?:av (?:de |våre )?)?(?:[a-zæøå]{{3,14}}e )?(?:ansatte|tilsette|medarbeidere|ledere|leiarar|"
    r"teamledere|fagledere|saksbehandlere|kolleger))"
)
_ILL = (
    r"(?:syk|sjuk|sjuke?meldt?|syke?meldt|lang(?:tids)?syk\w*|langtidssykmeldt|sykemeldt|sjukmeld|delvis sykmeldt|"
    r"utbrent|"
    r"alvorlig syk|i sykepermisjon|i permisjon|i fødselspermisjon|i foreldrepermisjon|gravid|ufør|operert|deprimert|"
    r"på arbeidsavklaringspenger|fraværende|innlagt|død|borte på grunn av sykdom|i svangerskapspermisjon)"
)
_IS = r"(?:har (?:\w+ )?(?:vært|blitt|vore|vorte)|er|ble|blei|vart|var|blir|gikk ut|hadde vært)"
HEALTH_OF = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        # «leder og en teamleder har vært sykmeldt»: no other verb between the role and the illness
        rf"\b{_THE_ROLE}(?: (?:i|ved|på|for) (?:[\w-]+)(?: [\w-]+)?)?(?:,? (?:og|samt) (?:(?:én|en|ei|ein|"
        rf"to) )?{_THE_ROLE})?"
        rf" {_IS} (?:[\w%]+ ){{0,3}}{_ILL}\b",
        rf"\b{_FEW_STAFF} {_IS} (?:[\w%]+ ){{0,3}}{_ILL}\b",
        r"\b(?:syk\w*|sjuk\w*|fravær\w*|permisjon\w*|helse\w*|diagnose\w*) (?:\w+ )?(?:hos|til|for|av) (?:vår |"
        r"en |én |ein )?"
        rf"{_ROLE}(?:en|n|a)?\b(?! følger| og ansatte| har ansvar)",
        rf"\b{_ROLE}(?:en|n)?s (?:lange |langvarige )?(?:syk\w*|sjuk\w*|helse\w*|diagnose\w*|fravær\w*)\b",
        r"\b(?:sykmeldt|sykemeldt|langtidssykmeldt|sjukmeld) (?:barnevern|enhets|team|fag|avdelings)?(?:leder|"
        r"leiar)\b",
        rf"\b{_THE_ROLE} (?:har|hadde|fikk|sliter med|lider av) (?:\w+ )?(?:kreft|depresjon|angst|hjerteinfarkt|"
        r"slag|diagnose\w*|"
        r"helseplager|helseutfordringer|helsemessige|rusproblem\w*|sykepermisjon)\b",
    )
)
STAFF = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_OWN}{_FEW} (?:menn|kvinner|mannlige|kvinnelige|mann|kvinne|kvinnelege|mannlege)\b(?! i befolkningen)",
        rf"{_OWN}{_FEW} (?:(?:ansatte|tilsette|medarbeidere|personer|av (?:oss|dem|de ansatte)) )?"
        r"(?:(?:er |har |kommer )?(?:med|av|fra|har|på|i) )"
        r"(?:utenlandsk|utanlandsk|innvandrer|minoritets|samisk|arbeidstrening|arbeidsutprøving|aap\b|"
        r"tiltaksplass|lønnstilskudd)\w*",
        rf"{_OWN}{_FEW} (?:ansatte|tilsette|medarbeidere|av de ansatte) (?:{_IS} )?"
        r"(?:i (?:\w+)?permisjon|over \d\d år|under \d\d år|har sagt opp|sluttet|sagt opp|i konflikt|"
        r"på arbeidstrening)",
        r"\b(?:eneste|einaste) (?:mannen|kvinnen|mannlige|kvinnelige|ansatte|tilsette|juristen|psykologen|mann|"
        r"kvinne)\b",
        r"\b(?:én|en|ein|1) (?:ansatt|tilsett|medarbeider|teamleder|fagleder|saksbehandler) (?:har sagt opp|"
        r"sluttet|ble sagt opp|"
        r"er sagt opp|fikk advarsel|er i konflikt|er overtallig|er over \d\d år|er på arbeidstrening)\b",
    )
)
