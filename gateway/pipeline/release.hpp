// What one party may have of one school's roster: a view that shows nothing else. Adapters write what they see, so what
// is not released cannot get into an answer.
//
// The record's own `id` stays, for records refer to each other by it; it is not sent to anyone (model/roster.hpp).
#pragma once

#include "gateway/adapter/roster_view.hpp"
#include "gateway/pipeline/asker_watch.hpp"
#include "gateway/settings/rosters.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace schakel::pipeline {

// A release_profile made ready. Immutable, shared by everything that is answered under it.
class release {
public:
    // With a pseudonym key, persons are known by pseudonyms (las.key, oneroster.sourcedid) that differ by key and
    // school, and keep none of their own keys.
    release(const settings::release_profile& profile, std::string pseudonym_key, std::string school);

    const std::string& name() const { return name_; }
    const std::string& school() const { return school_; }
    // Equal digests: the same is released. Tells nothing of the pseudonym key.
    const std::string& digest() const { return digest_; }

    bool shows(model::roster::record_kind which) const { return shown_[static_cast<std::size_t>(which)]; }
    bool shows_ended() const { return ended_; }
    bool shows_identifier(std::string_view scheme) const;
    bool makes_pseudonyms() const { return !pseudonym_key_.empty(); }
    std::string pseudonym_of(std::string_view person_id) const;

    void strip(model::roster::head& one) const;
    void strip(model::roster::record& one) const;
    template <class Record>
    void strip(Record& one) const;

private:
    template <class Record>
    using strippers = std::vector<void (*)(Record&)>;

    std::string name_, digest_, pseudonym_key_, school_;
    std::vector<std::string> identifiers_;
    std::array<bool, model::roster::record_kind_count> shown_{};
    bool ended_ = false;
    bool extensions_ = false;
    bool modified_ = false;
    strippers<model::roster::head> head_;
    strippers<model::roster::organisation> organisation_;
    strippers<model::roster::school_period> period_;
    strippers<model::roster::course> course_;
    strippers<model::roster::group> group_;
    strippers<model::roster::person> pupil_, other_;
    strippers<model::roster::membership> membership_;
    strippers<model::roster::enrolment> enrolment_;

    friend struct release_rules;
};

// Once the asker has gone, the view shows nothing more. `watch` may be null.
std::shared_ptr<const roster_view> released(
    std::shared_ptr<const roster_view> of, std::shared_ptr<const release> under,
    std::shared_ptr<const asker_watch> watch = nullptr
);

} // namespace schakel::pipeline
