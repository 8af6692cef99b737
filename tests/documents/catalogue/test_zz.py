import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.usefixtures("rules")
def test_x(cast, sign_in):
    for who in (cast.administrator, cast.here.unit_clerk):
        c = sign_in(who)
        with CaptureQueriesContext(connection) as q:
            assert c.get("/catalogue/").status_code == 200
        for x in q.captured_queries: print("Q", x["sql"][:60], "...", x["sql"][x["sql"].find(" FROM "):][:170])
        print('-----')
