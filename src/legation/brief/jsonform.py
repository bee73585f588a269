"""A brief as JSON, and the schema of that JSON, both from the nouns themselves."""

import datetime as dt
import json
import types
import typing
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter

from legation.brief.layout import lay_out
from legation.brief.notes import build_notes
from legation.brief.numbering import collect_references
from legation.domain.brief import Brief
from legation.domain.dates import PartialDate

SCHEMA_ID = "https://legation.example/schemas/brief-1.json"


@cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(PartialDate, lambda day: day.isoformat())
    converter.register_unstructure_hook(dt.date, lambda day: day.isoformat())
    return converter


def render_json(brief: Brief) -> str:
    """A brief as JSON by `brief.schema.json`: the typed data and its numbered notes."""
    tree = _converter().unstructure(brief)
    numbers = collect_references(brief, lay_out(brief))
    tree["notes"] = _converter().unstructure(build_notes(numbers, brief.sources))
    return json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def unstructure_noun(noun: object) -> object:
    """Any noun as plain lists, dicts, strings and numbers; dates as ISO text."""
    return _converter().unstructure(noun)


def build_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a brief, derived from the nouns' fields."""
    definitions: dict[str, Any] = {}
    root = _describe_type(Brief, definitions)
    definitions["Note"] = _describe_note()
    definitions["Brief"]["properties"]["notes"] = {
        "type": "array",
        "items": {"$ref": "#/$defs/Note"},
    }
    definitions["Brief"]["required"].append("notes")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Legation brief",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe_note() -> dict[str, Any]:
    from legation.brief.notes import Note

    found: dict[str, Any] = {}
    _describe_type(Note, found)
    return dict(found["Note"])


def _describe_type(kind: object, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind is PartialDate:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    if kind is dt.date:
        return {"type": "string", "format": "date"}
    plain = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    if kind in plain:
        return {"type": plain[kind]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if isinstance(kind, type) and attrs.has(kind):
        return _describe_noun(kind, definitions)
    return _describe_generic(kind, definitions)


def _describe_noun(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(kind)
        fields = [field.name for field in attrs.fields(kind)]
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": {field: _describe_type(hints[field], definitions) for field in fields},
            "required": fields,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _describe_generic(kind: object, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return {"type": "array", "items": _describe_type(inner[0], definitions)}
    if origin is tuple:
        items = [_describe_type(one, definitions) for one in inner]
        return {
            "type": "array",
            "prefixItems": items,
            "minItems": len(items),
            "maxItems": len(items),
        }
    if origin in {types.UnionType, typing.Union}:
        return {"anyOf": [_describe_type(one, definitions) for one in inner]}
    raise TypeError(f"no schema for {kind}")
