// Canonical roster records to objects of EDEX, with the fate of every field: what the receiving edition lacks or does
// not allow is mapped or dropped with its reason. What the draft gives always satisfies the edition's schema.
#pragma once

#include "adapters/common/edex/carried_fields.hpp"
#include "adapters/common/edex/elements.hpp"
#include "adapters/common/edex/wire.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/model/roster.hpp"

#include <bitset>
#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::edex {

// What an edition of EDEXML or UWLR, or a profile of it, can say.
struct target {
    std::string otherwise_school_year; // where the roster has none and no day that tells it
    std::string_view xsdversie;        // "2.1"; empty: none is written
    std::size_t longest_key = 256;     // a longer key is replaced by a minted one
    bool has_eckid = true;
    bool has_test_supervisor = true;  // the role TAL; without it the role is told in words
    bool has_additions = true;        // toevoegingen
    bool key_yields_to_eckid = false; // UWLR 2.3: whoever has an ECK iD gets no key
    bool eckid_spares_key = false;    // UWLR 2.3: a pupil with an ECK iD and without las.key gets no minted key
    std::bitset<element_count> allows = std::bitset<element_count>().set(); // a profile's allow-list
    std::string_view not_allowed{}; // the reason in the loss report: "not in the profile smalle-set"
};

// Rules that a draft may refuse a record with; the adapter's own. Null: refused without a finding.
struct draft_rules {
    const rule* unnameable =
        nullptr; // a person without surname and first name, or without key and ECK iD where those are due
};

// One roster on its way into one document. Groups and branches have to be drafted before the people that refer to them.
// What a call gives is valid until the next call.
class draft {
public:
    draft(const target& into, const draft_rules& rules, const model::identifiers& school);
    draft(const draft&) = delete;
    draft& operator=(const draft&) = delete;

    const wire::school& school(const model::roster::head& from);
    const wire::vestiging* vestiging(const model::roster::organisation& from); // null: it has no place here
    const wire::groep& groep(const model::roster::group& from);
    // Null: it cannot be told. `in` are all memberships of the person.
    const wire::leerling* leerling(const model::roster::person& from, std::span<const model::roster::membership> in);
    const wire::leerkracht*
    leerkracht(const model::roster::person& from, std::span<const model::roster::membership> in);

    findings& refused() { return refused_; }
    void finish() { carried_.tell(); }               // the roster is written
    const field_fate& fate() const { return fate_; } // after that
    const findings& refused() const { return refused_; }

private:
    struct known_group {
        std::string key;
        bool lesson = false;
    };
    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct told_role {
        model::roster::role what;
        std::string_view usual; // its code here
        const model::extensions& extra;
        std::string_view words;
    };
    struct role_fields {
        std::string_view code, words;
    };
    using name = std::string_view;

    // from_model.cpp
    wire::value keep(std::string text);
    bool allowed(element where, name field, std::size_t count = 1);
    void carry(wire::value& to, element where, name field, std::string_view text);
    void carry_text(wire::value& to, element where, name field, std::string_view text, std::size_t longest);
    void carry_short(wire::value& to, element where, name field, std::string_view text, std::size_t longest);
    void carry_day(wire::value& to, element where, name field, const std::optional<model::roster::day>& when);
    void carry_moment(wire::value& to, element where, name field, const std::optional<instant>& when);
    void carry_additions(wire::value& to, element where, const model::extensions& extra);
    std::string key_for(const model::roster::record_tail& from, std::string_view kind, name field);
    void choose_school_year(const model::roster::head& from);
    void name_school(const model::identifiers& ids);
    void fill_name(wire::value& to, std::string_view path);
    void choose_year(const std::vector<model::term>& levels);

    // from_model_person.cpp
    bool begin_person(wire::names& names, wire::value& key, wire::value& eckid, const model::roster::person& from);
    bool identify(wire::value& key, wire::value& eckid, const model::roster::person& from);
    bool carry_names(wire::names& to, const model::roster::person& from);
    void carry_account(wire::value& account, wire::value& email, const model::roster::person& from);
    void carry_year(const std::vector<model::term>& levels);
    void carry_role(std::vector<wire::role>& to, element where, const told_role& from, const role_fields& fields);
    void carry_words(std::vector<wire::role>& to, std::string_view words, const role_fields& fields);
    void join_groups(std::span<const model::roster::membership> in);
    void teach_groups(std::span<const model::roster::membership> in);

    target into_;
    draft_rules rules_;
    std::string space_; // for minted keys
    field_fate fate_;
    carried_fields carried_{fate_};
    findings refused_;
    std::unordered_map<std::string, known_group, text_hash, std::equal_to<>> groups_;   // by id
    std::unordered_map<std::string, std::string, text_hash, std::equal_to<>> branches_; // key by id
    std::deque<std::string> texts_; // made for the object being drafted
    std::size_t texts_used_ = 0;
    wire::school school_;
    wire::vestiging vestiging_;
    wire::groep groep_;
    wire::leerling leerling_;
    wire::leerkracht leerkracht_;
};

// Counted in code points.
std::size_t count_characters(std::string_view text);
std::string_view first_characters(std::string_view text, std::size_t most);

} // namespace schakel::edex
