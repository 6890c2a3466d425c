from __future__ import annotations

from pathlib import Path

import pytest
import sample
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.graph.literals import integer, words
from kg.graph.namespaces import KG, article_iri, entity_iri, event_iri, expand, mention_iri, part_iri
from kg.graph.verification import Failure, verify

A, B = sample.first().article, sample.second().article
ONE, TWO = article_iri(A.id), article_iri(B.id)
OFFSETS = (expand("nif:beginIndex"), expand("nif:endIndex"), KG.textStart, KG.textEnd)
QUOTE = expand("nif:anchorOf")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return sample.quads(tmp_path_factory.mktemp("gazetteer"))


def mention(text: str, nth: int = 0) -> NamedNode:
    span = sample.find(A.text, text, nth)
    return mention_iri(A.id, span.start, span.end)


def put(quads: list[Quad], node: NamedNode, predicate: NamedNode, *values: NamedNode | Literal) -> list[Quad]:
    """The graph with other values of a property; none takes it away."""
    graph = next(q.graph_name for q in quads if q.subject == node)
    kept = [q for q in quads if (q.subject, q.predicate) != (node, predicate)]
    return [*kept, *(Quad(node, predicate, value, graph) for value in values)]


def facts(failures: tuple[Failure, ...]) -> str:
    return "\n".join(str(failure) for failure in failures)


def test_what_the_writer_writes_is_proven(quads: list[Quad]) -> None:
    assert verify(quads) == ()


def test_a_stores_default_graph_repeats_the_named_ones_and_is_passed_over(quads: list[Quad]) -> None:
    union = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    assert verify([*quads, *union]) == ()


def test_a_graph_object_is_asked_for_its_quads(quads: list[Quad]) -> None:
    class Graph:
        def quads(self) -> list[Quad]:
            return quads

    assert verify(Graph()) == ()


@pytest.mark.parametrize("at", range(0, len(A.text), 5))
def test_one_flipped_character_of_the_text_is_found(quads: list[Quad], at: int) -> None:
    text = A.text[:at] + chr(ord(A.text[at]) + 1) + A.text[at + 1 :]
    failures = verify(put(quads, ONE, KG.text, words(text)))
    assert "Article 'first.txt': the text is not the one that was read" in facts(failures)
    assert all(f.start <= at < f.end for f in failures if f.end)


def test_a_flipped_character_names_the_facts_that_rest_on_it(quads: list[Quad]) -> None:
    failures = verify(put(quads, ONE, KG.text, words(A.text.replace("struck", "stuck!"))))
    assert (
        "RocketAttack 'struck' (Rocket attack, Camp Falcon, 2022-05-02): other words stand at its offsets: expected 'struck', found 'stuck!'"
        in facts(failures)
    )
    claim = next(f for f in failures if f.fact == "Claim 'told' (assert)")
    span = sample.find(A.text, "At least three rockets struck Camp Falcon in Hajin on Monday")
    assert (claim.file, claim.start, claim.end) == ("first.txt", span.start, span.end)
    assert claim.expected == span.text
    assert "three rockets stuck! Camp" in claim.found


def test_every_flipped_offset_is_found_and_names_a_fact(quads: list[Quad]) -> None:
    """Each offset of the graph, one at a time, by one character up and down."""
    unseen = []
    for quad in [q for q in quads if q.predicate in OFFSETS]:
        for step in (1, -1):
            other = integer(int(quad.object.value) + step)
            failures = verify([Quad(quad.subject, quad.predicate, other, quad.graph_name) if q == quad else q for q in quads])
            if not any(failure.fact and failure.file for failure in failures):
                unseen.append((quad.subject, quad.predicate, other))
    assert unseen == []


def test_every_flipped_offset_is_found_without_text_too(tmp_path: Path) -> None:
    folder = _written(tmp_path / "articles")
    quads = sample.quads(tmp_path, with_text=False)
    for quad in [q for q in quads if q.predicate in OFFSETS][::9]:
        other = integer(int(quad.object.value) + 1)
        assert verify([Quad(quad.subject, quad.predicate, other, quad.graph_name) if q == quad else q for q in quads], folder)


def _written(folder: Path) -> Path:
    folder.mkdir()
    for article in (A, B):
        (folder / f"renamed-{article.file}").write_bytes(article.text.encode("utf-8"))
    return folder


def test_without_text_the_files_are_found_by_their_digests(tmp_path: Path) -> None:
    bare = sample.quads(tmp_path, with_text=False)
    assert verify(bare, _written(tmp_path / "articles")) == ()


def test_without_text_and_files_nothing_is_proven(tmp_path: Path) -> None:
    failures = verify(sample.quads(tmp_path, with_text=False))
    assert [(f.file, f.fact) for f in failures] == [("first.txt", "Article 'first.txt'"), ("second.txt", "Article 'second.txt'")]
    assert "--articles" in failures[0].reason


