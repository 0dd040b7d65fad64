#include "tests/bench/access/learning_environment.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/jwt.hpp"

#include <chrono>
#include <stdexcept>

namespace schakel::bench {

namespace {

std::string claim(std::string_view name) {
    return "https://purl.imsglobal.org/spec/lti/claim/" + std::string(name);
}

} // namespace

std::string learning_environment::signed_launch(std::uint64_t pupil, std::string_view nonce) const {
    const auto now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    json::writer out;
    out.begin_object().member("iss", issuer).member("aud", client).member("sub", "pupil-" + std::to_string(pupil));
    out.member("iat", std::int64_t{now.count()}).member("exp", std::int64_t{now.count() + 300}).member("nonce", nonce);
    out.member(claim("message_type"), "LtiResourceLinkRequest").member(claim("version"), "1.3.0");
    out.member(claim("deployment_id"), deployment).member(claim("target_link_uri"), target);
    out.name(claim("roles"))
        .begin_array()
        .text("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner")
        .end_array();
    out.name(claim("resource_link")).begin_object().member("id", "link-1").member("title", "Rekenen 4").end_object();
    out.name(claim("context")).begin_object().member("id", "class-" + std::to_string(pupil % 20));
    out.member("label", "4A").member("title", "Groep 4A").end_object();
    out.end_object();
    auto token = crypto::sign_token(key, crypto::algorithm::rs256, out.finish());
    if (!token) throw std::runtime_error(token.error().message);
    return *std::move(token);
}

} // namespace schakel::bench
