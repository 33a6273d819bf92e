"""Publications to write: one such as a year's, and one in which every text is hostile."""

from datetime import UTC, date, datetime

from casework.publishing.publication import Cell, Chart, Column, Publication, Section, Series, StandardSaid, Table

HOSTILE = (
    "<script>document.title='ran'</script><img src=https://example.org/x.png onerror=alert(1)>",
    '=HYPERLINK("https://example.org","Pay")',
    "+44 7700 900123",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "#N/A",
    "{{ 7 * 7 }}{% raw %}",
    "\x1b[31mred\x1b]0;title\x07\x00",
    "\u202egnp.exe\u2066",
    "محمد علي",
    "&amp; \"quoted\" 'and' </style></svg>-->",
    "_x0041_ stays",
    "x" * 40_000,
    "two\r\nlines",
    "\ud800",
    "[/]:*?\\",
    "",
)
FIGURES = (("Enquiry", 2100, 1890, 120), ("Complaint", 1980, 1700, 200), ("Review", 880, 842, 18), ("Feedback", 37, 28, 3))
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def kinds_table(figures: tuple[tuple[str, int, int, int], ...] = FIGURES, name: str = "kinds") -> Table:
    """What came in by kind, and how much of it met its standard."""
    sums = (sum(each[1] for each in figures), sum(each[2] for each in figures), sum(each[3] for each in figures))
    lines = [*figures, ("Total", *sums)]
    rows = tuple(
        (
            Cell(kind, "text"),
            Cell(received, filter=f"kind:{kind} status:any"),
            Cell(met),
            Cell(missed),
            Cell(met / (met + missed), "percent", met + missed),
            Cell(6.5, "days"),
        )
        for kind, received, met, missed in lines
    )
    columns = (
        Column("Kind", "text"),
        Column("Received"),
        Column("Met"),
        Column("Missed"),
        Column("Within standard", "percent"),
        Column("Median", "days"),
    )
    return Table(name, "Cases by kind", columns, rows, "Merged duplicates count as received.", has_total=True)


def year() -> Publication:
    """A financial year's figures: tables of every kind of cell, lines and bars, a local example and a statutory standard."""
    oldest = Table(
        "oldest",
        "The oldest open case",
        (Column("Case", "text"), Column("Received", "date"), Column("Seen", "moment"), Column("Within standard", "percent")),
        (
            (
                Cell("R26-000412", "text"),
                Cell(date(2026, 4, 2), "date"),
                Cell(datetime(2026, 6, 1, 9, 30, tzinfo=UTC), "moment"),
                Cell(None, "percent"),
            ),
        ),
    )
    received = tuple(float(400 + 7 * n) for n in range(12))
    closed = tuple(float(390 + 9 * n) for n in range(12))
    shares = (91.0, 88.5, None, 93.0, 90.0, 87.0, 95.0, 96.2, 82.0, 90.0, 91.0, 92.0)
    charts = (
        Chart(
            "flow",
            "Received and closed",
            "lines",
            MONTHS,
            (Series("Received", received), Series("Closed", closed)),
            "cases",
            "More.",
        ),
        Chart(
            "share",
            "Within standard",
            "lines",
            MONTHS,
            (Series("Reviews", shares), Series("Target", (90.0,) * 12)),
            "%",
            "Mostly.",
        ),
        Chart(
            "kinds",
            "By kind",
            "bars",
            tuple(each[0] for each in FIGURES),
            tuple(Series(name, tuple(float(each[n]) for each in FIGURES)) for n, name in ((1, "Received"), (3, "Missed"))),
            "cases",
            "Mostly enquiries; 3 of feedback were missed.",
        ),
    )
    standards = (
        StandardSaid("reply", "Reply", "10 working days", 90, "local example", "Local example, not a published IOPC standard"),
        StandardSaid("apply", "Apply", "28 calendar days", None, "statutory", "SI 2020/2, reg 29", date(2020, 2, 1)),
    )
    return Publication(
        "year-2026-27",
        "Performance, 2026/27",
        date(2026, 4, 1),
        date(2027, 3, 31),
        datetime(2027, 4, 1, 8, 5, tzinfo=UTC),
        "desk.db",
        standards,
        (
            Section(
                "flow",
                "What came in",
                ("4,997 cases came in.", "Three of feedback were missed."),
                (kinds_table(), oldest),
                charts,
            ),
            Section("none", "Nothing yet", (), (Table("none", "Nothing yet", (Column("Who", "text"), Column("How many")), ()),)),
        ),
        ("Paused time is not counted.",),
    )


def hostile() -> Publication:
    """Each hostile text wherever a publication has text."""
    rows = tuple((Cell(text, "text"), Cell(text, "text"), Cell(7)) for text in HOSTILE)
    sections = []
    for text in HOSTILE:
        table = Table(text, text, (Column(text, "text"), Column(text, "text"), Column(text)), rows, text)
        charts = [
            Chart(text, text, kind, HOSTILE, (Series(text, tuple(map(float, range(len(HOSTILE))))),), text, text)
            for kind in ("lines", "bars")
        ]
        sections.append(Section(text, text, (text,), (table,), (charts[0], charts[1])))
    standard = StandardSaid(HOSTILE[0], HOSTILE[0], HOSTILE[1], 90, HOSTILE[1], HOSTILE[2])
    made = datetime(2027, 4, 1, 8, 5, tzinfo=UTC)
    return Publication(
        "x", HOSTILE[0], date(2026, 4, 1), date(2026, 4, 1), made, HOSTILE[8], (standard,), tuple(sections), HOSTILE
    )
