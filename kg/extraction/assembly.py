"""The steps of extraction in order: a parsed article in, its `Document` out.

What fills no slot of an event, a claim or a relation is left out, unless it is a name: "soldiers" that nobody fights are not worth a mention.
"""

from __future__ import annotations

from kg.extraction import attribution, coreference, dating, events, mentions, relations
from kg.extraction.coreference import Cluster
from kg.extraction.document import slug
from kg.extraction.parsed import ACTORS, ParsedArticle, Phrase
from kg.model import ArticleEntity, Claim, Document, Mention, Relation, Sentence, TimeExpression


def assemble(parsed: ParsedArticle) -> Document:
    """Run all steps and give what the article says."""
    sentences = find_sentences(parsed)
    mentions.find_mentions(parsed)
    clusters = coreference.cluster_mentions(parsed)
    times = dating.find_parsed_times(parsed)
    drafts = attribution.find_claims(parsed)
    related = relations.find_relations(parsed)
    parsed.located = {frozenset({r.subject.entity, r.object.entity}) for r in related if r.predicate in {"locatedIn", "stationedAt"}}
    for r in related:
        if r.predicate == "locatedIn":
            parsed.located_in.setdefault(r.subject.entity, []).append(r.object)
    stories = events.find_stories(parsed, times, sentences, drafts)
    known = {(r.subject.entity, r.predicate, r.object.entity) for r in related}
    related += [r for r in relations.find_stationed(parsed, stories) if (r.subject.entity, r.predicate, r.object.entity) not in known]
    used = events.used_phrases(stories)
    used |= {id(p) for d in drafts for p in (*d.speakers, *d.via)} | {id(p) for r in related for p in (r.subject, r.object)}
    entities, names = _entities(parsed, clusters, used)
    made = events.make_events(parsed, stories, drafts, names)
    abouts = events.find_abouts(stories, drafts)
    return Document(
        article=parsed.article,
        sentences=sentences,
        entities=entities,
        times=tuple(_time(parsed, t) for t in times),
        events=tuple(made),
        claims=tuple(_claim(parsed, d, f"c{n + 1}", tuple(made[i].id for i in abouts[n]), names) for n, d in enumerate(drafts)),
        relations=tuple(_relation(parsed, r, names) for r in related),
    )


def find_sentences(parsed: ParsedArticle) -> tuple[Sentence, ...]:
    """Give the sentences with their paragraph; a first line without a full stop is a title."""
    title = parsed.article.title_span
    found = []
    text = parsed.text
    for sent in parsed.doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        span = parsed.span(words[0].idx, words[-1].idx + len(words[-1]))
        paragraph = text.count("\n", 0, words[0].idx)
        is_title = title is not None and title.start <= span.start < title.end
        found.append(Sentence(span, paragraph, is_title))
    return tuple(found)


def _entities(parsed: ParsedArticle, clusters: list[Cluster], used: set[int]) -> tuple[tuple[ArticleEntity, ...], dict[int, str]]:
    entities: list[ArticleEntity] = []
    names: dict[int, str] = {}
    taken: set[str] = set()
    for cluster in clusters:
        kept = [p for p in cluster.phrases if p.kind == "name" or id(p) in used]
        if not kept:
            continue
        name = _name(cluster, kept)
        link = cluster.links[0] if len(cluster.links) == 1 else None
        wanted = link or slug(name)
        id_, n = wanted, 2
        while id_ in taken:
            id_, n = f"{wanted}-{n}", n + 1
        taken.add(id_)
        names[cluster.index] = id_
        candidates = cluster.links if len(cluster.links) > 1 else ()
        entities.append(
            ArticleEntity(id_, cluster.type, name, tuple(_mention(parsed, p) for p in kept), link, candidates, cluster.is_named)
        )
    return tuple(entities), names


def _name(cluster: Cluster, kept: list[Phrase]) -> str:
    if cluster.name:
        return cluster.name
    named = [p.text for p in kept if p.kind == "name"] or [p.text for p in kept]
    return " ".join(max(named, key=len).split())


def _mention(parsed: ParsedArticle, phrase: Phrase) -> Mention:
    return Mention(parsed.span(phrase.start, phrase.end), phrase.kind, phrase.rule, phrase.confidence)


def _time(parsed: ParsedArticle, time: TimeExpression) -> TimeExpression:
    return TimeExpression(parsed.span(time.span.start, time.span.end), time.kind, time.value, time.edtf)


def _claim(parsed: ParsedArticle, draft: attribution.ClaimDraft, id: str, about: tuple[str, ...], names: dict[int, str]) -> Claim:
    speakers = tuple(dict.fromkeys(names[p.entity] for p in draft.speakers if p.type in ACTORS))
    first = draft.speakers[0]
    return Claim(
        id=id,
        speakers=speakers,
        cue=parsed.span(*draft.cue),
        act=draft.act,
        content=parsed.span(*draft.content) if draft.content else None,
        via=tuple(dict.fromkeys(names[p.entity] for p in draft.via if p.entity in names and names[p.entity] not in speakers)),
        about=about,
        speaker_span=parsed.span(first.start, first.end),
        rule=draft.rule,
        confidence=0.8,
    )


def _relation(parsed: ParsedArticle, draft: relations.RelationDraft, names: dict[int, str]) -> Relation:
    return Relation(
        names[draft.subject.entity], draft.predicate, names[draft.object.entity], parsed.span(draft.start, draft.end), draft.rule, 0.7
    )
