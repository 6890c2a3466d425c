from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.text import read

STORY = "Two rockets hit the base on Monday. No one was hurt."
HEADER = "file,title,outlet,date,url\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make a folder of files: their names, with / for subfolders, and contents."""

    def make(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "news" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "news"

    return make


# --- the seeds -------------------------------------------------------------------------------------------------------


def test_the_seeds_are_read_as_their_list_says(seeds: Path) -> None:
    reading = read(seeds)
    assert reading.problems == ()
    assert [(a.file[:3], a.id[16:], a.outlet, a.date) for a in reading.articles] == [
        ("000", "", None, "2022-01-04~"),
        ("000", ".2", "The Cradle", "2022-01-05%"),
        ("001", "", None, "2024-01-08~"),
        ("002", "", "The Cradle", "2023-08-12"),
        ("003", "", None, "2021-07-05?"),
        ("004", "", None, "2021-03~"),
    ]


def test_the_second_article_of_a_file_starts_at_its_title(seeds: Path) -> None:
    first, second = (a for a in read(seeds).articles if a.file.startswith("000"))
    assert second.text == first.text
    assert second.text[second.start :].startswith("US occupation smuggles dozens of tankers")
    assert (first.start, first.end, second.end) == (0, second.start, len(second.text))
    assert second.title_span is not None
    assert second.title_span.start == second.start


def test_without_the_list_only_what_the_texts_say_is_known(seeds: Path, folder: Folder) -> None:
    copies = folder({path.name: path.read_bytes() for path in seeds.glob("*.txt")})
    assert [(a.file[:3], a.outlet, a.date, a.title and a.title[:16]) for a in read(copies).articles] == [
        ("000", None, None, None),
        ("000", "thecradle.co", None, "US occupation sm"),
        ("001", None, None, "Dozens of Rocket"),
        ("002", "The Cradle", "2023-08-12", None),
        ("003", None, None, None),
        ("004", None, None, None),
    ]


def test_the_text_is_the_files(seeds: Path) -> None:
    for article in read(seeds).articles:
        assert article.text == (seeds / article.file).read_bytes().decode()


# --- paths -----------------------------------------------------------------------------------------------------------


def test_a_folder_is_read_with_its_subfolders_in_order(folder: Folder) -> None:
    news = folder(
        {
            "b.txt": STORY + "b",
            "a/z.md": STORY + "z",
            "c.HTM": f"<p>{STORY}</p>",
            ".hidden.txt": "no",
            ".git/x.txt": "no",
            "README.md": "no",
            "LICENSE.txt": "no",
            "photo.jpg": b"\xff\xd8",
        }
    )
    assert [a.file for a in read(news).articles] == ["b.txt", "c.HTM", "z.md"]
    assert read(news).problems == ()


def test_a_glob_matches_and_a_file_is_read_once(folder: Folder) -> None:
    news = folder({"a.txt": STORY + "a", "b.txt": STORY + "b", "c.md": STORY + "c"})
    assert [a.file for a in read([str(news / "*.txt"), news / "a.txt", news]).articles] == ["a.txt", "b.txt", "c.md"]


def test_a_named_file_may_have_any_name(folder: Folder) -> None:
    assert [a.file for a in read(folder({"README.md": STORY}) / "README.md").articles] == ["README.md"]


def test_links_that_lead_in_circles_are_not_followed(folder: Folder) -> None:
    news = folder({"a.txt": STORY})
    (news / "again").symlink_to(news)
    assert len(read(news).articles) == 1


@pytest.mark.parametrize("path", ["nowhere", "nowhere/a.txt", "*.nothing"])
def test_a_path_that_is_not_there_is_an_error(path: str, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder({"a.txt": STORY}))
    with pytest.raises(InputError, match="No such file or folder"):
        read(["a.txt", path])


def test_a_folder_without_articles_says_what_they_end_in(folder: Folder) -> None:
    news = folder({"photo.jpg": b"x"})
    with pytest.raises(InputError, match=r"news: no articles in this folder \(1 other files\)\. Articles end in \.txt"):
        read(news)


def test_no_path_at_all() -> None:
    with pytest.raises(InputError, match="no path was given"):
        read([])


# --- one bad file costs itself alone -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("bad.txt", b"", "bad.txt: the file is empty"),
        ("bad.txt", b" \r\n\t\n", "bad.txt: the file is empty"),
        ("bad.txt", b"\xef\xbb\xbf", "bad.txt: the file is empty"),
        ("bad.txt", b"one\ntwo\0three", "bad.txt: a binary file, no text (a NUL at byte 7)"),
        ("bad.txt", "Zweite Zeile:\nfünf Raketen".encode("cp1252"), "bad.txt: line 2: the file is not in UTF-8 (byte 15 is 0xfc)"),
        ("bad.txt", STORY.encode("utf-16"), "bad.txt: the file is in UTF-16"),
        ("bad.html", b"<html><body><img src='x.png'></body></html>", "bad.html: no text was found in this page"),
        ("bad.html", b'<meta charset="klingon"><p>x</p>', "bad.html: the page declares an encoding that nobody knows: 'klingon'"),
    ],
)
def test_a_bad_file_is_a_problem_and_the_others_are_read(name: str, content: bytes, problem: str, folder: Folder) -> None:
    reading = read(folder({name: content, "good.txt": STORY}))
    assert [a.file for a in reading.articles] == ["good.txt"]
    assert len(reading.problems) == 1
    assert problem in reading.problems[0]


