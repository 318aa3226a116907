"""A fault in the program that one document brings out: told with what a developer needs and nothing of the case."""

import hashlib
import traceback
from pathlib import PurePath

from bvaudit.diagnostics import Problem, Sted

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
        tekst="noe gikk galt i bvaudit da dokumentet ble lest; dokumentet er utelatt",
        hint=f"send feil-id {error_id} ({details}) til den som har ansvar for bvaudit; den har ingen saksopplysninger",
    )
