"""Tables of actors (CSV) beside this script go in; their gazetteer files (Turtle) come out, the same bytes each time.

`forces`, `governments`, `outlets`, `organizations` and `persons` hold one researched entry a row. `actor_states.csv` says for which
states a rule adds what a row would only repeat: "Iraqi troops" for the Iraqi Armed Forces, an entry for the Iraqi Ministry of Defense.

    python scripts/gazetteer/actors.py [FOLDER]      (FOLDER: where to write, else kg/data/gazetteer)
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parents[1] / "kg" / "data" / "gazetteer"
SOURCE = "Compiled by hand for this gazetteer from general reference knowledge"
LICENSE = "Apache-2.0"
TYPES = {
    "forces": frozenset({"MilitaryForce", "ArmedGroup"}),
    "governments": frozenset({"Government"}),
    "outlets": frozenset({"MediaOutlet"}),
    "organizations": frozenset({"Organization", "Company"}),
    "persons": frozenset({"Person"}),
}
PREFIXES = """\
@prefix kg: <https://w3id.org/conflict-kg/ontology#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
"""

MEMBERS = (
    "forces", "troops", "soldiers", "servicemen", "military", "armed forces", "military forces", "military personnel",
    "aircraft", "convoy", "convoys",
)  # fmt: skip
BRANCHES = {"army": "Army", "air_force": "Air Force", "navy": "Navy"}
BODIES = {
    "foreign": ("Ministry of Foreign Affairs", ("foreign ministry", "foreign affairs ministry", "ministry of foreign affairs")),
    "defense": ("Ministry of Defense", ("defense ministry", "ministry of defense")),
    "interior": ("Ministry of Interior", ("interior ministry", "ministry of interior", "ministry of the interior")),
    "parliament": ("Parliament", ("parliament",)),
    "presidency": ("Presidency", ("presidency", "presidential office")),
}
AMERICAN_BRITISH = {
    "Center": "Centre", "Defense": "Defence", "Labor": "Labour", "Mobilization": "Mobilisation", "Organization": "Organisation",
}  # fmt: skip
AMBIGUOUS = frozenset({"CJTF", "SAC", "SNA"})  # shared by two entries: linked only where the article settles it
LOADED = re.compile(r"\b(terrorist|regime\b|occupation|so-called|puppet|proxy|proxies|illegal|extremist|thug|invader)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor, as it will stand in the gazetteer."""

    slug: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    country: str = ""
    parents: tuple[str, ...] = ()
    backers: tuple[str, ...] = ()
    owner: str = ""  # "id:<slug>", or words
    wikidata: str = ""
    source: str = ""
    note: str = ""
    is_generated: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that is matched without regard to case."""
        return (self.label, *self.aliases)


def make_slug(name: str) -> str:
    """Give the local part of an IRI for a name.

    >>> make_slug("Kata'ib Hezbollah"), make_slug("Élysée Palace")
    ('kataib-hezbollah', 'elysee-palace')
    """
    return "-".join(make_key(name).split())


def make_key(name: str) -> str:
    """Fold case, accents, apostrophes, dots and hyphens: what names are compared by.

    >>> make_key("U.S. Army") == make_key("US army"), make_key("Al-Qa’ida")
    (True, 'al qaida')
    """
    name = re.sub(r"['’ʼ.](?=s\b)|['’ʼ.]", "", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


# --- tables in -------------------------------------------------------------------------------------------------------


def read_rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_entries(path: Path) -> list[Entry]:
    """Give the researched entries of a table."""
    return [
        Entry(
            row["slug"], row["type"], row["label"], _split(row["aliases"]), _split(row["abbreviations"]), row["country"],
            _split(row["parent"]), _split(row["backer"]), row["owner"], row["wikidata"], row["source"], row["note"],
        )
        for row in read_rows(path)
    ]  # fmt: skip


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


# --- what the rule adds ----------------------------------------------------------------------------------------------


def generate_forces(state: dict[str, str]) -> Iterator[Entry]:
    """Give a state's armed forces with "<adjective> troops" and the like as names, and its army, air force and navy."""
    if state["forces"] == "-":
        return
    prefixes = _split(state["prefixes"])
    slug = state["forces"] or f"{state['stem']}-armed-forces"
    words = MEMBERS if state["army"] != "-" else (*MEMBERS, "army")
    names = tuple(f"{prefix} {word}" for prefix in prefixes for word in words)
    yield Entry(slug, "MilitaryForce", f"{prefixes[0]} Armed Forces", names, country=state["state"], is_generated=True)
    for branch, word in BRANCHES.items():
        if state[branch] != "-":
            own = state[branch] or f"{state['stem']}-{word.lower().replace(' ', '-')}"
            names = tuple(f"{prefix} {word}" for prefix in prefixes)
            yield Entry(own, "MilitaryForce", names[0], names[1:], country=state["state"], parents=(slug,), is_generated=True)


