"""moto's server, with what its CloudFormation lacks and infra/ needs.

The template language's transform is AWS's own (aws-sam-translator). Of resource types that moto's
CloudFormation doesn't know, or can't make, those are added here that moto's services do know: each is made
by moto's own service from the template's properties. What is in neither is passed over, as moto does; so are
bucket policies, since moto's S3 heeds their denials and not their conditions.

Usage: moto_with_aurora.py PORT FILE, where FILE holds what an invoked function answers
"""

import json
import sys

from moto.awslambda.models import LambdaBackend, lambda_backends
from moto.cloudformation import models as cloudformation
from moto.cloudformation import parsing
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.rds.models import rds_backends
from moto.server import main

from sam import translated


class Added(CloudFormationModel):
    """A resource of moto's services, with what Ref and GetAtt answer."""

    # moto keeps its models by the name of their service.
    __module__ = "moto.added.models"

    def __init__(self, identity, attributes, delete):
        self.physical_resource_id = identity
        self.attributes = attributes
        self.delete_it = delete

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, name):
        return self.attributes[name]

    @staticmethod
    def cloudformation_name_type():
        return ""

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        identity, attributes, delete = cls.make(
            cloudformation_json["Properties"], resource_name.lower(), account_id, region_name
        )
        return cls(identity, attributes, delete)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_, **__):
        return original_resource

    def delete(self, *_):
        self.delete_it()


def snake(properties):
    """EngineVersion → engine_version, as moto's services name their arguments."""
    return {"".join("_" + c.lower() if c.isupper() else c for c in name).strip("_").replace("d_b_", "db_"): value
            for name, value in properties.items()}


def cluster(properties, name, account, region):
    rds = rds_backends[account][region]
    made = rds.create_db_cluster({"db_cluster_identifier": name} | snake(properties) | {
        "enable_iam_database_authentication": properties["EnableIAMDatabaseAuthentication"],
        "serverless_v2_scaling_configuration": properties["ServerlessV2ScalingConfiguration"],
    })
    return name, {
        "Endpoint.Address": made.endpoint,
        "Endpoint.Port": str(made.port),
        "DBClusterArn": made.db_cluster_arn,
        "DBClusterResourceId": made.db_cluster_resource_id,
        "MasterUserSecret.SecretArn": made.master_user_secret.secret_arn,
    }, lambda: rds.delete_db_cluster(name, "the-last-of-" + name)


def instance(properties, name, account, region):
    rds = rds_backends[account][region]
    rds.create_db_instance({"db_instance_identifier": name} | snake(properties))
    return name, {}, lambda: rds.delete_db_instance(name)


def parameter_group(properties, name, account, region):
    rds = rds_backends[account][region]
    rds.create_db_cluster_parameter_group(name, properties["Family"], properties["Description"], [])
    return name, {}, lambda: rds.delete_db_cluster_parameter_group(name)


def version(properties, _, account, region):
    published = lambda_backends[account][region].publish_version(properties["FunctionName"])
    return published.function_arn, {"Version": published.version}, lambda: None


def alias(properties, _, account, region):
    functions = lambda_backends[account][region]
    made = functions.create_alias(
        properties["Name"], properties["FunctionName"], str(properties["FunctionVersion"]), "", None
    )
    # It goes with its function.
    return made.arn, {}, lambda: None


def alarm(properties, name, account, region):
    watch = cloudwatch_backends[account][region]
    renamed = {"alarm_description": "description"}
    arguments = {renamed.get(key, key): value for key, value in snake(properties).items()}
    watch.put_metric_alarm(name=name, **arguments)
    return name, {}, lambda: watch.delete_alarms([name])


def add(kind, make):
    type(kind, (Added,), {"__module__": Added.__module__, "make": staticmethod(make), "cloudformation_type": staticmethod(lambda: kind)})


add("AWS::RDS::DBCluster", cluster)
add("AWS::RDS::DBInstance", instance)
add("AWS::RDS::DBClusterParameterGroup", parameter_group)
add("AWS::Lambda::Version", version)
add("AWS::Lambda::Alias", alias)
add("AWS::CloudWatch::Alarm", alarm)
known = CloudFormationModel.__subclasses__()
# Ours come last and so win.
parsing.get_model_list = lambda: known + Added.__subclasses__()


def texts(parameters):
    return {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in parameters.items()}


create_change_set = cloudformation.CloudFormationBackend.create_change_set


def transformed(self, *, template, parameters, **rest):
    made = translated(template, parameters)
    for stack in self.stacks.values():
        # A parameter that is said to stay as it is moto takes for changed.
        if stack.name == rest["stack_name"] and texts(parameters) == texts(stack.resource_map.resolved_parameters):
            parameters = stack.parameters
    source = json.dumps(made, default=str)
    return create_change_set(self, template=source, parameters=parameters, **rest)


apply = cloudformation.ChangeSet.apply


def applied(self):
    apply(self)
    # moto keeps the outputs of the stack as it was before, and so none of a new one.
    self.stack.template = self.template
    self.stack._parse_template()
    self.stack.output_map = self.stack._create_output_map()


def invoked(self, function_name, qualifier, body, headers, response_headers):
    # moto would run the function in Docker. Here it answers what the file says: only the call is tried.
    with open(sys.argv[2], encoding="utf-8") as answer:
        text = answer.read()
    if "errorMessage" in text:
        response_headers["x-amz-function-error"] = "Unhandled"
    return text.encode()


LambdaBackend.invoke = invoked
cloudformation.CloudFormationBackend.create_change_set = transformed
cloudformation.ChangeSet.apply = applied

if __name__ == "__main__":
    main(["--host", "127.0.0.1", "--port", sys.argv[1]])
