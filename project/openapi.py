"""The description of the API: what django-ninja knows, and what it does not: the two ways in, rights, refusals."""

from project.openapi_names import description_of

REFUSAL = {
    "title": "Refusal",
    "description": "A deed that was not done: a stable code for programs, sentences for people.",
    "type": "object",
    "required": ["code", "sentence", "sentences"],
    "properties": {
        "code": {"type": "string"},
        "sentence": {"type": "string"},
        "sentences": {"type": "array", "items": {"type": "string"}},
        "winner": {"type": "string", "description": "who was faster (409 lost_race)"},
        "at": {"type": "string", "format": "date-time", "description": "when (409 lost_race)"},
        "fields": {
            "type": "object",
            "description": "what is wrong with which field (422)",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
WAYS_IN = {
    "token": {"type": "http", "scheme": "bearer", "description": "POST /token gives one."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The session of the pages; what changes anything needs the header X-CSRFToken too.",
    },
}
ANSWERS = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "Not you: the right is missing.",
    404: "Not there, or not among what you may see.",
    409: "Not now, or somebody was faster.",
    415: "The body is not JSON.",
    422: "Not like this: faults by field.",
}


def _refusals(method, is_open):
    wanted = {404, 422} if method == "get" else set(ANSWERS)
    return sorted(wanted | ({401} if is_open else {401, 403}))


def _complete(operation, method, right):
    operation["x-right"] = right
    operation["security"] = [] if right == "open" else [{name: []} for name in WAYS_IN]
    for status in _refusals(method, right == "open"):
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
        operation["responses"].setdefault(status, {"description": ANSWERS[status], "content": content})


def _rights(api):
    """{(path, method): right}"""
    return {
        (path, method.lower()): operation.view_func.right
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    }


def described(api):
    """The whole description as JSON values."""
    rights, root = _rights(api), api.get_root_path({})
    told = description_of(api, root)
    root = root.rstrip("/")
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method, rights[path.removeprefix(root), method])
    told["components"]["securitySchemes"] = WAYS_IN
    told["components"].setdefault("schemas", {})["Refusal"] = REFUSAL
    return told