def generate_bodies(state: dict[str, str]) -> Iterator[Entry]:
    """Give a state's ministries, parliament and presidency, where the table asks for them."""
    asked = BODIES if state["bodies"] == "all" else _split(state["bodies"])
    prefixes, name = _split(state["prefixes"]), state["name"]
    of = f"of {'the ' if re.match('United|Dem|Phil|Neth', name) else ''}{name}"
    for kind in asked:
        if kind == "-" or state[kind] == "-":
            continue
        title, words = BODIES[kind]
        names = [f"{prefix} {word}" for prefix in prefixes for word in words]
        names += [f"{_title(word)} {of}" for word in words] + [f"{name}'s {word}" for word in words]
        slug = state[kind] or f"{state['stem']}-{make_slug(title)}"
        yield Entry(slug, "Government", f"{prefixes[0]} {title}", tuple(names), country=state["state"], is_generated=True)


def _title(words: str) -> str:
    return " ".join(word if word in {"of", "the"} else word.capitalize() for word in words.split())


def merge(researched: list[Entry], generated: Iterable[Entry]) -> list[Entry]:
    """Add the generated entries; of one that is researched only names that no researched entry has."""
    entries = {entry.slug: entry for entry in researched}
    taken = {make_key(name) for entry in researched for name in entry.names}
    for new in generated:
        names = _free(new.names, taken)
        taken.update(map(make_key, names))
        if known := entries.get(new.slug):
            entries[new.slug] = replace(known, aliases=(*known.aliases, *_but_label(known.label, names)))
        else:
            entries[new.slug] = replace(new, aliases=_but_label(new.label, names))
    return list(entries.values())


def respell(entries: list[Entry]) -> list[Entry]:
    """Add British and American spellings of every name, where no entry has them yet."""
    taken = {make_key(name) for entry in entries for name in entry.names}
    result = []
    for entry in entries:
        variants = _free([v for name in entry.names for v in spellings(name)], taken)
        taken.update(map(make_key, variants))
        result.append(replace(entry, aliases=(*entry.aliases, *variants)))
    return result


def spellings(name: str) -> tuple[str, ...]:
    """Give a name's other spellings.

    >>> spellings("Iraqi defense ministry")
    ('Iraqi defence ministry',)
    """
    pairs = [pair for one, other in AMERICAN_BRITISH.items() for pair in ((one, other), (other, one))]
    pairs += [(here.lower(), there.lower()) for here, there in pairs]
    return tuple(re.sub(rf"\b{here}\b", there, name) for here, there in pairs if re.search(rf"\b{here}\b", name))


