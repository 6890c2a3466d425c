"""A noun phrase in, the thing before it that it stands for out: "the oilfield", "its fighters", "the country"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.affiliation import nation
from kg.extraction.coreference.clusters import Cluster, Clusters
from kg.extraction.coreference.keys import find_backer, kind_of
from kg.extraction.parsed import ARMED, FACILITIES, FIELDS, ParsedArticle, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 60_000  # characters: any distance
_ARTICLES = frozenset({"a", "an", "the"})
_MARKS = frozenset({",", "-", "–", "—", "--", "("})  # between a name and what it is
_BODIES = frozenset({"Government", "Organization", "Company", "MediaOutlet"})
_NEAR = 600  # characters from "the attackers" back to who they are
_REACH_OF_OWNERS = 200  # characters from "its troops" back to the state


def find_antecedent(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """Give the cluster that a noun phrase of the text stands for, None if it is something new."""
    words, head = parsed.lexicon.words, parsed.tokens[phrase.head]
    lemma = head.lemma_.lower()
    if (named := _predicated(parsed, clusters, phrase) or _named_beside(parsed, clusters, phrase)) is not None:
        return named
    if (apposed := _apposed(parsed, clusters, phrase, head)) is not None:
        return apposed
    if _is_new(parsed, phrase, head):
        is_other = any(c.lower_ == "another" for c in head.children)
        return _nearest_force(parsed, clusters, phrase) if phrase.type == "MilitaryForce" and not is_other else None
    if phrase.type == "State" and lemma in words("names.antecedents.countries"):
        return _country(clusters, phrase)
    if phrase.type == "MilitaryForce" and lemma in words("names.antecedents.coalition"):
        return _coalition(clusters, phrase)
    owner = _owner_told(parsed, clusters, phrase) if phrase.type == "MilitaryForce" and phrase.owner is None else None
    phrase.owner = owner or phrase.owner
    if phrase.type in ARMED and (own := _owned_force(parsed, clusters, phrase)) is not None:
        return own
    if owner is not None:
        return None  # "Russia’s ministry said its forces": not those of another state, named last
    if phrase.type == "MilitaryForce":
        return _nearest_force(parsed, clusters, phrase)
    if phrase.type == "Region":
        return _region(parsed, clusters, phrase, lemma)
    return _definite(parsed, clusters, phrase, lemma) if phrase.is_definite else None


def _apposed(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, head: Token) -> Cluster | None:
    """The name that a noun with a clause of its own stands beside: "The M23, an armed group supported by Rwanda"."""
    other = parsed.at.get(head.head.i) if head.dep_ == "appos" else None
    if other is None or other.kind != "name" or other.entity < 0 or other.start > phrase.start:
        return None
    is_like = kind_of(other.type) == kind_of(phrase.type) or {other.type, phrase.type} <= ARMED
    return clusters.all[other.entity] if is_like else None


def _is_new(parsed: ParsedArticle, phrase: Phrase, head: Token) -> bool:
    """Whether an article or number says that it was not named before: "a base", "two bases"; forces are counted anew each time."""
    new = parsed.lexicon.words("names.antecedents.new")
    return any(c.lower_ in new or (c.dep_ == "nummod" and phrase.type != "MilitaryForce") for c in head.children)


def _definite(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, lemma: str) -> Cluster | None:
    """What "the official", "the group", "the base", "the city" stand for."""
    if phrase.type == "Person":
        return clusters.nearest(
            phrase, lambda c: c.type == "Person" and not c.is_named and parsed.doc[c.phrases[-1].tokens[-1]].lemma_.lower() == lemma
        )
    if phrase.type == "ArmedGroup" and lemma in parsed.lexicon.words("names.antecedents.group"):
        return clusters.nearest(phrase, lambda c: c.type == "ArmedGroup" and not (phrase.is_plural and c.is_named and not c.is_plural))
    if phrase.type == "ArmedGroup" and phrase.is_plural:
        return _fighters(parsed, clusters, phrase, lemma)
    if phrase.type in _BODIES:
        return _body(parsed, clusters, phrase, lemma)
    if phrase.type in FACILITIES:
        return _facility(parsed, clusters, phrase, lemma)
    return clusters.nearest(phrase, lambda c: c.type == "City" and c.is_named) if phrase.type == "City" else None


def _predicated(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """Read "Al-Omar is Syria’s largest oil field": the field is what the subject names."""
    token = parsed.tokens[phrase.head]
    if phrase.type not in FACILITIES or token.dep_ != "attr":
        return None
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    other = parsed.at.get(subject.i) if subject is not None else None
    if other is None or other.entity < 0 or clusters.all[other.entity].type not in FACILITIES:
        return None
    return clusters.all[other.entity]


def _named_beside(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """Read "Kata’ib Hezbollah, a powerful militia": the group named right before."""
    first = min(phrase.tokens[0], parsed.tokens[phrase.head].left_edge.i)
    if phrase.type not in ARMED or first < 2 or parsed.tokens[first].lower_ not in _ARTICLES or parsed.tokens[first - 1].text not in _MARKS:
        return None
    named = parsed.at.get(first - 2)
    if named is None or named.type != phrase.type or named.kind != "name" or named.entity < 0:
        return None
    return clusters.all[named.entity]


def _body(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, lemma: str) -> Cluster | None:
    """The ministry named last for "the ministry"; the last outlet for "the newspaper", of the kinds that the noun may mean."""
    if phrase.is_plural or len(phrase.tokens) > 1:
        return None
    told = clusters.nearest(phrase, lambda c: c.is_named and c.type in _BODIES and lemma in (c.name or "").lower())
    if told is not None:
        return told
    same = clusters.nearest(phrase, lambda c: c.type == phrase.type and _is_called(parsed, c, lemma))
    if same is not None:
        return same  # "a charity ... the charity"
    kinds = {kind for kind in _BODIES if lemma in parsed.lexicon.words(f"names.bodies.{kind}")}
    return clusters.nearest(phrase, lambda c: c.is_named and c.type in kinds) if kinds else None


def _is_called(parsed: ParsedArticle, cluster: Cluster, lemma: str) -> bool:
    """Whether an unnamed thing was last called by a noun."""
    return not cluster.is_named and parsed.doc[cluster.phrases[-1].tokens[-1]].lemma_.lower() == lemma


def _fighters(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, lemma: str) -> Cluster | None:
    """The only group named before for "the militants", the group told of last for "the attackers"."""
    words = parsed.lexicon.words
    if lemma in words("names.antecedents.attackers"):
        return clusters.nearest(phrase, lambda c: c.type == "ArmedGroup", _NEAR)
    if lemma not in words("names.antecedents.fighters") or len(phrase.tokens) > 1:
        return None
    named = [c for c in clusters.recent(phrase, _NEAR) if c.type == "ArmedGroup"]
    return named[0] if len(named) == 1 and named[0].is_named else None


# --- forces --------------------------------------------------------------------------------------------------------------------


def _nearest_force(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    words, text = parsed.lexicon.words, parsed.tokens[phrase.head].lower_
    if text in words("names.antecedents.no_force") or find_backer(parsed, phrase):
        return None
    wanted = ARMED if text in words("names.antecedents.any_force") else {"MilitaryForce"}
    return clusters.nearest(phrase, lambda c: c.type in wanted)


def _owned_force(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """Read "its fighters", "their troops": the group or the state's forces named last."""
    possessives = parsed.lexicon.words("names.antecedents.possessives")
    if parsed.tokens[phrase.head].lower_ in parsed.lexicon.words("names.antecedents.allied"):
        return None
    if not any(c.dep_ == "poss" and c.lower_ in possessives for c in parsed.tokens[phrase.head].children):
        return None
    if phrase.type == "ArmedGroup":
        return clusters.nearest(phrase, lambda c: c.type == "ArmedGroup" and c.is_named)
    owner = _owner_told(parsed, clusters, phrase)
    if owner is None:
        return None
    return next((c for c in reversed(clusters.all) if c.type == "MilitaryForce" and _nation_of(parsed, c) == owner), None)