def test_a_changed_file_is_not_taken_for_the_article(tmp_path: Path) -> None:
    folder = _written(tmp_path / "articles")
    (folder / "renamed-first.txt").write_text(A.text + " ", encoding="utf-8")
    failures = verify(sample.quads(tmp_path, with_text=False), folder)
    assert [f.file for f in failures] == ["first.txt"]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("struck", "RocketAttack 'Other words' (Rocket attack, Camp Falcon, 2022-05-02)"),
        ("rockets", "RocketAttack 'struck'"),
        ("on Monday", "RocketAttack 'struck'"),
        ("At least three rockets", "quantity-munitions of RocketAttack 'struck'"),
        ("told", "Claim 'Other words' (assert)"),
        ("The Red Militia", "Claim 'denied' (deny)"),
        ("The Red Militia, backed by Iran", "Relation 'Iran' backs 'Red Militia'"),
        ("Camp Falcon", "role-targets of RocketAttack 'struck'"),
        ("May 3, 2022", "Article 'first.txt'"),
    ],
)
def test_a_changed_quote_names_its_fact(quads: list[Quad], words: str, fact: str) -> None:
    failures = verify(put(quads, mention(words), QUOTE, Literal("Other words")))
    assert [f for f in failures if f.fact.startswith(fact) and f.expected == "Other words" and f.found == words]


LACKING = [
    (part_iri(A.id, "e1"), KG.trigger, "EventMention"),
    (part_iri(A.id, "e1-arg-0"), KG.evidence, "Argument"),
    (part_iri(A.id, "e1-quantity-0"), KG.evidence, "Quantity"),
    (part_iri(A.id, "c1"), KG.cue, "Claim"),
    (part_iri(A.id, "relation-0"), KG.evidence, "RelationStatement"),
]


@pytest.mark.parametrize(("node", "predicate", "kind"), LACKING, ids=[kind for *_, kind in LACKING])
def test_a_fact_without_evidence_is_found(quads: list[Quad], node: NamedNode, predicate: NamedNode, kind: str) -> None:
    failures = verify(put(quads, node, predicate))
    assert [f for f in failures if f.node == node.value and "no evidence" in f.reason and f.file == "first.txt"]


@pytest.mark.parametrize(
    ("node", "predicate", "value", "reason"),
    [
        (part_iri(A.id, "e1"), KG.trigger, mention_iri(A.id, 3, 4), "rests on a mention that the graph does not describe"),
        (part_iri(B.id, "e1"), KG.trigger, mention("struck"), "rests on words of another article"),
        (part_iri(A.id, "e1"), KG.agent, entity_iri("iran"), "no words state one of its agents: Iran"),
        (event_iri("shelling-camp-falcon-2022-05"), KG.agent, entity_iri("iran"), "no words state one of its agents: Iran"),
        (event_iri("shelling-camp-falcon-2022-05"), KG.quantity, part_iri(A.id, "e1-quantity-0"), "none of its mentions has this"),
        (event_iri("shelling-camp-falcon-2022-05"), KG.hasMention, part_iri(A.id, "none"), "no article tells it"),
        (
            part_iri(B.id, "c1"),
            KG.about,
            event_iri("rocket-attack-camp-falcon-2022-05-02"),
            "it is about none of the mentions of Rocket attack",
        ),
        (entity_iri("iran"), KG.hasArticleEntity, part_iri(A.id, "entity-none"), "no mention stands for it"),
        (mention("struck"), expand("nif:referenceContext"), TWO, "not said to be of the article that its name says"),
        (mention("struck"), KG.inSentence, part_iri(A.id, "sentence-0"), "does not begin in its sentence"),
        (ONE, KG.wordsSha256, words("0" * 64), "the digest differs"),
        (ONE, KG.sha256, words("0" * 64), "its digest differs"),
    ],
)
def test_a_statement_that_nothing_supports_is_found(
    quads: list[Quad], node: NamedNode, predicate: NamedNode, value: NamedNode, reason: str
) -> None:
    assert reason in facts(verify(put(quads, node, predicate, value)))


def test_a_relation_without_a_statement_is_found(quads: list[Quad]) -> None:
    bare = Quad(entity_iri("iran"), KG.controls, entity_iri("hajin"), ONE)
    assert "no words state this relation: Iran" in facts(verify([*quads, bare]))


def test_mentions_of_an_article_that_is_gone_are_found(quads: list[Quad]) -> None:
    gone = [q for q in quads if q.subject != TWO]
    assert "its article is not in the graph" in facts(verify(gone))


def test_failures_are_sorted_and_say_where(quads: list[Quad]) -> None:
    failures = verify(put(quads, ONE, KG.text, words(A.text.replace("rockets", "packets"))))
    assert failures == tuple(sorted(failures))
    assert str(failures[-1]).startswith("first.txt, characters ")
