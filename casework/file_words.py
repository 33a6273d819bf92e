"""How a kept file is named to people: its name as the sender wrote it, its size, and its hash."""


def size_words(size: int) -> str:
    """A size in bytes as people say it: `850 bytes`, `12 kB`, `3.4 MB`."""
    if size < 1000:
        return f"{size} byte{'' if size == 1 else 's'}"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"


def file_words(number: int, name: str, size: int, sha256: str) -> str:
    """`1  letter.pdf, 12 kB, sha256 3fa1…`, numbered from 1 in the order the files were kept."""
    return f"{number}  {name or 'without a name'}, {size_words(size)}, sha256 {sha256[:12]}…"
