"""What core needs to have a stranger's workbook converted outside its own process."""

from __future__ import annotations

from typing import Protocol

from core.forms.conversion import Conversion


class Converter(Protocol):
    """Runs core.forms.conversion.convert where it can do no harm."""

    def convert(self, workbook: bytes, kind: str, name: str) -> Conversion:
        """The conversion of a workbook of kind "xlsx" or "xls"; refusals come as values.

        Raises EnvError CANCELLED when the person stopped it.
        """
        ...