def test_a_file_of_another_kind_is_a_problem(folder: Folder) -> None:
    news = folder({"a.pdf": b"%PDF", "b.txt": STORY})
    reading = read([news / "a.pdf", news / "b.txt"])
    assert len(reading.articles) == 1
    assert "a.pdf: '.pdf' files are not read. Articles end in .txt" in reading.problems[0]


def test_one_bad_file_alone_is_an_error(folder: Folder) -> None:
    with pytest.raises(InputError, match="the file is empty"):
        read(folder({"empty.txt": b""}))


def test_a_file_over_the_limit(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.text.decoding.MAX_BYTES", 40)
    with pytest.raises(InputError, match=r"a\.txt: 0\.0 MB is more than the limit"):
        read(folder({"a.txt": STORY}))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(folder: Folder) -> None:
    news = folder({"a.txt": STORY})
    (news / "a.txt").chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read(news)


def test_five_megabytes_are_read(folder: Folder) -> None:
    [article] = read(folder({"big.txt": (STORY + "\n") * 100_000})).articles
    assert article.end == 100_000 * (len(STORY) + 1)


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "A." * 500_000, "Ab " * 500_000, "1 January " * 100_000, "[" * 300_000, "\n" * 99_999 + "x"]
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_odd_texts_take_no_longer_than_they_are(text: str, suffix: str, folder: Folder) -> None:
    assert len(read(folder({f"odd{suffix}": text})).articles) == 1


def test_the_same_text_twice_is_read_once(folder: Folder) -> None:
    reading = read(folder({"a.txt": STORY, "b.txt": STORY}))
    assert [a.file for a in reading.articles] == ["a.txt"]
    assert "b.txt: the same text as" in reading.problems[0]


# --- texts stay as they are ----------------------------------------------------------------------------------------------


def test_line_ends_and_byte_order_mark_stay(folder: Folder) -> None:
    text = "\ufeffAugust 12, 2023\r\n\r\nIt was hit.\r\n"
    [article] = read(folder({"a.txt": text})).articles
    assert article.text == text
    assert article.date_span is not None
    assert article.text[article.date_span.start : article.date_span.end] == "August 12, 2023"


def test_a_page_in_a_declared_encoding(folder: Folder) -> None:
    html = f'<html><head><meta charset="windows-1252"></head><body><p>“{STORY}” said Müller.</p></body></html>'
    [article] = read(folder({"a.html": html.encode("cp1252")})).articles
    assert article.text == f"“{STORY}” said Müller."


def test_a_page_gives_what_it_states(folder: Folder) -> None:
    html = (
        '<html><head><meta charset="utf-8"><title>Rockets hit base | The Example Times</title>'
        '<meta property="og:site_name" content="The Example Times"><link rel="canonical" href="https://news.example/1">'
        '<meta property="article:published_time" content="2023-08-12T10:00:00+03:00"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Rockets hit base</h1><p>{STORY} {STORY}</p><p>The army said it had <b>returned</b> fire &amp; left.</p></article>"
        "<footer>Copyright 2019 The Example Times</footer></body></html>"
    )
    [article] = read(folder({"a.html": html})).articles
    assert (article.title, article.outlet, article.date, article.url) == (
        "Rockets hit base",
        "The Example Times",
        "2023-08-12",
        "https://news.example/1",
    )
    assert article.text.splitlines() == ["Rockets hit base", f"{STORY} {STORY}", "The army said it had returned fire & left."]
    assert article.title_span is not None


def test_a_page_without_a_date_gets_none(folder: Folder) -> None:
    html = f"<html><head><title>Rockets</title></head><body><p>{STORY} It was built in 2019.</p><p>Copyright 2020</p></body></html>"
    [article] = read(folder({"2021-05-05.html": html})).articles
    assert article.date is None


def test_markdown_gives_its_front_matter_and_heading(folder: Folder) -> None:
    text = "---\ndate: 2023-08-12T10:00:00Z\nsource: Reuters\n---\n\n# Rockets hit base\n\nTwo **rockets** hit [the base](https://example.org).\n"
    [article] = read(folder({"a.md": text})).articles
    assert (article.title, article.outlet, article.date) == ("Rockets hit base", "Reuters", "2023-08-12")
    assert article.text == text
    assert article.start == text.index("\n# ")


