"""
Quick start
===========

A strip of niobium with a hole, close to Tc, between two leads of normal metal: a field and a current are switched on
at once. What voltage is measured, where does the current flow, how much flux does the hole take? Lengths, material and
drive go in with their units. Volts, seconds and metres come out, as xarray data. Next to the leads the film does not
superconduct (proximity effect), and the current enters as a normal current: the probes are close enough to notice, as
the solution says in its warnings. The hole takes one flux quantum, exactly one in terms of the fluxoid.
"""

# long: about 10 s
import onnes

film = onnes.Film(
    onnes.rectangle("800 nm", "400 nm") - onnes.disc("75 nm"),
    material="Nb", temperature="8.8 K", thickness="20 nm",
    terminals={"source": onnes.edge("left"), "drain": onnes.edge("right")},
    probes={"V+": ("200 nm", "150 nm"), "V-": ("-200 nm", "150 nm")},
)
print(film)  # xi, lambda, Bc2, time unit, normal resistance, depairing current, size and cost of a run
film.plot()

solution = onnes.solve(film, time="1 ns", field="20 mT", current={"source": "50 uA"})
print(solution)  # how it ended, and what to know before trusting a number
voltage = solution.voltage("V+", "V-")  # V against s
solution.plot("psi", time="0.5 ns")
solution.plot("sheet_current")
solution.movie("vortices.mp4")
solution.save("run.h5")

assert abs(solution.fluxoid(hole=0)[-1] - 1) < 1e-6
assert -50e-6 * film.sheet_resistance < voltage[-1] < 0  # falls along the current, by less than in normal metal
assert onnes.load("run.h5").moment.equals(solution.moment)
