"""What may be done about a breach is found by the rule, in the order of the lists."""

from typing import Any

from bvaudit.findings.measures import measures_by_rule
from bvaudit.model.forbedring import Avviksart, Forbedringstiltak, Tiltaksliste, Tiltaksstatus


def et_tiltak(id_: str, *regler: str, **mer: Any) -> Forbedringstiltak:
    return Forbedringstiltak(id=id_, tittel=id_, beskrivelse="", regler=regler, **mer)


def en_liste(*tiltak: Forbedringstiltak, **mer: Any) -> Tiltaksliste:
    return Tiltaksliste(**{"id": "l", "tittel": "Liste", "kilde": "", "tiltak": tiltak, "fil": "", **mer})


def test_own_measures_come_first_and_each_under_every_rule_it_names() -> None:
    found = measures_by_rule(
        (
            en_liste(et_tiltak("vår", "UND-03"), tittel="Egne", egen=True),
            en_liste(et_tiltak("felles", "UND-03", "MEL-01"), et_tiltak("ingen"), tittel="Nasjonale"),
        )
    )
    assert {regel: [(one.tiltak.id, one.liste, one.eget) for one in rows] for regel, rows in found.items()} == {
        "MEL-01": [("felles", "Nasjonale", False)],
        "UND-03": [("vår", "Egne", True), ("felles", "Nasjonale", False)],
    }


def test_what_is_over_or_about_the_budget_is_no_proposal() -> None:
    over = [et_tiltak(status.value, "MEL-01", status=status) for status in Tiltaksstatus]
    budget = en_liste(et_tiltak("spare", "MEL-01"), avvik=Avviksart.OKONOMI)
    (rows,) = measures_by_rule((en_liste(*over), budget)).values()
    assert [one.tiltak.id for one in rows] == ["forslag", "planlagt", "pagar"]
