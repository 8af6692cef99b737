"""The description of the API shows every endpoint the schema of its own class, whatever other classes are called."""

import inspect

from pydantic import BaseModel

from project.api import api, description
from project.openapi_names import short_names


def _operations():
    """(operation, what the description tells of it)"""
    root, paths = api.get_root_path({}).rstrip("/"), description()["paths"]
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                for method in operation.methods if operation.include_in_schema else ():
                    yield operation, paths[f"{root}{path}"][method.lower()]


def _bodies():
    """(class of the body, schema that is told)"""
    for operation, told in _operations():
        fields = [field for model in operation.models for field in model.model_fields.values()]
        schema = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        for field in fields:
            cls = field.annotation
            if inspect.isclass(cls) and issubclass(cls, BaseModel) and "$ref" in schema:
                yield cls, schema["$ref"].rpartition("/")[2]


def _answers():
    for operation, told in _operations():
        for status, model in operation.response_models.items():
            field = getattr(model, "model_fields", {}).get("response")
            answer = told["responses"].get(status, {}).get("content", {}).get("application/json", {}).get("schema", {})
            if field and inspect.isclass(field.annotation) and "$ref" in answer:
                yield field.annotation, answer["$ref"].rpartition("/")[2]


def test_every_body_and_answer_is_told_by_the_schema_of_its_own_class():
    schemas, wrong = description()["components"]["schemas"], set()
    bodies, answers = list(_bodies()), list(_answers())

    for cls, name in (*bodies, *answers):
        if set(schemas[name]["properties"]) != set(cls.model_fields):
            wrong.add(f"{cls.__module__}.{cls.__name__}")

    assert len(bodies) > 100
    assert len(answers) > 100
    assert wrong == set()


def test_a_name_that_two_classes_bear_is_told_with_the_topic_then_with_the_file():
    assert short_names(["a.council.schemas.Vote", "a.council.schemas.Opinion", "a.opinions.schemas.Opinion"]) == {
        "a.council.schemas.Vote": "Vote",
        "a.council.schemas.Opinion": "CouncilOpinion",
        "a.opinions.schemas.Opinion": "OpinionsOpinion",
    }
    assert short_names(["a.council.schemas.Coming", "a.council.members_api.Coming"]) == {
        "a.council.schemas.Coming": "CouncilSchemasComing",
        "a.council.members_api.Coming": "CouncilMembersApiComing",
    }
