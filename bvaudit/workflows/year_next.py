"""What the year before leaves for the next: proposals, and the form of the årshjul with them filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.errors import UsageError
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Arshjul
from bvaudit.register.next_year import Arsforslag, proposals, wheel_for, with_proposals
from bvaudit.reports.forms import Form
from bvaudit.reports.list_form import ListForm, list_form
from bvaudit.reports.wording import tema_name
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.year_page import year_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class NextYear:
    """``arshjul`` is the one the year goes by, with what is proposed."""

    ar: int
    forslag: Sequence[Arsforslag]
    arshjul: Arshjul

    @property
    def nye(self) -> Sequence[Arsforslag]:
        """What is to be new in the year."""
        return [one for one in self.forslag if one.oppgave is not None]

    @property
    def star(self) -> Sequence[Arsforslag]:
        """What the year has already."""
        return [one for one in self.forslag if one.oppgave is None]


def next_year(mappe: Mappe, content: Content, ar: int, dag: date) -> NextYear:
    """What is proposed for ``ar`` of what the year before it has left. UsageError when no årshjul is for that year."""
    aret = year_papers(mappe, content, (ar - 1,), dag)
    wheel = wheel_for(aret.kontekst, ar)
    if wheel is None:
        raise UsageError(text("sider.neste.uten_arshjul", ar=ar), hint=text("sider.neste.uten_arshjul_hint"))
    found = proposals(aret.stands, aret.reg, aret.kontekst, ar, tema_name)
    return NextYear(ar=ar, forslag=found, arshjul=with_proposals(wheel, found))


def next_year_form(made: NextYear, content: Content, *, program: str, dag: date) -> Form:
    """The form ``bvaudit les`` reads. The årshjul that came with the program is not changed: their own takes its
    place, with the reason written."""
    data = as_data(made.arshjul)
    if not made.arshjul.egen:
        data |= {
            "gjelder_fra": date(made.ar, 1, 1).isoformat(),
            "erstatter": made.arshjul.id,
            "grunn": text("sider.neste.grunn", ar=made.ar),
        }
    return list_form(
        ListForm(
            slag="arshjul",
            kind=Arshjul,
            program=program,
            dag=dag,
            regler=content.regler,
            lover=content.lover,
            data=data,
            kodeverk=content.kodeverk,
        )
    )
