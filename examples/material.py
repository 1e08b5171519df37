"""
Penetration depth of lead against temperature
=============================================

`onnes.material` returns what has been measured of a material, with uncertainty and source, and what a model gives at a
temperature. The penetration depth of the two-fluid model grows as (T/Tc)^4/2 at low temperature, that of BCS theory
exponentially slowly, because of the gap. At Tc both diverge as (1 - T/Tc)^(-1/2), BCS theory with the larger factor.
"""

import matplotlib.pyplot as plt
import numpy as np

import onnes

lead = onnes.material("Pb")
measured = lead.value("penetration_depth_0")
print(f"{measured.value * 1e9:.1f} +- {measured.uncertainty * 1e9:.1f} nm at T = 0: {measured.source}")

figure, axes = plt.subplots(layout="constrained")
axes.errorbar(0, measured.value * 1e9, measured.uncertainty * 1e9, fmt="o", color="black", label="measured")

reduced = np.linspace(0, 0.999, 1000)  # T/Tc
ratio = {}  # lambda(T)/lambda(0)
for model in ("two_fluid", "bcs"):
    depth = np.array([lead.penetration_depth(t * lead.critical_temperature, model) for t in reduced])
    axes.plot(reduced, depth * 1e9, label=model.replace("_", "-"))
    ratio[model] = depth / depth[0]
axes.set(xlabel="T/Tc", ylabel="penetration depth (nm)", ylim=(0, 200), title="Lead")
axes.legend()

assert np.isclose(ratio["two_fluid"][100] - 1, reduced[100]**4 / 2, rtol=1e-3)
assert 0 < ratio["bcs"][100] - 1 < 0.01 * (ratio["two_fluid"][100] - 1)
for model, slope in {"two_fluid": 4, "bcs": 2}.items():  # of lambda(0)^2/lambda(T)^2 at Tc
    assert np.isclose(ratio[model][-1]**-2, slope * (1 - reduced[-1]), rtol=2e-3)
