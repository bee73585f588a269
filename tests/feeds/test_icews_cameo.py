import polars as pl
import pytest

from legation.feeds.cameo import code_events, load_plover
from legation.feeds.icews import load_texts
from legation.ontology import load_quad_classes
from legation.tables.events import QuadClass


@pytest.mark.parametrize(
    ("cameo", "event_type", "quad_class"),
    [
        ("042", "CONSULT", "verbal_cooperation"),
        ("020", "REQUEST", "verbal_cooperation"),
        ("100", "REQUEST", "verbal_conflict"),
        ("073", "AID", "material_cooperation"),
        ("190", "ASSAULT", "material_conflict"),
        ("010", "", ""),
        ("999", None, None),
    ],
)
def test_codes_get_types_and_classes(cameo, event_type, quad_class):
    row = code_events(pl.DataFrame({"cameo": [cameo]})).row(0, named=True)
    assert (row["event_type"], row["quad_class"]) == (event_type, quad_class)


def test_every_text_of_icews_has_a_code_that_the_ontology_knows():
    assert set(load_texts().values()) <= set(load_plover()["cameo"])


def test_classes_are_named_as_in_the_ontology():
    named = {quad.quad_id for quad in load_quad_classes().values()}
    assert named == {str(quad) for quad in QuadClass if quad is not QuadClass.NONE}
