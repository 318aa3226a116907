"""Internkontroll og revisjon av saksbehandlingen i kommunalt barnevern."""

__version__ = "0.1.0"
