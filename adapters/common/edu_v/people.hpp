// Who is meant: the persons of one reading by all their identifiers, and the keys by which records refer to them.
#pragma once

#include "gateway/model/roster.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel::edu_v {

// "leerling:" or "leerkracht:" with the key of the administration; without one, scheme and value of the identifier that
// says most. "" without identifiers.
std::string person_key(model::roster::person_kind kind, const model::identifiers& ids);

class people {
public:
    enum class outcome { added, again, other }; // again: the same once more; other: another under the same key
    // `shared` gets the scheme of an identifier that somebody else has too, else stays empty.
    outcome add(model::roster::person one, std::string& shared);

    // The key of who is meant. Where the persons of that kind were not read, the key that the identifiers themselves
    // make.
    struct found {
        enum class how { one, none, several } what = how::none;
        std::string key;
        std::size_t index = nowhere; // in all()
    };
    found find(model::roster::person_kind kind, const model::identifiers& ids) const;

    void expect(model::roster::person_kind kind) {
        (kind == model::roster::person_kind::pupil ? pupils_ : staff_) = true;
    }
    bool expects(model::roster::person_kind kind) const {
        return kind == model::roster::person_kind::pupil ? pupils_ : staff_;
    }
    std::vector<model::roster::person>& all() { return list_; }

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

private:
    static constexpr std::uint32_t ambiguous = 0xFFFFFFFFu;

    std::vector<model::roster::person> list_;
    std::unordered_map<std::string, std::uint32_t> by_key_;
    std::unordered_map<std::string, std::uint32_t> by_identifier_;
    bool pupils_ = false, staff_ = false;
};

} // namespace schakel::edu_v
