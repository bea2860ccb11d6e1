"""template.yaml as CloudFormation gets it: `python expand.py TEMPLATE REGION`, in the SAM CLI's own environment.

`sam validate` runs the same translator and keeps the result to itself. Asks nobody: a policy that only IAM
could name would raise here.
"""

import sys

import boto3
from samcli.lib.translate.sam_template_validator import SamTemplateValidator  # type: ignore[import-not-found]
from samcli.yamlhelper import parse_yaml_file  # type: ignore[import-not-found]
from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader  # type: ignore[import-not-found]


def main(template: str, region: str) -> None:
    """Prints the expanded template."""
    iam = boto3.client("iam", region_name=region, aws_access_key_id="-", aws_secret_access_key="-")
    iam.meta.events.register("before-send", _refuse)
    validator = SamTemplateValidator(parse_yaml_file(template), ManagedPolicyLoader(iam), region=region)
    print(validator.get_translated_template_if_valid())


def _refuse(request: object, **_: object) -> None:
    raise SystemExit("The template names a managed policy that only IAM knows: write its ARN.")


if __name__ == "__main__":
    main(*sys.argv[1:])
