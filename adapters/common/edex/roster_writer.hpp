// A roster as one document of EDEX objects, made while it is pulled: one page of people is in memory at a time, and the
// keys of groups and branches.
#pragma once

#include "adapters/common/edex/from_model.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <functional>
#include <memory>
#include <string>

namespace schakel::edex {

// Which document, around and inside.
struct written_document {
    std::function<void(xml::writer&)> open;  // declaration, envelope, the container with its namespace
    std::function<void(xml::writer&)> close; // what `open` opened
    bool branches = true, groups = true, pupils = true, teachers = true; // which lists; the school is always there
    // Which people; null: all that the list is for. Given with all their memberships.
    std::function<bool(const model::roster::person&, std::span<const model::roster::membership>)> wanted;
    bool pretty = false;                 // indented
    std::shared_ptr<answer_tally> tally; // counted as it goes; may be null
    const rule* nobody = nullptr; // refused with it when no pupil is wanted, or no teacher where pupils have no list
    const model::roster::head* head = nullptr; // instead of the view's
};

// `view` outlives the writer. An EDEX document has at least one pupil where it has a list of them; without any, nothing
// is written but the refusal.
std::unique_ptr<roster_writer>
write_document(const roster_view& view, const target& into, const draft_rules& rules, written_document document);

} // namespace schakel::edex
