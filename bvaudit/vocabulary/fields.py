"""How an operator's ``Args`` says what each argument is for: the text is the editor's help and the manual page."""

from bvaudit.model.fields import arg

__all__ = ["arg"]
