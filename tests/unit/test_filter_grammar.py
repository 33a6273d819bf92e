"""What is typed after `/`: what each term means, and what is said about one that is not understood."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.filter_grammar import KEYS, TERMS, Days, Filter, Known, Term, Value, read_filter
from casework.filters.known import KnownMember
from casework.views import views

TODAY = date(2026, 6, 17)
ABOUT = ("investigation", "local-resolution", "non-recording", "discontinuance", "disapplication")
APPEALS = tuple(f"appeal-{about}" for about in ABOUT)


FRI = date(2026, 6, 19)
KNOWN = Known(
    staff=(KnownMember("Priya Shah", "pshah"), KnownMember("Siân Llŷr", "sian", active=False)),
    teams=("Reviews", "Front desk"),
    tags=("court-date", "welsh"),
    standards=(("review-ack", "Acknowledge a review"), ("review-decide", "Decide a review"), ("callback", "Call back")),
    reasons=("overlooked",),
)


def read(text: str, known: Known | None = None) -> Filter:
    return read_filter(text, TODAY, SHIPPED.named("england-wales"), known)


def one(key: str, *values: Value, without: bool = False) -> Filter:
    return Filter(terms=(Term(key, values, without),))


def past(key: str, *values: Value, without: bool = False) -> Filter:
    return replace(one(key, *values, without=without), status="any")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Filter()),
        ("  \t ", Filter()),
        ("Okafor leeds", Filter(words=("okafor", "leeds"))),
        ("Zoë", Filter(words=("zoe",))),
        ("07700 900 123 ada", Filter(words=("07700900123", "ada"))),
        ('"stop and search"', Filter(words=("stop", "and", "search"))),
        ("kind:review", one("kind", "review")),
        ("KIND:Review", one("kind", "review")),
        ("kind:appeal", one("kind", *APPEALS)),
        ("kind:review,enquiry", one("kind", "review", "enquiry")),
        ("kind:,review,,review,", one("kind", "review")),
        ("!kind:review,enquiry", one("kind", "review", "enquiry", without=True)),
        ("owner:me", one("owner", "me")),
        ("owner:None", one("owner", "none")),
        ("owner:away", one("owner", "away")),
        ("owner:O'Brien", one("owner", "o brien")),
        ("owner:priya-shah", one("owner", "priya shah")),
        ('owner:"Priya Shah",none', one("owner", "priya shah", "none")),
        ("owner:\u201cShah, Priya\u201d", one("owner", "shah priya")),
        ("owner:@PShah", one("owner", "@pshah")),
        ("team:mine,none,Reviews", one("team", "mine", "none", "reviews")),
        ("due:overdue", one("due", "overdue")),
        ("due:Today,soon,week,none", one("due", "today", "soon", "week", "none")),
        ("due:over", one("due", "overdue")),
        ("due:fri", one("due", Days(FRI, FRI))),
        ("due:<fri", one("due", Days(last=date(2026, 6, 18)))),
        ("due:<=fri", one("due", Days(last=FRI))),
        ("due:>fri", one("due", Days(first=date(2026, 6, 20)))),
        ("due:>=fri", one("due", Days(first=FRI))),
        ("due:<19jun", one("due", Days(last=date(2026, 6, 18)))),
        ("due:<+7d", one("due", Days(last=date(2026, 6, 23)))),
        ('due:"next fri"', one("due", Days(FRI, FRI))),
        ("received:fri", one("received", Days(date(2026, 6, 12), date(2026, 6, 12)))),
        ("received:>1/6", one("received", Days(first=date(2026, 6, 2)))),
        ("force:met", one("force", "metropolitan")),
        ("force:west-yorkshire,none", one("force", "west-yorkshire", "none")),
        ('force:"West Yorkshire"', one("force", "west-yorkshire")),
        ("channel:email,text-relay", one("channel", "email", "text-relay")),
        ("is:waiting,paused,reopened,urgent,high", one("is", "waiting", "paused", "reopened", "urgent", "high")),
        ("is:re", one("is", "reopened")),
        ("tag:Court-Date,#welsh", one("tag", "court-date", "welsh")),
        ("standard:review-ack", one("standard", "review-ack")),
        ("needs:welsh,young", one("needs", "welsh", "young-people")),
        ("silent:28", one("silent", 28)),
        ("received:1jan..31mar", one("received", Days(date(2026, 1, 1), date(2026, 3, 31)))),
        ("received:1nov..31jan", one("received", Days(date(2025, 11, 1), date(2026, 1, 31)))),
        ("received:1jun..30jun", one("received", Days(date(2026, 6, 1), date(2026, 6, 30)))),
        ("received:2026-06-01...2026-06-09", one("received", Days(date(2026, 6, 1), date(2026, 6, 9)))),
        ("received:2026-06-01\u2026", one("received", Days(first=date(2026, 6, 1)))),
        ("received:..mon,last-month", one("received", Days(last=date(2026, 6, 15)), Days(date(2026, 5, 1), date(2026, 5, 31)))),
        ("due:today..fri", one("due", Days(TODAY, FRI))),
        ("closed:2026-05", past("closed", Days(date(2026, 5, 1), date(2026, 5, 31)))),
        ("closed:<=mon", past("closed", Days(last=date(2026, 6, 15)))),
        ('fell:"Q1 2026/27"', past("fell", Days(date(2026, 4, 1), date(2026, 6, 30)))),
        ("fell:fri", past("fell", Days(FRI, FRI))),
        ("open:2026-03", past("open", Days(date(2026, 3, 31), date(2026, 3, 31)))),
        ('open:2025/26,"Q1 2026/27"', past("open", *(Days(day, day) for day in (date(2026, 3, 31), date(2026, 6, 30))))),
        ("!open:31mar", past("open", Days(date(2026, 3, 31), date(2026, 3, 31)), without=True)),
        ("open:last-month status:open", one("open", Days(date(2026, 5, 31), date(2026, 5, 31)))),
        ("running:fri", past("running", Days(FRI, FRI))),
        ("!met:may", past("met", Days(date(2026, 5, 1), date(2026, 5, 31)), without=True)),
        ("missed:2025/26 status:open", one("missed", Days(date(2025, 4, 1), date(2026, 3, 31)))),
        ("late:Waiting-for,none", past("late", "waiting for", "none")),
        ("outcome:upheld", past("outcome", "upheld")),
        ("outcome:not-u", past("outcome", "not upheld")),
        ("theme:taser,young-people,any", one("theme", "Taser", "young people", "any")),
        ("age:0", one("age", Days(TODAY, TODAY))),
        ("age:<3", one("age", Days(date(2026, 6, 15), TODAY))),
        ("age:>=3", one("age", Days(last=date(2026, 6, 14)))),
        ("age:2..3", one("age", Days(date(2026, 6, 12), date(2026, 6, 15)))),
        ("status:closed", Filter(status="closed")),
        ("status:open,closed", Filter(status="any")),
        ("status:any", Filter(status="any")),
        ("!status:open", Filter(status="closed")),
        ("flag:any", one("flag", "any")),
        ("flag:Safe", one("flag", "safeguarding")),
        ("flag:referral flag:unacceptable", Filter(terms=(Term("flag", ("referral",)), Term("flag", ("unacceptable",))))),
        ("!phone", Filter(without=("phone",))),
        ("!o'brien !Zoë", Filter(without=("o brien", "zoe"))),
        ('!"stop and search"', Filter(without=("stop and search",))),
        ("!07700-900123", Filter(without=("07700900123",))),
        ("! !! - *", Filter()),
        ("10:30 https://example.org re: help", Filter(words=("10", "30", "https", "example", "org", "re", "help"))),
        (
            "kind:review owner:none !phone due:today okafor",
            Filter(
                words=("okafor",),
                without=("phone",),
                terms=(Term("kind", ("review",)), Term("owner", ("none",)), Term("due", ("today",))),
            ),
        ),
    ],
)
def test_what_each_term_means(typed: str, meant: Filter) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("kind:ticket", "There is no kind of case called 'ticket'"),
        ("kind:", "kind: needs a value"),
        ("owner:", "owner: needs a value"),
        ("owner:!!", "owner:!! is not understood"),
        (
            "due:whenever",
            "due:whenever is not understood. Use due:overdue, due:today, due:soon, due:week, due:none, "
            "due:fri, due:<fri or due:>fri.",
        ),
        ('due:""', "due: needs a value"),
        ("received:never", '"never" is not a date we can read'),
        ("due:<someday", '"someday" is not a date we can read'),
        ("due:<", "No date was typed"),
        ("force:atlantis", "No force or body matches 'atlantis'"),
        ("force:west", "'west' could be West Mercia, West Midlands, West Yorkshire"),
        ("channel:fax", "There is no channel called 'fax'"),
        ("status:lost", "status:lost is not understood"),
        ("colour:red", f"'colour:' is not a filter. Use {TERMS} or words."),
        ("flag:red", "flag:red is not understood. Use flag:safeguarding, flag:referral, flag:unacceptable or flag:any."),
        ("flag:", "flag: needs a value"),
        ("owners:me", "'owners:' is not a filter. Do you mean owner:?"),
        ("is:lost", "is:lost is not understood. Use is:waiting, is:paused, is:reopened, is:first-contact, is:urgent or is:high."),
        ("received:..", '".." has no date; try "1oct..31oct"'),
        ("received:5jun..1jun", "Mon 1 Jun 2026 is before Fri 5 Jun 2026; put the earlier day first."),
        ("received:fri..someday", '"someday" is not a date we can read'),
        ("closed:13/2026", '"13/2026" is not a date we can read; try "19 Dec", "1dec..19dec", "dec-2026" or "last-month".'),
        ("open:1may..31may", "open: is of one day, at whose end a case was open. Use open:31oct or open:last-month."),
        ("open:>1may", "open: is of one day"),
        ("open:5-10may", "open: is of one day"),
        ("open:last-week", "open: is of one day"),
        ("open:never", '"never" is not a date we can read'),
        ("age:old", "age:old is not a number of working days. Use age:10, age:>20 or age:5..10."),
        ("age:9..5", "age:9..5 ends before it begins."),
        ("late:!", "late:! is not understood. Use late:any, late:none or the start of a reason."),
        ("outcome:lost", "No case ends as 'lost'. Use outcome:answered, outcome:signposted"),
        ("theme:moon", 'There is no theme \'moon\'. Use theme:any, theme:"mental health", theme:"domestic abuse"'),
        ("theme:t", "'t' could be road traffic incidents or Taser or"),
        ("silent:ages", "silent:ages is not a number of days. Use silent:28, say"),
        ("silent:0", "silent:0 is not a number of days"),
        ("silent:²", "silent:² is not a number of days"),
        ("needs:wings", "needs:wings is not understood. Use needs:welsh, needs:review or needs:young-people."),
        ("tag:!", "'!' can't be a tag. Use letters and figures, such as: court-date"),
        ("!status:any", "!status: leaves out every case"),
        ("team:", "team: needs a value"),
        ("owner:@", "owner:@ is not understood"),
        ("!colour:red", "'colour:' is not a filter"),
    ],
)
def test_a_term_that_is_not_understood_is_named_and_left_out(typed: str, said: str) -> None:
    found = read(f"okafor {typed}")
    (problem,) = found.problems
    assert problem.startswith(said)
    assert problem.endswith((".", "?", "court-date"))
    assert found == Filter(words=("okafor",), problems=found.problems)


def test_every_fault_is_named_and_what_was_understood_beside_it_counts() -> None:
    assert len(read("kind:x due:y status:z").problems) == 3
    found = read("kind:x,review,y")
    assert found.terms == (Term("kind", ("review",)),)
    assert [problem[:40] for problem in found.problems] == [
        "There is no kind of case called 'x'. Use",
        "There is no kind of case called 'y'. Use",
    ]


def test_of_a_very_long_filter_the_first_hundred_terms_and_values_count_and_the_same_once_more_is_no_more() -> None:
    ages = [f"age:{age}" for age in range(200)]
    assert read(" ".join(ages * 3)).terms == read(" ".join(ages[:100])).terms
    assert read(" ".join(ages)).problems == ("200 terms and values are too many. The first 100 are used.",)
    found = read("!a silent:" + ",".join(map(str, range(1, 200))))
    assert (len(found.terms[0].values), *found.problems) == (99, "200 terms and values are too many. The first 100 are used.")


def test_a_quote_that_is_not_closed_is_said_and_read_to_the_end() -> None:
    found = read('leeds owner:"priya shah kind:review')
    assert found.problems == ('A quote is not closed: owner:"priya shah ki. Type the other one.',)
    assert found.words == ("leeds",)
    assert found.terms == (Term("owner", ("priya shah kind review",)),)


@pytest.mark.parametrize(
    "typed",
    [
        "owner:priya",
        "owner:shah,me",
        "owner:@PSHAH",
        "owner:sian",
        "team:desk",
        "tag:Welsh",
        "standard:callback",
        "team:mine",
        "late:over",
    ],
)
def test_a_name_that_is_in_the_record_is_no_fault(typed: str) -> None:
    assert read(typed, KNOWN).problems == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("owner:nobodyatall", "Nobody on the staff list is called 'nobodyatall'"),
        ("owner:@priya", "Nobody has the login 'priya'"),
        ("team:blue", "There is no team called 'blue'. Use team:mine, team:none, team:Reviews, team:\"Front desk\"."),
        ("tag:purple", "No case is tagged 'purple'. Use tag:court-date, tag:welsh."),
        ("late:rain", "No reason for lateness is called 'rain'. Use late:any, late:none, late:overlooked."),
        ("standard:x", "There is no standard called 'x'. Use standard:review-ack, standard:review-decide, standard:callback."),
    ],
)
def test_a_name_that_nobody_has_is_said_where_the_names_are_known(typed: str, said: str) -> None:
    assert read(typed).problems == ()
    (problem,) = read(typed, KNOWN).problems
    assert problem.startswith(said)


def test_the_start_of_a_standard_means_all_that_begin_so() -> None:
    assert read("standard:review", KNOWN) == one("standard", "review-ack", "review-decide")


def test_only_a_filter_that_leaves_something_out_narrows() -> None:
    assert not read("").narrows
    assert not read("kind:ticket").narrows
    assert not read("status:open").narrows
    assert read("status:any").narrows
    assert read("ada").narrows


PARTS = [f"{bang}{key}:{sign}" for bang in ("", "!") for key in (*KEYS, "x") for sign in ("", "<", ">=", '"')]


@given(st.lists(st.tuples(st.sampled_from(["", "!", *PARTS]), st.text(max_size=20)), max_size=6), st.sampled_from([None, KNOWN]))
def test_no_text_is_too_strange_to_read(typed: list[tuple[str, str]], known: Known | None) -> None:
    found = read(" ".join(term + value for term, value in typed), known)
    assert all(word and not word.isspace() for word in (*found.words, *found.without))
    assert all(len(problem) < 400 for problem in found.problems)
    assert all(term.values for term in found.terms)
    assert hash(found) == hash(read(" ".join(term + value for term, value in typed), known))


ALL = ["kind:review", "owner:me", "due:soon", "force:kent", "channel:web", "status:any", "flag:any", "!help", "!is:urgent", "ada"]


@given(st.permutations(ALL))
def test_the_order_of_the_terms_does_not_matter(terms: list[str]) -> None:
    found, as_listed = read(" ".join(terms)), read(" ".join(ALL))
    assert set(found.terms) == set(as_listed.terms)
    assert replace(found, terms=()) == replace(as_listed, terms=())


def test_a_reference_that_was_misheard_is_said_and_looked_for_all_the_same() -> None:
    found = read("okafor e26-000412x")
    assert found.problems == ("E26-000412X does not add up: some of it was misheard. Ask for it once more.",)
    assert found.words == ("okafor", "e26", "000412x")
    assert read("e26-000412g").problems == ()


def test_an_age_is_of_open_cases() -> None:
    assert read("age:5 status:closed").problems == (
        "age: is of open cases. Leave status:closed out, or use received: and closed:.",
    )
    assert read("age:5 status:any").problems == ()


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 60), st.integers(0, 60), st.integers(0, 90))
def test_an_age_is_the_days_of_receipt_that_many_working_days_ago(today: date, least: int, more: int, ago: int) -> None:
    calendar = SHIPPED.named("england-wales")
    (term,) = read_filter(f"age:{least}..{least + more}", today, calendar).terms
    (days,) = term.values
    assert isinstance(days, Days)
    came = today - timedelta(ago)
    within = (days.first is None or days.first <= came) and (days.last is None or came <= days.last)
    assert within == (least <= calendar.count(came, today) <= least + more)


def test_every_view_that_everybody_has_is_understood_and_none_is_there_twice() -> None:
    assert [read(view.filter, KNOWN).problems for view in views()] == [()] * len(views())
    assert len({read(view.filter) for view in views()}) == len({view.id for view in views()}) == len(views()) == 12
    assert views()[0].filter == ""
    assert all(view.title and view.help and len(view.title) <= 18 for view in views())
