"""What can be wrong with the log of the register, and is the user's to mend."""

from bvaudit.errors import ContentError, SurroundingsError


class RegisterFault(ContentError):
    """The file of the register cannot be used as it is: damaged, edited, of another kind, or of a newer program.
    Nothing has been written, and nothing is mended in silence."""


class HeadMoved(SurroundingsError):
    """Somebody has written in the register since it was read. Nothing has been written; the command is run again."""
