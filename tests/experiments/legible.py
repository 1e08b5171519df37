"""What the picture of every experiment must have: labels with units, a caption, texts that can be read."""

import re
from itertools import combinations

from matplotlib.text import Text

WITHOUT_UNIT = re.compile(
    r"/|\bover\b|\|ψ\||share|ratio|number|fraction|phase|quanta|coupling|filling|per cent|\\beta|\\kappa|order parameter|"
    r"alpha\^2F|mass|colours|\\psi\||\\log|relative|cell|pair [ik]|fluxoid|constant|level of|value")
"""Words and signs in labels of quantities that have no unit."""
PIXELS = 1.0
"""By which texts may overlap."""


def complaints(made):
    """Return what is wrong with a figure that has been drawn, as sentences."""
    renderer = made.canvas.get_renderer()
    bars = {ax for ax in made.axes if ax.get_label() == "<colorbar>"}
    found = [] if any(text.get_gid() == "caption" and text.get_text() for text in made.findobj(Text)) else ["no caption"]
    for ax in made.axes:
        if ax in bars:
            found += unlabelled("colour bar", ax.get_ylabel() or ax.get_xlabel())
        elif ax.axison and ax.has_data() and not has_scale_bar(ax):
            found += [each for axis, label in ((ax.xaxis, ax.get_xlabel()), (ax.yaxis, ax.get_ylabel()))
                      if not in_words(axis) and not is_twin(ax, axis) for each in unlabelled(ax.get_title(), label)]
    return found + misplaced(shown_texts(made, renderer), made.bbox)


def unlabelled(where, label):
    if not label:
        return [f"no label: {where}"]
    has_unit = re.search(r"\(.*\)$", label) or WITHOUT_UNIT.search(label)
    return [] if has_unit else [f"no unit: {label}"]


def has_scale_bar(ax):
    return any(text.get_gid() == "scale bar" for text in ax.texts)


def in_words(axis):
    """Whether the ticks have names in place of numbers, or there are none."""
    names = [tick.label1.get_text() for tick in axis.get_major_ticks() if tick.label1.get_text()]
    return not names or any(re.search("[A-Za-z]{2}", re.sub(r"\\[A-Za-z]+", "", name)) or name.startswith("$\\")
                            and "mathdefault" not in name for name in names)


def is_twin(ax, axis):
    """Whether the axis is one that another axes in the same place has."""
    return axis is ax.xaxis and any(other is not ax for other in ax._twinned_axes.get_siblings(ax))


def shown_texts(made, renderer):
    """Return texts and their boxes, those of ticks that are drawn included."""
    every = [*made.axes, *(inset for ax in made.axes for inset in ax.child_axes)]
    ticks = {label for ax in every for axis in (ax.xaxis, ax.yaxis)
             for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()) for label in (tick.label1, tick.label2)}
    drawn = {label for ax in every if ax.axison and ax.get_visible() for axis in (ax.xaxis, ax.yaxis)
             if axis.get_visible() for tick in axis._update_ticks() for label in (tick.label1, tick.label2)}
    texts = [text for text in made.findobj(Text) if text.get_visible() and text.get_text().strip()
             and (text not in ticks or text in drawn) and is_inside(text, renderer)]
    return [(text, text.get_window_extent(renderer)) for text in texts]


def is_inside(text, renderer):
    """Whether a text is not left out for lying outside of its axes."""
    if text.axes is None or not text.axes.axison and text.axes.title is not text and text not in text.axes.texts:
        return text.axes is None
    return not text.get_clip_on() or text.axes.bbox.overlaps(text.get_window_extent(renderer))


def misplaced(texts, page):
    outside = [f"outside of the figure: {text.get_text()!r}" for text, box in texts
               if box.x0 < page.x0 - PIXELS or box.y0 < page.y0 - PIXELS or box.x1 > page.x1 + PIXELS
               or box.y1 > page.y1 + PIXELS]
    upright = [(text, box) for text, box in texts if text.get_rotation() % 90 == 0]
    return outside + [f"overlap: {a.get_text()!r} and {b.get_text()!r}"
                      for (a, first), (b, second) in combinations(upright, 2) if overlap(first, second) > PIXELS]


def overlap(first, second):
    across = min(first.x1, second.x1) - max(first.x0, second.x0)
    up = min(first.y1, second.y1) - max(first.y0, second.y0)
    return min(across, up)
