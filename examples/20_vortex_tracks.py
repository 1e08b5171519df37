"""
Vortex tracks: flux flow through a strip with a hole
====================================================

A current drives vortices across a strip in a field. Each is followed from where it enters to where it leaves: the
upper edge, the lower edge, or the hole, which catches some of them. (In the first 10 ps all enter at once, and are seen
first some way inside.) Positions are the zeros of the order parameter,
between the nodes of the grid. Every vortex that crosses turns the phase between the ends once, so that the mean
voltage is the flux quantum times the number of crossings in a second.
"""

# long: about 5 s
import matplotlib.pyplot as plt

import onnes

pin = onnes.disc("15 nm", ("-70 nm", 0))
strip = onnes.Film(
    onnes.rectangle("300 nm", "140 nm") - pin, gamma=0, holes={"pin": pin},
    coherence_length="10 nm", penetration_depth="400 nm", thickness="10 nm", resistivity="1 uohm m",
    terminals={"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")})
run = onnes.solve(strip, time="80 ps", field="0.5 T", current={"source": "40 uA"}, frames=160, cells_per_xi=2)
tracks = run.tracks()
table = tracks.table.to_dataframe()
print(table)

figure, (ways, volts) = plt.subplots(1, 2, figsize=(14, 4), layout="constrained", width_ratios=(1.4, 1))
tracks.plot(ax=ways)
run.plot("voltage", ax=volts).set(title="voltage while vortices cross", ylim=(0, 1))

entered, left = table[table.came != "start"], table[table.went != "end"]
assert entered.charge.sum() - left.charge.sum() == run.data.vorticity[-1]  # all flux is accounted for
assert {"top", "pin"} <= set(table.came_by)
assert {"bottom", "pin"} <= set(table.went_by)
late = float(run.data.time[-1]) / 4
crossed = ((table.went_by == "bottom") & (table.death > late)).sum()
assert abs(run.mean_voltage(since=late)[0] * 3 * late / 2.0678e-15 - crossed) < 1.5
