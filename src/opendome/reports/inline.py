"""A picture's SVG as a part of a page: without its own heading and foot, with names of its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from opendome.reports import style

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_NAME = re.compile(r'(\bid="|url\(#|\bhref="#)')

POINTS = 0.72
"""Points of an SVG for one pixel of the picture."""


def inline(text: str, name: str, alternative: str, head: float) -> str:
    """The part of a picture below its heading and above its foot, to stand in a page of HTML.

    Args:
        text: The SVG as a file.
        name: Goes before every name inside, so that pictures of one page do not share any.
        alternative: Said where the picture cannot be seen.
        head: What heading and caption take at its top [pixels].

    Raises:
        ValueError: It is no picture of ours.
    """
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    try:
        root = ElementTree.fromstring(text)
        _, _, wide, high = (float(part) for part in root.attrib["viewBox"].split())
    except (ElementTree.ParseError, KeyError, ValueError) as trouble:
        raise ValueError("not a picture of ours") from trouble
    for parent in list(root.iter()):
        for child in list(parent):
            framed = child.get("id", "").startswith(f"{style.FRAME}-")
            if framed or child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style", f"{{{_SVG}}}title"):
                parent.remove(child)
    top = max(head, 0.0) * POINTS
    left = high - top - style.FOOT * POINTS
    root.attrib.clear()
    root.set("viewBox", f"0 {top:.2f} {wide:g} {left:.2f}")
    root.set("role", "img")
    root.set("aria-label", alternative)
    made = ElementTree.tostring(root, encoding="unicode")
    return _NAME.sub(rf"\g<1>{name}-", made)
