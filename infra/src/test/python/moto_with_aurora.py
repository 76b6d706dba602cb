"""Runs moto's server with the CloudFormation features that infra/ needs and moto lacks.

AWS's own aws-sam-translator transforms the SAM templates. Resource types that moto's CloudFormation doesn't
support, but moto's services do, are added here: the service creates each resource from the template's properties.
Types that neither supports are ignored, as moto does; so are bucket policies, because moto's S3 applies their
denials but not their conditions.

Usage: moto_with_aurora.py PORT FOLDER. Files in FOLDER control the server: response.json is the response of every
invoked function; create-fails and delete-fails, if they exist, name the stack whose creation or deletion fails
"""

import json
import pathlib
import sys

from moto.awslambda.models import LambdaBackend, lambda_backends
from moto.cloudformation import models as cloudformation
from moto.cloudformation import parsing
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.rds.models import rds_backends
from moto.rds.responses import RDSResponse
from moto.server import main

from sam import translated

FOLDER = pathlib.Path(sys.argv[2])


def must_fail(operation, stack):
    return (FOLDER / operation).exists() and (FOLDER / operation).read_text(encoding="utf-8") == stack.name


class Added(CloudFormationModel):
    """A resource of one of moto's services, with the values of Ref and GetAtt."""

    # moto derives the name of a model's service from its module.
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
        made = cls(identity, attributes, delete)
        made.is_kept_as_snapshot = cloudformation_json.get("DeletionPolicy") == "Snapshot"
        return made

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_, **__):
        return original_resource

    def delete(self, *_):
        self.delete_it(self.is_kept_as_snapshot)


def snake(properties):
    """Renames EngineVersion to engine_version and so on, as moto's services name their arguments."""
    return {"".join("_" + c.lower() if c.isupper() else c for c in name).strip("_").replace("d_b_", "db_"): value
            for name, value in properties.items()}


def cluster(properties, name, account, region):
    rds = rds_backends[account][region]
    made = rds.create_db_cluster({"db_cluster_identifier": name} | snake(properties) | {
        "enable_iam_database_authentication": properties["EnableIAMDatabaseAuthentication"],
        "serverless_v2_scaling_configuration": properties["ServerlessV2ScalingConfiguration"],
    })
    # moto accepts this property for Serverless v1 only.
    made._enable_http_endpoint = properties["EnableHttpEndpoint"]
    return name, {
        "Endpoint.Address": made.endpoint,
        "Endpoint.Port": str(made.port),
        "DBClusterArn": made.db_cluster_arn,
        "DBClusterResourceId": made.db_cluster_resource_id,
        "MasterUserSecret.SecretArn": made.master_user_secret.secret_arn,
    }, lambda snapshot: rds.delete_db_cluster(name, "the-last-of-" + name if snapshot else None)


def instance(properties, name, account, region):
    rds = rds_backends[account][region]
    rds.create_db_instance({"db_instance_identifier": name} | snake(properties))
    return name, {}, lambda _: rds.delete_db_instance(name)


def parameter_group(properties, name, account, region):
    rds = rds_backends[account][region]
    rds.create_db_cluster_parameter_group(name, properties["Family"], properties["Description"], [])
    return name, {}, lambda _: rds.delete_db_cluster_parameter_group(name)


def version(properties, _, account, region):
    published = lambda_backends[account][region].publish_version(properties["FunctionName"])
    return published.function_arn, {"Version": published.version}, lambda _: None


def alias(properties, _, account, region):
    functions = lambda_backends[account][region]
    made = functions.create_alias(
        properties["Name"], properties["FunctionName"], str(properties["FunctionVersion"]), "", None
    )
    # Deleting the function deletes its aliases.
    return made.arn, {}, lambda _: None


def alarm(properties, name, account, region):
    watch = cloudwatch_backends[account][region]
    renamed = {"alarm_description": "description"}
    arguments = {renamed.get(key, key): value for key, value in snake(properties).items()}
    watch.put_metric_alarm(name=name, **arguments)
    return name, {}, lambda _: watch.delete_alarms([name])


def add(kind, make):
    type(kind, (Added,), {"__module__": Added.__module__, "make": staticmethod(make), "cloudformation_type": staticmethod(lambda: kind)})


created = Table.create_from_cloudformation_json.__func__


