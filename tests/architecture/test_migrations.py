"""What is recorded stays readable: no migration takes away a column of a history table."""

from importlib import import_module

from django.db import migrations

from tests.architecture.sources import PACKAGES, files, name_of

TAKING_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
)


def _operations():
    for path in files(".py", under=PACKAGES):
        if path.parent.name == "migrations" and path.name != "__init__.py":
            module = import_module(name_of(path).removesuffix(".py").replace("/", "."))
            yield from ((path.name, operation) for operation in module.Migration.operations)


def test_no_column_of_a_history_is_taken_away():
    """The ledger holds digests of history rows over their columns: `verify_trail` would call each row changed."""
    taken = [
        f"{name} {operation.describe()}"
        for name, operation in _operations()
        if isinstance(operation, TAKING_AWAY)
        and getattr(operation, "model_name", getattr(operation, "name", "")).lower().startswith("historical")
    ]

    assert taken == []
