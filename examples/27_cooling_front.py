"""
A slow cold front sweeps vortices out; a fast one, pins and moats keep them
===========================================================================

Films are cooled from 1.02 Tc to 0.9 Tc in a field of 4 mT, with thermal noise of the temperature they have. A slow
front leaves a plain film empty: vortices stay in the warm metal before it, and leave with it. They cannot follow a fast
one, and freeze where they are. Pins hold some against the slow front. Slits (moats) take whole flux quanta up, and keep
the metal between them empty. Of each run there is a film.
"""

# long: about 60 s
import matplotlib.pyplot as plt

import onnes

tc, outline = 9.2, onnes.rectangle("2 um", "1 um")  # K
plain = onnes.Film(outline, critical_temperature=tc, temperature=0.9 * tc, coherence_length="50 nm", gamma=0,
                   penetration_depth="300 nm", thickness="50 nm", resistivity="100 nohm m")
pinned = plain.replace(pins=onnes.pins.random(density="6 um^-2", radius="100 nm", depth=3, seed=1))
moats = {f"moat {n}": onnes.rectangle("150 nm", "600 nm", (f"{650 * n} nm", 0)) for n in (-1, 0, 1)}
holed = plain.replace(outline=outline - list(moats.values()), holes=moats)

slow, fast = (onnes.cold_front(1.02 * tc, 0.9 * tc, gradient="1 K/um", speed=speed, start="-2.1 um")
              for speed in ("2 km/s", "20 km/s"))
cases = {"slow front": (plain, slow), "fast front": (plain, fast), "slow front, pins": (pinned, slow),
         "everywhere at once, moats": (holed, onnes.ramp(1.02 * tc, 0.9 * tc, "1 ns"))}

figure, axes = plt.subplots(2, 2, figsize=(11, 6), layout="constrained")
left = {}
for ax, (name, (film, temperature)) in zip(axes.flat, cases.items(), strict=True):
    run = onnes.solve(film, time="2 ns", temperature=temperature, field="4 mT", cells_per_xi=2, self_field=False)
    left[name] = round(float(run.data.vorticity[-1])), round(float(run.data.fluxoid[-1].sum()))
    kept = f"{left[name][0]} vortices left" + f", {left[name][1]} quanta in the moats" * (film is holed)
    run.plot("psi", ax=ax).set_title(f"{name}: {kept}", fontsize=11)
    run.movie(f"{name}.mp4")

assert left["slow front"] == (0, 0)
assert left["fast front"][0] > 0 < left["slow front, pins"][0]
assert left["everywhere at once, moats"] == (0, 3)
