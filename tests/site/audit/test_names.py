import ast
from pathlib import Path

import gongkai_site
from gongkai_site.audit.actions_named import action_name, action_names

SOURCE = Path(gongkai_site.__file__).parent


def names_in_code() -> set[str]:
    """Every constant given to ``acting`` as its name: alternatives of a conditional, beginnings of a composed one."""
    names = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and called == "acting" and len(node.args) > 1:
                names |= {each.value for each in ast.walk(node.args[1]) if isinstance(each, ast.Constant)}
    return {name for name in names if isinstance(name, str)}


def test_every_action_of_the_code_has_a_chinese_name():
    known = set(action_names())
    beginnings = {name[: place + 1] for name in known for place in range(len(name)) if name[place] == "."}
    assert names_in_code() - known - beginnings == set()


def test_an_action_without_a_name_is_shown_as_it_is():
    assert action_name("nothing.known") == "nothing.known"
