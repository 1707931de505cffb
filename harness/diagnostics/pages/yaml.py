"""YAML0xx: what can be wrong with a file and its YAML, before anybody asks what it says."""

from harness.diagnostics.codes import CodePage

_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcde", "bcdef", strict=True)
)

PAGES = (
    CodePage(
        "YAML001",
        "the text is not YAML",
        "The parser stopped at this place. Most often plain text holds a character that means something to YAML: a "
        '": " inside it, or a backtick, @, %, [ or { at its start. Searches hold many of these, so write them as a '
        "block with | and indent them.",
        bad="search: `my_macro` | stats count by host\n",
        good="search: |\n  `my_macro` | stats count by host\n",
    ),
    CodePage(
        "YAML002",
        "the file is not UTF-8",
        "A byte of the file is not UTF-8. Splunk and its tooling read content as UTF-8; the file was probably saved "
        "in another encoding, such as Windows-1252 or UTF-16.",
    ),
    CodePage(
        "YAML003",
        "the file is empty",
        "The file holds nothing but blanks and comments. It was probably created and never written.",
        bad="# to do\n",
        good="name: Rare Parent Process\n",
    ),
    CodePage(
        "YAML004",
        "a control character",
        "YAML does not allow control characters other than tabs and line ends. They come with text copied from "
        "terminals and binary formats. Where one is meant, write it as an escape in double quotes.",
        bad="name: bell \x07\n",
        good='name: "bell \\x07"\n',
    ),
    CodePage(
        "YAML005",
        "a byte order mark",
        "The file starts with the invisible character U+FEFF, which some editors write. It is read without harm "
        "here, but not by every tool that reads content.",
        bad="\ufeffname: Rare Parent Process\n",
        good="name: Rare Parent Process\n",
    ),
    CodePage(
        "YAML006",
        "lines end in CRLF",
        "The file has the line ends of Windows. It is read without harm; mixed line ends make every later change "
        "look larger than it is, and dataset checksums differ between machines.",
        bad="name: Rare Parent Process\r\nversion: 1\r\n",
        good="name: Rare Parent Process\nversion: 1\n",
    ),
    CodePage(
        "YAML007",
        "a tab is used as indentation",
        "YAML indents with spaces only.",
        bad="tags:\n\tproduct: Splunk\n",
        good="tags:\n  product: Splunk\n",
    ),
    CodePage(
        "YAML008",
        "a key is written twice",
        "YAML does not allow the same key twice in one mapping, and readers that let it pass differ in which value "
        "they take: the file would mean different things to different tools.",
        bad="version: 1\nversion: 2\n",
        good="version: 2\n",
    ),
    CodePage(
        "YAML009",
        "several documents in one file",
        "A line --- starts a second document. One file holds one object.",
        bad="name: one\n---\nname: two\n",
        good="name: one\n",
    ),
    CodePage(
        "YAML010",
        "the file is too large",
        "Content files are written by people and stay far below the limit. A larger one is data in the wrong place, "
        "or not YAML at all. Rows belong into the files of a dataset.",
    ),
    CodePage(
        "YAML011",
        "aliases make the file explode",
        "Anchors and aliases that contain each other can make a small file stand for billions of values. Such a "
        "file is refused before it is expanded.",
        bad=_BOMB,
        good="a: &a [x, x]\nb: [*a, *a]\n",
    ),
    CodePage(
        "YAML012",
        "an alias without an anchor",
        "Plain text that starts with * is an alias: it repeats the value that carries the anchor of this name. "
        "Where a wildcard is meant, quote it.",
        bad="process: *powershell\n",
        good='process: "*powershell"\n',
    ),
    CodePage(
        "YAML013",
        "a value contains itself",
        "An alias stands inside the value that it repeats.",
        bad="a: &a\n  b: *a\n",
        good="a: &a\n  b: 1\nc: *a\n",
    ),
    CodePage(
        "YAML014",
        "nested too deep",
        "No content nests values this deep; the file is broken or not meant to be read.",
        bad="[" * 101 + "]" * 101,
        good="[[1, 2], [3, 4]]\n",
    ),
    CodePage(
        "YAML015",
        "a tag that is not supported",
        "Tags such as !!python/object make YAML readers run code, and others mean something to one tool only. "
        "Values here are text, numbers, booleans, null, lists and mappings.",
        bad="date: !mydate 2024-10-17\n",
        good="date: 2024-10-17\n",
    ),
    CodePage(
        "YAML016",
        "a key that is not a single text",
        "A list or a mapping stands where a key is expected. It usually is a { or [ at the start of a line that is "
        "meant to be text.",
        bad="? [host, user]\n: found\n",
        good="host, user: found\n",
    ),
    CodePage(
        "YAML017",
        "the file cannot be read",
        "The operating system refuses: the file does not exist, is a folder, a pipe or a link that leads back to "
        "itself, or may not be read by this user.",
    ),
    CodePage(
        "YAML018",
        "a value does not fit its type",
        "A tag or the way a value is written gives it a type that it cannot have, or << merges something that is "
        "not a mapping.",
        bad="version: !!int one\n",
        good="version: 1\n",
    ),
)
