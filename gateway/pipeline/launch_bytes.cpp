#include "gateway/pipeline/launch_bytes.hpp"

#include <bit>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <map>
#include <set>
#include <type_traits>

namespace schakel::pipeline {

namespace {

constexpr char form = 1;
constexpr std::size_t usual_bytes = 1000; // of a step with its launch

class encoder {
public:
    encoder() { out_.reserve(usual_bytes); }

    template <class T>
    using field = const T;

    template <class... Fields>
    void all(const Fields&... list) {
        (put(list), ...);
    }
    std::string finish() { return std::move(out_); }

private:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(static_cast<unsigned char>(value | 0x80));
        out_ += static_cast<char>(static_cast<unsigned char>(value));
    }
    void put(const std::string& text) {
        number(text.size());
        out_ += text;
    }
    void put(bool value) { number(value ? 1 : 0); }
    void put(int value) { number(static_cast<std::uint32_t>(value)); }
    void put(double value) { number(std::bit_cast<std::uint64_t>(value)); }
    void put(instant when) { number(static_cast<std::uint64_t>(when.time_since_epoch().count())); }
    void put(std::chrono::seconds time) { number(static_cast<std::uint64_t>(time.count())); }
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void put(Enumeration value) {
        number(static_cast<std::uint64_t>(value));
    }
    template <class First, class Second>
    void put(const std::pair<First, Second>& both) {
        put(both.first);
        put(both.second);
    }
    template <class T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    template <class T>
    void put(const std::shared_ptr<const T>& value) {
        put(value != nullptr);
        if (value) put(*value);
    }
    template <class List>
        requires requires(const List& list) {
            list.begin();
            list.size();
        } && (!std::same_as<List, std::string>)
    void put(const List& list) {
        number(list.size());
        for (const auto& one : list) put(one);
    }
    template <class Record>
    void put(const Record& value)
        requires requires(encoder& by) { fields(by, value); }
    {
        fields(*this, value);
    }

    std::string out_{form};
};

class decoder {
public:
    template <class T>
    using field = T;

    explicit decoder(std::string_view bytes) : rest_(bytes), good_(!bytes.empty() && bytes.front() == form) {
        if (good_) rest_.remove_prefix(1);
    }

    template <class... Fields>
    void all(Fields&... list) {
        (take(list), ...);
    }
    bool whole() const { return good_ && rest_.empty(); }

private:
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            if (rest_.empty()) break;
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= shift < 64 ? std::uint64_t{byte & 0x7FU} << shift : 0;
            if (byte < 0x80) return value;
        }
        good_ = false;
        return 0;
    }
    std::size_t length() { // no more than there are bytes left
        const std::uint64_t size = number();
        if (size > rest_.size()) good_ = false;
        return good_ ? static_cast<std::size_t>(size) : 0;
    }
    void take(std::string& text) {
        const std::size_t size = length();
        text.assign(rest_.substr(0, size));
        rest_.remove_prefix(size);
    }
    void take(bool& value) { value = number() != 0; }
    void take(int& value) { value = static_cast<int>(static_cast<std::uint32_t>(number())); }
    void take(double& value) { value = std::bit_cast<double>(number()); }
    void take(instant& when) { when = instant(std::chrono::microseconds(static_cast<std::int64_t>(number()))); }
    void take(std::chrono::seconds& time) { time = std::chrono::seconds(static_cast<std::int64_t>(number())); }
    template <class Enumeration>
        requires std::is_enum_v<Enumeration>
    void take(Enumeration& value) {
        value = static_cast<Enumeration>(number());
    }
    template <class First, class Second>
    void take(std::pair<First, Second>& both) {
        take(both.first);
        take(both.second);
    }
    template <class T>
    void take(std::optional<T>& value) {
        bool there = false;
        take(there);
        if (there && good_) take(value.emplace());
    }
    template <class T>
    void take(std::shared_ptr<const T>& value) {
        bool there = false;
        take(there);
        if (!there || !good_) return;
        auto made = std::make_shared<T>();
        take(*made);
        value = std::move(made);
    }
    template <class T>
    void take(std::vector<T>& list) {
        for (std::size_t left = length(); left > 0 && good_; --left) take(list.emplace_back());
    }
    template <class T, class Less>
    void take(std::set<T, Less>& list) {
        for (std::size_t left = length(); left > 0 && good_; --left) {
            T one;
            take(one);
            list.insert(std::move(one));
        }
    }
    template <class Less>
    void take(std::map<std::string, std::string, Less>& list) {
        for (std::size_t left = length(); left > 0 && good_; --left) {
            std::pair<std::string, std::string> one;
            take(one);
            list.insert(std::move(one));
        }
    }
    template <class Record>
    void take(Record& value)
        requires requires(decoder& by) { fields(by, value); }
    {
        fields(*this, value);
    }

    std::string_view rest_;
    bool good_;
};

// The fields of each struct once, for both directions.
template <class By, class T>
using field = typename By::template field<T>;

