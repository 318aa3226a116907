"""``register effekt`` in a municipality's folder: a look, an attempt in the extract, and an attempt that is read."""

import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from bvaudit.engine.database import Database
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Utgangspunkt
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, KjoringTrukket, RegisterBegynt
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.utvalg import Bruk
from bvaudit.register.store import create
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.effect_in_run import so_far
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.register_folder import context_of, read_log, register_path, state_of
from tests.register.effects import in_use
from tests.register.logs import AV, opened
from tests.workflows.an_audit import Desk, yes

pytestmark = pytest.mark.lang

IN_USE = date(2025, 3, 1)
WHEN = datetime(2025, 3, 2, 12, tzinfo=UTC)
START = Utgangspunkt(n=40, brudd=20, variant="lov", per=date(2024, 12, 31))


def begin_register(desk: Desk, *events: object, nokkel: str = "", **values: object) -> None:
    """A log as it would be when the measure has come in use; ``values`` are of the avvik."""
    given = {"enhet": "ostbyen", "dag": date(2025, 1, 2), "regel": "MEL-01", "utgangspunkt": START, **values}
    told = events or in_use(IN_USE, **given)
    pairs = [one if isinstance(one, tuple) else ("bvaudit", one) for one in told]
    first = RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", nokkel=nokkel, dag=date(2025, 1, 2))
    path = register_path(desk.mappe)
    path.parent.mkdir(exist_ok=True)
    new = [Ny(hvem="bvaudit", hendelse=first), *(Ny(hvem=who, hendelse=event) for who, event in pairs)]
    create(path, new, WHEN)


def kinds(desk: Desk) -> Counter[type]:
    return Counter(type(one.hendelse) for one in read_log(desk.mappe) or ())


def attempts(desk: Desk, nr: str = AV) -> tuple[Forsok, ...]:
    return state_of(desk.mappe).avvik[nr].forsok


def messages(desk: Desk, fra: date, til: date) -> int:
    """Living messages of the unit that came in these days, counted in the extract by hand."""
    with Database() as database:
        database.attach(desk.mappe.uttrekk / "2025-12-31")
        sql = (
            "SELECT COUNT(*) FROM henvendelse h JOIN sak s ON s.sak_nr = h.sak_nr WHERE s.enhet = 'Østbyen' AND "
            "NOT COALESCE(h.er_slettet, FALSE) AND NOT COALESCE(s.er_slettet, FALSE) AND COALESCE(h.kode, '2') = '2' "
            "AND h.start_dato BETWEEN ? AND ?"
        )
        return int(database.run(sql, [fra, til])[0][0])


def test_a_look_is_told_and_leaves_nothing_in_the_log(desk: Desk) -> None:
    begin_register(desk)
    before = register_path(desk.mappe).read_bytes()
    said = desk.done("register", "effekt", AV, "--json")
    told = json.loads(said[said.index("{") : said.rindex("}") + 1])
    (one,) = told["avvik"]
    assert one["resultat"]["forelopig"] and one["enhet"] == "Østbyen"
    assert one["resultat"]["fra"] == "2025-03-01" and one["resultat"]["til"] == "2025-12-23"
    assert one["resultat"]["n"] + one["resultat"]["uavklart"] == messages(desk, IN_USE, date(2025, 12, 23))
    assert register_path(desk.mappe).read_bytes() == before
    said = desk.done("register", "effekt", AV)
    assert "Foreløpig, ikke et forsøk." in said and "minst 9 av 10" in said


def test_a_run_tells_the_same_figures_as_a_look(desk: Desk) -> None:
    begin_register(desk)
    desk.done("register", "effekt", AV)
    content = content_or_stop()
    reg = state_of(desk.mappe)
    snapshot = desk.mappe.uttrekk / "2025-12-31"
    prepared = Prepared(mappe=snapshot, manifest=read_manifest(snapshot), problems=(), beskjeder=())
    found = so_far(reg, context_of(desk.mappe, content), content, prepared, date(2025, 12, 31))
    said = desk.done("register", "effekt", AV, "--json")
    (one,) = json.loads(said[said.index("{") : said.rindex("}") + 1])["avvik"]
    assert "Virkning så langt, foreløpig: 1 avvik måles, og 1 når målet nå." in desk.done("vurder")
    assert (found[AV].n, found[AV].brudd) == (one["resultat"]["n"], one["resultat"]["brudd"]) and found[AV].forelopig


