"""The form of a series: empty for a kind of series, or with one that is written already."""

from collections.abc import Mapping
from datetime import date

from bvaudit.errors import UsageError
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.enhet import slug
from bvaudit.model.mappe import Mappe
from bvaudit.model.serie import Rad, Serie
from bvaudit.model.serieslag import Maal, Serieslag
from bvaudit.reports.forms import Form
from bvaudit.reports.list_form import ListForm, list_form
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text
from bvaudit.workflows.content import Content

SKJEMA = "serie"
# What the numbers of such a series usually are, and the word after them.
_USUAL: Mapping[Serieslag, tuple[Maal, str]] = {
    Serieslag.BEMANNING: (Maal.ARSVERK, ""),
    Serieslag.SYKEFRAVAR: (Maal.ANDEL, ""),
    Serieslag.TURNOVER: (Maal.ANDEL, ""),
    Serieslag.MEDARBEIDERE: (Maal.ANDEL, ""),
    Serieslag.OKONOMI: (Maal.SUM, "mill. kr"),
    Serieslag.AVVIKSKULTUR: (Maal.ANDEL, ""),
    Serieslag.SAMMENLIGNING: (Maal.ANDEL, ""),
}
# What a row of such a series is asked, beside what every row is: the other columns are shut.
_SHARES = ("teller", "nevner", "personer")
_ASKED: Mapping[Serieslag, tuple[str, ...]] = {
    Serieslag.SYKEFRAVAR: _SHARES,
    Serieslag.TURNOVER: _SHARES,
    Serieslag.MEDARBEIDERE: _SHARES,
    Serieslag.AVVIKSKULTUR: _SHARES,
    Serieslag.BEMANNING: ("storrelse",),
}
_MAY_BE_SHUT = frozenset({"kommune", "storrelse", *_SHARES})


def kind_of_series(skrevet: str) -> Serieslag:
    """«Sykefravær» is sykefravar. UsageError that names them all."""
    name = slug(skrevet)
    for one in Serieslag:
        if name in (one.value, slug(text(f"listeskjema.valg_i.serieslag.{one}"))):
            return one
    shown = ", ".join(one.value for one in Serieslag)
    raise UsageError(text("serier.skjema.ukjent_slag", slag=skrevet), hint=text("serier.skjema.slag_hint", slag=shown))


def series_form_for(content: Content, mappe: Mappe | None, id_: str, slag: str, *, program: str, dag: date) -> Form:
    """Filled in with the series called ``id_`` when there is one; else empty, for a series of the kind."""
    written = next((one for one in content.planer.serier if one.id == id_), None)
    kind = written.serieslag if written is not None else kind_of_series(slag) if slag else None
    if kind is None:
        shown = ", ".join(one.value for one in Serieslag)
        raise UsageError(text("serier.skjema.uten_slag", id=id_), hint=text("serier.skjema.slag_hint", slag=shown))
    return list_form(
        ListForm(
            slag=SKJEMA,
            kind=Serie,
            program=program,
            dag=dag,
            regler=content.regler,
            lover=content.lover,
            data=as_data(written) if written is not None else {},
            gitt=_given(id_, kind, mappe),
            fold=_folded(kind),
        )
    )


def _given(id_: str, kind: Serieslag, mappe: Mappe | None) -> dict[str, Verdi]:
    storrelse, maleenhet = _USUAL.get(kind, (Maal.ANTALL, ""))
    given: dict[str, Verdi] = {
        "id": id_,
        "serieslag": text(f"listeskjema.valg_i.serieslag.{kind}"),
        "storrelse": text(f"listeskjema.valg_i.storrelse.{storrelse}"),
    }
    given |= {"maleenhet": maleenhet} if maleenhet else {}
    return given | ({"kommune": mappe.kommune.navn} if mappe is not None else {})


def _folded(kind: Serieslag) -> frozenset[str]:
    keys = {one for one in Rad.__dataclass_fields__ if one in _MAY_BE_SHUT}
    return frozenset(keys - set(_ASKED.get(kind, ())))
