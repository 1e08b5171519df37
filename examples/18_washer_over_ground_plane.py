"""
A washer, alone and over a superconducting ground plane
=======================================================

The washer of a SQUID under the coil that drives it. A ground plane 1 um below carries images of their currents, whose
field is opposite: the inductance of the washer falls to less than half, and its mutual inductance with the coil to two
fifths. The kinetic part, the inertia of the carriers, falls by a fifth only: the plane spreads the current over the
washer. The maps show the field of the coil (dashed) behind the washer, where most of it has come through the hole.
"""

# long: about 15 s
import matplotlib.pyplot as plt

import onnes

hole = onnes.rectangle("6 um", "6 um")
washer = onnes.Film(onnes.rectangle("24 um", "24 um") - hole, coherence_length="40 nm", penetration_depth="120 nm",
                    thickness="60 nm", holes={"loop": hole})
films = {"alone": washer, "over a ground plane": washer.replace(ground_plane="1 um")}

figure, (bars, *maps) = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
total, mutual = {}, {}
for ax, (name, film) in zip(maps, films.items()):
    L = film.inductance().sel(hole="loop", other="loop") * 1e12
    M = film.flux_from(onnes.fields.loop("6 um", current="1 A", height="2 um")).sel(hole="loop") * 1e12
    print(f"{name}: L = {L.total:.2f} +- {L.uncertainty:.2f} pH, M = {M:.2f} pH")
    bars.bar(name, L.geometric, color="C0", label="geometric")
    bars.bar(name, L.kinetic, bottom=L.geometric, color="C1", label="kinetic")
    total[name], mutual[name] = float(L.total), float(M)
    run = onnes.solve(film, law="london", time="1 ps", frames=1, field=onnes.fields.loop("6 um", "1 mA", "2 um"))
    B = run.field_at(z="-0.5 um").sel(component="z") * 1e6
    image = ax.pcolormesh(B.x * 1e6, B.y * 1e6, B.T, cmap="RdBu_r", vmin=-30, vmax=30)
    for drawn in (plt.Rectangle((-12, -12), 24, 24), plt.Rectangle((-3, -3), 6, 6), plt.Circle((0, 0), 6, ls="--")):
        ax.add_patch(drawn).set_fill(False)
    ax.set(title=name, xlabel="x (µm)", ylabel="y (µm)", aspect="equal")
figure.colorbar(image, ax=maps, label="field 0.5 µm below (µT)")
bars.set(ylabel="inductance (pH)")
bars.legend(*(each[:2] for each in bars.get_legend_handles_labels()))

alone, grounded = films
assert 1.2 < total[alone] / 7.54 < 1.8  # mu_0 times the side of the hole
assert total[grounded] < 0.5 * total[alone]
assert mutual[grounded] < 0.45 * mutual[alone]
