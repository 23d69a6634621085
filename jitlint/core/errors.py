"""Errors of the user, which every host catches without an import of the module that raises them."""


class UserError(ValueError):
    """Something that the user can put right; the message says in one line what."""


def reason_of(error: Exception) -> str:
    """Returns why the system did not do what it was asked, as the end of a sentence."""
    said = error.strerror if isinstance(error, OSError) else ""
    return (said or str(error)).lower()
