"""Translates a SAM template into a CloudFormation template with AWS's own translator.

Usage: sam.py TEMPLATE; prints JSON
"""

import json
import re
import sys

from samtranslator.parser.parser import Parser
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """Our roles use no managed policies, so none has to be looked up."""

    def load(self):
        return {}


def translated(template, parameters):
    transform_name = "AWS::Serverless-2016-10-31"
    source = yaml_parse(template)
    if source.get("Transform") != transform_name:
        return source
    return transform(source, parameters, NoManagedPolicies(), feature_toggle=None, passthrough_metadata=False)


def as_packaged(template):
    """Replaces paths of code by bucket URLs, as `aws cloudformation package` does."""
    return re.sub(r"(CodeUri: )target/", r"\1s3://bucket/", template)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        json.dump(translated(as_packaged(file.read()), {}), sys.stdout, indent=1)
