// The identifier map of a school: which other names the same person has. LAS key <-> ECK iD <-> Edu-V user ids <->
// accounts.
//
// It learns from messages that carry two names of one person and from the school's identities file, and it never
// merges: a name that already belongs to another person is a finding (B7.3, B7.4).
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/mapping/key_source.hpp"
#include "gateway/model/progress.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping {

// Names of the same persons as the school's administration gave them: CSV, UTF-8, a header line with identifier
// schemes, for instance "las.key,eckid", separated by commas. Fields may be quoted; an empty field means unknown.
class identity_list {
public:
    static result<identity_list> read(const std::string& file);

    std::optional<std::string_view> find(std::string_view from, std::string_view value, std::string_view to) const;
    std::size_t size() const { return persons_; }

private:
    std::map<std::string, std::string, std::less<>> links_; // "from>to\0value" -> value
    std::size_t persons_ = 0;
};

// The view of one translation: what is stored, what the list says, and what this message adds.
class identity_map {
public:
    identity_map(std::string school, const key_source* stored, const identity_list* list)
        : school_(std::move(school)), stored_(stored), list_(list) {}

    // Remembers that all these identifiers name one person. A contradiction becomes a warning and changes nothing.
    void learn(const model::identifiers& of, findings& found);

    // The person's identifier in another scheme (of this authority, where one is named), or none when nobody ever told.
    std::optional<std::string>
    find(const model::identifiers& of, std::string_view scheme, std::string_view authority = {}) const;

    // The name that was made for this person under `purpose` before, or none.
    std::optional<std::string> find_made(const model::identifiers& of, std::string_view purpose) const;

    // Remembers a name that we made ourselves (a pseudonym): it stays what it is, whichever of the person's names comes
    // next, and what comes back under it is recognised.
    void remember(const model::identifier& made, const model::identifiers& of, std::string_view purpose);

    const std::vector<new_key>& added() const { return added_; }
    std::vector<new_key> take_added() { return std::move(added_); }
    const std::string& school() const { return school_; }

    static std::span<const rule> rules();

private:
    std::optional<std::string> link(std::string_view table, std::string_view key) const;
    std::optional<std::string> known(const model::identifier& from, const model::identifier& to) const;
    void add(std::string table, std::string key, std::string value);

    std::string school_;
    const key_source* stored_;  // null: nothing is stored
    const identity_list* list_; // null: there is none
    std::vector<new_key> added_;
    std::map<std::string, std::string, std::less<>> fresh_;
    // What the store said: a message tells of the same pupils many times.
    mutable std::map<std::string, std::optional<std::string>, std::less<>> asked_;
};

// How an identifier is written as a key: the value, with the authority before it where the scheme has one.
std::string as_key(const model::identifier& id);

} // namespace schakel::mapping
