"""Sphinx configuration: `make docs` builds docs/_build/html from the pages here, the docstrings and the examples."""

import sys
from importlib.metadata import version as installed_version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_extensions"))

project = "Onnes"
author = "the authors of Onnes"
copyright = author
version = release = installed_version("onnes")

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_gallery.gen_gallery",
    "api_pages",
    "gallery",
    "plain_docstrings",
    "root_pages",
]
exclude_patterns = ["_build", "_extensions", "README.md"]

html_theme = "pydata_sphinx_theme"
html_title = f"Onnes {version}"
html_static_path = ["_static"]
html_css_files = ["onnes.css"]
html_copy_source = html_show_sourcelink = False
html_sidebars = {"index": [], "coming-from-pytdgl": []}
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
    "header_links_before_dropdown": 6,
}

# Single backquotes in docstrings name objects of Python: linked where the reference knows them, code elsewhere.
default_role = "py:obj"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
toc_object_entries_show_parents = "hide"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True}
autosummary_generate = False
myst_heading_anchors = 3

sphinx_gallery_conf = {
    "examples_dirs": "_build/examples",
    "gallery_dirs": "gallery",
    "filename_pattern": r"\.py$",
    "within_subsection_order": "FileNameSortKey",
    "image_scrapers": ("gallery.scrape_figures",),
    "reset_modules": ("matplotlib", "gallery.forget_figures"),
    "capture_repr": (),
    "remove_config_comments": True,
    "show_memory": False,
    "write_computation_times": False,
    "show_signature": False,
    "reference_url": {"onnes": None},
    "doc_module": ("onnes",),
    "backreferences_dir": "gallery/uses",
}
