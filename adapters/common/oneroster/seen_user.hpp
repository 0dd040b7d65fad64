// A user as a reader sees one: texts stay where they were read, so that they are copied once, into the record. The
// members are those of `user` (objects.hpp); what no record has a place for is only told to be there.
#pragma once

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/objects.hpp"
#include "gateway/model/roster.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

// Values of our own members of metadata; "" for none and for JSON.
class own_metadata {
public:
    static constexpr std::size_t none = own::all.size();

    // own::initials -> where it stands in own::all; none for another name.
    static constexpr std::size_t place_of(std::string_view name) {
        std::size_t place = 0;
        while (place < own::all.size() && own::all[place] != name) ++place;
        return place;
    }

    // A name of own::all, looked up by the compiler.
    struct key {
        consteval key(std::string_view name) : place(place_of(name)) {}
        std::size_t place;
    };
    std::string_view operator[](key name) const { return values_[name.place]; }
    void set(std::size_t place, std::string_view value) { values_[place] = value; }

private:
    std::array<std::string_view, own::all.size()> values_{};
};

struct seen_metadata {
    std::string_view name, value;
    bool json = false;
};

struct seen_role {
    std::string_view type, word, org;
    std::optional<model::roster::day> begin, end;
};

struct seen_user_id {
    std::string_view type, identifier;
};

struct seen_user {
    std::string_view id, status, modified;
    own_metadata own;
    std::vector<seen_metadata> metadata; // the others
    std::string_view master_identifier, user_name;
    std::vector<seen_user_id> ids;
    std::optional<bool> enabled;
    std::string_view given_name, family_name, middle_name;
    std::string_view preferred_first_name, preferred_middle_name, preferred_last_name, pronouns;
    std::string_view role;              // 1.1
    std::vector<std::string_view> orgs; // 1.1
    std::vector<seen_role> roles;       // 1.2
    std::string_view identifier, email, sms, phone;
    std::vector<std::string_view> grades;
    bool has_agents = false, has_profiles = false, has_resources = false;

    void add_metadata(const seen_metadata& one, std::size_t own_place) {
        if (own_place == own_metadata::none)
            metadata.push_back(one);
        else if (!one.json)
            own.set(own_place, one.value);
    }
};

// Fills `into` anew with what the object says, which must outlive it.
void see(const user& from, seen_user& into);

} // namespace schakel::oneroster
