"""
A weak link of normal metal
===========================

A bridge of normal metal between two superconductors carries a supercurrent: pairs decay in it over xi_N (de Gennes).
The phase difference phi across the bridge gives its critical current, I = I_c sin phi, which falls as exp(-L/xi_N) with
the length L. In microwaves of frequency f the voltage stands on steps of h f/2e (Shapiro).
"""

# long: about 20 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

width, h_2e = 30e-9, 2.067833848e-15
ends = {"source": onnes.edge("left", contact="held"), "drain": onnes.edge("right", contact="held")}
bare = onnes.Film(onnes.rectangle("140 nm", width), coherence_length="10 nm", penetration_depth="200 nm", gamma=0,
                  thickness="10 nm", resistivity="150 nohm m", terminals=ends)
links = {L: bare.replace(normal={"N": onnes.normal(onnes.rectangle(L, width), resistivity="300 nohm m",
                                                   coherence_length="8 nm")}) for L in (24e-9, 32e-9, 40e-9)}
critical = {}
for L, link in links.items():
    current = 40e-6 * np.exp(-L / 8e-9)
    run = onnes.minimize(link, current={"source": current}, cells_per_xi=2)
    psi = run.data.psi[-1].sel(y=0, method="nearest").values
    critical[L] = current / np.sin(np.angle(psi[-1] * np.conj(psi[0])))
f, short, over = 45e9, 24e-9, np.append(np.linspace(0, 2.4, 13), np.linspace(2.5, 2.9, 5))
waves = [(n + onnes.sine(1.6, f)) * critical[short] for n in over]
runs = [onnes.solve(links[short], time=7 / f, frames=7, current={"source": wave}, cells_per_xi=2) for wave in waves]
volts = [float(run.voltage()[-2:].mean()) / (h_2e * f) for run in runs]

figure, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 3.4), layout="constrained")
run.plot("psi", ax=left).set_title("a bridge of 40 nm")
middle.semilogy([L * 1e9 for L in critical], [each * 1e6 for each in critical.values()], "o-", subs=())
middle.set(xlabel="length of the bridge (nm)", ylabel="critical current (µA)", xticks=[24, 32, 40])
middle.set_yticks((0.5, 1, 2, 4), ("0.5", "1", "2", "4"))
right.plot(over, volts, "o-")
right.set(xlabel="direct current over critical current", ylabel="voltage over h f/2e", yticks=[0, 1, 2])

assert 0.9 < np.log(critical[32e-9] / critical[40e-9]) < 1.1
assert np.allclose(volts[7:10], 1, atol=1e-3)
assert np.allclose(volts[14:17], 2, atol=0.01)
