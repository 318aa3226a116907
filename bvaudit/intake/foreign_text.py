"""Markdown and plain text as a report. In plain text a numbered short line is a heading, and nothing else is."""

import re
from collections.abc import Iterator, Sequence

from bvaudit.intake.foreign_place import Builder, Marks
from bvaudit.model.fremmedrapport import Fremmedrapport, Margmerknad, Slag

_FULL = 60  # signs in a line before it can have been broken for room
_MARK = re.compile(r"==([^=\n]+)==")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÆØÅ][^.:;!?]{2,70}")
_ITEM = re.compile(r"(\s*)(?:[-*+•–]|\d{1,2}[.)]|[a-zæøå]\))\s+(.*)")
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_PICTURE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,500}\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,300})\]\([^()\s]{1,500}[^()]{0,200}\)")
_CODE = re.compile(r"`([^`\n]+)`")
_FENCE = re.compile(r"^(?:```|~~~).*?(?:^(?:```|~~~)\s*$|\Z)", re.S | re.M)
_STRESS = re.compile(r"(\*\*|__|(?<!\w)[*_](?!\s))(?=\S)(.{1,300}?)(?<=\S)\1")


def from_text(said: str, *, markdown: bool) -> Fremmedrapport:
    """Never raises: anything is a text."""
    builder = Builder()
    said = said.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if markdown:
        said = _without_comments(_FENCE.sub("", said), builder)
        _markdown(said.split("\n"), builder)
    else:
        _plain(said.split("\n"), builder)
    return builder.done()


def _without_comments(said: str, builder: Builder) -> str:
    first, *rest = said.split("<!--")
    kept = [first]
    for part in rest:
        comment, closed, after = part.partition("-->")
        if closed and comment.strip():
            builder.merknader.append(Margmerknad(tekst=" ".join(comment.split())))
        kept.append(after if closed else part)
    return "".join(kept)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the sentence above, broken where the page was full."""
    start = line.lstrip()[:1]
    return len(before) >= _FULL and before.rstrip()[-1:] not in (".", ":", "!", "?") and start.islower()


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Lines as they were before somebody's program broke them."""
    held = ""
    for line in lines:
        if held and _goes_on(held, line) and not _ITEM.fullmatch(line):
            held = f"{held.rstrip()} {line.strip()}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _plain(lines: Sequence[str], builder: Builder) -> None:
    lines = list(_joined(lines))
    at = 0
    while at < len(lines):
        line = lines[at].replace("\f", "").rstrip()
        cells = line.split("\t")
        if len(cells) > 2 and not _ITEM.fullmatch(line):
            at = _rows(lines, at, builder)
            continue
        item = _ITEM.fullmatch(line)
        if item and not _NUMBERED.fullmatch(line.strip()):
            builder.paragraph(item[2], Slag.LISTE, len(item[1].expandtabs(4)) // 2)
        elif _NUMBERED.fullmatch(line.strip()):
            builder.paragraph(line, Slag.OVERSKRIFT, line.split()[0].count(".") + 1)
        else:
            builder.paragraph(line, Slag.AVSNITT)
        at += 1


def _rows(lines: Sequence[str], at: int, builder: Builder) -> int:
    """Lines with tabs that follow each other are a table."""
    end = at
    while end < len(lines) and len(lines[end].split("\t")) > 2:
        end += 1
    builder.table([line.split("\t") for line in lines[at:end]])
    return end


def _markdown(lines: Sequence[str], builder: Builder) -> None:
    at = 0
    waiting: list[str] = []  # lines of one paragraph

    def close() -> None:
        if waiting:
            _paragraph(" ".join(waiting), builder)
            waiting.clear()

    while at < len(lines):
        line = lines[at].rstrip()
        heading, item = _HEADING.fullmatch(line.strip()), _ITEM.fullmatch(line)
        if line.count("|") >= 2 and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1]) and "-" in lines[at + 1]:
            close()
            at = _table(lines, at, builder)
            continue
        if heading:
            close()
            builder.paragraph(_bare(heading[2]), Slag.OVERSKRIFT, len(heading[1]))
        elif item:
            close()
            _paragraph(item[2], builder, Slag.LISTE, len(item[1].expandtabs(4)) // 2)
        elif not line.strip():
            close()
        else:
            here = line.strip().removeprefix("> ")
            if waiting and not _goes_on(waiting[-1], here):
                close()
            waiting.append(here)
        at += 1
    close()


def _paragraph(said: str, builder: Builder, slag: Slag = Slag.AVSNITT, niva: int = 0) -> None:
    marks = Marks(merket=tuple(_MARK.findall(said)), bilder=len(_PICTURE.findall(said)))
    alone = _PICTURE.fullmatch(said.strip())  # what it says to those who cannot see it
    builder.paragraph(_bare(said), Slag.ALTERNATIV if alone else slag, niva, marks)


def _bare(said: str) -> str:
    """Without signs that only say how it looks."""
    said = _CODE.sub(lambda found: re.sub(r"[<>\[\]{}]", "", found[1]), said)
    said = _LINK.sub(r"\1", _PICTURE.sub(r"\1", said))
    return _STRESS.sub(r"\2", _MARK.sub(r"\1", said))


def _table(lines: Sequence[str], at: int, builder: Builder) -> int:
    rows = [_cells(lines[at])]
    at += 2
    while at < len(lines) and "|" in lines[at]:
        rows.append(_cells(lines[at]))
        at += 1
    builder.table(rows)
    return at


def _cells(line: str) -> list[str]:
    return [_bare(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
