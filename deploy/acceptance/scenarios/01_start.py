"""The first minute with the product."""

import ssl
import stat
import urllib.error
import urllib.request

from assay_acceptance.api import Api
from assay_acceptance.check import Failed, check, check_equal
from assay_acceptance.credentials import MISLEADING, source
from assay_acceptance.scenario import scenario

NEEDED = ("HCP_CLIENT_ID", "HCP_CLIENT_SECRET", "HCP_ORGANIZATION_ID", "HCP_PROJECT_ID", "HCP_AUTH_URL",
          "HCP_API_ADDRESS", "HCP_SKIP_STATUS_CHECK", "SSL_CERT_FILE")


@scenario("start")
def start(world):
    """A first start gives credentials that a stock client can use, with certificates verified, and they last."""
    server = world.server().start()
    for env_file in (server.client_env, server.admin_env):
        check_private(env_file)
        check_environment(env_file, server.port)
    check_not_trusted_by_default(server.port)
    api = Api(server.client())
    check_registry(api)
    check_survives_restart(server, api)


def check_private(env_file) -> None:
    check(env_file.exists(), f"{env_file} is missing")
    check_equal(oct(stat.S_IMODE(env_file.stat().st_mode)), oct(0o600), f"mode of {env_file.name}")


def check_environment(env_file, port: int) -> None:
    environment = source(env_file, **{name: "misleading" for name in MISLEADING})
    for name in NEEDED:
        check(environment.get(name), f"{env_file.name} sets no {name}")
    for name in MISLEADING:
        check(name not in environment, f"{env_file.name} leaves {name} in the environment")
    check_equal(environment["HCP_AUTH_URL"], f"https://localhost:{port}", "HCP_AUTH_URL")
    check_equal(environment["HCP_API_ADDRESS"], f"localhost:{port}", "HCP_API_ADDRESS")


def check_not_trusted_by_default(port: int) -> None:
    """Without the file from the environment the check must fail: else the check above proves nothing."""
    try:
        urllib.request.urlopen(f"https://localhost:{port}/", context=ssl.create_default_context(), timeout=20)
    except urllib.error.URLError as refusal:
        check(isinstance(refusal.reason, ssl.SSLCertVerificationError), f"expected a refused certificate: {refusal}")
        return
    raise Failed("the certificate is trusted without SSL_CERT_FILE")


def check_registry(api: Api) -> None:
    answer = api.fetch_token()
    check_equal(answer["token_type"].lower(), "bearer", "token_type")
    check(answer["expires_in"] > 15, f"expires_in: {answer['expires_in']} (expected: > 15)")
    config = api.call("GET", f"{api.root}/registry")["registry"]["config"]
    check_equal((config["activated"], config["feature_tier"]), (True, "PLUS"), "activated and tier of the registry")


def check_survives_restart(server, api: Api) -> None:
    credentials = server.client_env.read_bytes()
    api.create_bucket("kept")
    server.terminate()
    check(server.wait() in (0, 143), f"exit code after SIGTERM: {server.process.returncode} (expected: 0 or 143)")
    server.start()
    check_equal(server.client_env.read_bytes(), credentials, "client.env after a restart")
    # The token of before the restart: clients cache it and do not ask again.
    check_equal(api.bucket("kept")["name"], "kept", "bucket after a restart")
