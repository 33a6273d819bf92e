"""Writing new files: never over another, for the owner alone, whole or not at all, under names that any system can have."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from casework.new_file import NotWritten, file_stem, text_bytes, write_beside, write_new, writing_new
from screens.documents import path_words

resource = pytest.importorskip("resource")


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """No file can become longer than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_is_its_owners_alone_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet" / "Documents"
    paths = [write_beside(folder, "C26-1 ../Re: /etc/passwd\x07", ".txt", str(number).encode()) for number in range(3)]
    assert [path.name for path in paths] == [f"C26-1 .. Re etc passwd{number}.txt" for number in ("", "-2", "-3")]
    assert [path.read_bytes() for path in paths] == [b"0", b"1", b"2"]
    assert {path.parent for path in paths} == {folder}
    paths.append(write_new(tmp_path / "here.txt", text_bytes("Llŷr \ud800")))
    assert paths[-1].read_text("utf-8") == "Llŷr \\ud800"
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    with pytest.raises(NotWritten, match=r"^here\.txt is there already\. Give another name\.$"):
        write_new(paths[-1], b"y")
    (folder / "link.txt").symlink_to(tmp_path / "elsewhere")
    assert write_beside(folder, "link", ".txt", b"").name == "link-2.txt"
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_is_told_in_a_sentence_and_nothing_of_the_file_is_left(tmp_path: Path) -> None:
    with full_disk(after=4096):
        for write in (partial(write_new, tmp_path / "a.txt"), partial(write_beside, tmp_path, "a", ".txt")):
            with pytest.raises(NotWritten, match=r"a\.txt can't be written: File too large\.$"):
                write(b"x" * 1_000_000)
            assert list(tmp_path.iterdir()) == []
        assert write_new(tmp_path / "a.txt", b"x").read_bytes() == b"x"


def test_a_file_written_bit_by_bit_is_there_only_once_it_is_whole(tmp_path: Path) -> None:
    with writing_new(tmp_path / "a.csv") as file:
        file.write(b"some, ")
        assert not (tmp_path / "a.csv").exists()
        file.write(b"more")
    assert [(path.name, path.read_bytes(), path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [
        ("a.csv", b"some, more", 0o600)
    ]
    with suppress(KeyboardInterrupt), writing_new(tmp_path / "b.csv") as file:
        file.write(b"some")
        raise KeyboardInterrupt
    with pytest.raises(NotWritten, match=r"^b\.csv is there already\."), writing_new(tmp_path / "b.csv") as file:
        (tmp_path / "b.csv").write_bytes(b"another's")
    with pytest.raises(NotWritten, match="No such file"), writing_new(tmp_path / "none" / "c.csv"):
        raise AssertionError
    with full_disk(after=4096), pytest.raises(NotWritten, match="File too large"), writing_new(tmp_path / "d.csv") as file:
        file.write(b"x" * 1_000_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert (tmp_path / "b.csv").read_bytes() == b"another's"


def test_whatever_is_in_the_way_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match=r"The folder .*file can't be made: File exists\.$"):
        write_beside(tmp_path / "file", "x", ".txt", b"")
    with pytest.raises(NotWritten, match="can't have a file of that name"):
        write_new(tmp_path / "a\0b", b"")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(NotWritten, match=r"^case\.txt can't be written: No such file or directory\.$"):
        write_new(Path("case.txt"), b"")
    with pytest.raises(NotWritten, match=r"no such folder/case\.txt can't be written"):
        write_new(tmp_path / "no such folder" / "case.txt", b"")


@given(st.text(max_size=200))
def test_any_words_give_a_name_that_a_file_can_have(words: str) -> None:
    stem = file_stem(words)
    assert stem == stem.strip(" .") != ""
    assert len(os.fsencode(f"{stem}-999.docx")) < 255
    assert not set(stem) & set('/\\:*?"<>|\0\n')


def test_a_path_is_told_in_full_or_cut_in_its_middle() -> None:
    short = Path("/home/ada/Documents/C26-000377P.html")
    assert path_words(short, 80) == str(short)
    long = Path("/home/ada") / ("Dogfennau 文書 " * 12).strip() / "C26-000377P We have it.docx"
    told = path_words(long, 80)
    assert cell_len(told) <= 100
    assert told.startswith("/home/ada/Dogfennau")
    assert told.endswith("/C26-000377P We have it.docx")
    assert told.count("…") == 1
