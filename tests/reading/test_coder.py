"""The event coder: who did what to whom, whether it happened, and that nothing makes it stumble."""

import datetime as dt
import random
import time

import pytest

from legation.domain.coding import Modality
from legation.errors import DataError
from legation.reading.coder.between import code_between
from legation.reading.coder.coding import SURE_SCORE
from legation.reading.coder.lemmas import load_lemmas
from legation.reading.coder.linear import load_models
from legation.reading.coder.parsing import load_pipeline, parse_sentences
from legation.reading.coder.phrases import find_phrases
from legation.reading.coder.sentences import build_coder, code_sentences
from legation.reading.dates import find_dates
from legation.reading.mentions import find_mentions
from legation.workflow.workspace import open_knowledge

DAY = dt.date(2016, 5, 20)
CASES = (
    ("Iran accused Saudi Arabia of funding militants in Balochistan.", "ACCUSE", "IRN", "SAU"),
    ("Russian troops shelled Ukrainian positions near Avdiivka.", "ASSAULT", "RUS", "UKR"),
    ("Ukrainian positions were shelled by Russian troops overnight.", "ASSAULT", "RUS", "UKR"),
    ("France expelled two Syrian diplomats on Thursday.", "SANCTION", "FRA", "SYR"),
    ("Japan rejected a request from South Korea for talks.", "REJECT", "JPN", "KOR"),
    ("Pakistan threatened to attack India if the dam is built.", "THREATEN", "PAK", "IND"),
    ("Kenya urged Somalia to withdraw its forces from the border.", "REQUEST", "KEN", "SOM"),
    ("Egypt arrested three Sudanese journalists in Aswan.", "COERCE", "EGY", "SDN"),
    ("Hamas fired rockets at Israel on Sunday.", "ASSAULT", "PSE", "ISR"),
)


@pytest.fixture(scope="module")
def coder():
    knowledge = open_knowledge(dt.date(2026, 1, 1))
    return build_coder(knowledge.almanac, knowledge.index, knowledge.tenure)


def code(coder, *sentences):
    return list(code_sentences([(sentence, DAY) for sentence in sentences], coder))


def parse(text):
    return next(parse_sentences([text], load_pipeline()))


@pytest.mark.parametrize(("sentence", "kind", "source", "target"), CASES)
def test_who_did_what_to_whom(coder, sentence, kind, source, target):
    event = code(coder, sentence)[0][0]
    assert (event.event_type, event.source.state, event.target.state) == (kind, source, target)
    assert sentence[event.source.span.start : event.source.span.end] == event.source.name
    assert event.score >= SURE_SCORE


def test_a_visit_to_come_is_agreed_not_made(coder):
    made, planned = code(
        coder,
        "Chinese President Xi Jinping visited Serbia on Tuesday.",
        "Chinese President Xi Jinping will visit Serbia next month.",
    )
    assert (made[0].event_type, made[0].modality) == ("CONSULT", Modality.DONE)
    assert (planned[0].event_type, planned[0].act) == ("AGREE", "CONSULT")
    assert planned[0].modality is Modality.PLANNED
    assert made[0].day.isoformat() == "2016-05-17"
    assert planned[0].day.isoformat() == "2016-06"


def test_place_and_quantity_are_words_of_the_sentence(coder):
    event = code(coder, "Nigerian troops killed 12 militants in Maiduguri on Monday.")[0][0]
    assert (event.act, event.quantity) == ("ASSAULT", "12 militants")
    event = code(coder, "Egypt arrested three Sudanese journalists in Cairo.")[0][0]
    assert (event.place, event.quantity) == ("Cairo", "three Sudanese journalists")


def test_a_denied_act_is_not_done(coder):
    denied = code(coder, "Moscow denied that its aircraft had bombed a hospital in Syria.")[0]
    bombing = next(event for event in denied if event.act == "ASSAULT")
    assert bombing.modality is Modality.DENIED


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares in Tokyo closed slightly higher after a quiet session.",
        "The museum has a fine collection of Dutch paintings.",
        "Temperatures in Madrid reached 38 degrees on Saturday.",
    ],
)
def test_no_event_is_sure_where_none_is(coder, sentence):
    assert all(event.score < SURE_SCORE for event in code(coder, sentence)[0])