def test_a_bad_date_in_front_matter_is_a_problem(folder: Folder) -> None:
    reading = read(folder({"a.md": f"---\ndate: 12 August 2023\n---\n{STORY}"}))
    assert reading.articles[0].date is None
    assert "a.md: '12 August 2023' is not a date in EDTF" in reading.problems[0]


# --- the list of articles ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("a.txt,,,2021-07-05,\nb.txt,,,,\n", "articles.csv: no such file: 'b.txt' (line 3)"),
        ("a.txt,,,2021-07-05,\na.txt,,,,\n", "articles.csv: line 3: 'a.txt' stands in the list already"),
        ("a.txt,,,2021-07-05,\n,Title,,,\n", "articles.csv: line 3: no file is named"),
        ("a.txt,,,2021-07-05,\na.txt,One, two, three,,2021,\n", "articles.csv: line 3: 7 cells for 5 columns"),
        ("a.txt,,,2021-07-05,\na.txt,No such title,,,\n", "articles.csv: line 3: the title 'No such title' does not stand in 'a.txt'"),
        ("a.txt,First,,2021-07-05,\na.txt,,,,\n", "articles.csv: line 3: a further article of 'a.txt' needs its title"),
    ],
)
def test_a_bad_row_costs_itself_alone(rows: str, problem: str, folder: Folder) -> None:
    reading = read(folder({"a.txt": STORY, "articles.csv": HEADER + rows}))
    assert [a.date for a in reading.articles] == ["2021-07-05"]
    assert len(reading.problems) == 1
    assert problem in reading.problems[0]


def test_a_bad_date_costs_the_date_alone(folder: Folder) -> None:
    reading = read(folder({"a.txt": STORY, "articles.csv": HEADER + "a.txt,A title,Reuters,5 July 2021,\n"}))
    [article] = reading.articles
    assert (article.title, article.outlet, article.date) == ("A title", "Reuters", None)
    assert "articles.csv: line 2: '5 July 2021' is not a date in EDTF" in reading.problems[0]
    assert "Allowed are 2021, 2021-07" in reading.problems[0]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("name,date\na.txt,2021\n", "line 1: no column 'file'"),
        ("file;title\na.txt;x\n", "Separate the columns by commas"),
        ('file,title\na.txt,"open\n', "not a CSV file"),
        (b"file,title\na.txt,\xff\n", "line 2: the file is not in UTF-8"),
        (b"", "the file is empty"),
    ],
)
def test_a_bad_list_is_passed_over(content: str | bytes, problem: str, folder: Folder) -> None:
    reading = read(folder({"a.txt": STORY, "articles.csv": content}))
    assert len(reading.articles) == 1
    assert problem in reading.problems[0]


def test_an_unknown_column_is_named(folder: Folder) -> None:
    reading = read(folder({"a.txt": STORY, "articles.csv": "File,publisher\na.txt,Reuters\n"}))
    assert "unknown column 'publisher' is left out" in reading.problems[0]


@pytest.mark.parametrize("place", ["articles.csv", "../articles.csv"])
@pytest.mark.parametrize("name", ["a.txt", "./a.txt"])
def test_the_list_stands_in_the_folder_or_above(place: str, name: str, folder: Folder) -> None:
    news = folder({"a.txt": STORY})
    (news / place).write_text(f"\ufefffile,outlet\r\n{name},Reuters\r\n", encoding="utf-8")
    assert [a.outlet for a in read(news / "a.txt").articles] == ["Reuters"]
    assert read(news).problems == ()


def test_the_list_of_the_top_folder_holds_for_subfolders(folder: Folder) -> None:
    news = folder({"x/y/a.txt": STORY, "b.txt": STORY + "b", "articles.csv": "file,outlet\nx/y/a.txt,Reuters\nb.txt,AP\n"})
    reading = read(news)
    assert [(a.file, a.outlet) for a in reading.articles] == [("b.txt", "AP"), ("a.txt", "Reuters")]
    assert reading.problems == ()


def test_rows_split_a_file_into_its_articles(folder: Folder) -> None:
    text = f"{STORY}\n\nSecond story\n{STORY} Second story it is.\n\nThird\n{STORY}"
    rows = "a.txt,,,2021,\na.txt,Second story,,2022,\na.txt,Third,,2023,\n"
    articles = read(folder({"a.txt": text, "articles.csv": HEADER + rows})).articles
    assert [a.date for a in articles] == ["2021", "2022", "2023"]
    assert [text[a.start :][:6] for a in articles] == ["Two ro", "Second", "Third\n"]
    assert "".join(text[a.start : a.end] for a in articles) == text
