"""
A ring cooled in a field keeps whole flux quanta
================================================

Aluminium rings are cooled through Tc in four fields; then the field is removed. A run that crosses Tc has thermal
noise, from which psi grows where it can. On the way down the ring chooses the winding number that costs least: from
then on the fluxoid is a whole number, whatever the field was. It stays when the field goes. A persistent current
carries it, which lowers the density of the superconducting electrons.
"""

# long: about 25 s
import matplotlib.pyplot as plt
import numpy as np

import onnes

ring = onnes.Film(onnes.ring("0.48 um", "0.32 um"), coherence_length="100 nm", penetration_depth="400 nm",
                  critical_temperature="1.2 K", temperature="1.1 K", thickness="10 nm", resistivity="50 nohm m",
                  gamma=1)
quantum = 2.068e-15 / (np.pi * 0.4e-6**2)  # T: one flux quantum within the middle of the ring


def cooling(t):
    return 1.205 - 0.1 * min(t / 1.5e-9, 1)**2  # K: slow at Tc, where the ring chooses


applied, runs = np.array([0.25, 0.75, 1.25, 1.75]), []
for flux in applied:
    field = onnes.ramp(flux * quantum, 0, "0.1 ns", delay="1.5 ns")
    runs.append(onnes.solve(ring, time="1.8 ns", field=field, temperature=cooling, start="normal", cells_per_xi=3))
kept = np.array([run.fluxoid()[-1] for run in runs])

figure, (history, steps, phase) = plt.subplots(1, 3, figsize=(12, 3.6), layout="constrained")
for run in runs:
    run.plot("mean_density", ax=history)
history.set_title("cooled until 1.5 ns, then field removed")
history.legend(applied, title="flux quanta")
steps.plot(applied, applied, color="lightgrey")
steps.scatter(applied, kept, c=["C0", "C1", "C2", "C3"], zorder=2)
steps.set(xlabel="flux while cooling (flux quanta)", ylabel="fluxoid without field (flux quanta)", yticks=[0, 1, 2])
runs[-1].plot("phase", ax=phase)

assert np.allclose(kept, np.round(applied), atol=1e-6)
