"""What a run judges: the rules and the controls, on which day, for which period."""

from datetime import date, timedelta
from typing import Literal, Protocol

from bvaudit.engine.plan import EvaluationPlan
from bvaudit.errors import UsageError
from bvaudit.model import kalender
from bvaudit.model.manifest import Manifest
from bvaudit.model.utvalg import Rolle, Utvalg
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.workflows.content import Content

# Of what the machine has, for the tables of a run. The program itself, Excel and Word need the rest; DuckDB alone would
# take 80 %.
MEMORY = "50%"


class Asked(Protocol):
    """The days any request to judge names; see ``when``."""

    @property
    def per(self) -> date | None: ...
    @property
    def periode(self) -> tuple[date, date] | Literal["alle"] | None: ...


def plan_for(
    content: Content, manifest: Manifest, per: date, periode: tuple[date, date] | None, utvalg: Utvalg | None
) -> EvaluationPlan:
    living = [r for r in content.regler.values() if r.utgatt is None]
    drawn = frozenset(t.sak for t in utvalg.trekk if t.rolle is Rolle.TRUKKET) if utvalg else None
    return EvaluationPlan(
        regler=tuple(r for r in living if r.kontroll is None),
        kontroller=tuple(r for r in living if r.kontroll is not None),
        per=per,
        periode=periode,
        koder=content.koder,
        tabeller=frozenset(manifest.tabeller),
        kilder=manifest.kilder,
        uttrekksdato=manifest.uttrekksdato,
        saker=drawn,
    )


def when(request: Asked, manifest: Manifest) -> tuple[date, tuple[date, date] | None, tuple[str, ...]]:
    """The judging day, the period, and what the user should be warned of about them."""
    per = request.per or manifest.uttrekksdato
    if per is None:
        raise UsageError(text("workflows.evaluate_cases.uttrekket_har_ingen_dato_sa"), hint="bruk --per 2025-12-31")
    warnings: tuple[str, ...] = ()
    if manifest.uttrekksdato and per > manifest.uttrekksdato:
        warnings = (
            text(
                "workflows.evaluate_cases.vurderingsdagen_er_etter_uttrekket",
                per=kalender.vis(per),
                uttrekksdato=kalender.vis(manifest.uttrekksdato),
            ),
        )
    if request.periode == "alle":
        return per, None, warnings
    if request.periode is not None:
        return per, request.periode, warnings
    return per, (kalender.minus(per, Varighet(antall=1, enhet="Y")) + timedelta(days=1), per), warnings
