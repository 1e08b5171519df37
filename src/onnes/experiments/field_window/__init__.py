"""field-window: fields that order electron moments, break their chains and restore them, beside measured windows."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pydantic

from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity


class FieldWindow(Experiment):
    """Superconductivity that a field switches on, off and on again, by chains of moments and by compensation.

    Sun's text: a weak field aligns the moments of electrons so that chains form; above Bc it breaks them; an extremely
    high field aligns them again. The least model that has all three: mean moment <mu> = mu L(mu B/kT), attraction
    eta (mu_0/4 pi) <mu>^2/a^3 above U_e + kT (Z16), and mu B below the attraction of aligned moments (Z17). *start*
    says what there is without a field: chains, as in most superconductors (ordered), or disordered moments, as the text
    has it for graphene. For the last step the text has no equation; here electrons outside of chains align as free
    moments do. With the same moment they are aligned long before their chains break: mu B2/kT = |mean U_m|/kT, which is
    above 1 + U_e/kT. A gap between breaking and restoring needs a second, much smaller moment, *free_moment*.

    Measured windows stand beside it, with three moments for each: the least that binds (Z10), that of the upper edge
    by Z17, and kT/B of the lower edge. One moment for a sample would make them agree.

    The conventional rival for two of them: the exchange field of magnetic ions cancels the applied one (Jaccarino and
    Peter), within 1.857 T/K Tc of it.

    Validity: point dipoles at one distance, classical moments; compensation as in `compensated_window`.

    Raises:
        InputError: see `Experiment`.

    Source: Z5, Z6, Z16, Z17, sections 3.3 and 4.4 of Sun; measured windows: `onnes.measurements.field_windows`.
    """

    name: ClassVar[str] = "field-window"
    summary: ClassVar[str] = "fields that order electron moments, break their chains and restore them"
    theories: ClassVar[tuple[str, ...]] = ("chain",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"moment": "1500 bohr_magneton", "start": "disordered",
                                         "free_moment": "1 bohr_magneton"}

    theory: str = pydantic.Field(default="chain", description="theory of the experiment")
    spacing: float = quantity("0.286 nm", "m", "distance a of neighbouring electrons", above=0)
    moment: float = quantity("1 bohr_magneton", "J/T", "moment mu of an electron", above=0)
    free_moment: float | None = quantity(None, "J/T", "of an electron outside of a chain; mu if left out", above=0)
    eta: float = quantity(1.0, "", "part of the time in which the moments couple", above=0, at_most=1)
    temperature: float = quantity("1 K", "K", "temperature", above=0)
    start: Literal["ordered", "disordered"] = choice("ordered", "without a field: chains, or moments without order")
    exchange_field: float = quantity("32.7 T", "T", "of the rival: field of magnetic ions against the applied one",
                                     at_least=0)
    pair_temperature: float = quantity("4.2 K", "K", "of the rival: Tc without exchange and field", above=0)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.field_window.readings import measured

        return measured(self)
