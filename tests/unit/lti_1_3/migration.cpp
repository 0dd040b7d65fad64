// The claim that lets a tool recognise users of the time of LTI 1.1.
#include "adapters/common/lti/claims_write.hpp"
#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

lti::claims_frame frame() {
    lti::claims_frame out;
    out.issuer = "https://lmsvendor.com";
    out.client_id = "PM48OJSfGDTAzAo";
    out.deployment = "689302";
    out.nonce = "172we8671fd8z";
    out.issued = instant(std::chrono::seconds(1551290796));
    out.lifetime = std::chrono::seconds(60);
    out.former = lti::former_identity{"179248902", "my-lti11-secret", "34212", "klas-1", "link-1", ""};
    return out;
}

} // namespace

TEST_CASE("the signature of the consumer key is the one that every implementation computes") {
    CHECK(lti::consumer_key_signature(*frame().former, frame()) == "lWd54kFo5qU7xshAna6v8BwoBm6tmUjc6GTax6+12ps=");
}

TEST_CASE("only what differs from the launch is told of the older time, and never the secret") {
    model::launch what;
    what.person.ids = {{"lti.user", "3", {}}};
    what.context.id = "klas-1";
    what.resource.id = "andere-link";
    const std::string claims = lti::launch_claims(what, frame());
    CHECK(claims.find("my-lti11-secret") == std::string::npos);
    findings none;
    const auto document = json::document::parse(claims, {}, none);
    const json::value old = document->root().member("https://purl.imsglobal.org/spec/lti/claim/lti1p1");
    CHECK(old.member("user_id").text() == "34212");
    CHECK(old.member("oauth_consumer_key").text() == "179248902");
    CHECK(old.member("resource_link_id").text() == "link-1");
    CHECK_FALSE(old.member("context_id"));
}
