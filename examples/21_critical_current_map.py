"""
Critical current in a field: a map of a hundred points on worker processes
==========================================================================

The voltage of a short bridge at ten fields and ten currents, each point a run of its own. The points are shared out to
two processes, each of which compiles one program; finished points are kept in a folder, and a map that was
interrupted goes on from there. The dark region carries its current without a voltage.
"""

# long: about 20 s
import tempfile

import matplotlib.pyplot as plt
import numpy as np

import onnes

bridge = onnes.Film(
    onnes.rectangle("80 nm", "40 nm"), gamma=1,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")})
with tempfile.TemporaryDirectory() as folder:
    diagram = onnes.phase_diagram(
        bridge, field=onnes.steps("0 T", "1.8 T", 10), current={"source": onnes.steps("0 uA", "63 uA", 10)},
        read="voltage", time="30 ps", cells_per_xi=2, workers=2, checkpoint=folder)

figure, ax = plt.subplots(figsize=(6, 4.4), layout="constrained")
diagram.plot(ax=ax).set_title("voltage of a bridge: it sets in at lower currents in a field")

resistive = diagram["voltage"] > 0.02e-3
critical = resistive.current.where(resistive).min("current")  # the lowest current with more than 20 uV
assert np.all(np.diff(critical) <= 0)
assert critical[-1] < 0.3 * critical[0]
assert abs(critical[0] / (bridge.depairing_sheet_current * 40e-9) - 1) < 0.3
