"""Numbers on the command line that are numbers: "nan" and "inf" are floats to Python as well."""

from __future__ import annotations

import math

import click


class Finite(click.FloatRange):
    """A finite number within bounds."""

    name = "number"

    def convert(
        self,
        value: float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The number, or a usage error."""
        found = float(super().convert(value, param, ctx))
        if not math.isfinite(found):
            self.fail(f"{value!r} is no number", param, ctx)
        return found
