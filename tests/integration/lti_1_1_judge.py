"""oauthlib as the tool that judges a launch in LTI 1.1."""

import urllib.parse


def _validator(key, secret):
    from oauthlib import oauth1

    class Validator(oauth1.RequestValidator):
        dummy_client = "niemand"
        allowed_signature_methods = ("HMAC-SHA1", "HMAC-SHA256")

        def validate_client_key(self, client_key, request):
            return client_key == key

        def get_client_secret(self, client_key, request):
            return secret

        def validate_timestamp_and_nonce(self, *_, **__):
            return True

        def check_client_key(self, client_key):
            return True

        def check_nonce(self, nonce):
            return len(nonce) >= 16

    return oauth1.SignatureOnlyEndpoint(Validator())


def judge(address, fields, key, secret):
    """Whether the form, posted to the address, is a launch with a good signature."""
    body = urllib.parse.urlencode(fields)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return _validator(key, secret).validate_request(address, "POST", body, headers)[0]
