"""Putting a finished workbook on disk, without ever leaving half a file."""

import tempfile
from pathlib import Path

from bvaudit.errors import SurroundingsError
from bvaudit.texts import text


def refuse_if_open(output: Path) -> None:
    """SurroundingsError when Excel, Word or LibreOffice says that someone has the file open. Word writes its sign over
    the first letters of a longer name."""
    for sign in (f"~${output.name}", f"~${output.name[2:]}", f".~lock.{output.name}#"):
        owner = output.with_name(sign)
        if owner.exists():
            program = "Word" if output.suffix == ".docx" else "Excel"
            hint = text("arbeidsbok.apen_hint", tegn=owner.name, program=program)
            raise SurroundingsError(text("arbeidsbok.apen", navn=output.name), hint=hint)


def save(content: bytes, output: Path) -> None:
    """Writes to a temporary file and renames it: what lies there is the old file or the new one, never half of one."""
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=".bvaudit-", suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
        temporary.replace(output)
    except PermissionError as error:
        raise SurroundingsError(
            text("arbeidsbok.far_ikke_skrevet", navn=output.name), hint=text("arbeidsbok.lukk")
        ) from error
    except FileNotFoundError as error:
        raise SurroundingsError(
            text("arbeidsbok.ingen_mappe", mappe=output.parent), hint=text("arbeidsbok.ingen_mappe_hint")
        ) from error
    except OSError as error:
        raise SurroundingsError(
            text("arbeidsbok.far_ikke_skrevet", navn=output.name), hint=text("arbeidsbok.disk_hint")
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
