"""The gallery: examples run in a folder of their own, and every figure that they make is shown.

Onnes makes figures without pyplot, which the scraper of sphinx-gallery would not see, so figures are counted where
they are made.
"""

import shutil
from pathlib import Path

from matplotlib.figure import Figure
from sphinx_gallery.scrapers import figure_rst

from onnes.plots.render import FRAMES

_made = []


def _remember_figures():
    start = Figure.__init__

    def remembered(figure, *args, **kwargs):
        start(figure, *args, **kwargs)
        _made.append(figure)

    Figure.__init__ = remembered


def forget_figures(gallery_conf, file_name):
    """Forget the figures of the example before."""
    _made.clear()


def scrape_figures(block, block_vars, gallery_conf):
    """Save the figures that a block of an example has made; return what shows them on its page."""
    saved = []
    shown = (figure for figure in _made if figure.get_label() != FRAMES)
    for figure, path in zip(shown, block_vars["image_path_iterator"], strict=False):
        figure.savefig(path, dpi=150)
        saved.append(path)
    _made.clear()
    return figure_rst(saved, gallery_conf["src_dir"])


def copy_examples(app):
    """Copy the examples to where they run, since what they write stays beside them; remove what is left of others."""
    copied = Path(app.srcdir, "_build", "examples")
    shutil.rmtree(copied, ignore_errors=True)
    shutil.copytree(Path(app.srcdir).parent / "examples", copied, ignore=shutil.ignore_patterns("__pycache__"))
    for page in Path(app.srcdir, "gallery").glob("*.py"):
        if not (copied / page.name).exists():
            for file in page.parent.glob(f"{page.stem}.*"):
                file.unlink()


def setup(app):
    _remember_figures()
    app.connect("builder-inited", copy_examples, priority=100)
    return {"parallel_read_safe": True}
