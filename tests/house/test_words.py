"""Words: British in prose, and nothing about the machine or the hand that wrote them."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

from house.tree import named, texts

BRITISH = {
    "analyze": "analyse", "analyzed": "analysed", "artifact": "artefact", "behavior": "behaviour",
    "canceled": "cancelled", "catalog": "catalogue", "center": "centre", "centered": "centred",
    "centers": "centres", "color": "colour", "colored": "coloured", "colors": "colours", "defense": "defence",
    "defenses": "defences", "favor": "favour", "favorite": "favourite", "fiber": "fibre", "fulfill": "fulfil",
    "gray": "grey", "honor": "honour", "initialize": "initialise", "judgment": "judgement",
    "kilometer": "kilometre", "kilometers": "kilometres", "labeled": "labelled", "labeling": "labelling",
    "labor": "labour", "maximize": "maximise", "maximized": "maximised", "meters": "metres",
    "minimize": "minimise", "minimized": "minimised", "modeled": "modelled", "modeling": "modelling",
    "neighbor": "neighbour", "normalize": "normalise", "normalized": "normalised", "offense": "offence",
    "optimize": "optimise", "optimized": "optimised", "organization": "organisation", "organize": "organise",
    "organized": "organised", "recognize": "recognise",
    "recognized": "recognised", "signaled": "signalled", "summarize": "summarise",
    "summarized": "summarised", "traveled": "travelled", "traveling": "travelling", "utilize": "use",
}  # fmt: skip

# Split, so that this file does not hold what it looks for.
NOT_HERE = [
    "".join(parts)
    for parts in (
        ("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/op", "t/"), ("file:", "///"), ("C:\\", "Users"),
        ("/tmp/", "brief"), ("sub", "agent"), ("language ", "model"), ("cla", "ude"), ("anth", "ropic"),
        ("chat", "gpt"), ("co", "pilot"), ("TO", "DO"), ("FIX", "ME"), ("this ses", "sion"),
        ("the br", "ief"),
    )
]  # fmt: skip
PROSE = {".md", ".cff", ".yaml", ".yml", ".toml", ".txt"}


def test_prose_is_british() -> None:
    found = {
        f"{named(path)}: {word}, say {BRITISH[word]}"
        for path, text in texts().items()
        for word in re.findall(r"(?<![\w-])[a-z]+(?![\w-])", _prose(path, text))
        if word in BRITISH
    }
    assert sorted(found) == []


def test_nothing_about_the_machine() -> None:
    found = [
        f"{named(path)}: {word}"
        for path, text in texts().items()
        for word in NOT_HERE
        if path.suffix not in {".lock", ".svg", ".csv"} and word.lower() in text.lower()
    ]
    assert found == []


def _prose(path: Path, text: str) -> str:
    """What a reader reads: no code, no addresses, no quoted names."""
    if path.suffix == ".py":
        text = "\n".join((*_docstrings(text), *_comments(text)))
    elif path.suffix not in PROSE:
        return ""
    text = re.sub(r"```.*?```", " ", text, flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", " ", text)
    return re.sub(r"\w+://\S+", " ", text)


def _docstrings(text: str) -> list[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]


def _comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]