template <class By>
void fields(By& by, field<By, model::identifier>& v) {
    by.all(v.scheme, v.value, v.authority);
}
template <class By>
void fields(By& by, field<By, model::extension>& v) {
    by.all(v.standard, v.name, v.value);
}
template <class By>
void fields(By& by, field<By, model::held_role>& v) {
    by.all(v.what, v.where, v.word);
}
template <class By>
void fields(By& by, field<By, model::launch_person>& v) {
    by.all(v.ids, v.name, v.given_name, v.middle_name, v.family_name, v.email, v.picture, v.locale);
    by.all(v.roles, v.mentors_of, v.extra);
}
template <class By>
void fields(By& by, field<By, model::launch_platform>& v) {
    by.all(v.guid, v.name, v.description, v.url, v.contact_email, v.family, v.version);
}
template <class By>
void fields(By& by, field<By, model::launch_context>& v) {
    by.all(v.id, v.label, v.title, v.types, v.course_offering, v.course_section);
}
template <class By>
void fields(By& by, field<By, model::launch_resource>& v) {
    by.all(v.id, v.title, v.description, v.target, v.product, v.custom);
}
template <class By>
void fields(By& by, field<By, model::launch_presentation>& v) {
    by.all(v.target, v.width, v.height, v.return_url, v.locale, v.css_url, v.keeps_data);
}
template <class By>
void fields(By& by, field<By, model::line_item_service>& v) {
    by.all(v.scopes, v.items_url, v.item_url);
}
template <class By>
void fields(By& by, field<By, model::membership_service>& v) {
    by.all(v.url, v.versions);
}
template <class By>
void fields(By& by, field<By, model::outcome_service>& v) {
    by.all(v.url, v.sourced_id, v.accepted);
}
template <class By>
void fields(By& by, field<By, model::launch_services>& v) {
    by.all(v.line_items, v.memberships, v.outcomes);
}
template <class By>
void fields(By& by, field<By, model::deep_linking_settings>& v) {
    by.all(v.return_url, v.accept_types, v.accept_targets, v.accept_media_types, v.accept_multiple);
    by.all(v.accept_line_item, v.auto_create, v.accept_unsigned, v.accept_copy_advice, v.can_confirm);
    by.all(v.title, v.text, v.data);
}
template <class By>
void fields(By& by, field<By, model::launch_session>& v) {
    by.all(v.name, v.index, v.until);
}
template <class By>
void fields(By& by, field<By, model::launch>& v) {
    by.all(v.kind, v.message_type, v.deployment, v.platform, v.school, v.person, v.for_user, v.context, v.resource);
    by.all(v.services, v.presentation, v.choosing, v.session, v.extra);
}
template <class By>
void fields(By& by, field<By, model::picture_of>& v) {
    by.all(v.url, v.width, v.height);
}
template <class By>
void fields(By& by, field<By, model::item_window>& v) {
    by.all(v.target_name, v.features, v.src, v.width, v.height);
}
template <class By>
void fields(By& by, field<By, model::period>& v) {
    by.all(v.from, v.until);
}
template <class By>
void fields(By& by, field<By, model::item_line>& v) {
    by.all(v.score_maximum, v.label, v.resource_id, v.tag, v.grades_released, v.submission_review);
}
template <class By>
void fields(By& by, field<By, model::content_item>& v) {
    by.all(v.type, v.url, v.title, v.text, v.html, v.media_type, v.expires, v.icon, v.thumbnail, v.width, v.height);
    by.all(v.window, v.iframe, v.custom, v.line_item, v.available, v.submission, v.extra);
}
template <class By>
void fields(By& by, field<By, journey>& v) {
    by.all(v.trace, v.trace_parent, v.began, v.school, v.source, v.target, v.product, v.route, v.person);
    by.all(v.released, v.answer_bytes, v.asked);
}
template <class By>
void fields(By& by, field<By, remembered_step>& v) {
    by.all(v.kind, v.of, v.standard, v.system, v.bytes, v.binding, v.launch);
}
template <class By>
void fields(By& by, field<By, shared_key>& v) {
    by.all(v.key, v.secret);
}
template <class By>
void fields(By& by, field<By, launch_party>& v) {
    by.all(v.side, v.system, v.standard, v.issuer, v.client_id, v.deployments, v.keys, v.login_url);
    by.all(v.authorization_url, v.token_url, v.token_audience, v.launch_url, v.deep_linking_url, v.redirect_urls);
    by.all(v.keys_url, v.metadata_url, v.logout_url, v.public_keys, v.metadata, v.launch_prefixes, v.algorithms);
    by.all(v.scopes, v.quirks, v.profile, v.parameters, v.leeway, v.longest);
}

template <class Record>
std::string encoded_bytes(const Record& what) {
    encoder by;
    by.all(what);
    return by.finish();
}

template <class Record>
std::optional<Record> decoded_from(std::string_view bytes) {
    std::optional<Record> out(std::in_place);
    decoder by(bytes);
    by.all(*out);
    if (!by.whole()) out.reset();
    return out;
}

} // namespace

std::string encode(const remembered_step& what) {
    return encoded_bytes(what);
}
std::optional<remembered_step> decode_step(std::string_view bytes) {
    return decoded_from<remembered_step>(bytes);
}
std::string encode(const model::content_item& what) {
    return encoded_bytes(what);
}
std::optional<model::content_item> decode_content_item(std::string_view bytes) {
    return decoded_from<model::content_item>(bytes);
}
std::string encode(const launch_party& what) {
    return encoded_bytes(what);
}
std::optional<launch_party> decode_party(std::string_view bytes) {
    return decoded_from<launch_party>(bytes);
}
std::string encode(const model::launch_session& what) {
    return encoded_bytes(what);
}
std::optional<model::launch_session> decode_session(std::string_view bytes) {
    return decoded_from<model::launch_session>(bytes);
}
std::string encode(const model::launch_services& what) {
    return encoded_bytes(what);
}
std::optional<model::launch_services> decode_services(std::string_view bytes) {
    return decoded_from<model::launch_services>(bytes);
}

} // namespace schakel::pipeline
