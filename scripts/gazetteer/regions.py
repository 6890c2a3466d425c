"""ISO 3166-2 regions, the researched table and GeoNames' places in, entries of regions out.

A region's point is the middle of the area that its populated places stand in; its precision the distance within which nineteen of twenty of them lie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import places
import states
from entry import Entry
from sources import GEONAMES, REGION_CODES, RESEARCHED, Sources, split, table
from spelling import distinct, fold, key, slugify

HEADER = """Regions: first-level divisions of states (with ISO 3166-2 codes), and regions within, across and beyond states, seas among them.
Codes and names: iso3166-2-db 2.3.11, MIT licence. Points: from the populated places of GeoNames, CC BY 4.0, https://www.geonames.org/.
Entries marked kg:curation-researched, spellings and comments: researched. Made by scripts/gazetteer/build.py; do not edit."""

KINDS = {
    "SY": "Governorate", "IQ": "Governorate", "YE": "Governorate", "LB": "Governorate", "JO": "Governorate", "EG": "Governorate", "KW": "Governorate",
    "OM": "Governorate", "TN": "Governorate", "BH": "Governorate", "IR": "Province", "AF": "Province", "TR": "Province", "AM": "Province",
    "CD": "Province", "MZ": "Province", "TD": "Province", "BI": "Province", "RW": "Province", "CF": "Prefecture", "LY": "District", "IL": "District",
    "AZ": "District", "ML": "Region", "NE": "Region", "BF": "Region", "ER": "Region", "SA": "Region", "PE": "Region", "PH": "Region", "DJ": "Region",
    "CM": "Region", "BY": "Region", "ET": "Region", "NG": "State", "CO": "Department", "HN": "Department", "SV": "Department", "GT": "Department",
    "HT": "Department",
}  # fmt: skip
"""What divisions are called where their name is not used alone."""

ALONE = ("PK", "IN", "MM", "SD", "SO", "SS", "MX", "VE", "EC", "RU", "UA", "GE", "CN", "US", "GB", "AE", "TJ", "KG", "KE", "UG", "TH", "KP",
         "CA", "AU", "ZA", "BR", "AR", "CL", "BO", "PY", "PA", "NI", "CR", "CU", "DO", "ID", "MY", "LK", "NP", "BD", "KH", "LA", "JP", "DE",
         "ES", "IT", "FR", "PL", "RS", "BA", "AO", "ZW", "ZM", "TZ", "CI", "GN", "SN", "GH", "MR", "SL", "LR", "CG", "DZ", "MA", "MG", "MW", "NZ",
         "SE", "NO", "DK", "NL", "BE", "IE", "AT", "CH", "RO", "MD", "KZ", "UZ")  # fmt: skip
"""Further states whose divisions are taken, under their names as they stand."""

_KIND_WORDS = (
    "Governorate",
    "Province",
    "Oblast",
    "Krai",
    "Region",
    "State",
    "District",
    "Department",
    "Prefecture",
    "Division",
    "department",
    "Okrug",
)
_SPOKEN = {
    "Governorate": ("governorate", "province"),
    "Oblast": ("oblast", "region", "province"),
    "Krai": ("krai", "region"),
    "Department": ("department", "province"),
    "Prefecture": ("prefecture", "province"),
    "District": ("district",),
    "Province": ("province",),
    "Region": ("region", "province"),
    "State": ("state",),
}
"""The words that news puts behind a bare name, by what the division is called."""


def build(sources: Sources) -> tuple[list[Entry], dict[tuple[str, str], Entry]]:
    """Make the entries, and give the division of each country and GeoNames code."""
    towns = defaultdict(list)
    for city in sources.cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    rows = {row["code"]: row for row in table("regions.csv") if row["code"]}
    entries: list[Entry] = []
    by_admin: dict[tuple[str, str], Entry] = {}
    for code, country, admin, row in _divisions(sources, rows):
        if not row["latitude"] and not towns[country, admin]:
            print(f"left out, having neither places nor a point in regions.csv: {code} {row['label']}")
            continue
        entries.append(_division(code, country, row, towns[country, admin], sources))
        by_admin[country, admin] = entries[-1]
    for row in table("regions.csv"):
        if not row["code"]:
            entries.append(_researched(row))
            by_admin[row["country"], row["admin"]] = entries[-1]
    _make_distinct(entries)
    return entries, {place: entry for place, entry in by_admin.items() if place[1]}


def _divisions(sources: Sources, rows: dict[str, dict[str, str]]) -> list[tuple[str, str, str, dict[str, str]]]:
    """List the divisions (code, country, GeoNames code, researched row) of the countries taken, those of the table first."""
    found = {code: (code, row["country"], row["admin"], row) for code, row in rows.items() if row["label"] != "-" and row["admin"]}
    taken = {(country, admin) for _, country, admin, _ in found.values()} | {(row["country"], row["admin"]) for row in table("regions.csv")}
    for country in (*KINDS, *ALONE):
        for region in sources.regions.get(country, []):
            code, admin = f"{country}-{region['iso']}", region.get("admin") or ""
            row = rows.get(code, {"label": _label(region, country, sources), "aliases": "", "latitude": "", "comment": ""})
            if region["iso"] and row["label"] != "-" and code not in found and (country, admin) not in taken:
                found[code] = (code, country, admin, row)
    for code, row in rows.items():
        if row["label"] != "-" and code not in found and row["latitude"]:
            found[code] = (code, row["country"], "", row)
    return [found[code] for code in sorted(found)]


def _label(region: dict[str, Any], country: str, sources: Sources) -> str:
    name = region["names"].get("en") or region["name"]
    name = " ".join(word if word != "department" else "Department" for word in name.replace("’", "'").split())
    kind = KINDS.get(country)
    has_kind = name.endswith(_KIND_WORDS) or "Region" in name or "District" in name
    if kind is None and sources.is_common(key(name)) and country in ("MX", "VE", "EC", "KG", "PK"):  # a name to be told from "Miranda"
        kind = "State" if country in ("MX", "VE") else "Province"
    label = name if has_kind or kind is None else f"{name} {kind}"
    stem = label.removesuffix(f" {_kind(label)}").lower()
    return f"{label} ({states.labels()[country]})" if stem in GENERIC or key(stem) in map(key, states.slugs().values()) else label


def _kind(label: str) -> str | None:
    return next((kind for kind in _KIND_WORDS if label.endswith(" " + kind)), None)


def _division(code: str, country: str, row: dict[str, str], towns: Sequence[dict[str, Any]], sources: Sources) -> Entry:
    label = row["label"]
    bases = (
        [alias for alias in split(row["aliases"]) if not _is_abbreviation(alias)]
        if row["aliases"]
        else [name for name in _bases(label) if not sources.is_common(key(name))]
    )
    is_given = bool(row["latitude"])
    point = (float(row["latitude"]), float(row["longitude"]), int(row["precision"])) if is_given else spread(towns)
    latitude, longitude, precision = point
    return Entry(
        id=slugify(label),
        type="Region",
        label=label,
        aliases=distinct([*_with_kind(label, bases), *bases], [label]) if not row["aliases"] else [*_with_kind(label, bases), *bases],
        country=states.slugs()[country],
        abbreviations=[alias for alias in split(row["aliases"]) if _is_abbreviation(alias)],
        codes={"regionCode": code},
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        comment=row["comment"] or None,
        source=f"{REGION_CODES}; point: {'researched' if is_given else GEONAMES[0]}",
        license="MIT" if is_given else "MIT AND CC-BY-4.0",
    )


def bare_names(label: str) -> list[str]:
    """Give a division's name without the word for its kind and without the country, and that in plain letters."""
    bare = label.split(" (")[0]
    for kind in _KIND_WORDS:
        bare = bare.removesuffix(" " + kind)
    return [bare, fold(bare)] if bare != label else [fold(bare)]


