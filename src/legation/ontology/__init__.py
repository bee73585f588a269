"""What can happen: PLOVER, CAMEO and the crosswalk between them, issues, and scales.

Facts are data in `data/`; each piece is read when first asked for and kept.
"""

from legation.ontology.cameo import CameoCode, derive_quad_class, get_cameo, load_cameo
from legation.ontology.crosswalk import Crossing, cross_code, load_crosswalk
from legation.ontology.event_types import (
    Context,
    EventType,
    Mode,
    get_event_type,
    load_contexts,
    load_event_types,
    score_plover_event,
)
from legation.ontology.issue_words import IssueMention, find_issue_words
from legation.ontology.issues import Issue, get_issue, list_event_issues, load_issues
from legation.ontology.scales import (
    ConfidenceLevel,
    LikelihoodBand,
    QuadClass,
    describe_likelihood,
    load_confidence_levels,
    load_confidence_rule,
    load_likelihood_bands,
    load_quad_classes,
    rate_confidence,
)

__all__ = [
    "CameoCode",
    "ConfidenceLevel",
    "Context",
    "Crossing",
    "EventType",
    "Issue",
    "IssueMention",
    "LikelihoodBand",
    "Mode",
    "QuadClass",
    "cross_code",
    "derive_quad_class",
    "describe_likelihood",
    "find_issue_words",
    "get_cameo",
    "get_event_type",
    "get_issue",
    "list_event_issues",
    "load_cameo",
    "load_confidence_levels",
    "load_confidence_rule",
    "load_contexts",
    "load_crosswalk",
    "load_event_types",
    "load_issues",
    "load_likelihood_bands",
    "load_quad_classes",
    "rate_confidence",
    "score_plover_event",
]
