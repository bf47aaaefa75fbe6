from pwa.headers import meta_policy, page_headers, script_headers, worker_headers


def test_transport_security_only_where_the_address_is_https():
    assert "Strict-Transport-Security" not in page_headers(https=False)
    assert "upgrade-insecure-requests" not in page_headers(https=False)["Content-Security-Policy"]
    secured = page_headers(https=True)
    assert "max-age=63072000" in secured["Strict-Transport-Security"]
    assert "preload" not in secured["Strict-Transport-Security"]
    assert secured["Content-Security-Policy"].endswith("upgrade-insecure-requests")


def test_the_policy_allows_nothing_from_elsewhere():
    """C30, C40, C41."""
    policy = page_headers(https=False)["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    allowed = {value for name, value in directives.items() if name.endswith("-src")}
    assert allowed == {"'self'", "'none'"}
    assert directives["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy


def test_the_worker_may_only_run_itself_and_fetch():
    """C42."""
    policy = worker_headers(https=False)["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "img-src" not in policy


def test_pages_that_embed_only_their_own_can_start_their_script_as_a_worker():
    name = "Cross-Origin-Embedder-Policy"
    assert script_headers(https=False)[name] == page_headers(https=False)[name]


def test_the_policy_in_pages_leaves_out_what_a_meta_may_not_carry():
    assert "frame-ancestors" not in meta_policy(https=False)
    assert "script-src 'self'" in meta_policy(https=False)
