"""What each question asks, how it is resolved, and what answers it."""

from attrs import frozen

WARMER_MIN_EVENTS = 5


@frozen
class Template:
    """A question before it is posed for a pair.

    Attributes:
        question_id: stable key.
        subject: `pair`, `host` or `tester`: whose name stands before the question.
        ask: the question without its subject and deadline.
        rule_text: the rule in words, to stand behind "resolves yes if".
        horizon_days: days from opening to deadline, both included.
        delay_days: 0 where the anchor day counts, 1 where the day after it is the first.
        evidence: `record` or `almanac`.
        event_types: as in `ResolutionRule`.
        cameo_prefixes: as in `ResolutionRule`.
        roles: who acts toward whom: `pair` (either toward the other), `return` (host toward
            visitor), `others` (any third state toward either), `tester` (that state).
        issues: as in `ResolutionRule`.
        measure: as in `ResolutionRule`.
        parameter_set: the fitted parameters that answer it, empty where the almanac does.
        fit_days: length of the windows that were fitted, 0 where it is the horizon.
    """

    question_id: str
    subject: str
    ask: str
    rule_text: str
    horizon_days: int
    delay_days: int
    evidence: str
    event_types: tuple[str, ...]
    cameo_prefixes: tuple[str, ...] = ()
    roles: str = "pair"
    issues: tuple[str, ...] = ()
    measure: str = "any_event"
    parameter_set: str = ""
    fit_days: int = 0

    @property
    def counted_days(self) -> int:
        """Length of the windows in which cases are counted."""
        return self.fit_days or self.horizon_days


_DENSE = "icews-2018"
_LONG = "icews-2005-2015"

TEMPLATES: tuple[Template, ...] = (
    Template(
        "agreement-30",
        "pair",
        "agreement signed",
        "the record holds an event 'Sign formal agreement' (CAMEO 057) between the two.",
        30,
        0,
        "record",
        ("SUPPORT",),
        ("057",),
        parameter_set=_DENSE,
    ),
    Template(
        "return-visit-365",
        "pair",
        "return visit from {host}",
        "the almanac holds a leader-level visit from the host to the visitor's state that began "
        "in the window.",
        365,
        1,
        "almanac",
        ("visit",),
        roles="return",
    ),
    Template(
        "meeting-365",
        "pair",
        "leaders meet again",
        "the almanac holds a leader-level visit between the two, or a meeting of both leaders in a "
        "third state, that began in the window.",
        365,
        1,
        "almanac",
        ("visit",),
    ),
    Template(
        "warmer-180",
        "pair",
        "relations warmer",
        "the mean Goldstein intensity of the record's events between the two is higher in the "
        "window than in as many days before it; each side of the comparison needs at least "
        f"{WARMER_MIN_EVENTS} events.",
        180,
        0,
        "record",
        (),
        measure="warmer",
        parameter_set=_LONG,
    ),
    Template(
        "economic-90",
        "pair",
        "economic cooperation reported",
        "the record holds an event 'Cooperate economically' (CAMEO 061) or 'Provide economic aid' "
        "(CAMEO 071) between the two.",
        90,
        0,
        "record",
        ("COOPERATE", "AID"),
        ("061", "071"),
        parameter_set=_DENSE,
    ),
    Template(
        "denuclearization-180",
        "tester",
        "denuclearization talks",
        "the almanac's chronicle holds talks, a summit, a declaration or a treaty on "
        "denuclearization in which the state takes part.",
        180,
        1,
        "almanac",
        ("talks", "summit", "declaration", "treaty"),
        roles="tester",
        issues=("denuclearization",),
    ),
    Template(
        "test-180",
        "tester",
        "nuclear or missile test",
        "the almanac's chronicle holds a nuclear test or a missile test by the state.",
        180,
        1,
        "almanac",
        ("nuclear_test", "missile_test"),
        roles="tester",
    ),
    Template(
        "condemnation-14",
        "pair",
        "either condemned by a third state",
        "the record holds an event 'Criticize or denounce' (CAMEO 111) by a third state toward "
        "either of the two.",
        14,
        0,
        "record",
        ("ACCUSE",),
        ("111",),
        roles="others",
        parameter_set=_DENSE,
    ),
    Template(
        "sanctions-60",
        "pair",
        "new sanctions on either by a third state",
        "the record holds an event 'Impose embargo, boycott, or sanctions' (CAMEO 163) by a third "
        "state toward either of the two.",
        60,
        0,
        "record",
        ("SANCTION",),
        ("163",),
        roles="others",
        parameter_set=_DENSE,
    ),
    Template(
        "threat-30",
        "pair",
        "threat by one toward the other",
        "the record holds an event of the CAMEO root 'Threaten' (13) between the two.",
        30,
        0,
        "record",
        ("THREATEN",),
        ("13",),
        parameter_set=_DENSE,
    ),
    Template(
        "military-365",
        "pair",
        "exercise or arms transfer reported",
        "the record holds an event 'Cooperate militarily' (CAMEO 062, joint exercises among them) "
        "or 'Provide military aid' (CAMEO 072) between the two.",
        365,
        0,
        "record",
        ("COOPERATE", "AID"),
        ("062", "072"),
        parameter_set=_DENSE,
        fit_days=180,
    ),
)


def get_template(question_id: str) -> Template:
    """The template of a question; raises KeyError where there is none."""
    return {template.question_id: template for template in TEMPLATES}[question_id]
