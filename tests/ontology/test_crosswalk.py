import pytest

from legation.errors import InputError
from legation.ontology import (
    cross_code,
    get_cameo,
    get_event_type,
    load_cameo,
    load_contexts,
    load_crosswalk,
)

from .shared_tables import needs_shared, read_published_crosswalk

BASES = {"published", "adapted", "manual", "parent", "root", "dropped"}
# Where a CAMEO root and its PLOVER type fall into different quad classes, and why.
KNOWN_EXCEPTIONS = {
    (
        "02",
        "REQUEST",
    ): "appeals are verbal cooperation in GDELT, requests verbal conflict in PLOVER",
    ("08", "CONCEDE"): "PLOVER takes the verbal part of yielding out of material cooperation",
}


def test_both_tables_have_the_same_codes():
    assert list(load_crosswalk()) == list(load_cameo())


@pytest.mark.parametrize("crossing", load_crosswalk().values(), ids=lambda row: row.cameo)
def test_every_target_exists(crossing):
    assert crossing.basis in BASES
    assert set(crossing.contexts) <= load_contexts().keys()
    if crossing.basis == "dropped":
        assert (crossing.event_type, crossing.mode, crossing.contexts) == ("", "", ())
        return
    kind = get_event_type(crossing.event_type)
    assert not crossing.mode or kind.find_mode(crossing.mode)
    assert crossing.note or crossing.basis not in ("adapted", "manual")


def test_only_statements_are_dropped():
    dropped = {code for code, row in load_crosswalk().items() if row.basis == "dropped"}
    assert dropped == {code for code in load_cameo() if code.startswith("01")}


def test_quad_classes_agree_but_for_known_exceptions():
    exceptions = {
        (get_cameo(code).root, row.event_type)
        for code, row in load_crosswalk().items()
        if row.event_type
        and get_event_type(row.event_type).quad_class != get_cameo(code).quad_class
    }
    assert exceptions == KNOWN_EXCEPTIONS.keys()


def test_appeals_follow_the_demands_of_the_same_number():
    for code in load_cameo():
        if code.startswith("02") and len(code) == 4:
            demand = cross_code("10" + code[2:])
            assert cross_code(code).mode == demand.mode
            assert cross_code(code).contexts == demand.contexts


def test_unknown_codes_are_refused():
    with pytest.raises(InputError, match="leading zeros"):
        cross_code("42")


@needs_shared
def test_published_rows_are_as_published():
    published = read_published_crosswalk()
    rows = load_crosswalk()
    assert published.keys() <= rows.keys()
    for code, target in published.items():
        row = rows[code]
        if row.basis == "published":
            assert (row.event_type, row.mode, row.contexts) == target, code
        else:
            assert row.basis in ("adapted", "manual"), code
            assert row.basis == "manual" or row.event_type == target[0], code
