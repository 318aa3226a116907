"""What is written with the first event on a supervision: the steps its file has, so that the log has them all from then
on. A later change of the file is told as a difference, and never taken silently."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget, Ny
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.register.fold import fold_on
from bvaudit.register.guards import allowed
from bvaudit.register.supervised_steps import steps_in_file, supervision


def with_file_steps(reg: Registeret, kontekst: Kontekst, new: Sequence[Ny], dag: date) -> tuple[Ny, ...]:
    """``new``, with the steps of the file put before the first event about each supervision the log has no steps of,
    and after the one that opens it. A step of the file that may not be written is left out, and is told as a difference
    between the file and the log. ``dag`` is today."""
    about = {nr for ny in new for nr in ny.hendelse.om}
    if not any(supervision_number(one.id) in about for one in kontekst.tilsyn):
        return tuple(new)
    return tuple(_put_in(reg, kontekst, new, dag))


def _put_in(reg: Registeret, kontekst: Kontekst, new: Sequence[Ny], dag: date) -> Iterator[Ny]:
    state, written = reg, set(reg.tilsyn)
    for ny in new:
        for nr in dict.fromkeys(ny.hendelse.om):
            tilsyn = supervision(kontekst, nr) if nr not in written and nr in state.ting else None
            if tilsyn is None:
                continue
            written.add(nr)
            for step in steps_in_file(tilsyn):
                made = Ny(hvem=ny.hvem, hendelse=_event(nr, step, tilsyn.fil))
                if not allowed(state, made, kontekst, dag):
                    state = _after(state, made, dag)
                    yield made
        state = _after(state, ny, dag)
        yield ny


def _event(nr: str, step: Skrittet, fil: str) -> TilsynSkritt:
    return TilsynSkritt(
        nr=nr,
        skritt=step.skritt,
        dag=step.dag,
        frist=step.frist,
        funn=step.funn,
        tekst=step.tekst,
        frist_for=step.frist_for,
        fil=fil.replace("\\", "/").rpartition("/")[2],
    )


def _after(reg: Registeret, ny: Ny, dag: date) -> Registeret:
    tid = datetime.combine(dag, time(12), UTC)
    return fold_on(reg, (Logget(nr=reg.hode.nr + 1, tid=tid, hvem=ny.hvem, hendelse=ny.hendelse, forrige="", sum=""),))
