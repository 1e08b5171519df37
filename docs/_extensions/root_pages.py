"""Pages of the repository's root, included by pages here: their links lead to the pages that include them."""

import re

INCLUDED_BY = {"README.md": "index.md", "ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md",
               "CHANGELOG.md": "changelog.md", "LICENSE": "../LICENSE"}


def turn_links(app, path, parent, content):
    """Rewrite the links of a page that is read from the root."""
    def turned(found):
        link = found[1]
        return f"]({INCLUDED_BY.get(link, link.removeprefix('docs/'))}"

    if path.parent.name == ".." or str(path.parent) == "..":
        content[0] = re.sub(r"\]\(([^)#\s]+)", turned, content[0])


def setup(app):
    app.connect("include-read", turn_links)
    return {"parallel_read_safe": True}
