#include "adapters/common/lti/json_members.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::lti_1_3 {

std::string to_bytes(const pending_launch& what) {
    json::writer out;
    out.begin_object();
    out.member("hint", what.person_hint).member("cookie", what.cookie_demanded);
    out.member_if_present("proof", what.proof);
    if (what.proof_asked) out.member("proof_asked", true);
    out.member_if_present("class", what.services.class_handle);
    out.member_if_present("result", what.services.result_handle);
    out.member_if_present("item", what.services.line_item);
    out.member("members", what.services.members);
    out.name("scopes").begin_array();
    for (const std::string& one : what.services.scopes) out.text(one);
    out.end_array();
    out.member_if_present("data", what.choice_data);
    out.end_object();
    return out.finish();
}

pending_launch from_bytes(std::string_view bytes) {
    findings none;
    const auto document = json::document::parse(bytes, {}, none);
    const json::value at = document ? document->root() : json::value{};
    pending_launch out;
    out.person_hint = at.member("hint").text();
    out.cookie_demanded = at.member("cookie").boolean();
    out.proof = at.member("proof").text();
    out.proof_asked = at.member("proof_asked").boolean();
    out.services.class_handle = at.member("class").text();
    out.services.result_handle = at.member("result").text();
    out.services.line_item = at.member("item").text();
    out.services.members = at.member("members").boolean();
    for (std::string& one : lti::texts(at.member("scopes"))) out.services.scopes.insert(std::move(one));
    out.choice_data = at.member("data").text();
    return out;
}

} // namespace schakel::lti_1_3
