"""Constants of nature (CODATA 2022 through scipy), in SI units.

Symbols follow the source texts: a pair has charge ``q* = -2e`` and mass ``m* = 2 m_e``.
"""

from scipy import constants as _codata

PLANCK = _codata.h
HBAR = _codata.hbar
ELEMENTARY_CHARGE = _codata.e
ELECTRON_MASS = _codata.m_e
BOLTZMANN = _codata.k
VACUUM_PERMEABILITY = _codata.mu_0
VACUUM_PERMITTIVITY = _codata.epsilon_0
SPEED_OF_LIGHT = _codata.c
AVOGADRO = _codata.N_A
ATOMIC_MASS = _codata.atomic_mass
BOHR_MAGNETON = _codata.physical_constants["Bohr magneton"][0]
BOHR_RADIUS = _codata.physical_constants["Bohr radius"][0]
CLASSICAL_ELECTRON_RADIUS = _codata.physical_constants["classical electron radius"][0]
FLUX_QUANTUM = PLANCK / (2 * ELEMENTARY_CHARGE)
JOSEPHSON_CONSTANT = 2 * ELEMENTARY_CHARGE / PLANCK
