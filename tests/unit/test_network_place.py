import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.network_place import counted_as, place


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1", "this machine"),
        ("127.8.9.10", "this machine"),
        ("::1", "this machine"),
        ("::ffff:127.0.0.1", "this machine"),
        ("::1%lo", "this machine"),
        ("::ffff:127.0.0.1%1", "this machine"),
        ("10.1.2.3", "a private network"),
        ("192.168.1.7%eth0", "a private network"),
        ("172.16.0.1", "a private network"),
        ("172.31.255.255", "a private network"),
        ("192.168.178.20", "a private network"),
        ("169.254.7.7", "a private network"),
        ("::ffff:192.168.1.1", "a private network"),
        ("fd12:3456::1", "a private network"),
        ("fe80::1%eth0", "a private network"),
        ("172.32.0.1", "172.32.0.x"),
        ("203.0.113.77", "203.0.113.x"),
        ("::ffff:203.0.113.77", "203.0.113.x"),
        (" 203.0.113.77 ", "203.0.113.x"),
        ("2001:db8:12:3456:789a::1", "2001:db8:12::/48"),
        ("2001:db8:12::1%2", "2001:db8:12::/48"),
        ("2001:DB8:0012::1", "2001:db8:12::/48"),
        (None, "unknown"),
        ("", "unknown"),
        ("unix:", "unknown"),
        ("203.0.113.77:4711", "203.0.113.x"),
        ("[2001:db8:12::1]:4711", "2001:db8:12::/48"),
        ("[2001:db8:12::1]", "2001:db8:12::/48"),
        ("203.0.113.77:471100", "unknown"),
        ("203.0.113.77, 10.0.0.1", "unknown"),
        ("example.test", "unknown"),
        ("1" * 5000, "unknown"),
    ],
)
def test_an_address_is_said_as_its_network(address: str | None, said: str) -> None:
    assert place(address) == said


@given(st.ip_addresses(v=4).map(str))
def test_neighbours_of_an_ipv4_network_are_not_told_apart(address: str) -> None:
    first, _, last = address.rpartition(".")

    assert place(f"{first}.{(int(last) + 1) % 256}") == place(address)


@given(st.ip_addresses(v=6))
def test_an_ipv6_address_is_never_said_in_full(address: object) -> None:
    said = place(str(address))

    assert str(address) not in said or said == f"{address}/48"


@given(st.text() | st.text(alphabet="0123456789abcdef.:%/\n", max_size=80))
def test_whatever_is_sent_becomes_a_short_word_of_printable_characters(address: str) -> None:
    said = place(address)

    assert 0 < len(said) <= 40
    assert said.isprintable()


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.77", "203.0.113.77"),
        ("::ffff:203.0.113.77", "203.0.113.77"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("203.0.113.77:4711", "203.0.113.77"),
        (None, "None"),
        ("garbage", "None"),
    ],
)
def test_a_customer_of_a_whole_ipv6_network_counts_as_one(
    address: str | None, counted: str
) -> None:
    assert counted_as(address) == counted
