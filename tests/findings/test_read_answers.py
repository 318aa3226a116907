"""What readers answered beside the machine: per object the answer decides, and no figure of the machine's changes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from bvaudit.findings.answers import answers
from bvaudit.findings.counts import RuleFindings
from bvaudit.findings.not_examined import not_examined
from bvaudit.findings.read_rows import contract_values
from bvaudit.model.anslag import Anslag, Metode
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.lesesvar import LEST, Avgjort, Lesesvar, Lesing, Svarvalg
from bvaudit.model.lest import LestPunkt, LestRad
from bvaudit.model.lest_i_mappen import LestIMappen, LestKort, Lestsvar
from bvaudit.model.resultat import CONTRACT_NAMES
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall
from tests.findings.small import PER, counts, en_enhet, innhold
from tests.reports.builders import et_funn
from tests.reports.rules_by_hand import en_regel

ENHET = en_enhet("Østbyen")
MASKIN = Tall(oppfylt=7, ikke_oppfylt=3, uavklart=1)


def a_row(id_: str, utfall: Utfall = Utfall.IKKE_OPPFYLT, **more: Any) -> Funn:
    return et_funn(
        regel="MEL-01", variant="lov", enhet="Østbyen", sak=f"S-{id_}", objekt_id=f"H-{id_}", utfall=utfall, **more
    )


def an_answer(
    id_: str, svar: str, *, maskin: Funn | None = None, regel: str = "MEL-01", revisjon: str = "r1", **more: Any
) -> Lestsvar:
    value = Svarvalg(svar)
    assert value.utfall is not None
    given = Lesesvar(
        revisjon=revisjon,
        regel=regel,
        regelversjon=None,
        ordlyd="",
        enhet="Østbyen",
        sak=f"S-{id_}",
        objekt="henvendelse",
        objekt_id=f"H-{id_}",
        leser="l1",
        lesing=Lesing.FORSTE,
        svar=value,
        utfall=value.utfall,
        begrunnelse="Hemmelig",
        feiltype=more.pop("feiltype", ""),
    )
    rad = LestRad(
        revisjon=revisjon,
        avgjort=Avgjort(gjeldende=given),
        utfall=value.utfall,
        kilde_endret=more.pop("kilde_endret", False),
    )
    return Lestsvar(rad=rad, enhet="Østbyen", maskin=maskin, **more)


def told(rule: Rule, read: Sequence[Lestsvar], funn: Sequence[Funn] = (), **more: Any) -> RegelSvar:
    lest = LestIMappen(svar=tuple(read), punkter=more.pop("punkter", {}), revisjoner=more.pop("revisjoner", ()))
    found = [RuleFindings(rule=rule, broken=tuple(funn), other_ways={}, **more)] if not rule.manuell else []
    tall = counts({(rule.id, "Østbyen", "lov"): MASKIN})
    (svar,) = answers(found, tall, [ENHET], innhold(rule), per=PER, draw=None, lest=lest)
    return svar


def by_hand(**more: Any) -> Rule:
    return en_regel(id="MEL-01", telles={}, **more)


@pytest.mark.parametrize(
    ("maskin", "svar", "brudd", "avkreftet", "annerledes"),
    [
        pytest.param(Utfall.IKKE_OPPFYLT, "ja", False, True, True, id="registeret tok feil"),
        pytest.param(Utfall.IKKE_OPPFYLT, "ikke aktuelt", False, True, True, id="gjaldt ikke"),
        pytest.param(Utfall.IKKE_OPPFYLT, "delvis", False, True, True, id="delvis er ikke brudd"),
        pytest.param(Utfall.IKKE_OPPFYLT, "nei", True, False, False, id="bekreftet"),
        pytest.param(Utfall.OPPFYLT, "nei", True, False, True, id="bare leseren så det"),
        pytest.param(Utfall.OPPFYLT, "ja", False, False, False, id="enige om at det er i orden"),
        pytest.param(Utfall.UAVKLART, "nei", True, False, True, id="uavklart som er lest"),
        pytest.param(Utfall.IKKE_AKTUELT, "nei", True, False, True, id="ikke aktuelt som er lest"),
    ],
)
def test_the_answer_decides_of_its_object_and_both_are_kept(
    maskin: Utfall, svar: str, brudd: bool, avkreftet: bool, annerledes: bool
) -> None:
    row = a_row("1", maskin)
    funn = [row] if maskin is Utfall.IKKE_OPPFYLT else []
    uavklart = {"unclear": (row,)} if maskin is Utfall.UAVKLART else {}
    one = told(
        en_regel(id="MEL-01"), [an_answer("1", svar, maskin=row, feiltype="registreringsfeil")], funn, **uavklart
    )
    assert one.tall["lov"] == MASKIN  # never touched
    assert [f.objekt_id for f in one.brudd] == (["H-1"] if brudd else [])
    assert [f.objekt_id for f in one.avkreftet] == (["H-1"] if avkreftet else [])
    assert [f.objekt_id for f in one.lest_om] == (["H-1"] if annerledes else [])
    assert one.uavklarte == ()
    for found in (*one.brudd, *one.avkreftet, *one.lest_om):
        assert found.lest is not None
        assert (found.lest.svar, found.lest.maskinen) == (Svarvalg(svar), maskin)
        assert found.lest.feiltype == "registreringsfeil"
    assert one.er_avvik is brudd


def test_what_nobody_has_read_stands_as_the_machine_says() -> None:
    rows = [a_row(str(n)) for n in (1, 2, 3)]
    one = told(en_regel(id="MEL-01"), [an_answer("2", "ja", maskin=rows[1])], rows)
    assert [(f.objekt_id, f.lest is None) for f in one.funn] == [("H-1", True), ("H-3", True)]
    assert (one.talt, one.leser_teller, one.er_avvik) == (MASKIN, False, True)


def test_a_breach_only_readers_found_is_told_by_their_figure() -> None:
    one = told(en_regel(id="MEL-01"), [an_answer("1", "nei", maskin=a_row("1", Utfall.OPPFYLT)), an_answer("2", "ja")])
    assert (one.leser_teller, one.talt.ikke_oppfylt, one.talt.n) == (True, 1, 2)
    assert one.med_andel is False


def test_what_another_municipality_answers_for_is_no_breach_of_ours() -> None:
    one = told(en_regel(id="MEL-01"), [an_answer("1", "nei", maskin=a_row("1"), andres=True)])
    assert (one.brudd, one.er_avvik) == ((), False)


def test_an_indication_is_an_avvik_only_when_a_reader_confirms() -> None:
    rows = [a_row(str(n)) for n in (1, 2, 3)]
    rule = en_regel(id="MEL-01", indikasjon=True)
    unread = told(rule, [an_answer("1", "ja", maskin=rows[0])], rows)
    assert (unread.er_avvik, unread.er_indikasjon) == (False, True)
    read = told(rule, [an_answer("1", "nei", maskin=rows[0]), an_answer("2", "ja", maskin=rows[1])], rows)
    assert (read.er_avvik, read.er_indikasjon) == (True, True)
    assert [f.objekt_id for f in read.brudd] == ["H-1"]
    assert [f.objekt_id for f in read.funn] == ["H-3"]  # what is left to read
    assert (read.talt.ikke_oppfylt, read.talt.n) == (1, 2)  # «judged» are those read
    every = [an_answer(str(n), "nei", maskin=row) for n, row in enumerate(rows, start=1)]
    assert told(rule, every, rows).er_indikasjon is False


def test_a_manual_rule_with_answers_is_examined_and_one_without_is_not() -> None:
    rule, other = by_hand(), en_regel(id="MEL-02", telles={})
    read = [an_answer(str(n), svar) for n, svar in enumerate(["nei", "ja", "delvis", "ikke aktuelt"])]
    one = told(rule, read)
    assert (one.standard, set(one.tall)) == (LEST, {LEST})
    assert one.tall[LEST] == Tall(oppfylt=1, delvis=1, ikke_oppfylt=1, ikke_aktuelt=1, saker=3)
    assert [f.objekt_id for f in one.funn] == ["H-0"]
    left = not_examined([], [], {one.regel.id}, innhold(rule, other), PER, {one.regel.id})
    assert [row.regel.id for row in left] == ["MEL-02"]


def a_point(rule: Rule, **more: Any) -> LestPunkt:
    facts: dict[str, Any] = {
        "regel": rule,
        "enhet": "Østbyen",
        "svar": {},
        "ikke_lest": 0,
        "n": 2,
        "saker": 2,
        "nei": 1,
        "ramme": 10,
        "andel": Anslag(andel=0.5, nedre=0.1, ovre=0.9, metode=Metode.HYPERGEOMETRISK),
        "setning": "Funnet i 1 av 2 leste saker.",
    }
    return LestPunkt(**(facts | more))


def test_the_share_is_the_audits_own_and_only_of_just_these_answers() -> None:
    rule = by_hand()
    read = [an_answer("1", "nei"), an_answer("2", "ja")]
    point = a_point(rule)
    one = told(rule, read, punkter={("r1", "MEL-01", "Østbyen"): point})
    assert one.intervall is not None and (one.intervall.nedre, one.intervall.ovre) == (0.1, 0.9)
    assert one.lest is not None and one.lest.setning == "Funnet i 1 av 2 leste saker."
    fewer = told(rule, read[:1], punkter={("r1", "MEL-01", "Østbyen"): point})  # the other case is gone
    assert (fewer.intervall, fewer.med_andel) == (None, False)
    assert "1 av 2 svar" in fewer.intervall_grunn
    mixed = told(rule, [read[0], an_answer("2", "ja", revisjon="r2")], punkter={("r1", "MEL-01", "Østbyen"): point})
    assert (mixed.intervall, mixed.med_andel) == (None, False)
    assert "flere revisjoner" in mixed.intervall_grunn


def test_two_rounds_have_no_share_together_and_the_last_one_speaks() -> None:
    rule = by_hand()
    read = [an_answer("1", "nei"), an_answer("2", "nei"), an_answer("3", "nei", revisjon="r0")]
    point = a_point(rule, nei=2, setning="Funnet i 2 av 2 leste saker.")
    cards = tuple(
        LestKort(id=id_, tittel="", sjekkliste="", per=PER, last=PER, enheter=(), svar=1) for id_ in ("r1", "r0")
    )
    one = told(rule, read, punkter={("r1", "MEL-01", "Østbyen"): point}, revisjoner=cards)
    assert one.lest is not None
    assert (one.lest.tall.n, one.lest.andel) == (3, None)
    assert one.lest.setning == "Funnet i 2 av 2 leste saker. Det gjelder den siste revisjonen, r1."


def test_a_draw_by_quota_gives_no_plain_share_and_the_weighted_one_where_there_is_one() -> None:
    rule, read = by_hand(), [an_answer("1", "nei"), an_answer("2", "ja")]
    none = told(rule, read, punkter={("r1", "MEL-01", "Østbyen"): a_point(rule, andel=None)})
    assert (none.med_andel, none.lest and none.lest.andel) == (False, None)
    weighted = Anslag(andel=0.2, nedre=0.1, ovre=0.4, metode=Metode.VEKTET)
    one = told(rule, read, punkter={("r1", "MEL-01", "Østbyen"): a_point(rule, vektet=weighted)})
    assert one.lest is not None and one.lest.andel == weighted


def test_a_case_that_was_pointed_at_is_in_no_share_and_still_a_breach() -> None:
    one = told(by_hand(), [an_answer("1", "ja"), an_answer("2", "nei", malrettet=True)])
    assert one.tall[LEST].n == 1
    assert one.lest is not None and (one.lest.alle.n, one.lest.malrettede) == (2, 1)
    assert (one.er_avvik, [f.objekt_id for f in one.funn]) == (True, ["H-2"])


def test_the_rows_have_no_word_of_what_people_wrote() -> None:
    read = an_answer("1", "nei", maskin=a_row("1", Utfall.OPPFYLT), kilde_endret=True, malrettet=True)
    (values,) = contract_values(LestIMappen(svar=(read,)))
    row = dict(zip(CONTRACT_NAMES, values, strict=True))
    assert (row["variant"], row["utfall"], row["objekt_id"]) == ("lest", "ikke oppfylt", "H-1")
    assert row["forklaring"] == (
        "lest i r1; uttrekket sier «oppfylt»; uttrekket er endret siden; saken er pekt ut, ikke trukket"
    )
    assert row["frist_dato"] is None and row["start_dato"] is None
    assert "Hemmelig" not in str(values)


def test_days_of_the_machine_stand_on_a_breach_the_reader_found() -> None:
    row = a_row("1", Utfall.OPPFYLT, frist_dato=date(2025, 3, 1))
    one = told(en_regel(id="MEL-01"), [an_answer("1", "nei", maskin=row)])
    assert [(f.frist_dato, f.utfall) for f in one.funn] == [(date(2025, 3, 1), Utfall.IKKE_OPPFYLT)]