def _bases(label: str) -> list[str]:
    """Give the bare names that a division goes by: none where that is a state's name or a common word."""
    names = bare_names(label)
    without_article = [name[3:] for name in names if name[:3] in ("Al ", "Al-")]
    names += [*without_article, *("al-" + name for name in without_article)]
    return [name for name in names if name.lower() not in _FORBIDDEN | _SEATS | states.names() and len(name) > 2]


def _with_kind(label: str, bases: Sequence[str]) -> list[str]:
    """Give each bare name with the words that news puts behind it: "Idlib province"."""
    kind = next((kind for kind in _SPOKEN if f" {kind}" in label), None)
    stem = label.split(" (")[0].removesuffix(f" {kind}")
    if stem != label.split(" (")[0] and stem.lower() in GENERIC:
        return []
    words = tuple(kind.split()[0:1]) + _SPOKEN[kind] if kind else ()
    stems = distinct([stem, fold(stem), *bases]) if stem.lower() not in GENERIC else []
    plain = [name for name in stems if " of " not in name and name.split()[-1].lower() not in {word.lower() for word in _KIND_WORDS}]
    return [f"{name} {word.lower()}" for name in plain for word in dict.fromkeys(word.lower() for word in words)]


GENERIC = frozenset(
    "north south east west central northern southern eastern western centre capital northwest southwest est nord sud littoral coast".split()
) | {"far north", "north central", "north eastern", "federal", "capital"}
"""Names that many countries give to a division."""

