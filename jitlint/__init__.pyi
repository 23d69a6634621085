from jitlint.runs.api import expect as expect
from jitlint.runs.api import watch as watch

__version__: str
