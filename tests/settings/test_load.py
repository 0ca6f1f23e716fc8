"""What opens and what does not; every fault at once, and no secret in any of them."""

import os
from pathlib import Path

import pytest

from helpline.core.errors import Misconfigured
from helpline.core.intake import Language
from helpline.settings import load, load_staff_door

SECRET = "Zk3vT9qLx0Bn7WmRd5YcHs2UgKa8PfJe4"
PUBLIC = {
    "HELPLINE_SECRET": SECRET,
    "HELPLINE_PUBLIC_ORIGIN": "https://chat.example.org",
    "HELPLINE_STAFF_ORIGIN": "https://desk.example.org",
}
DISCLOSURE = "[disclosure]\nen = 'We may tell.'\nes = 'Tal vez.'\n"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("HELPLINE_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "disclosure.toml").write_text(DISCLOSURE)
    for name, value in (PUBLIC | {"HELPLINE_CONFIG_DIR": str(folder)}).items():
        monkeypatch.setenv(name, value)
    return folder


def faults(**given: object) -> tuple[str, ...]:
    with pytest.raises(Misconfigured) as refused:
        load(**given)
    assert SECRET not in "".join(refused.value.args)
    return refused.value.args


def test_a_demo_needs_nothing_and_keeps_nothing() -> None:
    settings = load(demo=True)
    assert (settings.public_port, settings.staff_port, settings.bind) == (8000, 8001, "127.0.0.1")
    assert settings.public_origin == "http://localhost:8000"
    assert settings.sql_url == "sqlite+aiosqlite://"
    assert settings.redis_url is None
    assert settings.decoy == "/gone"
    assert set(settings.disclosure) == set(Language)
    assert len(settings.secret) == 32
    assert settings.secret != load(demo=True).secret


def test_numbers_are_told_nowhere_unless_a_port_is_set_and_then_to_this_machine_alone() -> None:
    assert load(demo=True).metrics_port is None
    settings = load(demo=True, metrics_port=8002)
    assert (settings.metrics_port, settings.metrics_bind) == (8002, "127.0.0.1")


def test_a_public_helpline_opens_when_all_is_set(public: Path) -> None:
    settings = load()
    assert settings.disclosure[Language.EN] == "We may tell."
    assert settings.sql_url == "sqlite+aiosqlite:///helpline-data/helpline.db"
    assert settings.public_origin == "https://chat.example.org"
    assert settings.secret == SECRET.encode()
    assert SECRET not in repr(settings)
    (public / "policy.toml").write_text("line_cap = 7")
    assert load().policy.line_cap == 7


def longest_pauses() -> list[int]:
    beats = [beat for one in load().practice for beat in one.beats]
    return sorted(line.after_s for beat in beats for line in beat.lines)[-2:]


def test_practice_is_read_with_all_else_and_fits_the_line(public: Path) -> None:
    assert longest_pauses() == [75, 110]  # a covered page may stay so; one that is away may not
    (public / "policy.toml").write_text("youth_away_gone_s = 70")
    assert longest_pauses() == [65, 75]
    (public / "practice").mkdir()
    (public / "practice" / "one.yaml").write_text("id: one")
    (public / "policy.toml").write_text("line_cap = 0")
    first, *others = faults()
    assert first.startswith("policy.toml: line_cap: ")
    assert others
    assert all(fault.startswith('practice/one.yaml, scenario "one", ') for fault in others)


def test_guides_and_the_words_of_referrals_are_read_with_all_else(public: Path) -> None:
    settings = load()
    assert settings.guides
    assert settings.referrals
    for folder in ("guides", "referrals"):
        (public / folder).mkdir()
        (public / folder / "one.yaml").write_text("strange: 1")
    told = faults()
    for folder in ("guides", "referrals"):
        assert f"{folder}/one.yaml: line 1, strange: is a field we do not know" in told


def test_nothing_set_tells_every_fault_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_PUBLIC_ORIGIN", "http://chat.example.org")
    text = "\n".join(faults())
    assert text.count("\n") == 2
    for name in ("HELPLINE_SECRET", "HELPLINE_PUBLIC_ORIGIN", "disclosure.toml"):
        assert name in text


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "secret", ["short", "a" * 64, "changeme-changeme-changeme-0123456789-abc", "demo-" + SECRET]
)
def test_a_weak_secret_does_not_open(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("HELPLINE_SECRET", secret)
    (fault,) = faults()
    assert fault.startswith("HELPLINE_SECRET: ")
    assert secret not in fault
    assert faults(demo=True) == (fault,)


def test_our_examples_words_are_no_disclosure(public: Path) -> None:
    example = Path(__file__).parents[2] / "config" / "disclosure.example.toml"
    (public / "disclosure.toml").write_text(example.read_text())
    assert len(faults()) == len(Language)
    assert load(demo=True).disclosure


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_PORT", "0"),
        ("STAFF_PORT", "65536"),
        ("STAFF_PORT", "eight"),
        ("BIND", "everywhere"),
        ("METRICS_PORT", "none"),
        ("METRICS_BIND", "localhost"),
        ("PUBLIC_ORIGIN", "chat.example.net"),
        ("PUBLIC_ORIGIN", "https://chat.example.org/path"),
        ("STAFF_ORIGIN", "https://user@desk.example.org"),
        ("STAFF_ORIGIN", "https://desk.example.org:port"),
        ("REDIS_URL", f"http://{SECRET}@store"),
        ("REDIS_URL", f"redis+sentry://{SECRET}@store"),
        ("REDIS_CHECK_URL", f"unix+sentinel://{SECRET}@store"),
        ("TIME_ZONE", "Mars/Base"),
        ("NODE_PATH", "/n/0"),
        ("NODE_PATH", "/n/2/"),
        ("SQL_URL", f"mysql://{SECRET}@store"),
        ("FLOOR", "{main}"),
        ("DECOY", "http://weather.example.org"),
        ("DECOY", "javascript:alert(1)"),
        ("DEMO", "perhaps"),
        ("OIDC_ISSUER", "http://id.example.org"),
        ("OIDC_ISSUER", "https://id.example.org/?tenant=1"),
        ("OIDC_ISSUER", "https://user@id.example.org"),
        ("OIDC_ISSUER", "https://["),
        ("OIDC_CLIENT_ID", "x" * 256),
        ("OIDC_CLIENT_SECRET", SECRET * 40),
        ("OIDC_NAME", "x" * 41),
        ("REDISURL", f"redis://{SECRET}"),
    ],
)
def test_a_wrong_setting_is_named_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"HELPLINE_{name}", value)
    (fault,) = faults()
    assert fault.startswith(f"HELPLINE_{name}: ")
    assert value not in fault


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "url",
    [
        "rediss://store:6379",
        "unix:///run/store.sock",
        "redis+sentinel://app:password@one:26379,two:26379/line?sentinel_password=other",
        "rediss+cluster://app:password@one,two",
    ],
)
def test_each_way_to_a_store_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("HELPLINE_REDIS_URL", url)
    monkeypatch.setenv("HELPLINE_NODE_PATH", "/n/2")
    assert load().redis_url == url
    assert load().node_path == "/n/2"
    assert url not in repr(load())


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://Chat.Example.org:443/", "https://chat.example.org"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_kept_as_a_browser_writes_it(
    monkeypatch: pytest.MonkeyPatch, given: str, origin: str
) -> None:
    monkeypatch.setenv("HELPLINE_PUBLIC_ORIGIN", given)
    assert load().public_origin == origin


