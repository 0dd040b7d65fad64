// OneRoster objects as canonical records.
//
// The record's id is the sourcedId, which is also kept as identifier oneroster.sourcedid. Objects that we made up when
// writing ("schakel.default") become no record: what they stand for goes to the head, and references to them become
// empty. So objects come in the order academicSessions, orgs, courses, users and classes, enrollments.
#pragma once

#include "adapters/common/one_edtech/fate_tally.hpp"
#include "adapters/common/oneroster/objects.hpp"
#include "adapters/common/oneroster/refilling.hpp"
#include "adapters/common/oneroster/seen_user.hpp"
#include "gateway/adapter/roster.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel::oneroster {

using one_edtech::trace_tally;

class model_builder {
public:
    explicit model_builder(version which) : version_(which) {}

    // None: the object stands in for something that the source did not have.
    std::optional<model::roster::school_period> period_of(const academic_session& from);
    std::optional<model::roster::organisation> organisation_of(const org& from);
    std::optional<model::roster::course> course_of(const course& from);
    model::roster::group group_of(const class_object& from);
    model::roster::membership membership_of(const enrollment& from);

    // The same, into a sink.
    void add(const academic_session& from, roster_sink& into);
    void add(const org& from, roster_sink& into);
    void add(const course& from, roster_sink& into);
    void add(const user& from, roster_sink& into);
    void add(const seen_user& from, roster_sink& into);
    void add(const class_object& from, roster_sink& into) { into.add(group_of(from)); }
    void add(const enrollment& from, roster_sink& into) { into.add(membership_of(from)); }

    // What the objects say of the roster: identifiers and name of the one school, the school year.
    model::roster::head head() const;
    // "" for what was made up.
    std::string_view real(std::string_view id) const { return made_up_.contains(id) ? std::string_view{} : id; }
    trace_tally& trace() { return trace_; }

private:
    struct org_facts {
        std::string type;
        model::roster::organisation::kind_of kind = model::roster::organisation::kind_of::other;
    };

    // The base fields. `ids` are found in metadata.
    void take_base(const object_base& from, std::string_view base_path, model::roster::record_tail& into);
    bool is_made_up(const object_base& from);
    std::string_view type_of_org(std::string_view id) const;

    // Parts of a person, who may hold those of another.
    using id_filling = refilling<model::identifier>;
    void take_base(const seen_user& from, id_filling& ids, model::roster::person& into);
    void take_names(const seen_user& from, model::roster::person& into);
    void take_ids(const seen_user& from, id_filling& ids, model::roster::person& into);
    void take_roles(const seen_user& from, model::roster::person& into);
    void take_kind(const seen_user& from, model::roster::person& into);
    void take_levels(const seen_user& from, model::roster::person& into);
    void take_rest(const seen_user& from, model::roster::person& into);

    version version_;
    std::unordered_map<std::string, org_facts> orgs_;
    std::set<std::string, std::less<>> made_up_;
    model::roster::head head_;
    std::size_t schools_ = 0;
    bool school_made_up_ = false;
    trace_tally trace_;
    seen_user seen_; // kept, as the two below, so that users cost few allocations
    model::roster::record person_{std::in_place_type<model::roster::person>};
    std::vector<model::roster::role> found_roles_;
};

} // namespace schakel::oneroster
