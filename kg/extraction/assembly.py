"""The steps of extraction in order: a parsed article in, its `Document` out.

What fills no slot of an event, a claim or a relation is left out, unless it is a name: "soldiers" that nobody fights
are not worth a mention.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extraction.abouts import find_abouts
from kg.extraction.attribution import ClaimDraft, find_claims
from kg.extraction.contents import Contents
from kg.extraction.coreference import Cluster, cluster_mentions
from kg.extraction.dating import find_parsed_times
from kg.extraction.document import slug
from kg.extraction.doers import add_claimed_doers
from kg.extraction.events import find_stories, make_events, used_phrases
from kg.extraction.mentions import find_mentions
from kg.extraction.parsed import VOICES, ParsedArticle, Phrase
from kg.extraction.relations import RelationDraft, find_relations, find_stationed
from kg.extraction.standins import find_standins
from kg.extraction.things import find_things
from kg.extraction.uses import use_of_state
from kg.model import ArticleEntity, Claim, Document, Mention, PlaceName, Relation, Sentence, TimeExpression


def assemble(parsed: ParsedArticle) -> Document:
    """Run all steps and give what the article says."""
    sentences = find_sentences(parsed)
    find_mentions(parsed)
    clusters = cluster_mentions(parsed)
    parsed.named = frozenset(p.entity for p in parsed.phrases if p.kind == "name")
    times = find_parsed_times(parsed)
    claims, attributions = find_claims(parsed)
    relations = find_relations(parsed)
    _note_places(parsed, relations)
    contents = Contents(claims)
    stories = find_stories(parsed, times, sentences, contents)
    abouts = find_abouts(parsed, stories, contents)
    add_claimed_doers(parsed, stories, contents, abouts)
    relations = _with_new(relations, find_stationed(parsed, stories))
    used = (
        used_phrases(stories)
        | {id(p) for c in claims for p in (*c.speakers, *c.via)}
        | {id(p) for r in relations for p in (r.subject, r.object)}
    )
    standins = find_standins(parsed, clusters, claims, relations, used)
    entities, names = _entities(parsed, clusters, used, standins)
    events = make_events(parsed, stories, contents, abouts, names)
    return Document(
        article=parsed.article,
        sentences=sentences,
        entities=entities,
        times=tuple(_time(parsed, time) for time in times),
        events=tuple(events),
        claims=tuple(_claim(parsed, c, f"c{n + 1}", tuple(events[i].id for i in abouts[n]), names) for n, c in enumerate(claims)),
        relations=tuple(_relation(parsed, r, names) for r in relations),
        places=tuple(PlaceName(parsed.span(name.start, name.end), name.link) for name in parsed.place_names),
        things=find_things(parsed, (p for p in parsed.phrases if p.kind == "name" or id(p) in used)),
        attributions=tuple(_claim(parsed, a, f"b{n + 1}", (), names) for n, a in enumerate(attributions)),
    )


def find_sentences(parsed: ParsedArticle) -> tuple[Sentence, ...]:
    """Give the sentences with their paragraph; those in the article's title are titles."""
    title = parsed.article.title_span
    found: list[Sentence] = []
    at, paragraph = 0, 0
    for sent in parsed.doc.sents:
        words = [t for t in sent if not t.is_space]
        if words:
            span = parsed.span_of(words[0], words[-1])
            paragraph += parsed.text.count("\n", at, words[0].idx)
            at = words[0].idx
            found.append(Sentence(span, paragraph, title is not None and title.start <= span.start < title.end))
    return tuple(found)


def _note_places(parsed: ParsedArticle, relations: Sequence[RelationDraft]) -> None:
    """Let later steps know what is said to lie where."""
    for relation in relations:
        if relation.predicate in {"locatedIn", "stationedAt"}:
            parsed.located.add(frozenset({relation.subject.entity, relation.object.entity}))
        if relation.predicate == "locatedIn":
            parsed.located_in.setdefault(relation.subject.entity, []).append(relation.object)


def _with_new(relations: Sequence[RelationDraft], more: Sequence[RelationDraft]) -> list[RelationDraft]:
    """Add the relations that are not stated already."""
    known = {relation.key for relation in relations}
    return [*relations, *(relation for relation in more if relation.key not in known)]


# --- drafts to values ----------------------------------------------------------------------------------------------------------


def _entities(
    parsed: ParsedArticle, clusters: Sequence[Cluster], used: set[int], standins: Mapping[int, Sequence[tuple[int, int]]]
) -> tuple[tuple[ArticleEntity, ...], dict[int, str]]:
    """The entities of the clusters with a name or a phrase in use, and the entity id of each such cluster."""
    entities: dict[str, ArticleEntity] = {}
    names: dict[int, str] = {}
    for cluster in clusters:
        kept = [p for p in cluster.phrases if p.kind == "name" or id(p) in used]
        if not kept:
            continue
        name = _name(cluster, kept)
        link = cluster.links[0] if len(cluster.links) == 1 else None
        candidates = cluster.links if len(cluster.links) > 1 else ()
        id_ = _free(link or slug(name), entities)
        names[cluster.index] = id_
        mentions = tuple(_mention(parsed, p) for p in kept)
        pronouns = tuple(parsed.span(*stretch) for stretch in standins.get(cluster.index, ()))
        entities[id_] = ArticleEntity(id_, cluster.type, name, mentions, link, candidates, cluster.is_named, pronouns)
    return tuple(entities.values()), names


def _free(wanted: str, taken: dict[str, ArticleEntity]) -> str:
    """The id, with a number behind it if it is taken."""
    id, n = wanted, 2
    while id in taken:
        id, n = f"{wanted}-{n}", n + 1
    return id


def _name(cluster: Cluster, kept: Sequence[Phrase]) -> str:
    if cluster.name:
        return cluster.name
    named = [p.text for p in kept if p.kind == "name"] or [p.text for p in kept]
    return " ".join(max(named, key=len).split())


def _mention(parsed: ParsedArticle, phrase: Phrase) -> Mention:
    return Mention(parsed.span(phrase.start, phrase.end), phrase.kind, phrase.rule, use=use_of_state(parsed, phrase))


def _time(parsed: ParsedArticle, time: TimeExpression) -> TimeExpression:
    return TimeExpression(parsed.span(time.span.start, time.span.end), time.kind, time.value, time.edtf)


def _claim(parsed: ParsedArticle, draft: ClaimDraft, id: str, about: tuple[str, ...], names: dict[int, str]) -> Claim:
    """A claim, or an attribution; speakers of the latter that fill no other slot are told by their words only."""
    speakers = tuple(dict.fromkeys(names[p.entity] for p in draft.speakers if p.type in VOICES and p.entity in names))
    via = dict.fromkeys(names[p.entity] for p in draft.via if p.entity in names)
    words = draft.words or next(((p.start, p.end) for p in draft.speakers), None)
    return Claim(
        id=id,
        speakers=speakers,
        cue=parsed.span(*draft.cue),
        act=draft.act,
        content=parsed.span(*draft.content) if draft.content else None,
        via=tuple(name for name in via if name not in speakers),
        about=about,
        speaker_span=parsed.span(*words) if words else None,
        rule=draft.rule,
    )


def _relation(parsed: ParsedArticle, draft: RelationDraft, names: dict[int, str]) -> Relation:
    words = parsed.span(draft.start, draft.end)
    more = tuple(parsed.span(*stretch) for stretch in draft.more)
    return Relation(names[draft.subject.entity], draft.predicate, names[draft.object.entity], words, draft.rule, more_spans=more)
