"""The call that the import of the program was seen to make."""

from dataclasses import replace

from ..program.call import Calls, SampleCall
from ..program.observed_calls import ObservedCall
from .knowledge import ProgramKnowledge
from .request import Request

SOURCE = "as seen while importing"


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields the observed call, if there is one."""
    if request.observed is not None:
        yield observed_call(request, request.observed)


def observed_call(request: Request, observed: ObservedCall) -> SampleCall:
    """Returns a call that was seen, without an instance that the function has already."""
    names = [name for name in request.parameters if name in observed.arguments]
    values = {name: observed.arguments[name] for name in names}
    return replace(SampleCall.of(request.parameters, values), written=True, source=SOURCE)
