"""moto's server, with what its CloudFormation lacks and infra/ needs.

The template language's transform is AWS's own (aws-sam-translator). Of resource types that moto's
CloudFormation doesn't know, or can't make, those are added here that moto's services do know: each is made
by moto's own service from the template's properties. What is in neither is passed over, as moto does; so are
bucket policies, since moto's S3 heeds their denials and not their conditions.

Usage: moto_with_aurora.py PORT FOLDER, where FOLDER says what is to happen: answer.json is what an invoked
function answers; create-fails and delete-fails, if they are there, each name a stack that comes to that
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


def is_to_fail(what, stack):
    return (FOLDER / what).exists() and (FOLDER / what).read_text(encoding="utf-8") == stack.name


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
        made = cls(identity, attributes, delete)
        made.is_kept_as_snapshot = cloudformation_json.get("DeletionPolicy") == "Snapshot"
        return made

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, *_, **__):
        return original_resource

    def delete(self, *_):
        self.delete_it(self.is_kept_as_snapshot)


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
    # moto takes it for Serverless v1 only.
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
    # It goes with its function.
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


execute_change_set = cloudformation.CloudFormationBackend.execute_change_set


def executed(self, change_set_name, stack_name=None):
    execute_change_set(self, change_set_name, stack_name)
    for stack in self.stacks.values():
        if stack.name == stack_name and is_to_fail("create-fails", stack):
            # All is there, and its protection kept CloudFormation from taking it back; there are no outputs.
            stack.status = "ROLLBACK_FAILED"
            stack.output_map = parsing.OutputMap(stack.resource_map, {"Outputs": {}}, stack.stack_id)


delete_stack = cloudformation.CloudFormationBackend.delete_stack


def deleted(self, name):
    for stack in list(self.stacks.values()):
        if name not in (stack.name, stack.stack_id):
            continue
        resources = dict(stack.resource_map._parsed_resources)
        # AWS takes what is gone already for removed, moto doesn't.
        if getattr(stack, "is_empty", False):
            stack.resource_map._resource_json_map = {}
        try:
            delete_stack(self, stack.stack_id)
            stack.is_empty = True
            failed = is_to_fail("delete-fails", stack)
        except Exception as refusal:
            print(stack.name, "can't be removed:", refusal, file=sys.stderr)
            failed = True
        if failed:
            # moto would have forgotten the stack.
            stack.resource_map._parsed_resources.update(resources)
            stack.status = "DELETE_FAILED"
            self.deleted_stacks.pop(stack.stack_id, None)
            self.stacks[stack.stack_id] = stack


def invoked(self, function_name, qualifier, body, headers, response_headers):
    # moto would run the function in Docker. Here it answers what the file says: only the call is tried.
    text = (FOLDER / "answer.json").read_text(encoding="utf-8")
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
