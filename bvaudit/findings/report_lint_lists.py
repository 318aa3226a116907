"""«17 kommuner», and the list of them that has another number.

A list on one line is counted by its commas and each «og»; where an item may hold an «og» itself («barn og unge») both
readings count, and only a number that fits neither is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import WORD_VALUE, Tall, masked, numbers, stem
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_THINGS = (
    r"(?P<ting>(?:\w*(?:kommuner|enheter|bydeler|avdelinger|punkter|områder|mål|anbefalinger|team|funn|avvik|spørsmål|"
    r"faser|temaer|deler|kategorier|grupper|prosjekter|kontorer|soner|årsaker|grunner|grunnlag|krav|prinsipper|"
    r"hovedmål|satsinger|"
    r"forhold|utfordringer|risikoer|tiltak|aktiviteter|grep|oppgaver|steg|elementer|nøkkeltall|indikatorer|rutiner|"
    r"tilrådingar|einingar|område|spørsmål|utfordringar|årsaker|fylker|regioner|steder|institusjoner|delmål|satsingsområder)))"
)
_COUNTED = re.compile(
    rf"(?<!\bfor )(?<!\bi )(?<!\bhos )(?<!\bved )(?<!\bpå )(?<!\bav )(?P<antall>\b\d{{1,2}}|"
    rf"\b(?:{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))}))\s+(?:\w+e\s+){{0,2}}?{_THINGS}\b(?P<resten>.*)",
    re.I | re.S,
)
_LEAD = re.compile(r"(?![^:]*\b(?:gjelder|følgende|fant|mangler|viste|sier|sa)\b)[^:.!?]{0,80}:\s*$")
_HERE = re.compile(r"\s*(?:\((?P<i>[^()]{8,})\)|(?:[^:.!?()]{0,50}:\s*(?P<etter>[^:;]{8,}?)\s*[.;]?\s*$))", re.S)
_PROPER = r"[A-ZÆØÅ][\wæøåÆØÅ-]+(?: [A-ZÆØÅ][\wæøåÆØÅ-]+)*"
_NUMBER = rf"(?:\d{{1,2}}|(?i:{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))}))"
_LISTED = rf"{_PROPER}(?:, {_PROPER})* (?:og|samt) {_PROPER}"
_NAMES = re.compile(
    rf"(?<![\w,.-])(?<!\bav )(?<!\bav de )(?<!\bav dei )(?P<antall>{_NUMBER})(?: [a-zæøå]+e)? "
    rf"(?P<ting>[a-zæøå]{{4,}})(?: ?\((?P<navn>{_LISTED})\)|: (?P<bak>{_LISTED})\W*$)",
)
_NEXT = re.compile(
    r"^(?:\w*(?P<ting>(?i:kommuner|kommunene|kommunane|enheter|enhetene|bydelene|avdelingene|områdene|punktene|målene|"
    r"temaene))|Disse|De|Det) (?:er|var|omfatter|består av)\s+(?P<liste>[A-ZÆØÅ].*?)\.?\s*$",
    re.S,
)
_NO_LIST = re.compile(
    r"\b(?:som|når|dersom|fordi|skal|kan|har|er|ble|var|hvor|der|og så|blant annet|for eksempel|bl\.?a|f\.?eks|"
    r"inkludert|særlig|spesielt|mv|osv|m\.fl|med flere)\b",
    re.I,
)
_MOST = 40
_ITS_TEXT = 4  # parts


def lists_with_another_number(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag in (Slag.INNHOLD, Slag.TOPP, Slag.OVERSKRIFT):
            continue
        said = sentences_of.get(indeks, [])
        for place, setning in enumerate(said):
            told = _on_line(setning) or _in_next(said[place : place + 2])
            if told:
                yield mark(part, Lesetegn.LISTE, told, setning)
        if said:
            told = _below(said[-1], report.deler[indeks + 1 :])
            if told:
                yield mark(part, Lesetegn.LISTE, told, said[-1])


def _counted(setning: str) -> tuple[int, str, str] | None:
    """How many of what, and the rest of the sentence; None unless it is the only count there."""
    found = _COUNTED.search(masked(setning))
    if found is None:
        return None
    said = found["antall"].casefold()
    number = WORD_VALUE.get(said, int(said) if said.isdigit() else 0)
    return (number, found["ting"], setning[found.start("resten") :]) if 2 <= number <= _MOST else None


def _on_line(setning: str) -> str:
    """«fire bydeler (Heimdal, Lerkendal, Midtbyen og Østbyen)»."""
    counted = _counted(setning)
    found = _HERE.match(counted[2]) if counted else None
    if counted is None or found is None:
        return _of_names(setning)
    return _judged(counted[0], counted[1], found["i"] or found["etter"])


def _of_names(setning: str) -> str:
    """«fire bofellesskap (Nordlia, Sørheim og Elvebakken)»: whatever they are, when nothing but names follows."""
    found = _NAMES.search(masked(setning))
    if found is None:
        return ""
    said = found["antall"].casefold()
    number = WORD_VALUE.get(said, int(said) if said.isdigit() else 0)
    return _judged(number, found["ting"], found["navn"] or found["bak"]) if 2 <= number <= _MOST else ""


def _in_next(said: Sequence[str]) -> str:
    """«… for 17 kommuner. Samarbeidskommunene er …»."""
    counted = _counted(said[0])
    found = _NEXT.match(said[1]) if counted and len(said) == 2 else None
    if counted is None or found is None:
        return ""
    if found["ting"] and stem(found["ting"])[:6] not in counted[1].casefold():
        return ""
    return _judged(counted[0], counted[1], found["liste"])


def _judged(number: int, ting: str, liste: str) -> str:
    if _NO_LIST.search(liste) or numbers(liste):
        return ""
    fewest, most = items(liste)
    if most < 2 or fewest <= number <= most:
        return ""
    return text("rapportsjekk.liste", antall=number, hva=ting.casefold(), i_listen=most if number > most else fewest)


def items(liste: str) -> tuple[int, int]:
    """The smallest and the largest number of things a list on one line can hold. «X med A, B og C» is A, B and C, or
    one more."""
    parts = [part.strip() for part in re.split(r",|;", liste) if part.strip(" .")]
    ands = [len(re.findall(r"\b(?:og|samt)\b", part)) for part in parts]
    names = all(piece.strip()[:1].isupper() for part in parts for piece in re.split(r"\b(?:og|samt)\b|\bmed\b", part))
    withs = len(re.findall(r"\bmed\b", liste))
    most = len(parts) + sum(ands)
    return (most, most + withs) if names else (len(parts), most)


def _below(setning: str, after: Sequence[object]) -> str:
    """«… fem områder:» and the items below it."""
    counted = _counted(setning)
    if counted is None or not _LEAD.fullmatch(counted[2]) or _others(setning, counted[0]):
        return ""
    levels: list[int] = []
    for part in after:
        if not isinstance(part, Avsnitt) or part.slag is not Slag.LISTE:
            break
        levels.append(part.niva)
    rest = after[len(levels) : len(levels) + _ITS_TEXT]
    if any(isinstance(part, Avsnitt) and part.slag is Slag.LISTE for part in rest):
        return ""  # each item has a text of its own, or the list goes on after one
    found = levels.count(min(levels)) if levels else 0
    if found < 2 or found == counted[0]:
        return ""
    return text("rapportsjekk.liste", antall=counted[0], hva=counted[1].casefold(), i_listen=found)


def _others(setning: str, number: int) -> list[Tall]:
    return [one for one in numbers(setning) if one.verdi != number]
