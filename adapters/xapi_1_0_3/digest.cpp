#include "adapters/xapi_1_0_3/digest.hpp"

#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace schakel::xapi_1_0_3 {

namespace {

// What a value is, which says how it compares.
enum class role {
    other,
    statement,
    actor,
    member_list,
    verb,
    object,
    activities,
    activity_list,
    context,
    time,
    uuid,
    mail
};

struct part {
    role parent;
    std::string_view name;
    role is;
};

constexpr std::array parts{
    part{role::statement, "actor", role::actor},
    part{role::statement, "verb", role::verb},
    part{role::statement, "object", role::object},
    part{role::statement, "context", role::context},
    part{role::statement, "timestamp", role::time},
    part{role::context, "instructor", role::actor},
    part{role::context, "team", role::actor},
    part{role::context, "registration", role::uuid},
    part{role::context, "statement", role::object},
    part{role::context, "contextActivities", role::activities},
    part{role::activities, "parent", role::activity_list},
    part{role::activities, "grouping", role::activity_list},
    part{role::activities, "category", role::activity_list},
    part{role::activities, "other", role::activity_list},
    part{role::actor, "member", role::member_list},
    part{role::actor, "mbox", role::mail},
};

constexpr std::array<std::string_view, 4> of_the_store{"id", "authority", "stored", "version"};

// Depth is bounded by the limits of the parser that made the document.
class comparison {
public:
    std::string text(json::value at, role is) {
        if (is == role::object) is = role_of_object(at);
        switch (at.kind()) {
        case json::kind::object:
            return is == role::activity_list ? "[" + counted(object(at, role::object)) + "]" : object(at, is);
        case json::kind::array: return array(at, is);
        case json::kind::string: return "\"" + string(at.text(), is);
        case json::kind::number: {
            const auto number = at.number();
            return number ? number->text() : std::string(at.number_text());
        }
        default: return std::string(at.raw());
        }
    }

private:
    // Reads an object of role `object` by what it names itself.
    static role role_of_object(json::value at) {
        const std::string_view type = at.member("objectType").text();
        if (type == "SubStatement") return role::statement;
        if (type == "Agent" || type == "Group") return role::actor;
        return role::object;
    }

    static role role_of(role parent, std::string_view name) {
        const auto known =
            std::ranges::find_if(parts, [&](const part& one) { return one.parent == parent && one.name == name; });
        if (known != parts.end()) return known->is;
        return parent == role::object && name == "id" ? role::uuid : role::other;
    }

    static bool compares(json::value member, role owner) {
        const std::string_view name = member.name();
        const std::string_view value = member.text();
        switch (owner) {
        case role::statement: return std::ranges::find(of_the_store, name) == of_the_store.end();
        case role::verb: return name == "id";
        case role::object: return name != "definition" && !(name == "objectType" && value == "Activity");
        case role::actor: return !(name == "objectType" && value == "Agent");
        default: return true;
        }
    }

    std::string object(json::value at, role is) {
        if (is == role::object && !at.member("objectType").is(json::kind::string))
            return members(at, role::object, true);
        return members(at, is, at.member("objectType").text() == "Activity");
    }

    std::string members(json::value at, role is, bool activity) {
        std::vector<std::string> texts;
        for (json::value one = at.first_child(); one; one = one.next_sibling()) {
            if (!compares(one, is)) continue;
            role what = role_of(is, one.name());
            if (activity && what == role::uuid) what = role::other; // an activity's id is an IRI: case counts
            texts.push_back(counted(std::string(one.name())) + text(one, what));
        }
        std::ranges::sort(texts);
        return "{" + joined(texts) + "}";
    }

    std::string array(json::value at, role is) {
        const role each = is == role::activity_list ? role::object
                          : is == role::member_list ? role::actor
                                                    : role::other;
        std::vector<std::string> texts;
        for (json::value one = at.first_child(); one; one = one.next_sibling()) texts.push_back(text(one, each));
        if (is == role::member_list) std::ranges::sort(texts);
        return "[" + joined(texts) + "]";
    }

    static std::string string(std::string_view value, role is) {
        if (is == role::uuid) return lower(value);
        if (is == role::mail) {
            const std::size_t at = value.rfind('@');
            return at == std::string_view::npos ? std::string(value)
                                                : std::string(value.substr(0, at)) + lower(value.substr(at));
        }
        if (is != role::time) return std::string(value);
        const auto when = parse_timestamp(value);
        return when ? to_rfc3339_milliseconds(*when) : std::string(value);
    }

    static std::string counted(const std::string& text) { return std::to_string(text.size()) + ":" + text; }

    static std::string joined(const std::vector<std::string>& texts) {
        std::string all;
        for (const std::string& one : texts) all += counted(one);
        return all;
    }
};

} // namespace

std::string digest(json::value statement) {
    return crypto::sha256_hex(comparison().text(statement, role::statement));
}

} // namespace schakel::xapi_1_0_3
