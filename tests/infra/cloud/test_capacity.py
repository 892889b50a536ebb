"""The caps of functions reach the template."""

from capacity import MEMORY_MB, RESERVED


def doors(template):
    """Each door's function, by the door's name; what only a deployment calls is none."""
    every = template["Resources"].values()
    functions = [each["Properties"] for each in every if each["Type"] == "AWS::Lambda::Function"]
    names = {each["FunctionName"].removeprefix("leanto-"): each for each in functions}
    return {name: each for name, each in names.items() if name in RESERVED}


def test_a_new_account_has_nothing_to_reserve(template):
    found = doors(template)
    assert found.keys() == RESERVED.keys()
    for door in found.values():
        assert door["MemorySize"] == MEMORY_MB
        assert "ReservedConcurrentExecutions" not in door


def test_a_larger_account_gives_each_door_a_share(reserved):
    found = doors(reserved)
    assert {name: each["ReservedConcurrentExecutions"] for name, each in found.items()} == RESERVED
