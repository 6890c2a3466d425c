"""Entities across articles: documents and the gazetteer in, canonical entities out.

What extraction linked to the gazetteer is that entry. Other named things are one if their types agree and their names are spelled
alike; a thing without a name is never the same as one of another article.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from rapidfuzz import fuzz

from kg.extraction.names import fold, skeleton, split_words
from kg.fusion.telling import Key
from kg.gazetteer import Gazetteer
from kg.model import ArticleEntity, Document, Entity, Judgement, Match

_TYPE_GROUPS = {
    "place": "State City Region",
    "facility": "Facility MilitaryBase Airbase OilField GasField BorderCrossing",
    "force": "MilitaryForce ArmedGroup",
    "body": "Government Organization Company MediaOutlet",
    "person": "Person",
    "people": "PopulationGroup",
}
_GROUP_OF = {type: group for group, types in _TYPE_GROUPS.items() for type in types.split()}
_ALIKE = 85.0  # least fuzz.ratio of two spellings of one name; "Hezbollah" and "Hizballah" have 78 and are for the gazetteer to join
_BONES = 3  # names with fewer consonants must be equal


@dataclass(frozen=True)
class Linking:
    """The canonical entities, which article entity is which, and why."""

    entities: tuple[Entity, ...]
    entity_of: dict[Key, str]
    judgements: tuple[Judgement, ...]
    named: frozenset[str]


def link_entities(documents: Sequence[Document], gazetteer: Gazetteer) -> Linking:
    """Make the canonical entities of all documents; the order of the documents does not matter."""
    members = {(document.article.id, entity.id): entity for document in documents for entity in document.entities}
    groups = _group(members)
    taken: set[str] = set()
    entities = [_entity(keys, members, gazetteer, taken) for keys in groups]
    entity_of = {key: entity.id for entity in entities for key in entity.members}
    named = frozenset(entity.id for entity in entities if any(members[key].is_named for key in entity.members))
    judgements = [judgement for entity in entities for judgement in _judge(entity, members)]
    return Linking(tuple(sorted(entities, key=lambda entity: entity.id)), dict(sorted(entity_of.items())), tuple(judgements), named)


def _group(members: Mapping[Key, ArticleEntity]) -> list[list[Key]]:
    """Put the keys of each canonical entity together; linked ones come first, so that their ids stay theirs."""
    linked: dict[str, list[Key]] = defaultdict(list)
    alike: dict[tuple[str, str], list[list[Key]]] = defaultdict(list)
    unnamed: list[list[Key]] = []
    for key, entity in sorted(members.items()):
        if entity.link:
            linked[entity.link].append(key)
        elif entity.is_named:
            _add_alike(alike[_GROUP_OF.get(entity.type, entity.type), _name_key(entity.name)], key, members)
        else:
            unnamed.append([key])
    named = [group for bucket in sorted(alike) for group in alike[bucket]]
    return [linked[id] for id in sorted(linked)] + sorted(named) + unnamed


def _add_alike(groups: list[list[Key]], key: Key, members: Mapping[Key, ArticleEntity]) -> None:
    """Add to the first group whose names are all spelled alike, or open one."""
    for group in groups:
        if all(_is_alike(members[key].name, members[other].name) for other in group):
            group.append(key)
            return
    groups.append([key])


def _name_key(name: str) -> str:
    """What spellings of one name share: consonants in order, or the whole where they are too few."""
    bones = skeleton(name)
    return bones if len(bones) >= _BONES else _plain(name)


def _plain(name: str) -> str:
    return " ".join(word.key for word in split_words(name)) or fold(name)


def _is_alike(left: str, right: str) -> bool:
    return fuzz.ratio(_plain(left), _plain(right)) >= _ALIKE


def _entity(keys: Sequence[Key], members: Mapping[Key, ArticleEntity], gazetteer: Gazetteer, taken: set[str]) -> Entity:
    """Make the canonical entity of a group, with an id that nothing else has."""
    first = members[keys[0]]
    entry = gazetteer.entries.get(first.link or "")
    type = entry.type if entry else _most_common(members[key].type for key in keys)
    label = entry.label if entry else _most_common(members[key].name for key in keys)
    candidates = sorted({id for key in keys for id in members[key].candidates})
    id = first.link or (_free_slug(label, type, gazetteer, taken) if first.is_named else f"{keys[0][0]}-{keys[0][1]}")
    return Entity(id, type, label, tuple(sorted(keys)), first.link, tuple(candidates))


def _most_common(values: Iterable[str]) -> str:
    """The most frequent value; of several, the longest, then the first of the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(value), value))


def _free_slug(label: str, type: str, gazetteer: Gazetteer, taken: set[str]) -> str:
    """A slug of the name; with the type where it is taken, and then with a number."""
    base, typed = slug(label), f"{slug(label)}-{slug(type)}"
    choices = chain((base, typed), (f"{typed}-{number}" for number in count(2)))
    id = next(choice for choice in choices if choice not in gazetteer.entries and choice not in taken)
    taken.add(id)
    return id


def slug(text: str) -> str:
    """Write a name as an id: lower-case ASCII with hyphens.

    >>> slug("Katā’ib Hezbollah"), slug("RocketAttack")
    ('kataib-hezbollah', 'rocket-attack')
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    dashed = re.sub(r"[\u2010-\u2015]", "-", re.sub(r"['’ʼʿʾ`´.]", "", spaced))
    plain = unicodedata.normalize("NFKD", dashed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "thing"


def _judge(entity: Entity, members: Mapping[Key, ArticleEntity]) -> list[Judgement]:
    """Say why the members are one thing: each is that entry of the gazetteer, or is spelled like the first."""
    if entity.link:
        reason = f"its names are those of {entity.label} in the gazetteer"
        return [
            Judgement("entity", key, ("gazetteer", entity.link), "same", 1.0, (Match("gazetteer", 1.0, 1.0, reason),))
            for key in entity.members
        ]
    first, *others = entity.members
    return [Judgement("entity", first, key, "same", 1.0, (_spelling(members[first].name, members[key].name),)) for key in others]


def _spelling(left: str, right: str) -> Match:
    likeness = round(fuzz.ratio(_plain(left), _plain(right)) / 100, 2)
    return Match("name", likeness, 1.0, f"“{left}” and “{right}” are spelled alike and are of one kind")
