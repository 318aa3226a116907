"""The words that tell what a file of numbers is about, and what its columns are: bokmål and nynorsk."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from bvaudit.model.serieperiode import Periode, aret_av, of_year, parse_periode, vist
from bvaudit.model.serierad import is_whole
from bvaudit.model.serieslag import Maal, Serieslag
from bvaudit.texts import text

T = TypeVar("T")
KINDS = (
    (Serieslag.SYKEFRAVAR, r"sy[kj]k?efrav|sjukefråv|sjukfråv|fravær|fråvær"),
    (Serieslag.TURNOVER, r"turnover|gjennomtrekk|sluttet|slutta|avgang"),
    (Serieslag.AVVIKSKULTUR, r"avvikskultur|meldekultur|meldte avvik|melde avvik"),
    (Serieslag.MEDARBEIDERE, r"medarbeid|10-?faktor|arbeidsmiljø|svarprosent|undersøkelse blant|trivsel|puls"),
    (Serieslag.SAMMENLIGNING, r"asss|kostra|sammenlign|samanlikn|benchmark|kommunegruppe"),
    (Serieslag.LEVERANDORER, r"leverandør|oppdragstaker|oppdragstakar|innleie|innleige|konsulentbruk"),
    (Serieslag.OKONOMI, r"økonomi|regnskap|rekneskap|budsjett|forbruk|mill\. ?kr|\btkr\b|1 ?000 kr"),
    (Serieslag.BEFOLKNING, r"befolkning|folketal|folkemengd|innbygg|innbyggj|barn 0"),
    (Serieslag.KLAGER, r"klage|klagar"),
    (Serieslag.BEMANNING, r"bemann|årsverk|stilling|tilsette|ansatte"),
    (Serieslag.SAKER, r"saker per|saker pr|saksmengde"),
    (Serieslag.AKTIVITET, r"aktivitet|melding|undersøking|undersøkelser|tiltak|døgn|henvendelse|oppdrag|besøk|vakt"),
)
MEASURES = (
    (Maal.ANDEL, r"%|prosent|andel|\bdel av"),
    (Maal.ARSVERK, r"årsverk|stillinger|stillingar|stillingsprosent|stillingsandel|heimlar|hjemler"),
    (Maal.GJENNOMSNITT, r"snitt|gjennomsnitt|per ansatt|per tilsett|\bpr\b|median"),
    (Maal.DOGN, r"døgn"),
    (Maal.TIMER, r"\btimer\b|\btimar\b"),
    (Maal.ANSATTE, r"ansatte|tilsette|hoder|medarbeidere|medarbeidarar"),
    (Maal.SUM, r"\bt?kr\b|kroner|mill|budsjett|regnskap|rekneskap|forbruk|beløp|utgift|inntekt"),
)
USUAL: Mapping[Serieslag, Maal] = {
    Serieslag.BEMANNING: Maal.ARSVERK,
    Serieslag.SYKEFRAVAR: Maal.ANDEL,
    Serieslag.TURNOVER: Maal.ANDEL,
    Serieslag.OKONOMI: Maal.SUM,
}
POSTS = re.compile(r"stillings?(prosent|andel|størrelse|storleik)|stilling ?%|still\.? ?%", re.I)
MEAN = re.compile(r"snitt|gjennomsnitt|gj\.? ?snitt|middel", re.I)
UNITS = re.compile(r"^(enhet|eining|kontor|barnevernkontor|bydel|tjenestested|tenestestad|avdeling|avd|team)", re.I)
WHEN = re.compile(
    r"^(år|årstall|årstal|måned|månad|mnd|periode|kvartal|tertial|halvår|uke|veke|dato|tid|tidspunkt)\b", re.I
)
CODES = re.compile(r"(^|\b)(nr|nummer|kode|ansvar|konto|kostnadssted|id|orgnr|org\.? ?nr|nivå|løpenr|rad)\.?$", re.I)
TELLER = re.compile(r"(fraværsd|sykedag|sjukedag|tapte|fråværsd)\w*|^teller$|^teljar$|^sluttet$|^slutta$", re.I)
NEVNER = re.compile(r"(mulige|moglege|avtalte|mulege)\b.*|dagsverk$|^nevner$|^nemnar$", re.I)
PEOPLE = re.compile(r"^(antall |tal |ant\.? ?)?(svar|respondenter|respondentar|ansatte|tilsette|n|antall svar)$", re.I)
STAFF = (Serieslag.SYKEFRAVAR, Serieslag.TURNOVER, Serieslag.MEDARBEIDERE, Serieslag.AVVIKSKULTUR)
MONEY = re.compile(r"\b(mill\. ?kr|tkr|1 ?000 kr|mrd\. ?kr)\b", re.I)
CLASSES = (1, 6, 11, 16, 21)


def kind_of(said: str) -> Serieslag | None:
    return first_of(KINDS, said)


def first_of(choices: Sequence[tuple[T, str]], said: str) -> T | None:
    return next((one for one, pattern in choices if re.search(pattern, said, re.IGNORECASE)), None)


def commonest(found: Sequence[Maal]) -> Maal | None:
    return max(dict.fromkeys(found), key=found.count, default=None)


def year_of(texts: Sequence[str]) -> str:
    """The only year that is told; empty when there are several or none."""
    found = [set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", one)) for one in texts]
    every = set().union(*found)
    return every.pop() if len(every) == 1 else ""


def money_of(said: str) -> str:
    found = MONEY.search(said)
    word = found[1].casefold() if found is not None else "kr"
    return {"1000 kr": "tkr", "1 000 kr": "tkr"}.get(word, word)


def set_of(said: str) -> str:
    """What the group of municipalities is called."""
    return next(
        (name for name in ("ASSS", "KOSTRA") if name.casefold() in said.casefold()), text("serier.fra_fil.sett")
    )


def only_period(said: str) -> str:
    """The one period shorter than a year that is told; empty when there are several or none."""
    words = re.sub(r"[()]", " ", said).split()
    found: dict[Periode, tuple[int, int]] = {}
    for length in (4, 3, 2, 1):
        for first in range(len(words) - length + 1):
            inside = any(first >= a and first + length <= b for a, b in found.values())
            periode = None if inside else parse_periode(" ".join(words[first : first + length]).strip(",:;."))
            if periode is not None and aret_av(periode) is not None:
                found.setdefault(periode, (first, first + length))
    return vist(next(iter(found))) if len(found) == 1 else ""


def period_in(heading: str) -> str:
    """The period a heading says beside what it is of: «Årsverk 2024», «Menn jan 2024»."""
    return only_period(heading) or year_of((heading,))


def without_period(heading: str) -> str:
    """What a heading says beside its period; empty where that is only that it is all of it."""
    words = heading.split()
    for length in (4, 3, 2, 1):
        for first in range(len(words) - length + 1):
            if parse_periode(" ".join(words[first : first + length]).strip(",:;.()")) is not None:
                rest = " ".join((*words[:first], *words[first + length :])).strip(" ,:;-–")
                return "" if is_whole(rest) else rest
    return heading


def says_period(name: str) -> bool:
    """Whether the name of a sheet is when its numbers are for: «2024», «Fravær 2024», «jan»."""
    return bool(period_in(name)) or parse_periode(name) is not None or of_year(name, 2000) is not None
