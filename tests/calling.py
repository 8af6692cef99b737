"""Calling the API in tests as a person with a personal token, or with a session."""

import json

from django.test import Client

from permissions.people import tokens

ROOT = "/api/v1"


class Caller:
    """`Caller(person).post("/letters", unit="PQ-TH", ...)`; answers are Django's responses."""

    def __init__(self, person=None, headers=None):
        self.client = Client()
        self.headers = headers or {}
        if person is not None:
            _token, text = tokens.issue(user=person)
            self.headers = {"Authorization": f"Bearer {text}", **self.headers}

    def get(self, path, **query):
        return self.client.get(ROOT + path, query, headers=self.headers)

    def send(self, method, path, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        return self.client.generic(method, ROOT + path, data, "application/json", headers=self.headers)

    def post(self, path, **body):
        return self.send("POST", path, body)

    def patch(self, path, **body):
        return self.send("PATCH", path, body)

    def put(self, path, **body):
        return self.send("PUT", path, body)

    def upload(self, path, file, **form):
        return self.client.post(ROOT + path, {"file": file, **form}, headers=self.headers)
