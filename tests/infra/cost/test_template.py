"""`make cost` makes the template itself, where the CDK is."""

import json
import os
import subprocess

from support.references import ROOT
from support.synthesis import PYTHON

MAKE = "import json; from cost import template; print(json.dumps(template.synthesise()))"


def test_its_template_has_the_same_resources(template):
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/infra:{ROOT}/functions"}
    done = subprocess.run(
        [PYTHON, "-c", MAKE], env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr

    def capped(made):
        kinds = ("AWS::DynamoDB::Table", "AWS::ApiGatewayV2::Stage")
        return [each for each in made["Resources"].values() if each["Type"] in kinds]

    assert capped(json.loads(done.stdout)) == capped(template)
