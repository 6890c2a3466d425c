"""The knowledge a graph was built with goes in; the build that made it comes out in PROV-O, without a clock: same input, same bytes.

The build is named by what went into it, so that two people's graphs of one version merge into one account.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg import __version__
from kg.graph.literals import english, words
from kg.graph.namespaces import BASE, RDF_TYPE, RDFS_LABEL, content_iri, digest_iri, expand
from kg.graph.writing.scope import Row

ACTIVITY, AGENT, SOURCE = expand("prov:Activity"), expand("prov:SoftwareAgent"), expand("prov:Entity")
USED, GENERATED_BY, ASSOCIATED = expand("prov:used"), expand("prov:wasGeneratedBy"), expand("prov:wasAssociatedWith")
VERSION = expand("schema:softwareVersion")


@dataclass(frozen=True)
class Provenance:
    """What a graph is built with: the extractor's name, and the SHA-256 of each knowledge file by its name."""

    extractor: str = "rules"
    version: str = __version__
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def activity(self) -> NamedNode:
        """The IRI of the build."""
        return content_iri("build", self.version, self.extractor, json.dumps(dict(self.digests), sort_keys=True))


def shipped_digests() -> dict[str, str]:
    """Give the SHA-256 of the ontology and of every lexicon and gazetteer file that is shipped, by name."""
    from kg.resources import data_path, digests, gazetteer_paths

    return digests(
        [data_path("ontology.ttl"), *data_path("lexicon").glob("*.toml"), *gazetteer_paths(), data_path("gazetteer", "world.tsv")]
    )


def provenance_rows(provenance: Provenance) -> Iterator[Row]:
    """Describe the build: the software and its version, the extractor, and the knowledge files by their digests."""
    build, software = provenance.activity, NamedNode(f"{BASE}software/conflict-kg-{provenance.version}")
    yield build, RDF_TYPE, ACTIVITY
    yield build, RDFS_LABEL, english(f"Build with conflict-kg {provenance.version}, extractor {provenance.extractor}")
    yield build, ASSOCIATED, software
    yield software, RDF_TYPE, AGENT
    yield software, RDFS_LABEL, english("conflict-kg")
    yield software, VERSION, words(provenance.version)
    for name, sha256 in sorted(provenance.digests.items()):
        source = digest_iri(sha256)
        yield build, USED, source
        yield source, RDF_TYPE, SOURCE
        yield source, RDFS_LABEL, english(name)


def generated_row(graph: NamedNode, provenance: Provenance) -> Row:
    """Say that a graph comes from the build."""
    return graph, GENERATED_BY, provenance.activity
