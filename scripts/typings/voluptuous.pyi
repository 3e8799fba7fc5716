# Home Assistant serves probatio under this name (see its homeassistant/__init__.py); so mypy sees what runs.
from probatio import *
