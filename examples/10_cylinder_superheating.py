"""
A cylinder in a parallel field: superheating
============================================

Above Hc1 vortices would lower the energy of a cylinder, but its surface keeps them out. While the field rises slowly,
the cylinder remains in the Meissner state until this becomes unstable, at the superheating field of a half space over
I1/I0 of R/lambda: the surface of a cylinder carries that much less current in the same field. Until then its moment is
London's, less what the strong current at the surface takes from the condensate. The grid is the only disturbance, so
that vortices enter in fours.
"""

# long: about a minute

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import i0, i1

import onnes

cylinder = onnes.Bulk(onnes.disc("0.8 um"), coherence_length="50 nm", penetration_depth="100 nm",
                      resistivity="150 nohm m", gamma=0, u=1)
Hc = cylinder.thermodynamic_critical_field  # T, as all fields here
plane = onnes.run("critical-fields", kappa=2)
Hc1, Hsh = plane["hc1_over_hc"] * Hc, plane["hsh_transverse_over_hc"] * Hc / (i1(8) / i0(8))
rise = onnes.ramp(0, 0.9 * Hsh, "20 ps") + onnes.ramp(0, 0.15 * Hsh, "120 ps", delay="20 ps")
run = onnes.solve(cylinder, time="140 ps", field=rise, frames=280)
H, M = run.data.applied_field.values, run.data.magnetisation.values * 4e-7 * np.pi
london = -(1 - 2 * i1(8) / (8 * i0(8)))
entry = int(np.argmax(run.data.vortices.values > 0))

figure, (curve, *maps) = plt.subplots(1, 3, figsize=(14, 3.8), layout="constrained")
curve.plot(H * 1e3, -M * 1e3)
curve.plot(H * 1e3, -london * H * 1e3, "--", color="grey", label="London")
for field, name in ((Hc1, "$H_{c1}$"), (Hc, "$H_c$"), (Hsh, "$H_{sh}$")):
    curve.axvline(field * 1e3, color="grey", linewidth=0.8)
    curve.text(field * 1e3, 1, name, ha="right")
curve.set(xlabel="applied field (mT)", ylabel="$-\\mu_0 M$ (mT)")
curve.legend()
run.plot("psi", time=run.data.time.values[entry], ax=maps[0])
run.plot("field", ax=maps[1])

weak = abs(H / Hc - 0.25) < 0.15
assert np.allclose(M[weak], london * H[weak], rtol=0.01)
assert abs(H[entry] / Hsh - 1) < 0.02  # the grid and the speed of the ramp shift it by less than 1 %
assert 0.85 < M[entry - 1] / (london * H[entry - 1]) < 0.95