def test_the_two_doors_differ() -> None:
    assert len(faults(demo=True, public_port=9000, staff_port=9000)) == 2


@pytest.mark.parametrize("port", [8000, 8001])
def test_numbers_are_told_at_no_door_of_pages(port: int) -> None:
    (fault,) = faults(demo=True, metrics_port=port)
    assert fault.startswith("HELPLINE_METRICS_PORT: ")


@pytest.mark.usefixtures("public")
def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    monkeypatch.setenv("HELPLINE_SECRET_FILE", str(path))
    assert faults() == ("HELPLINE_SECRET_FILE: is set beside HELPLINE_SECRET; keep one",)
    monkeypatch.delenv("HELPLINE_SECRET")
    assert load().secret == SECRET.encode()
    path.unlink()
    assert faults()[0] == "HELPLINE_SECRET_FILE: names a file this user can't read"


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_REDIS_URL", "")
    assert load(demo=True).redis_url is None


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_PUBLIC_PORT", "9000")
    assert load(demo=True).public_port == 9000
    assert load(demo=True, public_port=9100).public_origin == "http://localhost:9100"


def test_staff_can_be_added_before_all_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_DATA_DIR", "elsewhere")
    monkeypatch.setenv("HELPLINE_STAFF_ORIGIN", "https://desk.example.org")
    door = load_staff_door()
    assert door.sql_url == "sqlite+aiosqlite:///elsewhere/helpline.db"
    assert door.origin == "https://desk.example.org"
    monkeypatch.setenv("HELPLINE_TYPO", "x")
    with pytest.raises(Misconfigured):
        load_staff_door()


OIDC = {
    "HELPLINE_OIDC_ISSUER": "https://id.example.org/realms/staff",
    "HELPLINE_OIDC_CLIENT_ID": "helpline",
    "HELPLINE_OIDC_CLIENT_SECRET": SECRET,
    "HELPLINE_OIDC_NAME": "Example Org",
}


@pytest.mark.usefixtures("public")
def test_a_provider_is_set_whole_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert load().oidc is None
    assert load_staff_door().issuer is None
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    found = load().oidc
    assert found is not None
    assert (found.issuer, found.client_id, found.client_secret, found.name) == tuple(OIDC.values())
    assert load_staff_door().issuer == found.issuer
    assert SECRET not in repr(load())
    for name, value in OIDC.items():
        monkeypatch.delenv(name)
        assert faults() == (f"{name}: is not set, and another HELPLINE_OIDC_ setting is",)
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("HELPLINE_OIDC_CLIENT_SECRET")
    path = tmp_path / "oidc"
    path.write_text("another\n")
    monkeypatch.setenv("HELPLINE_OIDC_CLIENT_SECRET_FILE", str(path))
    from_file = load().oidc
    assert from_file is not None
    assert from_file.client_secret == "another"


@pytest.mark.usefixtures("public")
def test_addresses_for_alerts_are_a_secret_one_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert load().alert_urls == ()
    assert load().alert_language is Language.EN
    path = tmp_path / "alerts"
    path.write_text("mailto://us:pass-word@example.org\n\njson://example.org/a\n")
    monkeypatch.setenv("HELPLINE_ALERT_URLS_FILE", str(path))
    monkeypatch.setenv("HELPLINE_ALERT_LANGUAGE", "es")
    assert load().alert_urls == ("mailto://us:pass-word@example.org", "json://example.org/a")
    assert load().alert_language is Language.ES
    assert "pass-word" not in repr(load())
    monkeypatch.setenv("HELPLINE_ALERT_LANGUAGE", "fr")
    assert faults() == ("HELPLINE_ALERT_LANGUAGE: needs en or es",)
    monkeypatch.delenv("HELPLINE_ALERT_LANGUAGE")
    path.write_text("json://pass-word@example.org " * 500)
    [long] = faults()
    assert long.startswith("HELPLINE_ALERT_URLS: needs addresses as apprise knows them, one a line")