def _nation_of(parsed: ParsedArticle, cluster: Cluster) -> str | None:
    return cluster.owner or next((state for p in cluster.phrases if (state := nation(parsed, p)) is not None), None)


def _owner_told(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> str | None:
    """The state named last, itself or by a body of its own, whose "its forces" are."""
    words, head = parsed.lexicon.words, parsed.tokens[phrase.head]
    if head.lower_ in words("names.antecedents.allied"):
        return None
    if not any(c.dep_ == "poss" and c.lower_ in words("names.antecedents.possessives") for c in head.children):
        return None
    state = clusters.nearest(phrase, lambda c: c.type in {"State", "Government"}, _REACH_OF_OWNERS)
    if state is None:
        force = clusters.nearest(phrase, lambda c: c.type == "MilitaryForce", _REACH_OF_OWNERS)
        return _nation_of(parsed, force) if force is not None else None
    if not state.links:
        return state.owner
    return state.links[0] if state.type == "State" else parsed.gazetteer.entries[state.links[0]].country


def _coalition(clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """The coalition named last for "the coalition"."""
    return clusters.nearest(phrase, lambda c: c.type == "MilitaryForce" and _is_coalition(c), _FAR)


def _is_coalition(cluster: Cluster) -> bool:
    return any("coalition" in words.lower() for words in (*(p.text for p in cluster.phrases), *cluster.links))


def find_backer_before(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase) -> str | None:
    """Give whose "their proxies" are: the state whose forces, or that itself, was named last."""
    words, head = parsed.lexicon.words, parsed.tokens[phrase.head]
    if phrase.owner or head.lower_ not in words("names.antecedents.proxies"):
        return phrase.owner
    if not any(c.dep_ == "poss" and c.lower_ in words("names.antecedents.possessives") for c in head.children):
        return None
    doer = clusters.nearest(phrase, lambda c: c.type in {"State", "MilitaryForce"}, _REACH_OF_OWNERS)
    if doer is None:
        return None
    return doer.owner or next((nation(parsed, p) for p in doer.phrases if nation(parsed, p)), None)


# --- places --------------------------------------------------------------------------------------------------------------------


def _country(clusters: Clusters, phrase: Phrase) -> Cluster | None:
    """The state named most before."""
    states = (c for c in clusters.all if c.type == "State" and c.last <= phrase.start)
    return max(states, key=lambda c: (c.named, c.last), default=None)


def _facility(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, lemma: str) -> Cluster | None:
    """The last base for "the base", the last bridge for "the bridge", any facility for "the site"; for "the field" also several."""
    kind = kind_of(phrase.type)
    if phrase.type != "Facility":
        found = clusters.nearest(phrase, lambda c: kind_of(c.type) == kind and c.is_plural == phrase.is_plural)
        is_field = kind == "field" and not phrase.is_plural
        return found or (clusters.nearest(phrase, lambda c: c.type in FIELDS) if is_field else None)
    if lemma in parsed.lexicon.words("names.antecedents.any_facility"):
        return clusters.nearest(phrase, lambda c: c.type in FACILITIES and c.is_plural == phrase.is_plural)
    return clusters.nearest(
        phrase, lambda c: c.type == "Facility" and any(parsed.tokens[p.head].lemma_.lower() == lemma for p in c.phrases)
    )


def _region(parsed: ParsedArticle, clusters: Clusters, phrase: Phrase, lemma: str) -> Cluster | None:
    """The last region of that direction for "the northeast", the last one named for "the province"."""
    if lemma.startswith(("north", "south", "east", "west")):
        return clusters.nearest(phrase, lambda c: c.type == "Region" and lemma in (c.name or "").lower())
    direction = next((w for w in phrase.text.lower().split() if w in parsed.lexicon.words("names.directions.words")), None)
    if direction is not None:  # "northeastern territories"
        return clusters.nearest(phrase, lambda c: c.type == "Region" and direction in (c.name or "").lower())
    is_explained = any(t.dep_ == "prep" for t in parsed.tokens[phrase.head].children)
    if not phrase.is_definite or is_explained or lemma not in parsed.lexicon.words("names.antecedents.regions"):
        return None
    return clusters.nearest(phrase, lambda c: c.type == "Region" and c.is_named and (lemma != "border" or "border" in (c.name or "")))
