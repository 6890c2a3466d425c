"""Packages of open data and the researched tables in, the gazetteer's generated files out: ``python scripts/gazetteer/build.py FOLDER``.

FOLDER holds the packages that README.md beside this file names. The same packages and tables give the same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import airbases
import cities
import entry
import regions
import states
import world
from sources import HERE, Sources

OUT = HERE.parents[1] / "kg" / "data" / "gazetteer"


def main(folder: str) -> None:
    """Write states.ttl, regions.ttl, cities.ttl, airbases.ttl and world.tsv, and the table of boxes that check.py uses."""
    sources = Sources(Path(folder))
    region_entries, divisions = regions.build(sources)
    used = {*states.slugs().values(), *(each.id for each in region_entries)}
    city_entries = cities.build(sources, divisions, used)
    by_name = cities.by_name(city_entries)
    codes = {slug: code for code, slug in states.slugs().items()}
    state_entries = states.build(sources, {(codes[country], name): city.id for (country, name), city in by_name.items()})
    used |= {each.id for each in city_entries}
    airbase_entries = airbases.build(by_name, {each.capital for each in state_entries if each.capital}, used)
    for name, module, entries in (
        ("states", states, state_entries),
        ("regions", regions, region_entries),
        ("cities", cities, city_entries),
        ("airbases", airbases, airbase_entries),
    ):
        count = entry.write(OUT / f"{name}.ttl", module.HEADER, entries)
        print(f"{name}.ttl: {count} entries")
    everything = [*state_entries, *region_entries, *city_entries]
    (OUT / "world.tsv").write_text(world.build(sources, everything, divisions), encoding="utf-8")
    _write_boxes(sources)


def _write_boxes(sources: Sources) -> None:
    with (HERE / "country_boxes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("country", "west", "south", "east", "north"))
        slugs = states.slugs()
        for code, boxes in states.boxes(sources).items():
            rows.writerows((slugs[code], *(f"{edge:.2f}" for edge in each)) for each in boxes if code in slugs)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/gazetteer/build.py FOLDER (with the packages named in scripts/gazetteer/README.md)")
    main(sys.argv[1])
