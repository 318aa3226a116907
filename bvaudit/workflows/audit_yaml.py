"""The file of an audit as it is first written: every key with a line about what it is for."""

from collections.abc import Iterator

from bvaudit.loading.yaml.writer import as_yaml
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.texts import branch, text
from bvaudit.workflows.start import schema_uri


def audit_yaml(gjennomgang: Gjennomgang) -> str:
    """Readable, and with what may be added shown as comments."""
    return "".join(f"{line}\n" for line in _lines(gjennomgang))


def _lines(gjennomgang: Gjennomgang) -> Iterator[str]:
    about = branch("revisjonen.forklart")
    first, *rest = as_yaml(gjennomgang, schema=schema_uri("revisjon")).splitlines()
    yield first
    yield from _comment(text("revisjonen.fil.om"))
    told: set[str] = set()
    for line in rest:
        key = line.partition(":")[0]
        if line[:1] not in (" ", "-") and key in about:
            told.add(key)
            yield ""
            yield from _comment(about[key])
        yield line
    for key in about:
        if key not in told:
            yield ""
            yield from _comment(about[key])
            yield from _comment(text(f"revisjonen.eksempel.{key}"))


def _comment(sentences: str) -> Iterator[str]:
    for line in sentences.splitlines():
        yield f"# {line}"
