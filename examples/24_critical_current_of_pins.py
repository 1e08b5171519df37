"""
Critical current of pins, and the Bean profile that it makes
============================================================

Pins hold vortices up to a current density J_c. A strip shows it by transport: at each field the current rises until
vortices cross and there is a voltage. A slab of the same metal shows it without contacts: vortices come in from both
faces and stop where the force on them is that of the pins, so that the field falls from the faces by dB/dx = mu_0 J_c
(Bean), and rises from them on the way back. Here the field is held for 4 ps, in which most motion dies out.
"""

# long: about 25 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

pins = onnes.pins.random("200 um^-2", radius="17 nm", depth=2, spacing="55 nm", seed=1)  # normal in their middle
metal = {"coherence_length": "10 nm", "penetration_depth": "40 nm", "resistivity": 1e-7, "gamma": 0, "pins": pins}
ends = {"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")}
strip = onnes.Film(onnes.rectangle("400 nm", "260 nm"), thickness="5 nm", terminals=ends, **metal)
slab = onnes.Bulk(onnes.rectangle("600 nm", "300 nm"), period=(None, "300 nm"), **metal)

fields, transport, up = np.array([0.1, 0.3, 0.5, 0.7, 0.9]), [], onnes.ramp(0, "2.9 mA", "12 ps", delay="2 ps")
for B in fields:  # up to a voltage of 0.9 mV, 1 % of the normal one; 0.3 mV are that of the inductance
    run = onnes.solve(strip, field=B, current={"source": up}, time=14e-12, frames=28, self_field=False, cells_per_xi=2)
    transport.append(float(run.data.current[6:, 0].where(run.voltage() > 0.9e-3).min()) / (260e-9 * 5e-9))  # A/m^2
turns = np.array([0, 2e-12, 6e-12, 9e-12, 12e-12, 16e-12])  # s
run = onnes.solve(slab, time="16 ps", field=lambda t: np.interp(t, turns, [0, 0.5, 0.5, 1.3, 0.5, 0.5]), cells_per_xi=2)

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(14, 3.8), layout="constrained", width_ratios=(1.2, 1, 1))
run.plot("field", time=turns[2], ax=left).set_title("slab in 0.5 T, on the way up")
right.plot(fields, np.array(transport) / 1e12, "k.-", label="strip, from its voltage")
deep = (depth := 300e-9 - abs(run.data.x_face)) > 40e-9  # below the London layer
for way, time, sign in (("up", turns[2], -1), ("down", turns[5], 1)):
    B = run.data.field.sel(time=time, method="nearest").mean("y_face")
    slope, surface = np.polyfit(depth[deep], B[deep], 1)
    middle.plot(depth * 1e9, B, ".", depth * 1e9, surface + slope * depth, "k-")
    right.plot(B[deep].mean(), sign * slope / (4e-7 * np.pi) / 1e12, "o", label=f"slab, on the way {way}")
    assert 0.65 < sign * slope / (4e-7 * np.pi) / np.interp(B[deep].mean(), fields, transport) < 1.35
    assert sign * np.corrcoef(depth[deep], B[deep])[0, 1] > 0.9
middle.set(xlabel="depth below the faces (nm)", ylabel="B (T)", title="0.5 T, on the way up and down again")
right.set(xlabel="B (T)", ylabel="critical current density (TA/m²)")
right.legend()
assert np.all(np.diff(transport) < 0)
