"""The picture of every experiment can be read: labels with units, parameters below, no text cut off or overlapping."""

import re
from itertools import combinations

import pytest
from matplotlib.text import Text

from onnes.errors import InputError
from onnes.experiments import experiments
from onnes.plots import figure, parameters, write_caption
from onnes.results import Result

WITHOUT_UNIT = re.compile(r"/|\bover\b|\|ψ\||psi\||\\log|beta|kappa|alpha\^2F|share|number|coupling|filling|"
                          r"flux quanta|colours|pair [ik]|order parameter|relative")
"""Words and signs in labels of quantities that have no unit."""
NUMBER = re.compile(r"[-−.\d]+|\$\\mathdefault\{.*\}\$")
"""Label of a tick that gives a number."""
UNNAMED = re.compile(r"\b[WH]\d{1,3}[a-z]?\b|(?<!Hirsch, )(?<!Weisskopf, )\b(?:Fig|Eq)s?\. ?\(?\d")
"""A figure or equation of a text that is not named, such as W33 or Fig. 8."""
PIXELS = 1.0
"""By which texts may overlap."""


def complaints(made):
    """Return what is wrong with a figure that has been drawn, as sentences."""
    renderer = made.canvas.get_renderer()
    bars = {ax for ax in made.axes if ax.get_label() == "<colorbar>"}
    captions = [text for text in made.findobj(Text) if text.get_gid() == "caption" and text.get_text()]
    found = [] if captions else ["no caption"]
    for ax in made.axes:
        if ax in bars:
            found += unlabelled("colour bar", ax.get_ylabel() or ax.get_xlabel())
        elif ax.axison and ax.has_data() and not has_scale_bar(ax):
            found += [each for axis, label in ((ax.xaxis, ax.get_xlabel()), (ax.yaxis, ax.get_ylabel()))
                      if not in_words(axis) and not is_twin(ax, axis) for each in unlabelled(ax.get_title(), label)]
    shown = shown_texts(made, renderer)
    return found + unnamed(text.get_text() for text, _ in shown) + misplaced(shown, made.bbox)


def unnamed(texts):
    return [f"which text is meant: {text!r}" for text in texts if UNNAMED.search(text)]


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
    return not all(NUMBER.fullmatch(name) for name in names) or not names


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
    """Whether a text is drawn: not of axes that are switched off, and not cut off for lying outside of its axes."""
    ax = text.axes
    if ax is None:
        return True
    drawn = ax.axison or text is ax.title or text in ax.texts
    return drawn and (not text.get_clip_on() or ax.bbox.overlaps(text.get_window_extent(renderer)))


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


@pytest.mark.parametrize("name", experiments())
def test_the_picture_of_the_example_can_be_read(name, example_of, tmp_path):
    made = experiments()[name].plot(example_of(name), tmp_path / "picture.png")
    assert (tmp_path / "picture.png").stat().st_size > 10_000
    assert complaints(made) == []


@pytest.mark.parametrize("name", experiments())
@pytest.mark.long
def test_a_dynamic_experiment_has_a_film(name, example_of, tmp_path):
    kind, result = experiments()[name], example_of(name)
    if kind.dynamic:
        kind.film(result, tmp_path / "film.mp4")
        assert (tmp_path / "film.mp4").stat().st_size > 1_000
    else:
        with pytest.raises(InputError, match="film"):
            kind.film(result, tmp_path / "film.mp4")


@pytest.mark.parametrize(("text", "named"), [("W33, Fig. 3b", False), ("(H17)", False), ("the tail (Fig. 2)", False),
                                             ("Hirsch, Eq. (17)", True), ("Weisskopf, Eqs. 41-43", True)])
def test_texts_that_a_picture_cites_are_named(text, named):
    assert unnamed([text]) == ([] if named else [f"which text is meant: {text!r}"])


def test_faults_of_a_picture_are_found():
    made, ax = figure(size=(3, 3))
    ax.plot([0, 1], [0, 1])
    ax.set_xlabel("time")
    ax.text(0.5, 0.5, "one")
    ax.text(0.5, 0.5, "two")
    made.text(0.9, 0.5, "beyond the edge of the page")
    made.canvas.draw()
    assert {fault.split(":")[0] for fault in complaints(made)} == {
        "no caption", "no unit", "no label", "overlap", "outside of the figure"}


def test_the_caption_gives_every_parameter_in_lines_that_fit():
    inputs = {"field": {"value": 0.02, "unit": "T"}, "size_over_xi": 20.0, "law": "two_fluid", "ring": True,
              "hole": None, "seed": 3}
    text = parameters(Result("e", "hole", "Nb", inputs, {}, {}))
    assert text == "Nb · theory hole · field = 20 mT · size/ξ = 20 · law: two-fluid · ring: yes"
    made, ax = figure(size=(2.5, 2))
    ax.set(xlabel="time (s)", ylabel="field (T)")
    ax.plot([0, 1], [0, 1])
    write_caption(made, text)
    made.canvas.draw()
    assert made.get_figheight() > 2
    assert complaints(made) == []
