"""The overview as a page for the browser: the numbers of the workbook, every number opens its rows, and nothing goes
out on the net. What a browser makes of it is looked at in a real one."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bvaudit.reports.html.overview_page import overview_page
from bvaudit.reports.overview_view import FIGURES, SHOWN, OverviewView, overview_view
from bvaudit.reports.register_memory import of_unit
from bvaudit.reports.register_memory_overview import overview
from tests.register.an_register import ENHETER, NORD, STAB, a_memory

RULES = {"undersokelse": 11, "omsorg": 16, "melding": 6, "vedtak": 3}
BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
needs_browser = pytest.mark.skipif(not BROWSER, reason="chromium finnes ikke på maskinen")


@cache
def view() -> OverviewView:
    return overview_view(a_memory(mottaker=STAB), RULES)


@cache
def page() -> str:
    return overview_page(view())


class Reader(HTMLParser):
    """The rows of the list, by unit and theme, and the buttons of the matrix."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[tuple[str, str, bool]] = []
        self.buttons: list[tuple[dict[str, str | None], str]] = []
        self.unit, self.inside, self.pressed = "", False, False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.inside = self.inside or known.get("id") == "liste"
        if tag == "tbody":
            self.unit = known.get("data-e") or ""
        if tag == "tr" and self.inside and "data-t" in known:
            self.rows.append((self.unit, known["data-t"] or "", "data-f" in known))
        if tag == "button" and "data-alle" not in known:
            self.buttons.append((known, ""))
            self.pressed = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "table"

    def handle_data(self, data: str) -> None:
        if self.pressed:
            self.buttons[-1] = (self.buttons[-1][0], data)
            self.pressed = False


def test_the_five_figures_are_those_of_the_workbook() -> None:
    first = overview(a_memory(mottaker=STAB))
    total = first.rader[-1].tall[-6:-1]
    assert tuple(number for _, number in view().tall) == total and len(FIGURES) == 5


def test_every_number_of_the_matrix_opens_as_many_rows() -> None:
    read = Reader(page())
    assert read.buttons and len(read.rows) == len(view().avvik)
    for keys, number in read.buttons:
        e, t = keys.get("data-e"), keys.get("data-t")
        opened = [
            row for row in read.rows if row[0] == e and (t is None or row[1] == t) and ("data-f" not in keys or row[2])
        ]
        assert len(opened) == int(number), keys


def test_what_nobody_has_looked_at_is_hatched_and_no_nought() -> None:
    unseen = overview_view(a_memory(mottaker=STAB), {**RULES, "internkontroll": 4})
    rute = next(rute for rute in unseen.enheter[0].ruter if rute.tema == "internkontroll")
    assert not rute.undersokt
    cells = re.findall(r'<td class="skravert"><span>([^<]*)</span></td>', overview_page(unseen))
    assert set(cells) == {"ikke undersøkt"} and len(cells) >= len(ENHETER)


def test_a_unit_without_a_run_is_hatched_throughout() -> None:
    minne = a_memory(mottaker=STAB)
    siste = minne.registeret.siste
    assert siste is not None
    runs = tuple(replace(run, enheter={}) for run in minne.registeret.kjoringer)
    seen = overview_view(replace(minne, registeret=replace(minne.registeret, kjoringer=runs)), RULES)
    assert all(rute.antall or not rute.undersokt for unit in seen.enheter for rute in unit.ruter if rute.tema in RULES)


def test_a_units_own_page_names_no_other() -> None:
    own = overview_page(overview_view(of_unit(a_memory(mottaker=STAB), NORD), RULES))
    for id, navn in ENHETER.items():
        if id != NORD:
            assert navn not in own and id not in own


def test_the_page_may_reach_nothing_and_run_only_its_own_script() -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page())
    assert policy is not None
    for kind, tag in (("style-src", "style"), ("script-src", "script")):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", page(), re.S)
        assert body is not None
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert not re.search(r"https?:|//[a-z]|src=|url\(|@import|style=", page().replace("http-equiv", ""))


