"""Vortices that hop, come, go and freeze in a film with holes while it cools: kinetic Monte Carlo."""

from onnes.problems.vortex_kinetics.cooling import FrozenLayout, cool_layout
from onnes.problems.vortex_kinetics.expulsion import Expulsion, expulsion, left, series_of_fields
from onnes.problems.vortex_kinetics.leaps import Replicas, field_cooled, run
from onnes.problems.vortex_kinetics.moats import plane_with_moats
from onnes.problems.vortex_kinetics.network import Interactions, Network, largest_width, network
from onnes.problems.vortex_kinetics.rates import Rates, Transfers, rates

__all__ = ["Expulsion", "FrozenLayout", "Interactions", "Network", "Rates", "Replicas", "Transfers", "cool_layout",
           "expulsion", "field_cooled", "largest_width", "left", "network", "plane_with_moats", "rates", "run",
           "series_of_fields"]
