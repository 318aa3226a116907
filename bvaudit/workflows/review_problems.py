"""What is found wrong in a form for reading cases, gathered as it is found."""

from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.texts import known, text


@dataclass(slots=True)
class Say:
    """Each key is a text under ``lesesvar.svar``, with its hint beside it where there is one."""

    found: list[Problem] = field(default_factory=list)

    def fault(self, sted: Sted, key: str, **said: object) -> None:
        """The form cannot be read before it is mended."""
        self._add(sted, key, Grad.FEIL, said)

    def warn(self, sted: Sted, key: str, **said: object) -> None:
        """The rest can be read, and this stands as not answered."""
        self._add(sted, key, Grad.ADVARSEL, said)

    def note(self, sted: Sted, key: str, **said: object) -> None:
        self._add(sted, key, Grad.MERKNAD, said)

    def _add(self, sted: Sted, key: str, grad: Grad, said: dict[str, object]) -> None:
        hint = f"lesesvar.svar.{key}_hint"
        self.found.append(
            Problem(
                sted=sted,
                kode=f"lesesvar-{key.replace('_', '-')}",
                tekst=text(f"lesesvar.svar.{key}", **said),
                hint=text(hint, **said) if known(hint) else "",
                grad=grad,
            )
        )
