"""Pages of the repository's root, included by pages here: their links lead to the pages that show what they name."""

import re

SHOWN_BY = {"README.md": "index.md", "ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md",
            "CHANGELOG.md": "changelog.md", "LICENSE": "../LICENSE", "examples": "gallery/index.rst"}


def turn_links(app, path, parent, content):
    """Rewrite the links of a page that is read from the root."""
    def turned(found):
        link = found[1]
        return f"]({SHOWN_BY.get(link, link.removeprefix('docs/'))}"

    if path.parent.name == "..":
        content[0] = re.sub(r"\]\(([^)#\s]+)", turned, content[0])


def setup(app):
    app.connect("include-read", turn_links)
    return {"parallel_read_safe": True}