def with_recovery(cls, resource_name, cloudformation_json, account_id, region_name, **rest):
    table = created(cls, resource_name, cloudformation_json, account_id, region_name, **rest)
    wanted = cloudformation_json["Properties"].get("PointInTimeRecoverySpecification")
    if wanted:
        dynamodb_backends[account_id][region_name].update_continuous_backups(table.name, wanted)
    return table


def disable_http_endpoint(self):
    arn = self.params["ResourceArn"]
    for each in self.backend.clusters.values():
        if each.db_cluster_arn == arn:
            each._enable_http_endpoint = False
    return ActionResult({"ResourceArn": arn, "HttpEndpointEnabled": False})


Table.create_from_cloudformation_json = classmethod(with_recovery)
RDSResponse.disable_http_endpoint = disable_http_endpoint

add("AWS::RDS::DBCluster", cluster)
add("AWS::RDS::DBInstance", instance)
add("AWS::RDS::DBClusterParameterGroup", parameter_group)
add("AWS::Lambda::Version", version)
add("AWS::Lambda::Alias", alias)
add("AWS::CloudWatch::Alarm", alarm)
known = CloudFormationModel.__subclasses__()
# The last definition of a type wins, so ours come last.
parsing.get_model_list = lambda: known + Added.__subclasses__()


def texts(parameters):
    return {name: ",".join(value) if isinstance(value, list) else str(value) for name, value in parameters.items()}


create_change_set = cloudformation.CloudFormationBackend.create_change_set


def transformed(self, *, template, parameters, **rest):
    made = translated(template, parameters)
    for stack in self.stacks.values():
        # moto treats a parameter with UsePreviousValue as changed.
        if stack.name == rest["stack_name"] and texts(parameters) == texts(stack.resource_map.resolved_parameters):
            parameters = stack.parameters
    source = json.dumps(made, default=str)
    return create_change_set(self, template=source, parameters=parameters, **rest)


apply = cloudformation.ChangeSet.apply


def applied(self):
    apply(self)
    # moto keeps the outputs from before the change, so a new stack would have none.
    self.stack.template = self.template
    self.stack._parse_template()
    self.stack.output_map = self.stack._create_output_map()


execute_change_set = cloudformation.CloudFormationBackend.execute_change_set


def executed(self, change_set_name, stack_name=None):
    execute_change_set(self, change_set_name, stack_name)
    for stack in self.stacks.values():
        if stack.name == stack_name and must_fail("create-fails", stack):
            # The resources exist, because deletion protection prevented their rollback; there are no outputs.
            stack.status = "ROLLBACK_FAILED"
            stack.output_map = parsing.OutputMap(stack.resource_map, {"Outputs": {}}, stack.stack_id)


delete_stack = cloudformation.CloudFormationBackend.delete_stack


def deleted(self, name):
    for stack in list(self.stacks.values()):
        if name not in (stack.name, stack.stack_id):
            continue
        resources = dict(stack.resource_map._parsed_resources)
        # AWS ignores resources that are deleted already; moto doesn't.
        if getattr(stack, "is_empty", False):
            stack.resource_map._resource_json_map = {}
        try:
            delete_stack(self, stack.stack_id)
            stack.is_empty = True
            failed = must_fail("delete-fails", stack)
        except Exception as refusal:
            print("could not delete", stack.name, refusal, file=sys.stderr)
            failed = True
        if failed:
            # moto has removed the stack from its list.
            stack.resource_map._parsed_resources.update(resources)
            stack.status = "DELETE_FAILED"
            self.deleted_stacks.pop(stack.stack_id, None)
            self.stacks[stack.stack_id] = stack


def invoked(self, function_name, qualifier, body, headers, response_headers):
    # moto would run the function in Docker. The tests need only the invocation, so the response comes from a file.
    text = (FOLDER / "response.json").read_text(encoding="utf-8")
    if "errorMessage" in text:
        response_headers["x-amz-function-error"] = "Unhandled"
    return text.encode()


LambdaBackend.invoke = invoked
cloudformation.CloudFormationBackend.create_change_set = transformed
cloudformation.CloudFormationBackend.execute_change_set = executed
cloudformation.CloudFormationBackend.delete_stack = deleted
cloudformation.ChangeSet.apply = applied

if __name__ == "__main__":
    main(["--host", "127.0.0.1", "--port", sys.argv[1]])