def test_the_same_bytes_again(coder):
    sentences = [case[0] for case in CASES]
    assert code(coder, *sentences) == code(coder, *sentences)
    assert code(coder, *sentences)[3] == code(coder, sentences[3])[0]


def test_given_sides_get_one_event(coder):
    text = "Iran accused Saudi Arabia of funding militants, and Turkey arrested a Syrian officer."
    sentence = parse(text)
    tools = coder.almanac, coder.index, coder.tenure
    mentions, dates = find_mentions(text, *tools, DAY), find_dates(text, DAY)

    def between(source, target):
        spans = [
            type(mentions[0].span)(text.index(words), text.index(words) + len(words))
            for words in (source, target)
        ]
        return code_between(sentence, *spans, mentions, dates, coder)

    assert between("Iran", "Saudi Arabia").event_type == "ACCUSE"
    turkish = between("Turkey", "a Syrian officer")
    assert (turkish.event_type, turkish.source.state, turkish.target.state) == (
        "COERCE",
        "TUR",
        "SYR",
    )


def test_groups_belong_where_they_are(coder):
    text = "Hezbollah and ethnic Albanians in Serbia protested, and rebels in Chad did not."
    tools = coder.almanac, coder.index, coder.tenure
    phrases = find_phrases(parse(text), find_mentions(text, *tools, DAY))
    told = {text[one.span.start : one.span.end]: (one.state, one.sector) for one in phrases}
    assert told["Hezbollah"] == ("LBN", "REB")
    assert told["rebels"] == ("TCD", "REB")
    assert all(state != "ALB" for state, _ in told.values())


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("accused", "VBD", "accuse"),
        ("fled", "VBD", "flee"),
        ("Allies", "NNS", "ally"),
        ("stopping", "VBG", "stop"),
        ("talks", "NNS", "talk"),
        ("withdrew", "VBD", "withdraw"),
        ("pressing", "VBG", "press"),
    ],
)
def test_lemmas(word, tag, lemma):
    assert load_lemmas().find(word, tag) == lemma


def garble(random_, text):
    kinds = (
        lambda: text[: random_.randrange(len(text))],
        lambda: "".join(random_.sample(text, len(text))),
        text.upper,
        lambda: f"<p class='x'>{text}</p>&nbsp;&#8217;",
        lambda: text.replace(" ", "\u00a0\u200b"),
        lambda: "🇺🇦" * random_.randrange(40) + text,
        lambda: text + " \u202eقال الرئيس\u202c " + text[::-1],
        lambda: "\x00\ufffd\ud7ff" + text,
        lambda: " ".join(random_.sample(text.split(), len(text.split()))),
        lambda: text.replace("a", "").replace(" ", ""),
        lambda: "",
        lambda: " \t ",
        lambda: text * random_.randrange(1, 12),
        lambda: "".join(chr(random_.randrange(32, 0x2FFF)) for _ in range(80)),
    )
    return random_.choice(kinds)()


def test_garbled_sentences_do_no_harm(coder):
    random_ = random.Random(5)
    texts = [garble(random_, random_.choice(CASES)[0]) for _ in range(600)]
    found = code(coder, *texts)
    assert len(found) == len(texts)
    for text, events in zip(texts, found, strict=True):
        for event in events:
            for actor in filter(None, (event.source, event.target)):
                assert text[actor.span.start : actor.span.end] == actor.name
            assert 0 <= event.span.start < event.span.end <= len(text)


def test_time_grows_with_length_no_faster(coder):
    def measure(times):
        text = "Iran accused Saudi Arabia of arming rebels in Yemen and " * times
        started = time.process_time()
        code(coder, *([text] * 3))
        return time.process_time() - started

    measure(4)
    # What is longer than two thousand characters is cut, so that a hundredfold costs no more.
    assert measure(2_000) < 12 * measure(20)


def test_damaged_weights_are_named(tmp_path):
    (tmp_path / "weights.zip").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"weights\.zip cannot be read"):
        load_models(tmp_path / "weights.zip")


def test_a_sentence_is_parsed_alike_alone_and_among_others():
    pipeline = load_pipeline()
    texts = [sentence for sentence, *_ in CASES]
    among = list(parse_sentences(texts, pipeline))
    for text, one in zip(texts, among, strict=True):
        alone = next(parse_sentences([text], pipeline))
        assert (alone.heads, alone.tags, alone.relations) == (one.heads, one.tags, one.relations)
