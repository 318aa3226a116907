"""What the schema cannot see within a list the municipality keeps."""

from collections.abc import Iterator

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import listed_twice
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.lister import Liste
from bvaudit.texts import text


def faults_in_list(liste: Liste, document: Document) -> Iterator[Problem]:
    new_id = text("loading.plans.gi_den_en_id_som_ikke")
    yield from listed_twice(document, ("innhold",), "id", [punkt.id for punkt in liste.innhold], new_id)
    yield from listed_twice(document, ("grupper",), "id", [gruppe.id for gruppe in liste.grupper], new_id)
