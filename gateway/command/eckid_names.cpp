#include "gateway/command/eckid_names.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/outbox/process_lock.hpp"
#include "gateway/service/launch_keeping.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

constexpr std::size_t persons_per_call = 100; // a body has at most 64 KiB

// The body of a good answer.
result<json::document> asked_of(const admin_address& gateway, const std::string& path, std::string body) {
    auto answer = call_admin(gateway, "POST", path, std::move(body));
    if (!answer) return answer.error();
    findings ignored;
    auto read = json::document::parse(answer->body, {}, ignored);
    if (answer->status == 200 && read) return *std::move(read);
    return failure{"the running gateway answers " + std::to_string(answer->status)};
}

std::string path_of(const std::string& school, const char* what) {
    return "/admin/v1/schools/" + school + "/identities" + what;
}

} // namespace

result<std::vector<bool>>
names_over_admin::known(std::string_view scheme, std::span<const std::string> keys, std::string_view wanted) {
    std::vector<bool> out;
    for (std::size_t at = 0; at < keys.size(); at += persons_per_call) {
        json::writer body;
        body.begin_object().member("scheme", scheme).member("wanted", wanted).name("keys").begin_array();
        for (const std::string& key : keys.subspan(at, std::min(persons_per_call, keys.size() - at))) body.text(key);
        body.end_array().end_object();
        const auto told = asked_of(gateway_, path_of(school_, "/known"), body.finish());
        if (!told) return told.error();
        const json::value list = told->root().member("known");
        for (json::value one = list.first_child(); one; one = one.next_sibling()) out.push_back(one.boolean());
    }
    if (out.size() != keys.size()) return failure{"the running gateway does not tell of every person"};
    return out;
}

result<pipeline::names_learned> names_over_admin::learn(std::span<const model::identifiers> persons) {
    pipeline::names_learned out;
    for (std::size_t at = 0; at < persons.size(); at += persons_per_call) {
        json::writer body;
        body.begin_object().name("persons").begin_array();
        for (const model::identifiers& person : persons.subspan(at, std::min(persons_per_call, persons.size() - at))) {
            body.begin_object();
            for (const model::identifier& one : person) body.member(one.scheme, one.value);
            body.end_object();
        }
        body.end_array().end_object();
        const auto told = asked_of(gateway_, path_of(school_, ""), body.finish());
        if (!told) return told.error();
        out.links += static_cast<std::uint64_t>(told->root().member("links").integer().value_or(0));
        const json::value list = told->root().member("conflicts");
        for (json::value one = list.first_child(); one; one = one.next_sibling())
            out.conflicts.push_back(at + static_cast<std::size_t>(one.integer().value_or(0)));
    }
    return out;
}

result<open_names> names_of(const settings::settings& all, const settings::school& school, const std::string& config) {
    open_names out;
    const std::string file = all.gateway.data_directory + "/schakel.db";
    if (outbox::process_lock::is_held(file)) {
        admin_address gateway;
        gateway.config = config;
        out.names = std::make_unique<names_over_admin>(gateway, school.id);
        return out;
    }
    if (!school.identities_file.empty()) {
        auto listed = mapping::identity_list::read(school.identities_file);
        if (!listed) return listed.error();
        out.listed = *std::move(listed);
    }
    if (auto made = service::make_data_directory(all.gateway.data_directory); !made) return made.error();
    outbox::sqlite_settings how;
    how.path = file;
    auto opened = outbox::open_sqlite_store(how, system_clock());
    if (!opened) return opened.error();
    out.store = *std::move(opened);
    out.names = std::make_unique<pipeline::stored_names>(
        *out.store, system_clock(), school.id, out.listed ? &*out.listed : nullptr
    );
    return out;
}

} // namespace schakel::command
