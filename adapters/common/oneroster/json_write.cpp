#include "adapters/common/oneroster/json_write.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

// Writes one member's value; a member without a value is not begun.
class member_writer {
public:
    member_writer(std::string_view name, object_kind target, const json_style& style, json::writer& out)
        : name_(name), target_(target), style_(style), out_(out) {}

    void operator()(const std::string& value) { out_.member_if_present(name_, value); }
    void operator()(const std::optional<bool>& value) {
        if (value) out_.member(name_, *value ? "true" : "false");
    }
    void operator()(const reference& value) {
        if (value.empty()) return;
        out_.name(name_);
        refer(value, target_);
    }
    void operator()(const reference_list& list) {
        each(list, [this](const reference& one) { refer(one, target_); });
    }
    void operator()(const text_list& list) {
        each(list, [this](const std::string& one) { out_.text(one); });
    }
    void operator()(const user_id_list& list) {
        each(list, [this](const user_id& one) {
            out_.begin_object().member("type", one.type).member("identifier", one.identifier).end_object();
        });
    }
    void operator()(const role_list& list) {
        each(list, [this](const role& one) {
            out_.begin_object().member("roleType", one.type).member("role", one.word).name("org");
            refer(one.org, object_kind::org);
            out_.member_if_present("userProfile", one.profile);
            out_.member_if_present("beginDate", one.begin).member_if_present("endDate", one.end).end_object();
        });
    }
    void operator()(const profile_list& list) {
        each(list, [this](const user_profile& one) {
            out_.begin_object().member("profileId", one.id).member("profileType", one.type);
            out_.member("vendorId", one.vendor).member_if_present("applicationId", one.application);
            out_.member_if_present("description", one.description).end_object();
        });
    }
    void operator()(const metadata_list& list) {
        if (list.empty()) return;
        out_.name(name_).begin_object();
        for (const metadata_entry& one : list) {
            out_.name(one.name);
            if (one.json)
                out_.raw(one.value);
            else
                out_.text(one.value);
        }
        out_.end_object();
    }

private:
    template <class List, class Write>
    void each(const List& list, Write write_one) {
        if (list.empty()) return;
        out_.name(name_).begin_array();
        for (const auto& one : list) write_one(one);
        out_.end_array();
    }
    void refer(const reference& to, object_kind kind) {
        out_.begin_object().member("href", href_of(style_.base_url, kind, to.id));
        out_.member("sourcedId", to.id).member("type", word_of(kind)).end_object();
    }

    std::string_view name_;
    object_kind target_;
    const json_style& style_;
    json::writer& out_;
};

} // namespace

void append_segment(std::string& out, std::string_view id) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : id) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
}

bool is_segment(std::string_view id) {
    return std::ranges::all_of(id, is_unreserved);
}

std::string href_of(std::string_view base_url, object_kind kind, std::string_view id) {
    std::string href(base_url);
    href.append("/").append(collection_of(kind)).append("/");
    append_segment(href, id);
    return href;
}

template <class Object>
void write(const Object& object, const json_style& style, json::writer& out) {
    out.begin_object();
    std::uint64_t keep = style.keep;
    for (const field<Object>& one : fields_of<Object>()) {
        const bool kept = (keep & 1) != 0 && holds(one.versions, style.version);
        keep >>= 1;
        if (!kept) continue;
        member_writer writer(one.name, one.target, style, out);
        std::visit(
            [&](auto at) {
                if constexpr (!std::is_same_v<decltype(at), std::monostate>) writer(object.*at);
            },
            one.at
        );
    }
    out.end_object();
}

template void write(const academic_session&, const json_style&, json::writer&);
template void write(const org&, const json_style&, json::writer&);
template void write(const course&, const json_style&, json::writer&);
template void write(const class_object&, const json_style&, json::writer&);
template void write(const user&, const json_style&, json::writer&);
template void write(const enrollment&, const json_style&, json::writer&);

} // namespace schakel::oneroster