def test_an_attempt_is_logged_before_and_after(desk: Desk) -> None:
    begin_register(desk)
    assert "Si hvem som gjør forsøket" in desk.refused("register", "effekt", AV, "--forsok")
    said = desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    assert "Forsøk 1" in said
    found = [one for one in read_log(desk.mappe) or () if isinstance(one.hendelse, (ForsokBegynt, ForsokFerdig))]
    assert [type(one.hendelse) for one in found] == [ForsokBegynt, ForsokFerdig]
    assert [one.hvem for one in found] == ["stab", "bvaudit"]
    (kept,) = attempts(desk)
    assert kept.ferdig and kept.utfall in (Forsoksutfall.NADD, Forsoksutfall.IKKE_NADD, Forsoksutfall.VENTER)
    again = desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    assert "Et nytt må gjelde en senere dag" in again and len(attempts(desk)) == 1


def test_an_attempt_that_was_cut_off_is_finished_by_its_own_criterion(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_register(desk)
    from bvaudit.workflows.effect_judged import Extract

    with monkeypatch.context() as broken:
        broken.setattr(Extract, "rows", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt()))
        desk.do("register", "effekt", AV, "--forsok", "--som", "stab")
    (begun,) = attempts(desk)
    assert not begun.ferdig
    desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    (done,) = attempts(desk)
    assert done.ferdig and (done.fra, done.mal, done.per) == (begun.fra, begun.mal, begun.per)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"enhet": "finnes-ikke"}, "uttrekket har ingen enhet"),
        ({"kilde": Kilde.FORELDER}, "måles ikke selv"),
    ],
)
def test_what_cannot_be_measured_says_why(desk: Desk, values: dict[str, object], said: str) -> None:
    begin_register(desk, **values)
    assert said in desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    assert said in desk.done("register", "effekt", AV)
    assert not attempts(desk)


def test_nobody_measures_by_another_key_or_past_the_extract(desk: Desk) -> None:
    begin_register(desk, nokkel="en annen")
    assert "andre pseudonymer" in desk.refused("register", "effekt", AV)
    register_path(desk.mappe).unlink()
    begin_register(desk)
    said = desk.done("register", "effekt", AV, "--forsok", "--som", "stab", "--per", "2026-02-01")
    assert "vet ikke hva som er gjort siden" in said and not attempts(desk)


def test_nobody_measures_in_an_extract_that_was_withdrawn(desk: Desk) -> None:
    extract = read_manifest(desk.mappe.uttrekk / "2025-12-31").avtrykk
    day = date(2025, 3, 2)
    run = KjoringSkrevet(kjoring="k9", dag=day, uttrekk=extract, antall_objekter=1)
    gone = KjoringTrukket(kjoring="k9", grunn="feil uttrekk", dag=day)
    measure = in_use(IN_USE, enhet="ostbyen", dag=date(2025, 1, 2), regel="MEL-01", utgangspunkt=START)
    begin_register(desk, *measure, run, ("stab", gone))
    assert "er trukket" in desk.refused("register", "effekt", AV, "--forsok", "--som", "stab")
    assert not attempts(desk)


def test_what_is_not_there_is_said(desk: Desk) -> None:
    begin_register(desk, opened(AV, enhet="ostbyen", dag=date(2025, 1, 2)))
    assert "mente du «AV-2026-0001»" in desk.refused("register", "effekt", "AV-2026-0002")
    assert "--alle" in desk.refused("register", "effekt")
    assert "har ingen tiltak" in desk.done("register", "effekt", "--enhet", "østbyen")


