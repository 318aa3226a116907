"""A fault in the program that one document brings out: told with what a developer needs and nothing of the case."""

import hashlib
import traceback
from pathlib import PurePath

from bvaudit.diagnostics import Problem, Sted
from bvaudit.texts import text

_OWN_PARTS = 2  # of a file's path: enough to find the line, too little to show whose machine it was


def crash_problem(fil: str, error: Exception) -> Problem:
    """Type, file and line only; a message or a value could hold case data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{'/'.join(PurePath(f.filename).parts[-_OWN_PARTS:])}:{f.lineno}" for f in frames]
    details = f"{type(error).__qualname__} i {places[-1] if places else 'ukjent'}"
    error_id = hashlib.sha256("\n".join([type(error).__qualname__, *places]).encode()).hexdigest()[:8]
    return Problem(
        sted=Sted(fil=fil),
        kode="programfeil",
        tekst=text("extract.crashes.noe_gikk_galt_i_bvaudit_da"),
        hint=text("extract.crashes.send_feil_id_til_den_som", error_id=error_id, details=details),
    )
