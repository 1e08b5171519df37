"""Material: tabulated data, and models of temperature-dependent properties."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, overload

from onnes.errors import InputError, MissingDataError, check_name, listed, unknown_name
from onnes.materials import tables
from onnes.materials.derivations import DERIVATIONS
from onnes.materials.given import given_or_recorded
from onnes.materials.models import MODELS, bcs
from onnes.materials.quantities import QUANTITIES
from onnes.materials.temperature_laws import GAP_RATIOS, LAWS, shape
from onnes.materials.uncertainty import half_range
from onnes.materials.value import Kind, Value
from onnes.numerics.uncertainty import propagated
from onnes.units import to_si
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, FLUX_QUANTUM, HBAR
from onnes.units.scales import Scales, relaxation_time

RESISTANCE_RATIO_TEMPERATURES = (273.0, 293.0)
"""Temperatures at which the resistivity of a residual resistance ratio may be taken, preferred first [K]."""


class Recorded:
    """Quantity of the tables, or derived from them, as an SI float."""

    def __init__(self, quantity: str):
        self.quantity = quantity
        unit, meaning = QUANTITIES[quantity]
        self.__doc__ = f"{meaning} [{unit or '1'}]"

    @overload
    def __get__(self, material: None, owner: type) -> Recorded: ...
    @overload
    def __get__(self, material: Material, owner: type) -> float: ...
    def __get__(self, material: Material | None, owner: type) -> float | Recorded:
        return self if material is None else material.value(self.quantity).value


@dataclass(frozen=True)
class Material:
    """Material in one phase, form and pressure.

    Attributes:
        name: name on the public list.
        formula: chemical symbol or formula.
        phase: phase of an element; form, direction of the field or of the current of a compound.
        english_name: "lead"; empty where there is none.
        family: "element", "A15", "cuprate", ...
        pressure: at which all values hold [Pa].

    The attributes of quantities (``material.critical_temperature``) are preferred values in SI units; `value` gives
    them with uncertainty, source and kind. Methods of temperature take kelvin (or text, "4.2 K") and the name of a
    model; `value_at` gives the same with uncertainty.

    Raises:
        MissingDataError: from any attribute or method whose inputs are not in the tables.
        InputError: a temperature above Tc or below zero, text that is not a temperature, an unknown name.
    """

    name: str
    formula: str
    phase: str
    english_name: str
    family: str
    pressure: float
    rows: tuple[tables.Row, ...] = field(repr=False, compare=False, default=())

    critical_temperature = Recorded("critical_temperature")
    critical_field_0 = Recorded("critical_field_0")
    lower_critical_field_0 = Recorded("lower_critical_field_0")
    upper_critical_field_0 = Recorded("upper_critical_field_0")
    london_depth_0 = Recorded("london_depth_0")
    coherence_length_0 = Recorded("coherence_length_0")
    energy_gap = Recorded("energy_gap")
    gap_ratio = Recorded("gap_ratio")
    heat_jump = Recorded("heat_jump")
    isotope_exponent = Recorded("isotope_exponent")
    debye_temperature = Recorded("debye_temperature")
    sommerfeld_coefficient = Recorded("sommerfeld_coefficient")
    molar_volume = Recorded("molar_volume")
    atomic_mass = Recorded("atomic_mass")
    nearest_neighbour_distance = Recorded("nearest_neighbour_distance")
    atomic_volume_root = Recorded("atomic_volume_root")
    carrier_density = Recorded("carrier_density")
    fermi_energy = Recorded("fermi_energy")
    fermi_velocity = Recorded("fermi_velocity")
    resistivity = Recorded("resistivity")

    def __str__(self) -> str:
        return self.name

    # ---- tabulated data

    def values(self, quantity: str) -> tuple[Value, ...]:
        """Return every row of a quantity, preferred first and rejected ones last; empty if there is none.

        Where several rows that are not rejected give it at the same temperature, each is at least as uncertain as half
        the range that they span.
        """
        _check_quantity(quantity)
        rows = [tables.in_si(row) for row in self.rows if row["quantity"] == quantity]
        return tuple(_widened(one, [other.value for other in rows if _comparable(one, other)]) for one in rows)

    def value(self, quantity: str) -> Value:
        """Return the preferred value of a quantity: the first row, else the first derivation whose inputs are rows."""
        found = self._find(quantity)
        if found is None:
            raise _missing(self, quantity)
        return found

    def has(self, quantity: str) -> bool:
        """Return True if `value` would find one."""
        return self._find(quantity) is not None

    def _find(self, quantity: str) -> Value | None:
        recorded = self._row(quantity, "rejected")
        if recorded:
            return recorded
        for derivation in DERIVATIONS.get(quantity, ()):
            inputs = [one for name in derivation.needs if (one := self._input(name))]
            if len(inputs) == len(derivation.needs):
                return derivation.value(inputs)
        return None

    def _input(self, quantity: str) -> Value | None:
        """Return a row from which to derive, or None; a limit is not used."""
        return self._row(quantity, "rejected", "lower limit")

    def _row(self, quantity: str, *without: Kind) -> Value | None:
        return next((one for one in self.values(quantity) if one.kind not in without), None)

    @property
    def crystal_structure(self) -> str:
        """Name of the crystal structure; empty if it is not in the tables."""
        return self._text("crystal_structure")

    @property
    def type_i_or_ii(self) -> Literal["I", "II"] | None:
        """Type I or II, or None if the tables do not decide it.

        The type is that of the tables, else II where Bc1 or Bc2 was measured, else by kappa(0) against 1/sqrt2.
        """
        if stated := self._text("superconductor_type"):
            return "I" if stated == "1" else "II"
        if self.values("upper_critical_field_0") or self.values("lower_critical_field_0"):
            return "II"
        if not self.has("ginzburg_landau_parameter_0"):
            return None
        return "I" if self.value("ginzburg_landau_parameter_0").value < math.sqrt(0.5) else "II"

    def _text(self, quantity: str) -> str:
        return next((row["value"] for row in self.rows if row["quantity"] == quantity), "")

    def normal_conductivity(self, residual_resistance_ratio: float) -> float:
        """Return sigma = RRR/rho(273 K), the conductivity of the normal state just above Tc [S/m].

        RRR is a property of the sample: about 10 for commercial wire, 1e4 for a good crystal. Where the resistivity at
        273 K is not in the tables, that at 293 K is taken.

        Raises:
            InputError: a ratio below 1.
        """
        ratio = to_si(residual_resistance_ratio, "", "residual_resistance_ratio")
        if ratio < 1:
            raise InputError("residual_resistance_ratio", residual_resistance_ratio, "a ratio of at least 1",
                             "It is the resistance at 273 K over that just above Tc.")
        for temperature in RESISTANCE_RATIO_TEMPERATURES:
            for resistivity in self.values("resistivity"):
                if resistivity.temperature == temperature:
                    return ratio / resistivity.value
        raise _missing(self, "resistivity")

    def mean_free_path(self, resistivity: float) -> float:
        """Return l = pi k^2 hbar/(e^2 gamma Delta(0) xi_0 rho) of the electrons of an element [m].

        rho l = pi^2 k^2/(e^2 gamma v_F) with the Sommerfeld coefficient gamma, and v_F from Pippard's
        xi_0 = hbar v_F/(pi Delta(0)).

        Args:
            resistivity: rho of the normal state [ohm m].

        Raises:
            MissingDataError: a compound, or an element without one of these quantities.

        Source: A. B. Pippard, Rep. Prog. Phys. 23, 176 (1960).
        """
        if not _has_pippard_length(self):
            raise _lacking(self, "an element with Pippard's xi_0 in the tables", _has_pippard_length)
        return (math.pi * BOLTZMANN**2 * HBAR
                / (ELEMENTARY_CHARGE**2 * self.sommerfeld_coefficient * self.energy_gap * self.coherence_length_0
                   * to_si(resistivity, "ohm m", "resistivity")))

    # ---- models at a temperature

    def penetration_depth(self, temperature: float | str, model: str = "two_fluid") -> float:
        """Return lambda(T) = lambda(0) s(t)^(-1/2) [m]; two-fluid: lambda(0)/sqrt(1 - t^4)."""
        return self.value_at("penetration_depth", temperature, model).value

    def coherence_length(self, temperature: float | str, model: str = "two_fluid") -> float:
        """Return the Ginzburg-Landau xi(T) = Phi_0/(2 sqrt2 pi Bc(T) lambda(T)) [m], which diverges at Tc."""
        return self.value_at("coherence_length", temperature, model).value

    def kappa(self, temperature: float | str, model: str = "two_fluid") -> float:
        """Return the Ginzburg-Landau parameter kappa(T) = lambda(T)/xi(T), dimensionless."""
        return self.value_at("kappa", temperature, model).value

    def critical_field(self, temperature: float | str, model: str = "two_fluid") -> float:
        """Return the thermodynamic critical field Bc(T) = Bc(0) h(t) [T]; two-fluid: Bc(0) (1 - t^2)."""
        return self.value_at("critical_field", temperature, model).value

    def upper_critical_field(self, temperature: float | str, model: str = "two_fluid") -> float:
        """Return Bc2(T) = Phi_0/(2 pi xi(T)^2) [T]; in type I the field below which the normal state is unstable."""
        return self.value_at("upper_critical_field", temperature, model).value

    def gap(self, temperature: float | str, model: str = "bcs") -> float:
        """Return Delta(T) [J], with the temperature dependence of BCS; zero at Tc.

        Models: "bcs", Delta(0) = 1.763877 k Tc of weak coupling; "alpha", the measured Delta(0) (H. Padamsee,
        J. E. Neighbor, C. A. Shiffman, J. Low Temp. Phys. 12, 387 (1973)).
        """
        return self.value_at("gap", temperature, model).value

    def value_at(self, quantity: str, temperature: float | str, model: str = "two_fluid") -> Value:
        """Return a property at a temperature, with the uncertainties of its value at T = 0 and of Tc propagated.

        Args:
            quantity: "penetration_depth", "coherence_length", "kappa", "critical_field",
                "upper_critical_field" or "gap".
            temperature: in kelvin, or text with a unit.
            model: "two_fluid" or "bcs"; for the gap "bcs" or "alpha".
        """
        kelvin = to_si(temperature, "K", "temperature")
        if quantity == "gap":
            return self._gap(kelvin, model)
        if quantity not in LAWS:
            raise unknown_name("quantity", quantity, [*LAWS, "gap"])
        check_name("model", model, MODELS)
        law = LAWS[quantity]
        self._check_superconducting(kelvin, at_tc=law.finite_at_tc)
        anchor = self.value(next((name for name in law.anchors if self.has(name)), law.anchors[0]))
        critical = self.value("critical_temperature")

        def formula(at_zero: float, tc: float) -> float:
            return at_zero * law.factor(shape(model, kelvin / tc))

        return _modelled(formula, [anchor, critical], kelvin, f"{model} model", anchor.unit)

    def _gap(self, kelvin: float, model: str) -> Value:
        check_name("model", model, GAP_RATIOS)
        self._check_superconducting(kelvin, at_tc=True)
        critical = self.value("critical_temperature")
        ratio = GAP_RATIOS[model]
        inputs = [critical] if ratio else [critical, self.value("gap_ratio")]

        def formula(tc: float, measured: float = ratio or math.nan) -> float:
            return measured / 2 * BOLTZMANN * tc * float(bcs.gap(kelvin / tc))

        return _modelled(formula, inputs, kelvin, f"{model} model of the gap", "J")

    def scales(
        self, temperature: float | str, model: str = "two_fluid", residual_resistance_ratio: float | None = None, *,
        penetration_depth: float | None = None, coherence_length: float | None = None,
        conductivity: float | None = None,
    ) -> Scales:
        """Return the scales of Ginzburg-Landau theory at T: xi(T), lambda(T), tau = pi hbar/(8 k (Tc - T)).

        The scales' Bc, Bc2 and kappa are those of this material at T. The conductivity is that of the normal
        state for the residual resistance ratio, None where none is given.

        Args:
            penetration_depth, coherence_length: lengths at T in place of the material's [m]. Where the tables have
                only Bc, one of them fixes the other: lambda xi = Phi_0/(2 sqrt2 pi Bc(T)).
            conductivity: in place of that of the residual resistance ratio [S/m].

        Raises:
            InputError: a temperature that is not below Tc.
            MissingDataError: a quantity that is neither given nor in the tables.
        """
        kelvin = to_si(temperature, "K", "temperature")
        self._check_superconducting(kelvin, at_tc=False)
        if residual_resistance_ratio is not None:
            conductivity = given_or_recorded("conductivity", conductivity,
                                              lambda: self.normal_conductivity(residual_resistance_ratio))
        given = (coherence_length, penetration_depth)
        either = " or the other length" if self.has("critical_field_0") else ""
        return Scales(
            given_or_recorded("coherence_length" + either, coherence_length,
                              lambda: self._length("coherence_length", kelvin, model, *given)),
            given_or_recorded("penetration_depth" + either, penetration_depth,
                              lambda: self._length("penetration_depth", kelvin, model, *given)),
            relaxation_time(self.critical_temperature - kelvin),
            conductivity,
        )

    def _length(self, quantity: str, kelvin: float, model: str, *given: float | None) -> float:
        """Return a length of the tables; where they lack it, from Bc(T) and the other length, if that is given."""
        other = next((length for length in given if length is not None), None)
        if other is None or any(self.has(anchor) for anchor in LAWS[quantity].anchors):
            return self.value_at(quantity, kelvin, model).value
        return FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * self.critical_field(kelvin, model) * other)

    def _check_superconducting(self, kelvin: float, *, at_tc: bool) -> None:
        tc = self.critical_temperature
        if kelvin < 0:
            raise InputError("temperature", f"{kelvin:g} K", "an absolute temperature of at least 0 K")
        if kelvin > tc or (kelvin == tc and not at_tc):
            raise InputError("temperature", f"{kelvin:g} K", f"a temperature below Tc = {tc:g} K of {self.name}",
                             "Above Tc the material is not superconducting.")


def _modelled(formula: Callable[..., float], inputs: list[Value], kelvin: float, by: str, unit: str) -> Value:
    """Return a value at a temperature; without uncertainty where a step of its propagation would cross Tc."""
    try:
        uncertainty = propagated(formula, inputs)
    except ZeroDivisionError:
        uncertainty = None
    number = formula(*(one.value for one in inputs))
    source = f"{by}, from {'; '.join(one.source for one in inputs)}"
    return Value(number, uncertainty, unit, source, "derived", "derived", temperature=kelvin)


def _comparable(one: Value, other: Value) -> bool:
    """Return whether both rows are values of the same thing; a row is always comparable to itself."""
    return one is other or (one.temperature == other.temperature
                            and not {one.kind, other.kind} & {"rejected", "lower limit"})


def _widened(one: Value, values: list[float]) -> Value:
    """Return the value with at least half the range of all values of its quantity as uncertainty."""
    assert one.uncertainty is not None
    return replace(one, uncertainty=max(one.uncertainty, half_range(values)))


def _check_quantity(quantity: str) -> None:
    check_name("quantity", quantity, QUANTITIES)


def _has_pippard_length(material: Material) -> bool:
    return material.family == "element" and bool(material.values("coherence_length_0"))


def _missing(material: Material, quantity: str) -> MissingDataError:
    """Return an error that names the missing quantity, quantities that would give it, and materials that have it."""
    absent = [[need for need in one.needs if not material._input(need)] for one in DERIVATIONS.get(quantity, ())]
    enough = dict.fromkeys(needs[0] for needs in absent if len(needs) == 1 and needs[0] != quantity)
    expected = f"a material with {quantity} ({QUANTITIES[quantity].meaning}) in the tables"
    if enough:
        expected += f", or {' or '.join(enough)}, from which it would follow"
    return _lacking(material, expected, lambda other: other.has(quantity))


def _lacking(material: Material, expected: str, known: Callable[[Material], bool]) -> MissingDataError:
    from onnes.materials.catalogue import materials

    names = [other.name for other in materials() if known(other)]
    return MissingDataError("material", material.name, expected,
                            f"Choose one of: {listed(names)}." if names else "Leave it out: no material has one.")
