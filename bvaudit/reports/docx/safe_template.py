"""docxtpl without the parts that change data or run it as a template. Nothing else in the program may use docxtpl."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bvaudit.reports.docx.sandbox import environment

_TAG_START = re.compile(r"(\{%[-+]?|\{\{[-+]?)")


def one_line_per_tag(source: str) -> str:
    """The same template with a line break inside the start of each tag, so that line n + 2 is tag n."""
    return _TAG_START.sub(r"\1\n", source.replace("\n", " "))


class Compiled:
    """What the parts of one template come to in Jinja: worked out for the first document, and kept for the next ones.

    The keys are the sources themselves, so that a part that is not alike in two documents is never mistaken for the
    other.
    """

    def __init__(self, jinja: ImmutableSandboxedEnvironment) -> None:
        self.jinja = jinja
        self.patched: dict[str, str] = {}
        self._templates: dict[str, Template] = {}

    def template(self, source: str) -> Template:
        if source not in self._templates:
            self._templates[source] = self.jinja.from_string(one_line_per_tag(source))
        return self._templates[source]


class SafeTemplate(DocxTemplate):  # type: ignore[misc,unused-ignore]
    """Renders body, headers and footers, once each. Never properties or footnotes: docxtpl renders a footnote once per
    section, so that data from the first round is run as a template in the second."""

    def __init__(self, content: bytes, compiled: Compiled | None = None) -> None:
        super().__init__(BytesIO(content))
        self._compiled = compiled or Compiled(environment())

    def render_properties(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        return

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        return

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Any = None) -> str:
        # docxtpl's own ends by turning «{_{» into «{{», which changes data that holds it.
        self.current_rendering_part = part
        return str(self.resolve_listing(self._compiled.template(src_xml).render(context)))

    def patch_xml(self, src_xml: str) -> str:
        kept = self._compiled.patched
        if src_xml not in kept:
            kept[src_xml] = str(super().patch_xml(src_xml))
        return kept[src_xml]

    def fix_tables(self, xml: str) -> Any:
        parse_xml(xml)  # docxtpl's own parser mends broken XML by dropping what it does not understand
        return super().fix_tables(xml)

    def tag_source(self, name: str) -> str:
        """What Jinja would read of one part, by its name in the container; one tag a line."""
        self.init_docx()
        if name == "word/document.xml":
            return one_line_per_tag(self.patch_xml(self.get_xml()))
        part = next(part for part in self.docx.part.package.iter_parts() if part.partname.lstrip("/") == name)
        return one_line_per_tag(self.patch_xml(self.get_part_xml(part)))