def _free(names: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    return tuple({make_key(name): name for name in reversed(list(names)) if make_key(name) not in taken}.values())[::-1]


def _but_label(label: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if make_key(name) != make_key(label))


def build(folder: Path = HERE) -> dict[str, list[Entry]]:
    """Give all entries by file, researched and generated, sorted by slug."""
    states = read_rows(folder / "actor_states.csv")
    tables = {name: read_entries(folder / f"{name}.csv") for name in TYPES}
    tables["forces"] = merge(tables["forces"], (entry for state in states for entry in generate_forces(state)))
    tables["governments"] = merge(tables["governments"], (entry for state in states for entry in generate_bodies(state)))
    return {name: sorted(respell(entries), key=lambda entry: entry.slug) for name, entries in tables.items()}


# --- checks ----------------------------------------------------------------------------------------------------------


def find_mistakes(tables: dict[str, list[Entry]], states: Iterable[str]) -> list[str]:
    """Say what is wrong with the entries, one sentence a mistake; nothing if all is well."""
    entries = [entry for table in tables.values() for entry in table]
    known = {entry.slug for entry in entries} | set(states)
    mistakes = [f"{e.slug}: a {e.type} in {table}.csv" for table, found in tables.items() for e in found if e.type not in TYPES[table]]
    for entry in entries:
        mistakes += [f"{entry.slug}: {what}" for what in _own_mistakes(entry, known)]
    mistakes += [f"slug {slug!r} is of {count} rows" for slug, count in Counter(e.slug for e in entries).items() if count > 1]
    mistakes += _shared(((make_key(name), e.slug) for e in entries for name in e.names), "name")
    abbreviations = ((name.replace(".", ""), e.slug) for e in entries for name in e.abbreviations)
    mistakes += _shared((pair for pair in abbreviations if pair[0] not in AMBIGUOUS), "abbreviation")
    mistakes += _shared(((e.wikidata, e.slug) for e in entries if e.wikidata), "Wikidata item")
    return sorted(mistakes)


def _own_mistakes(entry: Entry, known: set[str]) -> Iterator[str]:
    owner = (entry.owner.removeprefix("id:"),) if entry.owner.startswith("id:") else ()
    for other in (*entry.parents, *entry.backers, *owner, *((entry.country,) if entry.country else ())):
        if other not in known:
            yield f"refers to {other!r}, which is no entry"
        if other == entry.slug:
            yield "refers to itself"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug):
        yield "the slug has other than a-z, 0-9 and single hyphens"
    if LOADED.search(entry.label):
        yield f"the label {entry.label!r} is not neutral"
    if entry.wikidata and not re.fullmatch(r"Q[1-9]\d*", entry.wikidata):
        yield f"{entry.wikidata!r} is no Wikidata item"
    for name in entry.names:
        if len(make_key(name)) < 2 or (name.islower() and " " not in name and "." not in name):
            yield f"the name {name!r} would match common words; put it among the abbreviations or leave it out"
    for name in entry.abbreviations:
        if not any(c.isupper() for c in name):
            yield f"the abbreviation {name!r} has no capital"


def _shared(pairs: Iterable[tuple[str, str]], what: str) -> list[str]:
    owners: dict[str, set[str]] = {}
    for value, slug in pairs:
        owners.setdefault(value, set()).add(slug)
    return [f"{what} {value!r} is of {', '.join(sorted(slugs))}" for value, slugs in owners.items() if len(slugs) > 1]


# --- Turtle out ------------------------------------------------------------------------------------------------------


def to_turtle(entries: Iterable[Entry]) -> str:
    """Give the entries as Turtle."""
    return "\n".join((PREFIXES, *map(_entry_turtle, entries)))


def _entry_turtle(entry: Entry) -> str:
    is_owned_by_entry = entry.owner.startswith("id:")
    note = entry.note if is_owned_by_entry or not entry.owner else f"Owner: {entry.owner}." + (f" {entry.note}" if entry.note else "")
    values = {
        "rdfs:label": [_text(entry.label) + "@en"],
        "skos:altLabel": [_text(name) + "@en" for name in sorted(set(entry.aliases), key=lambda name: (name.lower(), name))],
        "kg:abbreviation": [_text(name) for name in sorted(set(entry.abbreviations))],
        "kg:country": [f"id:{entry.country}"] if entry.country else [],
        "kg:parent": [f"id:{slug}" for slug in sorted(entry.parents)],
        "kg:backer": [f"id:{slug}" for slug in sorted(entry.backers)],
        "kg:owner": [entry.owner] if is_owned_by_entry else [],
        "kg:wikidata": [_text(entry.wikidata)] if entry.wikidata else [],
        "rdfs:comment": [_text(note) + "@en"] if note else [],
        "dct:source": [_text(entry.source or SOURCE)],
        "dct:license": [_text(LICENSE)],
        "kg:curation": ["kg:curation-generated" if entry.is_generated else "kg:curation-researched"],
    }
    lines = [f"    {name} {', '.join(found)}" for name, found in values.items() if found]
    return f"id:{entry.slug} a kg:{entry.type} ;\n" + " ;\n".join(lines) + " .\n"


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(arguments: list[str]) -> int:
    """Check the tables and write the files; with mistakes, name them and write nothing."""
    folder = Path(arguments[0]) if arguments else OUTPUT
    tables = build()
    mistakes = find_mistakes(tables, (make_slug(row["label"]) for row in read_rows(HERE / "states.csv")))
    if mistakes:
        print("\n".join(mistakes), file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in tables.items():
        (folder / f"{name}.ttl").write_text(to_turtle(entries), encoding="utf-8", newline="\n")
        print(f"{name}.ttl: {len(entries)} entries, {sum(len(e.names) + len(e.abbreviations) for e in entries)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
