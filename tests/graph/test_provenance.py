from __future__ import annotations

from pathlib import Path

import pytest
import sample
from pyoxigraph import Quad

import kg
from kg.graph.namespaces import article_iri, digest_iri, expand, graph_iri
from kg.graph.provenance import Provenance, provenance_rows, shipped_digests

GENERATED, USED = expand("prov:wasGeneratedBy"), expand("prov:used")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    return sample.quads(tmp_path_factory.mktemp("gazetteer"))


def test_every_article_comes_from_the_build_and_its_file(quads: list[Quad]) -> None:
    builds = {quad.object for quad in quads if quad.predicate == GENERATED}
    for document in (sample.first(), sample.second()):
        node = article_iri(document.article.id)
        assert [q.object for q in quads if q.subject == node and q.predicate == GENERATED] == list(builds)
        assert Quad(node, expand("prov:wasDerivedFrom"), digest_iri(document.article.sha256), node) in quads


def test_the_build_names_software_and_knowledge(quads: list[Quad]) -> None:
    told = {(str(q.predicate.value).rpartition("/")[2], q.object.value) for q in quads if q.graph_name == graph_iri("provenance")}
    assert ("softwareVersion", "1.2.3") in told
    assert any(q.predicate == USED and q.object == digest_iri("ab" * 32) for q in quads)


def test_the_same_knowledge_is_the_same_build_and_other_knowledge_another() -> None:
    one = Provenance(digests={"a.ttl": "11" * 32, "b.ttl": "22" * 32})
    assert one.activity == Provenance(digests={"b.ttl": "22" * 32, "a.ttl": "11" * 32}).activity
    assert one.activity != Provenance(digests={"a.ttl": "33" * 32, "b.ttl": "22" * 32}).activity
    assert one.activity != Provenance(extractor="other", digests=one.digests).activity
    assert one.version == kg.__version__


def test_nothing_in_it_tells_the_time() -> None:
    rows = list(provenance_rows(Provenance(digests={"a.ttl": "11" * 32})))
    assert rows == list(provenance_rows(Provenance(digests={"a.ttl": "11" * 32})))
    assert not [p for _, p, _ in rows if "Time" in p.value]


def test_shipped_knowledge_is_known_by_its_digests() -> None:
    digests = shipped_digests()
    assert "ontology.ttl" in digests
    assert all(len(digest) == 64 for digest in digests.values())
    assert not [name for name in digests if Path(name).is_absolute()]
