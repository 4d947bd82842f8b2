"""Settings: which place wins, and that nothing misspelt is taken silently."""

from pathlib import Path

import pytest

from flows.settings import Settings, SettingsError, load_settings


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_set_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()


def test_command_line_beats_environment_beats_file_beats_default(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write(data / "settings.toml", 'batch_articles = 10\nmemory = "1GB"\nthreads = 3\n')
    environ = {"TWOSOURCE_BATCH_ARTICLES": "20", "TWOSOURCE_DATA": "elsewhere"}
    found = load_settings(environ, data=data)
    assert (found.data, found.batch_articles, found.memory, found.threads) == (data, 20, "1GB", 3)


def test_the_file_in_the_data_folder_of_the_environment_is_read(tmp_path: Path) -> None:
    write(tmp_path / "settings.toml", "threads = 5\n")
    assert load_settings({"TWOSOURCE_DATA": str(tmp_path)}).threads == 5


def test_paths_of_a_file_start_at_its_folder(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    named = write(tmp_path / "lab.toml", 'lexicon = "own"\ndata = "kept"\n')
    found = load_settings({}, settings_file=named)
    assert found.lexicon == tmp_path / "own"
    assert found.data == tmp_path / "kept"


def test_judgements_are_found_beside_the_data(tmp_path: Path) -> None:
    assert load_settings({}, data=tmp_path).judgements is None
    rulings = write(tmp_path / "judgements.csv", "ruling,left,right\n")
    assert load_settings({}, data=tmp_path).judgements == rulings


def test_networks_may_be_parted_by_commas_or_spaces() -> None:
    found = load_settings({"TWOSOURCE_ALLOW_PRIVATE": "127.0.0.1/32, 10.0.0.0/8"})
    assert found.allow_private == ("127.0.0.1/32", "10.0.0.0/8")


def test_numbers_of_fetching() -> None:
    found = load_settings({"TWOSOURCE_PACE": "0.5", "TWOSOURCE_PORTS": "80,443 8443"})
    assert (found.pace, found.ports, found.connections) == (0.5, (80, 443, 8443), 128)


def test_a_proxy_is_a_host_and_a_port() -> None:
    assert load_settings({}).proxy_address is None
    found = load_settings({"TWOSOURCE_PROXY": "http://proxy.example:3128"})
    assert found.proxy_address == ("proxy.example", 3128)


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TWOSOURCE_PROXY": "http://us:secret@proxy.example:3128"}, "no password"),
        ({"TWOSOURCE_PROXY": "socks5://proxy.example:1080"}, 'write "http://"'),
        ({"TWOSOURCE_PACE": "slow"}, "a number is needed"),
        ({"TWOSOURCE_PACE": "61"}, "from 0 to 60 seconds"),
        ({"TWOSOURCE_PACE": "nan"}, "from 0 to 60 seconds"),
        ({"TWOSOURCE_PORTS": "80,http"}, "whole number"),
        ({"TWOSOURCE_PORTS": "80,70000"}, "from 1 to 65535"),
        ({"TWOSOURCE_CONNECTIONS": "0"}, "from 1 to 512"),
        ({"TWOSOURCE_USER_AGENT": "désk"}, "plain ASCII"),
        ({"TWOSOURCE_BATCH_ARTICLE": "5"}, "TWOSOURCE_BATCH_ARTICLES"),
        ({"TWOSOURCE_BATCH_ARTICLES": "many"}, "whole number"),
        ({"TWOSOURCE_BATCH_ARTICLES": "0"}, "from 1 to 500"),
        ({"TWOSOURCE_BATCH_ARTICLES": "501"}, "from 1 to 500"),
        ({"TWOSOURCE_THREADS": "0"}, "at least one"),
        ({"TWOSOURCE_THREADS": "257"}, "at most 256"),
        ({"TWOSOURCE_MEMORY": "lots"}, "512MB"),
        ({"TWOSOURCE_LEXICON": "/no/such/folder"}, "no such folder"),
        ({"TWOSOURCE_JUDGEMENTS": "/no/such/file.csv"}, "no such file"),
        ({"TWOSOURCE_ALLOW_PRIVATE": "localhost"}, "not a network"),
        ({"TWOSOURCE_SETTINGS": "/no/such/file.toml"}, "no such settings file"),
    ],
)
def test_a_mistake_in_the_environment_is_told(environ: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load_settings(environ)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("batch_artciles = 5", "did you mean 'batch_articles'"),
        ('threads = "two"', "expected int"),
        ("threads = ", "not valid TOML"),
        ("[run]\nthreads = 2", "unknown key 'run'"),
    ],
)
def test_a_mistake_in_the_file_names_file_and_key(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "settings.toml", text)
    with pytest.raises(SettingsError, match=words) as caught:
        load_settings({}, data=tmp_path)
    assert str(path) in str(caught.value)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings({"TWOSOURCE_THREADS": "", "TWOSOURCE_DATA": ""}) == Settings()
