"""The overview as one HTML file: it is opened with no net, asks for nothing, and may run nothing but its own script."""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources

from bvaudit.reports.html.overview_curve import curve
from bvaudit.reports.overview_view import SHOWN, Avviksrad, Enhetsrad, OverviewView, Rute, Tema
from bvaudit.reports.register_sheets import Known
from bvaudit.texts import spoken, text

_OVER = SHOWN.index("frist_gjelder")


def overview_page(view: OverviewView) -> str:
    """The whole file. Every text is escaped; the rows are there also for those who have no scripts."""
    return "".join(_page(view))


def _page(view: OverviewView) -> Iterator[str]:
    style, script = _own("oversikt.css"), _own("oversikt.js")
    policy = f"default-src 'none'; style-src '{_print(style)}'; script-src '{_print(script)}'; base-uri 'none'"
    yield f'<!doctype html><html lang="{spoken()}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(view.tittel)}</title><style>{style}</style></head><body>"
    yield f'<a class="hopp" href="#avvik">{_said("hopp")}</a>'
    yield f'<header><h1>{escape(view.tittel)}</h1><p class="om">{escape(view.om)}</p></header><main>'
    yield from (f"<p>{escape(line)}</p>" for line in view.setninger)
    figures = "".join(f"<li><b>{number}</b>{escape(label)}</li>" for label, number in view.tall)
    yield f'<ul class="tall" aria-label="{_said("tallene")}">{figures}</ul>'
    yield f'<div class="to">{_facts("apart", view.apart)}{_facts("ukjent", view.ukjent)}</div>'
    yield from _matrix(view)
    yield from _list(view)
    yield from _development(view)
    source = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in view.kilde)
    yield f"</main><footer><h2>{_said('kilde')}</h2><dl>{source}</dl></footer>"
    yield f"<script>{script}</script></body></html>"


def _said(key: str, **values: object) -> str:
    return escape(text(f"oversikt_side.{key}", **values))


def _facts(key: str, known: Sequence[Known]) -> str:
    lines = "".join(f"<dt>{escape(one.tekst)}</dt><dd>{escape(str(one.verdi))}</dd>" for one in known)
    return f"<section><h2>{_said(key)}</h2><dl>{lines}</dl></section>" if lines else ""


# --- unit by theme ---------------------------------------------------------------------------------------------------


def _matrix(view: OverviewView) -> Iterator[str]:
    yield f'<h2 id="ruter">{_said("matrise")}</h2>'
    yield '<div class="rull" tabindex="0" role="region" aria-labelledby="ruter"><table class="matrise"><caption>'
    yield f'{_said("om_matrise")}</caption><thead><tr><th scope="col">{_said("enhet")}</th>'
    yield from (f'<th scope="col">{escape(t.navn)}<small>{escape(t.om)}</small></th>' for t in view.temaer)
    yield f'<th scope="col">{_said("apne")}</th><th scope="col">{_said("forfalt")}</th></tr></thead><tbody>'
    for number, unit in enumerate(view.enheter):
        yield f'<tr><th scope="row">{escape(unit.navn)}</th>'
        themes = enumerate(zip(unit.ruter, view.temaer, strict=True))
        yield from (_cell(unit, rute, tema, e=str(number), t=str(place)) for place, (rute, tema) in themes)
        yield f"<td>{_button(unit.apne, unit.navn, e=str(number))}</td>"
        late = _button(unit.forfalt, text("oversikt_side.forfalt_i", enhet=unit.navn), e=str(number), late=True)
        yield f"<td>{late}</td></tr>"
    yield "</tbody></table></div>"


def _cell(unit: Enhetsrad, rute: Rute, tema: Tema, *, e: str, t: str) -> str:
    if not rute.undersokt:
        return f'<td class="skravert"><span>{_said("ikke_undersokt")}</span></td>'
    return f"<td>{_button(rute.antall, f'{unit.navn}, {tema.navn}', e=e, t=t)}</td>"


def _button(count: int, navn: str, *, e: str = "", t: str = "", late: bool = False) -> str:
    """A number that opens its rows; nought opens nothing."""
    if not count:
        return "0"
    keys = f' data-e="{e}"' * bool(e) + f' data-t="{t}"' * bool(t) + " data-f" * late
    return (
        f'<button type="button" aria-pressed="false"{keys} data-navn="{escape(navn)}" '
        f'aria-label="{_said("apne_rader", antall=count, hva=navn)}">{count}</button>'
    )


# --- the rows --------------------------------------------------------------------------------------------------------


def _list(view: OverviewView) -> Iterator[str]:
    yield f'<h2 id="avvik" tabindex="-1">{_said("liste")}</h2>'
    yield f'<div class="vis"><button type="button" data-alle>{_said("vis_alle")}</button>'
    yield f'<span id="status" role="status" data-av="{_said("av")}" data-vist="{_said("vist")}"></span></div>'
    if not view.avvik:
        yield f"<p>{_said('ingen')}</p>"
    yield '<div class="rull" tabindex="0" role="region" aria-labelledby="avvik"><table id="liste"><thead><tr>'
    yield from (f'<th scope="col">{escape(name)}</th>' for name in view.hode)
    yield "</tr></thead>"
    themes = {theme.id: number for number, theme in enumerate(view.temaer)}
    for number, unit in enumerate(view.enheter):
        rows = [row for row in view.avvik if row.enhet == unit.navn]
        if rows:
            yield f'<tbody data-e="{number}"><tr><th colspan="{len(SHOWN)}" scope="rowgroup">'
            yield f"{escape(unit.navn)}</th></tr>"
            yield from (_row(row, themes[row.tema]) for row in rows)
            yield "</tbody>"
    yield "</table></div>"


def _row(row: Avviksrad, theme: int) -> str:
    """End tags of rows and cells are left out, as HTML lets them be: three hundred rows stay a small file."""
    late = " data-f" if row.forfalt else ""
    cells = "".join(
        f"<td class=sen>{escape(cell)}" if place == _OVER and row.forfalt else f"<td>{escape(cell)}"
        for place, cell in enumerate(row.celler)
    )
    return f"<tr data-t={theme}{late}>{cells}\n"


# --- over time -------------------------------------------------------------------------------------------------------


def _development(view: OverviewView) -> Iterator[str]:
    yield f"<h2>{_said('utvikling')}</h2>"
    if len(view.kurve) < 2:
        yield f"<p>{_said('for_kort')}</p>"
    else:
        yield curve(view.kurve)
        heads = tuple(text(f"oversikt_side.{key}") for key in ("maned", "apne_slutt", "nye_i", "lukket_i"))
        rows = ((one.dag.strftime("%m.%Y"), one.apne, one.nye, one.lukket) for one in view.kurve)
        yield f"<details><summary>{_said('tallene_bak')}</summary>{_table(heads, rows)}</details>"
    if view.malt:
        yield f"<h2>{_said('malt_igjen')}</h2>"
        heads = (*view.hode[:2], *(text(f"oversikt_side.{key}") for key in ("enhet", "for", "na")))
        yield _table(heads, ((m.nr, m.brudd, m.enhet, m.for_, m.na) for m in view.malt))


def _table(heads: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f'<td class="n">{v}' if isinstance(v, int) else f"<td>{escape(str(v))}" for v in row)
        for row in rows
    )
    return f'<div class="rull"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


@cache
def _own(name: str) -> str:
    return resources.files("bvaudit.reports.html").joinpath(name).read_text(encoding="utf-8").strip()


def _print(body: str) -> str:
    """What the policy knows the style or the script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
