"""Whatever the API is sent in the shapes its description tells: no endpoint answers 500, to nobody and to no office."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.schemas import OpenApiSchema

pytestmark = pytest.mark.django_db
