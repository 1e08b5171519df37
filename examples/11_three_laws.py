"""
One film, three laws: what superconductors do and perfect conductors do not
===========================================================================

A washer is cooled through Tc in a weak field; then the field is removed. Under Ginzburg-Landau theory (tdgl) and under
London's theory it expels the field on cooling, and without field it has no moment: its state does not depend on its
history. A perfect conductor keeps the field that it had. Nothing happens on cooling, and when the field is removed its
moment is opposite to that of a superconductor in the field. Close to Tc the order parameter grows from noise, at first
with vortices; after such fast cooling one of them may stay in the hole. The noise has 10 mK here, for a
clear picture: that of the film's own temperature moves the moment by a tenth.
"""

# long: about half a minute

import matplotlib.pyplot as plt
import numpy as np

import onnes

washer = onnes.Film(
    onnes.disc("1 um") - onnes.disc("0.4 um"), coherence_length="60 nm", penetration_depth="120 nm", thickness="40 nm",
    resistivity="150 nohm m", critical_temperature="9 K", temperature="8 K", gamma=1)
cooling = onnes.ramp("9.1 K", "8 K", "40 ps")
field = onnes.ramp("0.2 mT", 0, "4 ps", delay="48 ps")
laws = ("tdgl", "london", "perfect-conductor")
runs = {law: onnes.solve(washer, time="64 ps", law=law, start="normal", field=field, temperature=cooling,
                         cells_per_xi=2, frames=64, seed=1, noise="10 mK" if law == "tdgl" else None)
        for law in laws}

figure, (moments, cooled, removed) = plt.subplots(1, 3, figsize=(14, 3.8), layout="constrained")
for law, line in zip(laws, ("-", "--", "-")):
    runs[law].plot("moment", ax=moments)
    moments.lines[-1].set(linestyle=line, label=law)
moments.legend()
runs["tdgl"].plot("field", time="47 ps", ax=cooled)
runs["perfect-conductor"].plot("field", ax=removed)
cooled.set_title("tdgl, cooled in the field")
removed.set_title("perfect conductor, field removed")

cold, last = ({law: run.moment.values[frame] for law, run in runs.items()} for frame in (47, -1))
assert cold["london"] < 0
assert np.isclose(cold["tdgl"], cold["london"], rtol=0.01)  # they expel
assert abs(last["tdgl"]) < 0.01 * abs(cold["london"])
assert abs(last["london"]) < 1e-6 * abs(cold["london"])
assert abs(cold["perfect-conductor"]) < 1e-6 * abs(cold["london"])  # it keeps
assert np.isclose(last["perfect-conductor"], -cold["london"], rtol=1e-6)
