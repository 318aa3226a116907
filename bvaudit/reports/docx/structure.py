"""Checks where tags stand. docxtpl removes the row or paragraph around a tag without a word, text and all."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bvaudit.diagnostics import Problem
from bvaudit.reports.docx.places import Paragraph, place
from bvaudit.reports.docx.tags import Tag, cell_of, left_open, row_of, table_of, tags_in, text_beside
from bvaudit.texts import text

_SHAPES = ("cellbg", "colspan", "hm", "vm")
_CONTAINERS = {"tr": "rad", "tc": "celle", "p": "avsnitt"}


def check_structure(paragraphs: Sequence[Paragraph], shown: str) -> list[Problem]:
    """Every tag of one part that stands where it cannot work, and every «for» or «if» without its end."""
    tags = [tag for paragraph in paragraphs for tag in tags_in(paragraph)]
    return [
        *_halves(paragraphs, shown),
        *(problem for tag in tags for problem in _alone(tag, shown)),
        *_paragraph_tags(tags, shown),
        *_row_tags(tags, paragraphs, shown),
        *_pairs(tags, shown),
    ]


def _say(shown: str, tag: Tag, kode: str, tekst: str, hint: str = "") -> Problem:
    return Problem(sted=place(shown, tag.avsnitt), kode=kode, tekst=tekst, hint=hint)


def _halves(paragraphs: Iterable[Paragraph], shown: str) -> Iterator[Problem]:
    for paragraph in paragraphs:
        if left_open(paragraph):
            hint = text("reports.structure.hele_merkelappen_ma_sta_i_ett")
            yield Problem(
                sted=place(shown, paragraph),
                kode="mal-halv",
                tekst=text("reports.structure.merkelappen_er_ikke_avsluttet"),
                hint=hint,
            )


def _alone(tag: Tag, shown: str) -> Iterator[Problem]:
    if not tag.is_block and tag.form:
        hint = text("reports.structure.alle_felt_er_ren_tekst_skriv")
        yield _say(
            shown, tag, "mal-riktekst", text("reports.structure.kan_ikke_brukes_for_et_tekstfelt", form=tag.form), hint
        )
    if tag.strek:
        yield _say(shown, tag, "mal-strek", text("reports.structure.minus_eller_pluss_i_merkelappen"), "fjern tegnet")
    if tag.ord in _SHAPES:
        yield _say(
            shown,
            tag,
            "mal-ikke-tillatt",
            text("reports.structure.kan_ikke_brukes_i_en_mal", ord=tag.ord),
            "bruk tabellstiler i Word",
        )


def _paragraph_tags(tags: Sequence[Tag], shown: str) -> Iterator[Problem]:
    own = [tag for tag in tags if tag.is_block and tag.form == "p"]
    for _, group in groupby(own, key=lambda tag: id(tag.avsnitt.element)):
        first, *more = group
        if more:
            yield _say(
                shown,
                first,
                "mal-flere-p",
                text("reports.structure.avsnittet_har_flere"),
                text("reports.structure.skriv_hver_pa_sin_egen_linje"),
            )
        elif rest := text_beside([first], first.avsnitt.tekst):
            tekst = text("reports.structure.teksten_star_pa_samme_linje_som", rest=rest[:30])
            yield _say(
                shown, first, "mal-tekst-ved-p", tekst, text("reports.structure.skriv_merkelappen_pa_en_egen_linje")
            )


def _row_tags(tags: Sequence[Tag], paragraphs: Sequence[Paragraph], shown: str) -> Iterator[Problem]:
    for form, container in (("tr", row_of), ("tc", cell_of)):
        for tag in tags:
            if not tag.is_block or tag.form != form:
                continue
            around = container(tag.avsnitt)
            if around is None:
                hint = text("reports.structure.skriv_nar_det_ikke_er_i")
                yield _say(
                    shown, tag, "mal-utenfor-tabell", text("reports.structure.star_ikke_i_en_tabell", form=form), hint
                )
                continue
            beside = [p for p in paragraphs if container(p) is around]
            if text_beside([tag], " ".join(p.tekst for p in beside)):
                navn = _CONTAINERS[form]
                hint = text("reports.structure.la_merkelappen_sta_alene_i_en", navn=navn)
                yield _say(
                    shown,
                    tag,
                    "mal-tekst-ved-rad",
                    text("reports.structure.annet_innhold_i_samme_som_blir", navn=navn, form=form),
                    hint,
                )


def _pairs(tags: Iterable[Tag], shown: str) -> Iterator[Problem]:
    open_tags: list[Tag] = []
    for tag in tags:
        if tag.ord in ("for", "if"):
            open_tags.append(tag)
        elif tag.ord in ("else", "elif"):
            if not open_tags:
                yield _say(shown, tag, "mal-uten-start", text("reports.structure.uten_if_foran", ord=tag.ord))
            else:
                yield from _pair(open_tags[-1], tag, shown)
        elif tag.ord in ("endfor", "endif"):
            wanted = tag.ord.removeprefix("end")
            if not open_tags:
                yield _say(
                    shown, tag, "mal-uten-start", text("reports.structure.uten_foran", ord=tag.ord, wanted=wanted)
                )
            elif open_tags[-1].ord != wanted:
                start = open_tags.pop()
                hint = text("reports.structure.avslutt_med_end_forst", ord=start.ord)
                yield _say(
                    shown,
                    tag,
                    "mal-feil-slutt",
                    text("reports.structure.avslutter_ikke", ord=tag.ord, ord_2=start.ord),
                    hint,
                )
            else:
                yield from _pair(open_tags.pop(), tag, shown)
    for tag in open_tags:
        yield _say(
            shown,
            tag,
            "mal-uten-slutt",
            text("reports.structure.mangler_end", ord=tag.ord),
            text("reports.structure.sett_inn_end_der_det_slutter", ord=tag.ord),
        )


def _pair(start: Tag, end: Tag, shown: str) -> Iterator[Problem]:
    cells = cell_of(start.avsnitt), cell_of(end.avsnitt)
    row_hint = text("reports.structure.bruk_og_hver_i_sin_egen")
    if start.form != end.form:
        tekst = text(
            "reports.structure.og_har_ulik_form_og", ord=start.ord, ord_2=end.ord, start=_form(start), end=_form(end)
        )
        yield _say(shown, end, "mal-ulik-form", tekst, text("reports.structure.skriv_begge_som", start=_form(start)))
    elif start.form in ("", "r") and start.avsnitt.element is not end.avsnitt.element:
        if cells[0] is not cells[1]:
            tekst = text("reports.structure.og_star_i_hver_sin_celle", ord=start.ord, ord_2=end.ord)
            yield _say(shown, start, "mal-ulike-celler", tekst, row_hint)
        else:
            tekst = text("reports.structure.og_star_i_hvert_sitt_avsnitt", ord=start.ord, ord_2=end.ord)
            yield _say(
                shown,
                start,
                "mal-ulike-avsnitt",
                tekst,
                text("reports.structure.skriv_pa_en_egen_linje", ord=start.ord),
            )
    elif start.form == "p" and cells[0] is not cells[1]:
        tekst = text("reports.structure.og_star_i_ulike_celler_og", ord=start.ord, ord_2=end.ord)
        yield _say(shown, start, "mal-p-i-tabell", tekst, row_hint)
    elif start.form == "tr" and table_of(start.avsnitt) is not table_of(end.avsnitt):
        yield _say(
            shown, start, "mal-ulike-tabeller", text("reports.structure.lokken_starter_og_slutter_i_ulike"), row_hint
        )
    elif start.form == "tc" and row_of(start.avsnitt) is not row_of(end.avsnitt):
        yield _say(shown, start, "mal-ulike-rader", text("reports.structure.lokken_over_celler_starter_og_slutter"))


def _form(tag: Tag) -> str:
    return f"{{%{tag.form} …%}}"
