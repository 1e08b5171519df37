"""Formulas of superconductivity in SI and in Gaussian units.

Each is text, LaTeX and a function in either system. The functions take and return numbers in their own system, so that
the two forms can be compared.

Symbols: m, e > 0 electron mass and charge; n density of superconducting electrons; lambda penetration depth; xi
coherence length; R radius; omega angular velocity; l length of a closed path; c speed of light.

Source: the SI column follows the equations named in each row; the Gaussian column F. London, Superfluids I
(1950), and M. Tinkham, Introduction to Superconductivity (1996), appendix 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from onnes.errors import check_name
from onnes.units import constants, gaussian

System = Literal["SI", "Gaussian"]

# Capitals are constants in SI units, small letters the same in Gaussian units.
_M, _E, _H, _MU_0 = (
    constants.ELECTRON_MASS, constants.ELEMENTARY_CHARGE, constants.PLANCK, constants.VACUUM_PERMEABILITY,
)
_m, _e, _h, _c = (
    gaussian.to_gaussian(_M, "mass"), gaussian.to_gaussian(_E, "charge"),
    gaussian.to_gaussian(_H, "action"), gaussian.to_gaussian(constants.SPEED_OF_LIGHT, "velocity"),
)
_PHI_SI, _phi = _H / (2 * _E), _h * _c / (2 * _e)
_PI = math.pi


@dataclass(frozen=True)
class Form:
    """Formula in one system: text, LaTeX, and the function of its inputs (in the units of the system)."""

    text: str
    latex: str
    evaluate: Callable[..., float]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Formula:
    """Formula in both systems.

    Attributes:
        name: on the list `FORMULAS`.
        meaning: name of the result.
        gives: kind of quantity of the result (`onnes.units.gaussian.UNITS`).
        inputs: name -> kind of quantity, in the order in which the functions take them.
        si, gaussian: the two forms.
        source: equation identifier or paper.
    """

    name: str
    meaning: str
    gives: str
    inputs: Mapping[str, str]
    si: Form
    gaussian: Form
    source: str

    def form(self, system: System = "SI") -> Form:
        """Return the formula in one system."""
        forms = {"SI": self.si, "Gaussian": self.gaussian}
        check_name("system", system, forms)
        return forms[system]


_LIST = (
    Formula(
        "penetration_depth", "London penetration depth", "length", {"n": "number_density"},
        Form("lambda = sqrt(m / (mu_0 n e^2))", r"\lambda = \sqrt{\frac{m}{\mu_0 n e^2}}",
             lambda n: math.sqrt(_M / (_MU_0 * n * _E**2))),
        Form("lambda = sqrt(m c^2 / (4 pi n e^2))", r"\lambda = \sqrt{\frac{m c^2}{4\pi n e^2}}",
             lambda n: math.sqrt(_m * _c**2 / (4 * _PI * n * _e**2))),
        "H30, W33",
    ),
    Formula(
        "london_equation", "supercurrent density in the London gauge", "current_density",
        {"A": "vector_potential", "lambda": "length"},
        Form("J = -A / (mu_0 lambda^2)", r"\mathbf{J} = -\frac{\mathbf{A}}{\mu_0\lambda^2}",
             lambda a, depth: -a / (_MU_0 * depth**2)),
        Form("J = -c A / (4 pi lambda^2)", r"\mathbf{J} = -\frac{c\,\mathbf{A}}{4\pi\lambda^2}",
             lambda a, depth: -_c * a / (4 * _PI * depth**2)),
        "H3, W30",
    ),
    Formula(
        "fluxoid", "fluxoid of a path of length l with current density J along it, n Phi_0", "magnetic_flux",
        {"Phi": "magnetic_flux", "J": "current_density", "lambda": "length", "l": "length"},
        Form("Phi + mu_0 lambda^2 J l = n Phi_0",
             r"\Phi + \mu_0\lambda^2\oint \mathbf{J}\cdot d\mathbf{l} = n\,\Phi_0",
             lambda flux, j, depth, path: flux + _MU_0 * depth**2 * j * path),
        Form("Phi + (4 pi lambda^2 / c) J l = n Phi_0",
             r"\Phi + \frac{4\pi\lambda^2}{c}\oint \mathbf{J}\cdot d\mathbf{l} = n\,\Phi_0",
             lambda flux, j, depth, path: flux + 4 * _PI * depth**2 / _c * j * path),
        "M7",
    ),
    Formula(
        "flux_quantum", "magnetic flux quantum", "magnetic_flux", {},
        Form("Phi_0 = h / (2 e)", r"\Phi_0 = \frac{h}{2e}", lambda: _PHI_SI),
        Form("Phi_0 = h c / (2 e)", r"\Phi_0 = \frac{hc}{2e}", lambda: _phi),
        "H64",
    ),
    Formula(
        "london_moment", "field inside a rotating superconductor, parallel to omega", "magnetic_field",
        {"omega": "angular_velocity"},
        Form("B = (2 m / e) omega", r"\mathbf{B} = \frac{2m}{e}\,\boldsymbol\omega", lambda omega: 2 * _M / _E * omega),
        Form("B = (2 m c / e) omega", r"\mathbf{B} = \frac{2mc}{e}\,\boldsymbol\omega",
             lambda omega: 2 * _m * _c / _e * omega),
        "H52",
    ),
    Formula(
        "sphere_angular_momentum", "angular momentum of the electrons that screen a sphere from B0", "action",
        {"R": "length", "B0": "magnetic_field"},
        Form("L = 4 pi (m / e) R^3 B0 / mu_0", r"L = \frac{4\pi m R^3 B_0}{\mu_0 e}",
             lambda r, b: 4 * _PI * _M / _E * r**3 * b / _MU_0),
        Form("L = (m c / e) R^3 B0", r"L = \frac{mc}{e} R^3 B_0", lambda r, b: _m * _c / _e * r**3 * b),
        "H34",
    ),
    Formula(
        "sphere_moment", "magnetic moment of a sphere that expels the field B0", "magnetic_moment",
        {"R": "length", "B0": "magnetic_field"},
        Form("M = -2 pi R^3 B0 / mu_0", r"M = -\frac{2\pi R^3 B_0}{\mu_0}", lambda r, b: -2 * _PI * r**3 * b / _MU_0),
        Form("M = -R^3 B0 / 2", r"M = -\frac{R^3 B_0}{2}", lambda r, b: -(r**3) * b / 2),
        "London 1935",
    ),
    Formula(
        "condensation_energy", "normal minus superconducting free energy density", "energy_density",
        {"Bc": "magnetic_field"},
        Form("f_n - f_s = Bc^2 / (2 mu_0)", r"f_n - f_s = \frac{B_c^2}{2\mu_0}", lambda b: b**2 / (2 * _MU_0)),
        Form("f_n - f_s = Hc^2 / (8 pi)", r"f_n - f_s = \frac{H_c^2}{8\pi}", lambda b: b**2 / (8 * _PI)),
        "H25",
    ),
    Formula(
        "thermodynamic_critical_field", "critical field of the two lengths", "magnetic_field",
        {"lambda": "length", "xi": "length"},
        Form("Bc = Phi_0 / (2 sqrt2 pi lambda xi)", r"B_c = \frac{\Phi_0}{2\sqrt2\,\pi\lambda\xi}",
             lambda depth, length: _PHI_SI / (2 * math.sqrt(2) * _PI * depth * length)),
        Form("Hc = Phi_0 / (2 sqrt2 pi lambda xi)", r"H_c = \frac{\Phi_0}{2\sqrt2\,\pi\lambda\xi}",
             lambda depth, length: _phi / (2 * math.sqrt(2) * _PI * depth * length)),
        "Tinkham (1996), eq. 4.20",
    ),
    Formula(
        "upper_critical_field", "field below which the normal state is unstable", "magnetic_field", {"xi": "length"},
        Form("Bc2 = Phi_0 / (2 pi xi^2)", r"B_{c2} = \frac{\Phi_0}{2\pi\xi^2}",
             lambda length: _PHI_SI / (2 * _PI * length**2)),
        Form("Hc2 = Phi_0 / (2 pi xi^2)", r"H_{c2} = \frac{\Phi_0}{2\pi\xi^2}",
             lambda length: _phi / (2 * _PI * length**2)),
        "Tinkham (1996), eq. 4.62",
    ),
    Formula(
        "depairing_current", "largest supercurrent density of a thin wire", "current_density",
        {"lambda": "length", "xi": "length"},
        Form("Jd = Phi_0 / (3 sqrt3 pi mu_0 lambda^2 xi)", r"J_d = \frac{\Phi_0}{3\sqrt3\,\pi\mu_0\lambda^2\xi}",
             lambda depth, length: _PHI_SI / (3 * math.sqrt(3) * _PI * _MU_0 * depth**2 * length)),
        Form("Jd = c Phi_0 / (12 sqrt3 pi^2 lambda^2 xi)", r"J_d = \frac{c\,\Phi_0}{12\sqrt3\,\pi^2\lambda^2\xi}",
             lambda depth, length: _c * _phi / (12 * math.sqrt(3) * _PI**2 * depth**2 * length)),
        "Tinkham (1996), eq. 4.36",
    ),
    Formula(
        "larmor_susceptibility", "susceptibility of orbits of mean square radius <r^2> about the field",
        "susceptibility", {"n": "number_density", "r2": "area"},
        Form("chi = -mu_0 n e^2 <r^2> / (4 m)", r"\chi = -\frac{\mu_0 n e^2\langle r^2\rangle}{4m}",
             lambda n, r2: -_MU_0 * n * _E**2 * r2 / (4 * _M)),
        Form("chi = -n e^2 <r^2> / (4 m c^2)", r"\chi = -\frac{n e^2\langle r^2\rangle}{4mc^2}",
             lambda n, r2: -n * _e**2 * r2 / (4 * _m * _c**2)),
        "H40",
    ),
    Formula(
        "field_of_magnetised_orbits", "mean field in orbits of susceptibility chi that feel one another",
        "magnetic_field", {"B_a": "magnetic_field", "chi": "susceptibility"},
        Form("B = B_a / (1 - chi)", r"B = \frac{B_a}{1-\chi}", lambda b, chi: b / (1 - chi)),
        Form("B = H / (1 - 4 pi chi)", r"B = \frac{H}{1-4\pi\chi}", lambda b, chi: b / (1 - 4 * _PI * chi)),
        "H39",
    ),
    Formula(
        "landau_susceptibility", "diamagnetism of free electrons of density n and Fermi energy e_F", "susceptibility",
        {"n": "number_density", "e_F": "energy"},
        Form("chi = -mu_0 mu_B^2 n / (2 e_F)", r"\chi = -\frac{\mu_0\mu_B^2 n}{2\epsilon_F}",
             lambda n, fermi: -_MU_0 * constants.BOHR_MAGNETON**2 * n / (2 * fermi)),
        Form("chi = -mu_B^2 n / (2 e_F)", r"\chi = -\frac{\mu_B^2 n}{2\epsilon_F}",
             lambda n, fermi: -gaussian.to_gaussian(constants.BOHR_MAGNETON, "magnetic_moment") ** 2 * n / (2 * fermi)),
        "H48, with mu_B^2 for the printed mu_B",
    ),
    Formula(
        "surface_velocity", "speed of the screening electrons at a surface in a field", "velocity",
        {"lambda": "length", "B": "magnetic_field"},
        Form("v = e lambda B / m", r"v_s = \frac{e\lambda B}{m}", lambda depth, b: _E * depth * b / _M),
        Form("v = e lambda H / (m c)", r"v_s = \frac{e\lambda H}{mc}", lambda depth, b: _e * depth * b / (_m * _c)),
        "H27",
    ),
    Formula(
        "phase_frequency", "rate at which the phase of an orbit of 2 lambda turns, Hirsch's theory", "angular_velocity",
        {"n": "number_density"},
        Form("omega = (mu_0 / 4 pi) (2 pi / hbar) n mu_B^2",
             r"\omega = \frac{\mu_0}{4\pi}\,\frac{2\pi}{\hbar}\,n\mu_B^2",
             lambda n: _MU_0 * _PI / _H * n * constants.BOHR_MAGNETON**2),
        Form("omega = (2 pi / hbar) n mu_B^2", r"\omega = \frac{2\pi}{\hbar}\,n\mu_B^2",
             lambda n: 4 * _PI**2 / _h * n * (_e * _h / (4 * _PI * _m * _c)) ** 2),
        "section XII of Hirsch",
    ),
    Formula(
        "phase_stiffness", "energy per length of a gradient of the phase, V (grad phi)^2/2 per volume",
        "energy_per_length", {"lambda": "length"},
        Form("V = (hbar / 2 e)^2 / (mu_0 lambda^2)", r"V = \frac{\hbar^2}{4 e^2\mu_0\lambda^2}",
             lambda depth: (_H / (4 * _PI * _E)) ** 2 / (_MU_0 * depth**2)),
        Form("V = (hbar c)^2 / (16 pi e^2 lambda^2)", r"V = \frac{\hbar^2c^2}{16\pi e^2\lambda^2}",
             lambda depth: (_h * _c / (2 * _PI)) ** 2 / (16 * _PI * _e**2 * depth**2)),
        "Emery, Kivelson, Nature 374, 434 (1995)",
    ),
    Formula(
        "orbit_velocity", "speed of an orbit that grew to r in a field, or that a field growing to B induces",
        "velocity", {"r": "length", "B": "magnetic_field"},
        Form("v = e r B / (2 m)", r"v = \frac{erB}{2m}", lambda r, b: _E * r * b / (2 * _M)),
        Form("v = e r H / (2 m c)", r"v = \frac{erH}{2mc}", lambda r, b: _e * r * b / (2 * _m * _c)),
        "H37, H50",
    ),
    Formula(
        "spin_orbit_field", "field of the spin-orbit potential in the charge of the ions", "magnetic_field",
        {"lambda": "length"},
        Form("B_sigma = hbar / (4 e lambda^2)", r"B_\sigma = \frac{\hbar}{4e\lambda^2}",
             lambda depth: _H / (8 * _PI * _E * depth**2)),
        Form("B_sigma = hbar c / (4 e lambda^2)", r"B_\sigma = \frac{\hbar c}{4e\lambda^2}",
             lambda depth: _h * _c / (8 * _PI * _e * depth**2)),
        "H61",
    ),
    Formula(
        "spin_current_speed", "speed of the spin current of Hirsch's theory", "velocity", {"lambda": "length"},
        Form("v = e lambda B_sigma / m = hbar / (4 m lambda)", r"v_0 = \frac{\hbar}{4m\lambda}",
             lambda depth: _E * depth / _M * _H / (8 * _PI * _E * depth**2)),
        Form("v = e lambda B_sigma / (m c) = hbar / (4 m lambda)", r"v_0 = \frac{\hbar}{4m\lambda}",
             lambda depth: _e * depth / (_m * _c) * _h * _c / (8 * _PI * _e * depth**2)),
        "H62",
    ),
    Formula(
        "charge_expulsion_field", "largest electric field of the expelled charge in Hirsch's theory", "electric_field",
        {"lambda": "length"},
        Form("E_m = c B_sigma = hbar c / (4 e lambda^2)", r"E_m = \frac{\hbar c}{4e\lambda^2}",
             lambda depth: constants.SPEED_OF_LIGHT * _H / (8 * _PI * _E * depth**2)),
        Form("E_m = B_sigma = hbar c / (4 e lambda^2)", r"E_m = \frac{\hbar c}{4e\lambda^2}",
             lambda depth: _h * _c / (8 * _PI * _e * depth**2)),
        "section XIII of Hirsch",
    ),
    Formula(
        "silsbee_current", "current that makes the critical field at the surface of a wire", "current",
        {"R": "length", "Bc": "magnetic_field"},
        Form("I = 2 pi R Bc / mu_0", r"I = \frac{2\pi R B_c}{\mu_0}", lambda r, b: 2 * _PI * r * b / _MU_0),
        Form("I = c R Hc / 2", r"I = \frac{cRH_c}{2}", lambda r, b: _c * r * b / 2),
        "W40",
    ),
    Formula(
        "field_diffusivity", "diffusion of the field in the normal metal", "diffusivity", {"sigma": "conductivity"},
        Form("D = 1 / (mu_0 sigma)", r"D = \frac{1}{\mu_0\sigma}", lambda sigma: 1 / (_MU_0 * sigma)),
        Form("D = c^2 / (4 pi sigma)", r"D = \frac{c^2}{4\pi\sigma}", lambda sigma: _c**2 / (4 * _PI * sigma)),
        "Jackson (1999), eq. 5.160",
    ),
    Formula(
        "initial_vorticity", "generalised vorticity of electrons at rest in a field, size", "angular_velocity",
        {"B": "magnetic_field"},
        Form("w = e B / m", r"w_0 = \frac{eB}{m}", lambda b: _E * b / _M),
        Form("w = e H / (m c)", r"w_0 = \frac{eH}{mc}", lambda b: _e * b / (_m * _c)),
        "H12",
    ),
    Formula(
        "faraday_field", "electric field at a boundary that moves at v and leaves no field behind", "electric_field",
        {"v": "velocity", "B": "magnetic_field"},
        Form("E = v B", r"E = vB", lambda v, b: v * b),
        Form("E = v H / c", r"E = \frac{vH}{c}", lambda v, b: v * b / _c),
        "H17, H18",
    ),
    Formula(
        "expulsion_power", "power per area that a boundary moving at v gives to the field", "power_per_area",
        {"v": "velocity", "B": "magnetic_field"},
        Form("P = B^2 v / (2 mu_0)", r"P = \frac{B^2}{2\mu_0}\,v", lambda v, b: b**2 / (2 * _MU_0) * v),
        Form("P = H^2 v / (8 pi)", r"P = \frac{H^2}{8\pi}\,v", lambda v, b: b**2 / (8 * _PI) * v),
        "H25",
    ),
    Formula(
        "condensation_momentum", "momentum along the boundary, per area and time, of carriers that become superfluid "
        "where they are", "pressure",
        {"n": "number_density", "lambda": "length", "v": "velocity", "B": "magnetic_field"},
        Form("n m v_y v = n e lambda B v", r"n m v_y v = n e\lambda B v",
             lambda n, depth, v, b: n * _E * depth * b * v),
        Form("n m v_y v = n e lambda H v / c", r"n m v_y v = \frac{n e\lambda H v}{c}",
             lambda n, depth, v, b: n * _e * depth * b * v / _c),
        "H26",
    ),
    Formula(
        "rigid_expulsion_time", "decay time of a field in metal whose order parameter is held", "time",
        {"sigma": "conductivity", "lambda": "length"},
        Form("t = mu_0 sigma lambda^2", r"t = \mu_0\sigma\lambda^2", lambda sigma, depth: _MU_0 * sigma * depth**2),
        Form("t = 4 pi sigma lambda^2 / c^2", r"t = \frac{4\pi\sigma\lambda^2}{c^2}",
             lambda sigma, depth: 4 * _PI * sigma * depth**2 / _c**2),
        "Fig. 1(a) of H with London's law",
    ),
    Formula(
        "perfect_diamagnetism", "magnetisation of a long sample that expels H", "magnetisation",
        {"H": "magnetic_field_strength"},
        Form("M = -H", r"\mathbf{M} = -\mathbf{H}", lambda h: -h),
        Form("M = -H / (4 pi)", r"\mathbf{M} = -\frac{\mathbf{H}}{4\pi}", lambda h: -h / (4 * _PI)),
        "H38",
    ),
)

FORMULAS: dict[str, Formula] = {one.name: one for one in _LIST}
"""Name -> formula."""


def formula(name: str, system: System = "SI") -> Form:
    """Return a formula by name in one system, to print, to typeset (``latex``) or to ``evaluate``.

    Raises:
        InputError: an unknown name or system.
    """
    check_name("formula", name, FORMULAS)
    return FORMULAS[name].form(system)
