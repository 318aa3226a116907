"""What was meant for a colleague and not for the reader: questions, reminders, blanks, comments, marks and changes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bvaudit.findings.report_lint_asides import aside, unquoted
from bvaudit.findings.report_lint_marks import mark, mark_comment
from bvaudit.findings.report_lint_words import quoted
from bvaudit.intake.free_text import Navn
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import counted, text

_BLANK = re.compile(
    r"\?{3,}|_{5,}(?=\s*(?:prosent|%))|\blorem ipsum\b|\b(?:klikk|trykk)(?: eller trykk)? her for å (?:skrive|legge)|"
    r"\bskriv inn tekst her\b|\[(?:\.{3}|…)? ?\?\]",
    re.I,
)
_CROSSES = re.compile(r"(?<![\w.-])(?<![Kk]apittel )(?<![Dd]el )(?:X{2,}|x{2,}|TBD|TODO|FIXME)(?![\w.-])")
# «[NAVN]», «[sett inn tall]»; not a link, a number of a note, or a name that was taken out on purpose.
_BRACKETS = re.compile(
    r"[\[<{](?P<hva>(?:fullt |ditt )?(?:navn|dato|tall|kommune|kommunenavn|enhet|bydel|år|årstall|beløp|tittel|"
    r"kilde|tekst|leder|sted|"
    r"saksnummer|antall|prosent|periode|rolle)"
    r"|(?:sett inn|fyll (?:inn|ut)|skriv|legg (?:inn|til|ved)|"
    r"lim inn|set inn|sjekk|mangler|oppdater|må|husk|her (?:skal|må|"
    r"kommer)|kommer|kan du|kilde)\b"
    r"[^\]\n>}]{0,120}|(?:hva|hvor|er dette|stemmer|kilde)\b[^\]\n>}]{0,120}\?)[\]>}](?!\()",
    re.I,
)
# A whole paragraph in brackets, or the first sentence of one: what a paper of the program asks a person to write.
_ASKED = re.compile(r"^\s*\[(?P<hva>[A-ZÆØÅ][^\[\]]{12,})(?:\]\.?\s*)?$")
_TAKEN_OUT = re.compile(r"fjernet|sladdet|utelatt|anonymisert|skjermet|red\.", re.I)
_SOURCE = re.compile(
    r"(?:^|[(\[/–—-]\s*|\s)k(?:il|jel)der?\s*(?:her)?\s*\?+\s*(?:$|[)\]])"
    r"|\bk(?:il|jel)der?\s*:\s*[(\[]?\s*(?:\?+|mangl(?:er|ar)|xxx?|tbd|kommer\b|kjem\b|ikk(?:e|je) oppgi\w+|ukjent|"
    r"ukjend|\.{3}|…)|"
    r"\b(?:finn|sett inn|set inn|legg inn) k(?:il|jel)de\b",
    re.I,
)
_QUESTION = re.compile(r"\s*(?:hv\w+|er|var|har|finnes|trenger|kan|skal|må|bør) ", re.I)
_ASKS = (
    r"(?:kan|vil|har|får|rekker|husker|setter|sjekker|legger|fyller|finner|oppdaterer|retter|skriver|ser|tar|"
    r"henter|vet)"
)
_WORK = (
    r"(?:sjekk\w*|kild\w*|tall(?:et|ene)?|inn|opp(?:dater\w*)?|dette(?: avsnittet)?|her|setningen|avsnittet|tabellen|"
    r"grafen|figuren|teksten|kontroller\w*|bekreft\w*|rette\w*|skriv\w*|formuler\w*|utdyp\w*|riktig|stemmer|med tall)"
)
_TO_YOU = re.compile(rf"(?:^|[\s,(–-]){_ASKS} (?:du|dere|noen)\b(?P<resten>[^?]{{0,160}})\?", re.I)
_ORDERED = re.compile(
    r"\b(?:kilden?|(?:dobbelt)?sjekke?r?|kontrollere?r?|bekrefter?|(?:sette?r?|legge?r?|skrive?r?|"
    r"føye?r?) (?:\w+ )?(?:inn|til)|oppdaterer?)\b",
    re.I,
)
_IMPERATIVE = re.compile(
    r"[(\[]\s*(?:NB!? ?)?(?:husk å (?:sjekk|oppdater|rett|fjern|slett|sette|legge|dobbelt)\w*|må (?:sjekk|"
    r"oppdater|kontroller|fyll|skriv|rett|avklar|kvalitetssikr)(?:es|as|ast)\b|"
    r"gam(?:melt|le|alt) tal(?:l|lene)?\s*[,;)\]–-]|"
    r"(?:må )?(?:byttes?|bytt|erstatt) ut\b|sjekk(?:es|ast)?\b|"
    r"oppdater(?:es)?\b|dobbeltsjekk\w*|fyll (?:inn|ut)|sett inn|legg inn|mangler (?:tall|kilde|tekst|svar)|"
    r"tall (?:mangler|kommer)|"
    r"skal oppdateres|stemmer (?:dette|det)|er dette riktig|usikker på)[^)\]\n]{0,120}[)\]]"
    r"|^(?:husk å (?:sjekke(?! om\b| at\b)|oppdatere|rette|fjerne|slette|sette inn|legge inn|dobbeltsjekke)|"
    r"må (?:sjekkes|"
    r"oppdateres|kontrolleres)|"
    r"dobbeltsjekk|sjekk (?:tall|kilde|dette)|sett inn (?:tall|kilde|graf|tabell|figur)|legg inn (?:tall|kilde|"
    r"graf|tabell)|"
    r"her (?:må|skal|kommer|mangler|manglar|bør) (?:(?:vi|det|du|jeg|eg) )?(?:(?:sette|legge|skrive|få|ha|hente|"
    r"setje|"
    r"leggje) (?:inn|med) )?(?:inn )?(?:tall|tal\b|kilde|kjelde|graf|tabell|tekst)\w*|"
    r"her (?:må|bør|skal) (?:vi|du|jeg|eg|dere|de) (?:si|skrive|nevne|få med|ha med|ta med|seie|nemne) "
    r"(?:noe|litt|mer|noko|meir)\b|"
    r"(?:tall|tekst|graf|tabell|kilde) (?:mangler|kommer)(?: senere)?(?:\.|!|$)|venter på (?:tall|svar|"
    r"innspill) fra [A-ZÆØÅ])",
    re.I,
)
_LATER = re.compile(
    r"\b(?:kapit(?:let|telet|lene)|avsnittet|delen|teksten|sammendraget|samandraget|tabellen|grafen|figuren|"
    r"vurderingen|vurderinga|konklusjonen)\b(?: [a-zæøå]+){0,2}? (?:skrives|skrivast|fylles (?:inn|ut)|settes inn|"
    r"legges inn|lages|kommer inn) (?:når|etter at|senere|seinare|så snart)\b",
    re.I,
)
_NAMED = re.compile(r"[(\[](?P<navn>[A-ZÆØÅ][a-zæøå]+): ?[^()\[\]]{3,120}\?[)\]]")
_INITIALS = re.compile(r"(?:^|[(\[])\s*[A-ZÆØÅ]{2,3}:\s*(?:sjekk|husk|kan|må|hva|hvor|er|bør|se)\b")
_ASK_HIM = re.compile(
    r"[(\[]\s*(?:[Ss]pør|[Hh]ør med|[Aa]vklar med|[Ss]jekk med|[Ss]nakk med) [A-ZÆØÅ]\w+|"
    r"^NN (?:må|kan|skal) "
)
_SPOKEN_TO = re.compile(r"^(?P<a>[A-ZÆØÅ][a-zæøå]+): .*\?\W*$|, (?P<b>[A-ZÆØÅ][a-zæøå]+)(?:\?|\.|!)\W*$", re.S)
_ABOUT_WORK = re.compile(
    r"\b(?:du|tall(?:et|ene)?|kilden?|dette|avsnittet|tabellen|grafen|teksten|riktig|"
    r"stemmer)\b",
    re.I,
)
_CALL = re.compile(r"(?:OBS|NB|PS|Obs|Merk)!+")
_TAGGED = re.compile(r"(?:^|\s)@(?P<navn>[A-ZÆØÅ][a-zæøå]+)\b(?! ?[/=])")
_REMARK = re.compile(r"^(?:kommentar|notat|merknad|spørsmål) (?:til|fra) (?P<hvem>[A-ZÆØÅ][a-zæøå]+)\s*:", re.I)


def leftover_notes(
    report: Fremmedrapport, sentences_of: Mapping[int, list[str]], navn: Navn | None
) -> Iterator[Lesemerke]:
    """``navn``: common first names, by which a question to a colleague is known."""
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Avsnitt) and part.slag is Slag.INNHOLD:
            continue
        for setning in _with_calls(sentences_of.get(indeks, ())):
            slag = part.slag if isinstance(part, Avsnitt) else None
            plain = unquoted(setning)
            key = _note(plain, navn) or aside(plain, slag, navn)
            if key:
                yield mark(part, Lesetegn.NOTAT, text(f"rapportsjekk.notat.{key}"), setning)
        if isinstance(part, Avsnitt):
            yield from _hidden_and_marked(part)
    for one in report.merknader:
        told = text("rapportsjekk.kommentar" if one.hvem else "rapportsjekk.kommentar_uten_navn", hvem=one.hvem)
        yield mark_comment(one, report, told)


def _with_calls(said: Sequence[str]) -> Iterator[str]:
    """«OBS!» goes with the sentence after it."""
    held = ""
    for setning in said:
        if _CALL.fullmatch(setning):
            held = f"{setning} "
            continue
        yield held + setning
        held = ""


def _note(setning: str, navn: Navn | None) -> str:
    """Which kind of note a sentence is; empty = none."""
    for key, is_one in _KINDS.items():
        if is_one(setning, navn):
            return key
    return ""


def _is_source(setning: str, _: Navn | None) -> bool:
    return bool(_SOURCE.search(setning)) and not _QUESTION.match(setning)


def _is_blank(setning: str, _: Navn | None) -> bool:
    found = _BRACKETS.search(setning)
    for one in (found, _ASKED.match(setning)):
        if one is not None and not _TAKEN_OUT.search(one["hva"]):
            return True
    return bool(_CROSSES.search(setning)) or bool(_BLANK.search(setning))


def _is_question(setning: str, navn: Navn | None) -> bool:
    found = _TO_YOU.search(setning)
    if found is None:
        return False
    if not re.search(rf"\b{_WORK}\b", f"{found[0]}", re.I):
        return False
    return _addressed(setning, found, navn) or _ORDERED.search(found[0]) is not None


def _addressed(setning: str, found: re.Match[str], navn: Navn | None) -> bool:
    """Somebody is spoken to by name: first, with a comma, or last before the question mark."""
    before, after = setning[: found.start()].strip(), found["resten"].strip()
    first = re.fullmatch(r"(?:hei |@)?([A-ZÆØÅ][a-zæøå]+)[,:!–-]?", before)
    last = re.search(r"(?:^|[\s,])([A-ZÆØÅ][a-zæøå]+)$", after)
    names = [one[1].casefold() for one in (first, last) if one is not None]
    return any(navn is None or name in navn.vanlige or name in navn.egne or first is not None for name in names)


def _is_order(setning: str, navn: Navn | None) -> bool:
    tagged = _TAGGED.search(setning)
    if tagged is not None and navn is not None and tagged["navn"].casefold() in navn.vanlige:
        return True
    if _is_spoken_to(setning, navn):
        return True
    named = _NAMED.search(setning)
    if named is not None and navn is not None and named["navn"].casefold() in navn.vanlige:
        return True
    return any(each.search(setning) for each in (_IMPERATIVE, _INITIALS, _ASK_HIM, _LATER))


def _is_spoken_to(setning: str, navn: Navn | None) -> bool:
    """«Er dette tallet riktig, Anne?», «Anne: stemmer dette?»."""
    found = _SPOKEN_TO.search(setning)
    if found is None or navn is None or not ("?" in setning or re.search(r"\bdu\b", setning)):
        return False
    return (found["a"] or found["b"]).casefold() in navn.vanlige and bool(_ABOUT_WORK.search(setning))


def _is_remark(setning: str, navn: Navn | None) -> bool:
    found = _REMARK.match(setning)
    return found is not None and navn is not None and found["hvem"].casefold() in navn.vanlige


_KINDS = {
    "sporsmal": _is_question,
    "kilde": _is_source,
    "tomt": _is_blank,
    "beskjed": _is_order,
    "merknad": _is_remark,
}


def _hidden_and_marked(part: Avsnitt) -> Iterator[Lesemerke]:
    for said in part.merket:
        yield mark(part, Lesetegn.MERKET, text("rapportsjekk.merket"), said)
    for said in part.skjult:
        yield mark(part, Lesetegn.SKJULT, text("rapportsjekk.skjult"), said)
    if part.endret:
        yield mark(part, Lesetegn.ENDRING, counted("rapportsjekk.endring", len(part.endret)), quoted(part.endret[0]))
