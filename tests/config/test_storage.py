import urllib.request
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.journeys.site import Site

ROUND_TRIP = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
name = default_storage.save("papers/paper.pdf", ContentFile(b"%PDF-1.7"))
print(default_storage.open(name).read().decode())
print(default_storage.url(name))
"""


@pytest.fixture
def bucket_settings():
    """The environment for a bucket on a server of S3's kind, on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    account = {"S3_ENDPOINT_URL": f"http://{host}:{port}", "S3_ACCESS_KEY": "a-key", "S3_SECRET_KEY": "a-secret"}
    client = boto3.client(
        "s3",
        endpoint_url=account["S3_ENDPOINT_URL"],
        region_name="us-east-1",
        aws_access_key_id=account["S3_ACCESS_KEY"],
        aws_secret_access_key=account["S3_SECRET_KEY"],
    )
    client.create_bucket(Bucket="laurel-files")
    yield account | {"S3_BUCKET": "laurel-files"}
    server.stop()


def test_a_file_goes_to_the_bucket_and_comes_back_by_a_signed_address(bucket_settings):
    with Site(**bucket_settings) as site:
        content, address = site.manage("shell", "-v", "0", "-c", ROUND_TRIP).splitlines()

    assert content == "%PDF-1.7"
    assert "X-Amz-Signature" in parse_qs(urlsplit(address).query)
    with urllib.request.urlopen(address) as answer:
        assert answer.read() == b"%PDF-1.7"