_FORBIDDEN = (
    GENERIC
    | frozenset(
        "niger delta rivers plateau bay bari lac lake unity lakes sahel mon shan chin yobe edo ondo osun amur somali amhara afar cortés cortes santander van "
        "ordu batman gaza imo maputo bam bale sud-ouest nord-est sud-est nord-ouest sucre mérida merida amazonas kurdistan".split()
    )
    | {"red sea", "white nile", "blue nile", "river nile", "cross river", "northern borders", "new valley", "la paz", "la libertad"}
)
"""Bare names that are common words, peoples or other places: only used with "state", "region" and the like."""

_SEATS = frozenset(
    "baghdad damascus tehran kabul kyiv kiev beirut khartoum cairo amman muscat tunis ankara islamabad tripoli doha lima moscow minsk nicosia djibouti "
    "bogotá managua jerusalem sanaa riyadh luanda kampala bujumbura niamey bangui bamako dodoma haifa benghazi istanbul aden guatemala".split()
) | {"san salvador", "abu dhabi", "tel aviv"}
"""Cities that are meant by their bare name, rather than the division around them."""


def spread(towns: Sequence[dict[str, Any]]) -> tuple[float, float, int]:
    """Give the middle of the area that places stand in (latitude, longitude), and the radius in metres that holds nineteen of twenty."""
    points = [(town["longitude"], town["latitude"]) for town in towns]
    mean = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    away = sorted(places.distance(mean, point) for point in points)
    limit = 2.5 * away[len(away) * 9 // 10]  # what lies farther off is filed under the wrong division
    longitude, latitude = places.middle([point for point in points if places.distance(mean, point) <= limit])
    distances = sorted(places.distance((longitude, latitude), point) for point in points)
    radius = distances[min(len(distances) - 1, len(distances) * 19 // 20)]
    fewest = 10 if len(towns) >= 3 else 50
    return round(latitude, 2), round(longitude, 2), 1000 * round(max(fewest, min(radius, 1000)))


def _researched(row: dict[str, str]) -> Entry:
    source, license = RESEARCHED
    return Entry(
        id=slugify(row["label"]),
        type="Region",
        label=row["label"],
        aliases=[alias for alias in split(row["aliases"]) if not _is_abbreviation(alias)],
        abbreviations=[alias for alias in split(row["aliases"]) if _is_abbreviation(alias)],
        country=states.slugs().get(row["country"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        precision=int(row["precision"]),
        comment=row["comment"] or None,
        source=source,
        license=license,
        curation="researched",
    )


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and len(name) < 6


def _make_distinct(entries: list[Entry]) -> None:
    """Add the country to slugs that two regions share, and drop aliases that are another region's label."""
    by_slug = defaultdict(list)
    for entry in entries:
        by_slug[entry.id].append(entry)
    for slug, same in by_slug.items():
        for entry in same if len(same) > 1 else ():
            entry.id = f"{slug}-{entry.country}" if entry.country else slug
    twice = sorted(slug for slug, count in Counter(entry.id for entry in entries).items() if count > 1)
    if twice:
        raise SystemExit(f"regions of one slug: {', '.join(twice)}; name them apart in regions.csv")
    owners = defaultdict(set)
    for entry in entries:
        for name in (entry.label, *entry.aliases):
            owners[entry.country, key(name)].add(entry.id)
    labels = {(entry.country, key(entry.label)): entry.id for entry in entries}
    for entry in entries:
        entry.aliases = [a for a in entry.aliases if labels.get((entry.country, key(a)), entry.id) == entry.id
                         and (len(owners[entry.country, key(a)]) == 1)]  # fmt: skip