@pytest.mark.parametrize("regel", ["VED-03", ""], ids=["punkt", "uten regel"])
def test_an_attempt_that_is_read(desk: Desk, regel: str) -> None:
    """Begun, drawn with the seed that stands in the log, read, locked, and finished from the locked answers."""
    begin_register(desk, regel=regel, krever_lesing=True, variant="")
    said = desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    (begun,) = attempts(desk)
    navn = "av-2026-0001-forsok-1"
    assert begun.fro == begun.revisjon == navn and not begun.ferdig and navn in said
    audit = desk.audit(navn)
    assert audit.utvalg is not None and audit.utvalg.fro == navn
    assert audit.utvalg.startet_etter == (date(2025, 2, 28) if regel else None)
    desk.done("skjema", navn, "--som", "stab")
    for form in desk.sheets(navn):
        desk.fill(navn, form, yes)
    desk.done("revisjon", "las", navn, "--som", "stab")
    said = desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    (done,) = attempts(desk)
    assert (done.ferdig and done.brudd == 0 and done.n == len(desk.audit(navn).plasser or ())) or done.n == 10
    assert "Forsøk 1" in said


def test_nobody_prepares_the_draw_of_an_attempt(desk: Desk) -> None:
    begin_register(desk, regel="VED-03", krever_lesing=True, variant="")
    (desk.mappe.rot / "sjekklister" / "av-2026-0001-forsok-1.yaml").write_text("id: av-2026-0001-forsok-1\n", "utf-8")
    said = desk.do("register", "effekt", AV, "--forsok", "--som", "stab")[1]
    assert not attempts(desk), said
    (desk.mappe.rot / "sjekklister" / "av-2026-0001-forsok-1.yaml").unlink()
    (desk.mappe.rot / "revisjoner" / "av-2026-0001-forsok-1").mkdir(parents=True)
    assert "ligger alt en revisjon" in desk.done("register", "effekt", AV, "--forsok", "--som", "stab")
    assert not attempts(desk)


def test_a_draw_that_does_not_reach_the_goal_is_extended_once(desk: Desk) -> None:
    """Eight of ten: not yet, for ten more may give eighteen of twenty. With those met it is reached."""
    begin_register(desk, regel="VED-03", krever_lesing=True, variant="")
    effekt = ("register", "effekt", AV, "--forsok", "--som", "stab")
    navn = "av-2026-0001-forsok-1"
    desk.done(*effekt)
    desk.done("skjema", navn, "--som", "stab")
    (form,) = desk.sheets(navn)
    missed = sorted({punkt.gjelder.sak for punkt in desk.sheets(navn)[form].punkter if punkt.gjelder.sak})
    drawn = [one.sak for one in desk.audit(navn).plasser if one.bruk is Bruk.LESES]
    bad = set([sak for sak in missed if sak in drawn][:2])
    desk.fill(navn, form, lambda punkt: "nei" if punkt.gjelder.sak in bad else "ja")
    desk.done("revisjon", "las", navn, "--som", "stab")
    said = desk.done(*effekt)
    (one,) = attempts(desk)
    assert not one.ferdig and (one.n, one.brudd, one.utfall) == (10, 2, Forsoksutfall.UTVIDES)
    assert f'bvaudit revisjon utvid {navn} --enhet "Østbyen" --antall 10' in said
    assert attempts(desk) == (one,) and desk.done(*effekt) and attempts(desk) == (one,)
    desk.done("revisjon", "apne", navn, "--grunn", "Trekningen utvides etter planen.", "--som", "stab")
    desk.done("revisjon", "utvid", navn, "--enhet", "Østbyen", "--antall", "10", "--som", "stab")
    desk.done("skjema", navn, "--som", "stab")
    for name in desk.sheets(navn):
        if (desk.audit(navn).skjema / name).exists() and name != form:
            desk.fill(navn, name, yes)
    desk.done("revisjon", "las", navn, "--som", "stab")
    desk.done(*effekt)
    (done,) = attempts(desk)
    assert done.ferdig and (done.n, done.brudd, done.utfall) == (20, 2, Forsoksutfall.NADD)
