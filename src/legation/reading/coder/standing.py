"""The words around an event that bear on its standing, in short: `W` for will, `A` for asked."""

from legation.reading.coder.parsing import Parse

_MOST_STEPS = 6
_MOST_SIGNS = 3
_MODALS = {
    "W": ("will", "shall", "'ll", "wo"),
    "C": ("could", "may", "might", "can"),
    "O": ("would", "'d"),
    "M": ("must", "should", "ought"),
}
_NOT = frozenset(["not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none"])
_NOBODY = frozenset(["nobody", "none", "nothing", "neither", "no"])
# Words above an event, or beside a noun, and what they make of it.
_SIGNS = {
    "P": (
        "plan planned schedule scheduled due set intend expect expected prepare promise "
        "promised pledge vow agree offer undertake decide ready readiness poised slate slated "
        "bound propose proposed commit willing willingness forthcoming upcoming coming eve "
        "ahead next tomorrow arrange approve authorize aim mean plot invite announce "
        "agreement deal preparation date await programme program envisage consent book"
    ),
    "A": (
        "ask urge call demand appeal request plead press order instruct recommend advise beg "
        "exhort implore insist suggest petition lobby plea bid entreat beseech tell want "
        "require pressure summon command counsel push encourage invitation seek insistence"
    ),
    "D": (
        "deny denial false untrue baseless fabrication rumour rumor dismiss refute lie "
        "invention unfounded hoax disown contradict disavow nonsense fiction reject"
    ),
    "F": (
        "fail failure refuse refusal decline avoid miss abandon cancel cancelled scrap shelve "
        "drop avert prevent stop_short rule_out forgo without instead renounce call_off abort "
        "foil"
    ),
    "T": "threaten threat warn warning vow swear ultimatum menace retaliate consequence risk",
    "H": (
        "if unless possible possibility possibly potential likely unlikely prospect fear "
        "chance might whether case event consider contemplate weigh mull hypothetical suppose "
        "scenario could perhaps maybe hope danger eventual conceivable lest speculation "
        "otherwise or"
    ),
    "S": "say tell report state add note declare quote disclose reveal claim confirm",
    "B": "accuse blame charge suspect allege allegation alleged accusation convict suspected",
    "U": "after since following because over despite for",
    "K": "begin start continue resume keep go launch open complete finish end stop halt",
}
_SIGN_OF = {word: sign for sign, words in _SIGNS.items() for word in words.split()}
_MODAL_OF = {word: sign for sign, words in _MODALS.items() for word in words}
_UP = frozenset(
    [
        *("xcomp", "ccomp", "advcl", "acl", "obj", "obl", "nmod", "conj", "csubj", "nsubj"),
        *("nsubj:pass", "iobj", "parataxis", "appos", "compound", "amod", "obl:agent", "cop"),
        *("aux", "dep"),
    ]
)


def list_standing(parse: Parse, place: int) -> list[str]:
    """What is seen of an event's standing, from its own verb upwards.

    Args:
        parse: the sentence.
        place: the word that tells the event.

    Returns:
        Features: the signs of the event's own clause, of each clause above, and all in a row.
    """
    own = _read_clause(parse, place)
    tag = parse.tags[place][:3]
    signs: list[str] = []
    found = [f"own={own}", f"own={own}/{tag}"]
    word = place
    for _ in range(_MOST_STEPS):
        above, relation = parse.heads[word], parse.relations[word]
        if above == word or relation not in _UP or len(signs) >= _MOST_SIGNS:
            break
        mark = _read_marks(parse, word)
        verb = _find_sign(parse, above)
        clause = _read_clause(parse, above)
        if mark or verb or clause:
            short = relation.partition(":")[0]
            signs.append(f"{short}{mark}<{verb}{clause}")
            found += [f"up{len(signs)}={signs[-1]}", f"up={verb}{clause}", f"mark={mark}"]
        word = above
    found.append(f"all={own}/{tag}/{' '.join(signs[:2])}")
    found.append(f"all1={own}/{' '.join(signs[:1])}")
    return found


def _read_clause(parse: Parse, place: int) -> str:
    """Signs of a word's own modal verbs, negations, adverbs and attributes, sorted."""
    signs = set()
    for child in parse.children[place]:
        lemma, relation = parse.lemmas[child], parse.relations[child]
        if relation in {"aux", "cop"} and lemma in _MODAL_OF:
            signs.add(_MODAL_OF[lemma])
        elif lemma in _NOT and relation in {"advmod", "det", "cc", "neg"}:
            signs.add("N")
        elif relation in {"advmod", "amod", "compound"} and lemma in _SIGN_OF:
            signs.add(_SIGN_OF[lemma].lower())
        elif relation == "mark" and lemma == "to":
            signs.add("t")
        elif relation in {"nsubj", "nsubj:pass", "obj"}:
            below = {parse.lemmas[deeper] for deeper in parse.find_children(child, "det", "cc")}
            if lemma in _NOBODY or below & _NOBODY:
                signs.add("n")
    return "".join(sorted(signs))


def _read_marks(parse: Parse, place: int) -> str:
    """Signs of the conjunctions and prepositions that open a clause or a phrase."""
    lemmas = [parse.lemmas[c] for c in parse.find_children(place, "mark", "case")]
    signs = {_SIGN_OF[lemma] for lemma in lemmas if lemma in _SIGN_OF}
    if "without" in lemmas:
        signs.add("F")
    if "before" in lemmas or "until" in lemmas or "till" in lemmas:
        signs.add("Q")
    if "to" in lemmas:
        signs.add("t")
    return "".join(sorted(signs))


def _find_sign(parse: Parse, place: int) -> str:
    return _SIGN_OF.get(parse.name_verb(place)) or _SIGN_OF.get(parse.lemmas[place], "")
