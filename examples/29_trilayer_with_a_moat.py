"""
Two layers and a moat in a tilted field
=======================================

Two superconducting layers lie on each other with an insulator between them, and a hole goes through all three. The
lower layer shields the upper one, no current crosses the insulator, and each layer keeps the flux quantum that it had
in the hole, whatever the direction of the field.
"""

# long: a quarter of a minute

import matplotlib.pyplot as plt
import numpy as np

import onnes

moat = onnes.rectangle("100 nm", "100 nm")
layers = [onnes.layer("50 nm"), onnes.layer("25 nm", kind="insulator"), onnes.layer("50 nm")]
body = onnes.Solid(onnes.rectangle("300 nm", "300 nm") - moat, layers=layers, holes={"moat": moat}, margin="150 nm",
                   coherence_length="50 nm", penetration_depth="100 nm", resistivity="150 nohm m")
run = onnes.solve(body, time="3 ps", field=("3 mT", "0 mT", "6 mT"), start={"moat": 1}, cells_per_xi=2, frames=2)

figure, axes = plt.subplots(1, 3, figsize=(14, 3.6), layout="constrained")
run.plot("field", ax=axes[0])
run.plot_section("field", ax=axes[1], x="100 nm")
run.plot_section("current_density", ax=axes[2], x="100 nm")

B = run.in_space()["field"].sel(component="z").interp(y=0, z=25e-9)
assert np.allclose(run.data["fluxoid_of_layers"][-1], 1, atol=1e-4)
assert run.readings["moment_x"].value < 0  # currents go up one end of a layer and down the other
assert float(B.interp(x=0)) > 1.5 * float(B.interp(x=100e-9)) > 0
assert run.readings["ledger_closure"].value < 0.01
