"""The register's own schema, when the user has it and asks for it."""

import copy
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from bvaudit.errors import SurroundingsError
from bvaudit.extract.documents.formats.record import SchemaGap
from bvaudit.texts import text

_MOST = 20
_XSD = "{http://www.w3.org/2001/XMLSchema}"


class Schemas:
    """One schema file, or a folder of them. A document keeps to them when it keeps to one."""

    def __init__(self, path: Path) -> None:
        files = sorted(path.glob("*.xsd"), reverse=True) if path.is_dir() else [path]
        if not files:
            raise SurroundingsError(
                text("extract.schema_files.fant_ingen_skjemafiler_xsd_i", path=path),
                hint=text("extract.schema_files.oppgi_en_fil_eller_en_annen"),
            )
        self._schemas = [_load(file) for file in files]

    def breaches(self, root: Any) -> Sequence[tuple[int, str]]:
        """Line and element of every breach of the schema that fits best; empty when the document keeps to one.

        The validator's own words are thrown away: they quote the value.
        """
        least: Sequence[tuple[int, str]] = ()
        for roots, schema in self._schemas:
            if root.tag not in roots:
                continue
            if schema.validate(root):
                return ()
            log: Iterable[Any] = schema.error_log  # type: ignore[assignment]  # the stubs do not know that it is one
            found = [(entry.line, _below_root(entry.path)) for entry in log][:_MOST]
            if not least or len(found) < len(least):
                least = found
        return least or ((root.sourceline, ""),)

    def only_known_gaps(self, root: Any, gaps: Sequence[SchemaGap]) -> bool:
        """Whether the one thing wrong is codes that the format describes and its schema has forgotten."""
        other = copy.deepcopy(root)
        forgotten = [(element, gap) for gap in gaps for element in other.iter(gap.element) if element.text in gap.koder]
        for element, gap in forgotten:
            element.text = gap.i_skjemaet
        return bool(forgotten) and not self.breaches(other)


def _load(file: Path) -> tuple[frozenset[str], etree.XMLSchema]:
    """The names a document can begin with, and the schema."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(file.read_bytes(), parser)
        names = frozenset(str(element.get("name")) for element in tree.findall(f"{_XSD}element"))
        return names, etree.XMLSchema(tree)
    except OSError as error:
        raise SurroundingsError(
            text("extract.schema_files.kan_ikke_lese_skjemaet", file=file),
            hint=text("extract.schema_files.sjekk_navnet_og_at_du_har"),
        ) from error
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise SurroundingsError(
            text("extract.schema_files.er_ikke_et_gyldig_skjema", file=file),
            hint=text("extract.schema_files.hent_skjemaet_pa_nytt_fra_kilden"),
        ) from error


def _below_root(path: str | None) -> str:
    """``/Barnevern/Sak/Melding[2]`` → ``Sak/Melding[2]``."""
    return "/".join((path or "").split("/")[2:])
