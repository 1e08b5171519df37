"""
Four terminals with unequal currents
====================================

A cross of superconducting film between four leads of normal metal. Three currents are given, the fourth terminal takes
what they leave. In each arm the sheet current adds up to the current of its terminal (Kirchhoff), and it crowds at the
inner corners. The potential drops within the charge-imbalance length of the leads, where the normal current that they
feed in becomes a supercurrent.
"""

# long: about 15 s
import matplotlib.pyplot as plt

import onnes

film = onnes.Film(
    onnes.rectangle("240 nm", "60 nm") + onnes.rectangle("60 nm", "240 nm"),
    coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"west": onnes.edge("left"), "north": onnes.edge("top"), "east": onnes.edge("right"),
               "south": onnes.edge("bottom")})
run = onnes.solve(film, time="40 ps", current={"west": "30 uA", "north": "10 uA", "east": "-25 uA"})

figure, axes = plt.subplots(1, 3, figsize=(13, 4), layout="constrained")
film.plot(axes[0])
run.plot("sheet_current", ax=axes[1])
run.plot("electric_potential", ax=axes[2])

K = run.data.sheet_current[-1]  # A/m, K_x and K_y on the nodes
for name, along, across, place in (("west", "x", "y", -80e-9), ("east", "x", "y", 80e-9),
                                   ("north", "y", "x", 80e-9), ("south", "y", "x", -80e-9)):
    cut = K.sel(component=along).sel({along: place}, method="nearest")
    outwards = float(cut.sel({across: slice(-30.1e-9, 30.1e-9)}).integrate(across)) * (1 if place > 0 else -1)
    assert abs(outwards + run.data.current.sel(terminal=name)[-1]) < 1e-12  # A
