"""Workbooks: the only room that knows XlsxWriter."""

from bvaudit.reports.xlsx.register import write_register

__all__ = ["write_register"]
