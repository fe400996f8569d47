"""How the pages are built. Nothing here needs a network."""

from importlib.metadata import version as version_of

project = "OpenDome"
author = "The OpenDome authors"
copyright = "The OpenDome authors"  # noqa: A001 - Sphinx reads this name
release = version = version_of("opendome")

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "makers"]
nitpicky = True

html_theme = "furo"
html_title = f"OpenDome {version}"
html_copy_source = False
html_show_sourcelink = False
language = "en"
