#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"

#include <algorithm>
#include <array>

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;
namespace scheme = model::scheme;

// Schemes that xAPI has a property for, preferred first.
constexpr std::array native{scheme::account, scheme::mbox, scheme::mbox_sha1sum, scheme::openid};

bool can_be_written(const model::identifier& id) {
    if (id.value.empty()) return false;
    return id.scheme != scheme::mbox || (id.value.starts_with("mailto:") && id.value.find('@') != std::string::npos);
}

const model::identifier* chosen(const model::identifiers& ids) {
    for (const std::string_view wished : native) {
        const model::identifier* one = model::find(ids, wished);
        if (one && can_be_written(*one)) return one;
    }
    for (const model::identifier& one : ids) {
        if (can_be_written(one)) return &one;
    }
    return nullptr;
}

bool is_native(std::string_view name) {
    return std::ranges::find(native, name) != native.end();
}

written_actor as_actor(const model::identifier& id, const encode_options& options) {
    written_actor out;
    out.agent.value = id.value;
    out.agent.identifier = is_native(id.scheme) ? id.scheme : std::string(scheme::account);
    if (!is_native(id.scheme)) out.scheme = id.scheme;
    if (out.agent.identifier != scheme::account) return out;
    out.agent.home_page = id.authority.empty() ? parameter(options, "account_home_page", "https://schakel.example")
                                               : std::string_view(id.authority);
    return out;
}

} // namespace

std::optional<written_actor> write_actor(const model::person& pupil, const encode_options& options, field_fate& fate) {
    const model::identifier* id = chosen(pupil.ids);
    if (!id) return std::nullopt;
    if (is_native(id->scheme))
        fate.carried(model::field_of_person(id->scheme));
    else
        fate.mapped(
            model::field_of_person(id->scheme), "as an account with the home page of parameter account_home_page"
        );
    for (const model::identifier& other : pupil.ids) {
        if (&other != id)
            fate.dropped(model::field_of_person(other.scheme), "a statement names a person by one identifier");
    }
    if (!pupil.name.empty()) fate.dropped(field::pupil_name, "names are not sent");
    return as_actor(*id, options);
}

void drop_person(const model::person& pupil, std::string_view reason, field_fate& fate) {
    for (const model::identifier& one : pupil.ids) fate.dropped(model::field_of_person(one.scheme), reason);
    if (!pupil.name.empty()) fate.dropped(field::pupil_name, reason);
}

} // namespace schakel::xapi_1_0_3
