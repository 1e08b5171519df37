"""
A SQUID from a GDSII layout
===========================

A layout as a drawing program writes it: a loop of two references to a cell with half of it, leads as paths, another
layer. `onnes.from_gds` reads one layer as a shape, flattened and united. At a constant current the voltage goes up and
down with the flux through the hole, with the period of one flux quantum.
"""

# long: about 35 s
import gdstk
import matplotlib.pyplot as plt
import numpy as np

import onnes

library = gdstk.Library(unit=1e-9, precision=1e-11)
arm = library.new_cell("ARM")  # half of the loop, with its constriction
arm.add(*gdstk.boolean(gdstk.rectangle((-60, 0), (60, 50)),
                       [gdstk.rectangle((-40, 0), (40, 25)), gdstk.rectangle((-10, 40), (10, 50))], "not", layer=1))
squid = library.new_cell("SQUID")
squid.add(gdstk.Reference(arm), gdstk.Reference(arm, rotation=np.pi),
          gdstk.FlexPath([(-90, 0), (-50, 0)], 40, layer=1), gdstk.FlexPath([(50, 0), (90, 0)], 40, layer=1),
          gdstk.rectangle((-100, -60), (100, 60), layer=2))  # the ground plane, which is left out here
library.write_gds("squid.gds")

film = onnes.Film(
    onnes.from_gds("squid.gds", layer=1, cell="SQUID"), gamma=1,
    coherence_length="10 nm", penetration_depth="300 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")},
    probes={"V+": ("-55 nm", 0), "V-": ("55 nm", 0)})
curve = onnes.sweep(film, field=onnes.steps("0 mT", "360 mT", 13), current={"source": "36 uA"}, time="80 ps",
                    cells_per_xi=3)

figure, (drawing, density, modulation) = plt.subplots(1, 3, figsize=(14, 3.8), layout="constrained")
film.plot(ax=drawing)
half = onnes.solve(film, time="20 ps", field="150 mT", current={"source": "36 uA"}, cells_per_xi=3)
half.plot("sheet_current", ax=density)
curve.plot(ax=modulation)

volts = curve["voltage"].values
assert len(film.outline.holes) == 1
assert volts[0] < 0.05 * volts.max()
assert volts[10] < 0.05 * volts.max()