def test_what_people_have_typed_is_text_and_nothing_else() -> None:
    nasty = replace(view().avvik[0], celler=("<script>alert(1)</script>", *view().avvik[0].celler[1:]))
    told = overview_page(replace(view(), tittel="</title><b>", avvik=(nasty,)))
    assert "<script>alert" not in told and "&lt;script&gt;" in told and "</title><b>" not in told


def test_three_hundred_avvik_are_no_more_than_100_kb() -> None:
    rows = [replace(row, celler=(*row.celler[:1], f"{row.celler[1]:<60.60}", *row.celler[2:])) for row in view().avvik]
    many = tuple(rows[number % len(rows)] for number in range(300))
    assert len(overview_page(replace(view(), avvik=many)).encode()) < 100_000


def test_no_case_is_named() -> None:
    minne = a_memory(mottaker=STAB)
    cases = {b.sak for a in minne.registeret.avvik.values() for b in (*a.bevis, *a.under) if b.sak}
    assert cases and not any(case in page() or minne.kort.get(case, case) in page() for case in cases)


def test_the_columns_are_those_of_the_workbook() -> None:
    assert len(view().hode) == len(SHOWN) and all(len(row.celler) == len(SHOWN) for row in view().avvik)


# --- in a browser ----------------------------------------------------------------------------------------------------


def browsed(tmp_path: Path, script: str) -> dict[str, object]:
    """What ``script`` leaves in ``out`` after the page has run; the page is a copy that may run it as well."""
    html = re.sub(r"<meta http-equiv=[^>]*>", "", page())
    html = html.replace("</body>", f"<pre id=ut></pre><script>{script}</script></body>")
    file = tmp_path / "side.html"
    file.write_text(html, encoding="utf-8")
    asked = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profil'}"]
    asked += ["--virtual-time-budget=20000", "--dump-dom", file.as_uri()]
    made = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
    found = re.search(r'<pre id="ut">(.*?)</pre>', made, re.S)
    assert found is not None, made[-500:]
    answer: dict[str, object] = json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return answer


@needs_browser
def test_no_fault_is_found_by_the_rules_of_accessibility(tmp_path: Path) -> None:
    import axe_core_python

    axe = (
        Path(axe_core_python.__file__)
        .with_name("axe.min.js")
        .read_text(encoding="utf-8")
        .replace("</script", "<\\/script")
    )
    ask = (
        "axe.run(document, {exclude: [['#ut']]}).then(r => document.getElementById('ut').textContent = JSON.stringify("
    )
    ask += "{feil: r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 200)), sett: r.passes.length}))"
    told = browsed(tmp_path, f"{axe};{ask}")
    assert told["feil"] == [] and int(str(told["sett"])) > 20


@needs_browser
def test_a_number_opens_its_rows_from_the_keyboard_and_all_come_back(tmp_path: Path) -> None:
    script = """
    const shown = () => [...document.querySelectorAll('#liste tbody tr[data-t]')]
        .filter(r => !r.hidden && !r.parentNode.hidden).length;
    const knapp = document.querySelector('.matrise button[data-t]');
    const before = shown(), said = Number(knapp.textContent);
    knapp.focus(); knapp.click();
    const after = shown(), where = document.activeElement.id, pressed = knapp.getAttribute('aria-pressed');
    const told = document.getElementById('status').textContent;
    document.querySelector('[data-alle]').click();
    document.getElementById('ut').textContent = JSON.stringify(
        {before, said, after, where, pressed, told, again: shown(), fokus: knapp.tabIndex});
    """
    told = browsed(tmp_path, script)
    assert told["after"] == told["said"] and told["before"] == told["again"] == len(view().avvik)
    assert told["where"] == "avvik" and told["pressed"] == "true" and told["fokus"] == 0
    assert str(told["told"]).startswith(f"{told['said']} av {told['before']} avvik er vist: ")
