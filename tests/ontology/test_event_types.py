import pytest

from legation.errors import InputError
from legation.ontology import (
    get_event_type,
    load_contexts,
    load_event_types,
    load_quad_classes,
    score_plover_event,
)

NAMES = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]


def test_the_sixteen_types_stand_in_plovers_order():
    assert list(load_event_types()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_type_is_complete(name):
    kind = get_event_type(name)
    assert kind.quad_class in load_quad_classes()
    assert kind.label
    assert kind.definition.endswith(".")
    assert len({mode.name for mode in kind.modes}) == len(kind.modes)
    for mode in kind.modes:
        assert mode.sentence.endswith(".")
        assert mode.intensity is None or -10 <= mode.intensity <= 10


def test_quad_classes_group_the_types():
    groups = {number: [] for number in load_quad_classes()}
    for kind in load_event_types().values():
        groups[kind.quad_class].append(kind.name)
    assert [len(group) for group in groups.values()] == [4, 3, 4, 5]


def test_only_accuse_has_a_mended_score():
    mended = {
        kind.name: (kind.intensity_printed, kind.intensity)
        for kind in load_event_types().values()
        if kind.intensity != kind.intensity_printed
    }
    assert mended == {"ACCUSE": (3.0, -3.0)}
    assert "sign" in get_event_type("ACCUSE").intensity_note


@pytest.mark.parametrize("kind", load_event_types().values(), ids=lambda kind: kind.name)
def test_intensity_has_the_sign_of_the_class(kind):
    if kind.name == "REQUEST":
        assert kind.intensity == 0
    else:
        assert (kind.intensity > 0) == (kind.quad_class in (1, 2))


def test_contexts_are_the_thirty_seven_of_the_manual():
    contexts = load_contexts()
    assert len(contexts) == 37
    assert all(context.sentence.endswith(".") for context in contexts.values())


def test_score_falls_back_to_the_type():
    assert score_plover_event("PROTEST", "vandalize") == score_plover_event("PROTEST") == -5.0
    assert score_plover_event("RETREAT", "withdraw") == 8.0


@pytest.mark.parametrize(("kind", "mode"), [("FIGHT", ""), ("AID", "visit"), ("REJECT", "beg")])
def test_unknown_names_are_refused_with_the_known_ones(kind, mode):
    with pytest.raises(InputError, match=r"use one of AGREE|its modes are"):
        score_plover_event(kind, mode)
