"""Vortices that hop, come, go and freeze in a film with holes while it cools: kinetic Monte Carlo."""

from onnes.problems.vortex_kinetics.cooling import FrozenLayout, cool_layout
from onnes.problems.vortex_kinetics.leaps import Replicas, field_cooled, run
from onnes.problems.vortex_kinetics.network import Interactions, Network, network
from onnes.problems.vortex_kinetics.rates import Rates, Transfers, rates

__all__ = ["FrozenLayout", "Interactions", "Network", "Rates", "Replicas", "Transfers", "cool_layout", "field_cooled",
           "network", "rates", "run"]
