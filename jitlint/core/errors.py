"""Errors of the user, which every host catches without an import of the module that raises them."""


class UserError(ValueError):
    """An error that the user can correct; the message names it in one line."""


def reason_of(error: Exception) -> str:
    """Returns the reason of an error of the system, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) else ""
    return (said or str(error)).lower()
