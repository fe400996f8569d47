"""The run folder, and the worlds of a run that is not finished yet."""

from opendome.storage.folder import (
    ANSWER,
    FOLDER_FORMAT,
    MADE,
    MANIFEST,
    check_writable,
    code_digest,
    digest_of,
    place_for,
    plain,
    plain_name,
    read_json,
    replace_text,
    write,
    write_json,
    write_table,
    write_text,
)
from opendome.storage.unfinished import KeptWorld, Unfinished, forget

__all__ = [
    "ANSWER",
    "FOLDER_FORMAT",
    "MADE",
    "MANIFEST",
    "KeptWorld",
    "Unfinished",
    "check_writable",
    "code_digest",
    "digest_of",
    "forget",
    "place_for",
    "plain",
    "plain_name",
    "read_json",
    "replace_text",
    "write",
    "write_json",
    "write_table",
    "write_text",
]
