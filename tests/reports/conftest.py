"""An avviksregister written once for the tests that only read it, and a way to write others."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.xlsx import write_register

from .builders import en_revisjon, et_kodeverk
from .excel_files import Write


@pytest.fixture(scope="module")
def fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("register") / "avviksregister.xlsx"
    write_register(en_revisjon(), et_kodeverk(), output)
    return output


@pytest.fixture(scope="module")
def bok(fil: Path) -> Any:
    return openpyxl.load_workbook(fil)


@pytest.fixture
def skriv(tmp_path: Path) -> Write:
    def write(revisjon: Revisjon, navn: str = "a.xlsx") -> Path:
        write_register(revisjon, et_kodeverk(), tmp_path / navn)
        return tmp_path / navn

    return write
