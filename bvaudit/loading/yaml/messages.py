"""What the YAML parser says when it stops, in words a caseworker can act on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bvaudit import texts
from bvaudit.diagnostics import Problem, Sted

MAX_SHOWN = 40
TOO_DEEP = "maximum nesting depth"  # PyYAML 6.0.4 and later refuse more than 1,000 levels themselves
UNKNOWN = texts.text("loading.yaml_messages.klarte_ikke_a_lese_yaml_her")
_ELEVEN_DIGITS = re.compile(r"(?<!\d)\d(?:[ .-]?\d){10}(?!\d)")
_KEY_BEFORE = re.compile(r"""[\s\[{,-]*(?:"[^"]*"|'[^']*'|[^\s"'][^:]*):\s""")
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- +)*[\w-]+:\S")
_IN_QUOTES = texts.text("loading.yaml_messages.skriv_hele_teksten_i_anforselstegn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParserStop:
    """Where the parser stopped and what it was reading. Lines and columns count from 1."""

    problem: str
    line: int
    column: int
    opened_line: int
    opened_column: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        return self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""

    @property
    def before(self) -> str:
        return self.text[: self.column - 1]

    @property
    def character(self) -> str:
        return self.text[self.column - 1 : self.column]

    @property
    def opening_line(self) -> str:
        return self.lines[self.opened_line - 1] if 0 < self.opened_line <= len(self.lines) else ""

    @property
    def opening(self) -> str:
        return self.opening_line[self.opened_column - 1 : self.opened_column]

    @property
    def line_above(self) -> str:
        return next((line for line in reversed(self.lines[: self.line - 1]) if line.strip()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    kode: str
    tekst: str
    hint: str
    at_opening: bool = False  # the fault is where something was opened, not where the parser gave up


def quote(text: str) -> str:
    """``text`` in guillemets on one line, cut to 40 characters. What may be a person number is not repeated."""
    line = " ".join(_ELEVEN_DIGITS.sub("(elleve sifre)", text).split())
    line = "".join(character if character.isprintable() else "?" for character in line)
    return f"«{line}»" if len(line) <= MAX_SHOWN else f"«{line[: MAX_SHOWN - 1]}…»"


def explain(stop: ParserStop, fil: str) -> Problem:
    """One Problem for the place where the parser stopped."""
    said = _known(stop)
    line, column = (stop.opened_line, stop.opened_column) if said.at_opening else (stop.line, stop.column)
    return Problem(sted=Sted(fil=fil, linje=line, kolonne=column), kode=said.kode, tekst=said.tekst, hint=said.hint)


def _known(stop: ParserStop) -> _Said:
    if stop.opening and stop.opening in "*&!%":
        return _sign(stop)
    for words, said in _SAYINGS:
        if words in stop.problem:
            return said(stop)
    return _Said(
        kode="yaml-form", tekst=UNKNOWN, hint=texts.text("loading.yaml_messages.se_etter_feil_pa_denne_linjen")
    )


def _tab(_: ParserStop) -> _Said:
    return _Said(
        kode="yaml-tabulator",
        tekst=texts.text("loading.yaml_messages.tabulator_kan_ikke_brukes_som_innrykk"),
        hint=texts.text("loading.yaml_messages.bruk_mellomrom"),
    )


def _misplaced_colon(stop: ParserStop) -> _Said:
    if _KEY_BEFORE.match(stop.before):
        return _Said(
            kode="yaml-kolon", tekst=texts.text("loading.yaml_messages.kolon_inne_i_en_tekst_uten"), hint=_IN_QUOTES
        )
    if _NO_SPACE_AFTER_COLON.match(stop.line_above):
        return _Said(
            kode="yaml-kolon",
            tekst=texts.text("loading.yaml_messages.linjen_over_mangler_mellomrom_etter"),
            hint=texts.text("loading.yaml_messages.skriv_nokkel_verdi"),
        )
    return _Said(
        kode="yaml-innrykk",
        tekst=texts.text("loading.yaml_messages.nokkelen_passer_ikke_inn_under_linjen"),
        hint=texts.text("loading.yaml_messages.la_nokler_som_horer_sammen_begynne"),
    )


def _no_colon(stop: ParserStop) -> _Said:
    missing = (
        texts.text("loading.yaml_messages.mellomrom_etter_kolon")
        if _NO_SPACE_AFTER_COLON.match(stop.opening_line)
        else "kolon"
    )
    hint = texts.text("loading.yaml_messages.skriv_nokkel_verdi")
    return _Said(
        kode="yaml-kolon",
        tekst=texts.text("loading.yaml_messages.linjen_mangler", missing=missing),
        hint=hint,
        at_opening=True,
    )


def _start_character(stop: ParserStop) -> _Said:
    if stop.character == "\t":
        return _tab(stop)
    return _Said(
        kode="yaml-tegn",
        tekst=texts.text("loading.yaml_messages.en_tekst_kan_ikke_begynne_med", character=quote(stop.character)),
        hint=_IN_QUOTES,
    )


def _sign(stop: ParserStop) -> _Said:
    tekst = texts.text("loading.yaml_messages.en_tekst_kan_ikke_begynne_med_2", opening=quote(stop.opening))
    return _Said(kode="yaml-tegn", tekst=tekst, hint=_IN_QUOTES, at_opening=True)


def _unclosed_quote(_: ParserStop) -> _Said:
    return _Said(
        kode="yaml-anforselstegn",
        tekst=texts.text("loading.yaml_messages.anforselstegnet_som_apnes_her_blir"),
        hint=texts.text("loading.yaml_messages.sett_samme_slags_anforselstegn_til"),
        at_opening=True,
    )


def _brackets(closing: str, name: str) -> Callable[[ParserStop], _Said]:
    def said(stop: ParserStop) -> _Said:
        if stop.line == stop.opened_line:
            return _Said(
                kode="yaml-klammer",
                tekst=texts.text("loading.yaml_messages.mangler_komma_eller_her", closing=closing),
                hint=texts.text("loading.yaml_messages.sett_komma_mellom_leddene"),
            )
        return _Said(
            kode="yaml-klammer",
            tekst=texts.text("loading.yaml_messages.som_apnes_her_blir_ikke_lukket", name=name),
            hint=texts.text("loading.yaml_messages.sett_til_slutt_og_komma_mellom", closing=closing, line=stop.line),
            at_opening=True,
        )

    return said


def _not_a_key(stop: ParserStop) -> _Said:
    if not stop.before.strip():
        return _Said(
            kode="yaml-innrykk",
            tekst=texts.text("loading.yaml_messages.innrykket_stemmer_ikke_med_linjene"),
            hint=texts.text("loading.yaml_messages.la_linjer_som_horer_sammen_begynne"),
        )
    return _Said(
        kode="yaml-anforselstegn",
        tekst=texts.text("loading.yaml_messages.tekst_etter_at_verdien_er_avsluttet"),
        hint=texts.text("loading.yaml_messages.sett_ett_par_anforselstegn_rundt_hele"),
    )


def _plain(kode: str, tekst: str, hint: str, *, at_opening: bool = False) -> Callable[[ParserStop], _Said]:
    said = _Said(kode=kode, tekst=tekst, hint=hint, at_opening=at_opening)
    return lambda _: said


# The parser's own words on the left, as libyaml writes them. First match wins.
_SAYINGS: tuple[tuple[str, Callable[[ParserStop], _Said]], ...] = (
    ("tab character", _tab),
    (
        TOO_DEEP,
        _plain(
            "for-dyp",
            texts.text("loading.yaml_messages.for_mange_nivaer_inni_hverandre"),
            texts.text("loading.yaml_messages.gjor_oppbygningen_enklere"),
        ),
    ),
    ("mapping values are not allowed", _misplaced_colon),
    ("cannot start any token", _start_character),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document indicator", _unclosed_quote),
    ("expected ',' or ']'", _brackets("]", "listen")),
    ("expected ',' or '}'", _brackets("}", "klammen")),
    ("expected key", _not_a_key),
    ("expected '-' indicator", _not_a_key),
    (
        "block sequence entries are not allowed",
        _plain(
            "yaml-liste",
            texts.text("loading.yaml_messages.en_liste_med_kan_ikke_begynne"),
            texts.text("loading.yaml_messages.begynn_listen_pa_neste_linje_eller"),
        ),
    ),
    ("could not find expected ':'", _no_colon),
    (
        "found unexpected ':'",
        _plain(
            "yaml-kolon",
            texts.text("loading.yaml_messages.mangler_mellomrom_etter_kolon"),
            texts.text("loading.yaml_messages.skriv_nokkel_verdi_eller_sett_teksten"),
        ),
    ),
    (
        "unknown escape character",
        _plain(
            "yaml-skraastrek",
            texts.text("loading.yaml_messages.omvendt_skrastrek_i_doble"),
            texts.text("loading.yaml_messages.bruk_enkle_anforselstegn_rundt_teksten"),
        ),
    ),
    (
        "expected hexdecimal number",
        _plain(
            "yaml-skraastrek",
            texts.text("loading.yaml_messages.omvendt_skrastrek_i_doble"),
            texts.text("loading.yaml_messages.bruk_enkle_anforselstegn_rundt_teksten"),
        ),
    ),
    (
        "expected node content",
        _plain(
            "yaml-tegn",
            texts.text("loading.yaml_messages.her_skulle_det_statt_en_verdi"),
            texts.text("loading.yaml_messages.ta_bort_tegnet_eller_skriv_teksten"),
        ),
    ),
    (
        "expected comment or line break",
        _plain(
            "yaml-tegn",
            texts.text("loading.yaml_messages.teksten_ma_begynne_pa_linjen_under"),
            texts.text("loading.yaml_messages.flytt_teksten_ned_en_linje"),
        ),
    ),
    (
        "mapping keys are not allowed",
        _plain("yaml-tegn", texts.text("loading.yaml_messages.en_tekst_kan_ikke_begynne_med_3"), _IN_QUOTES),
    ),
    (
        "expected <document start>",
        _plain(
            "yaml-dokumenter",
            texts.text("loading.yaml_messages.filen_fortsetter_etter"),
            texts.text("loading.yaml_messages.ta_bort_eller_del_filen_i"),
        ),
    ),
    (
        "incompatible YAML",
        _plain(
            "yaml-direktiv",
            texts.text("loading.yaml_messages.en_linje_kan_ikke_begynne_med"),
            texts.text("loading.yaml_messages.ta_bort_linjen"),
        ),
    ),
)
