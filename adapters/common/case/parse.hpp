// JSON of CASE into its objects, leniently: what deviates is noted and read as far as it can be.
#pragma once

#include "adapters/common/case/fields.hpp"
#include "adapters/common/case/leniency.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/codec/json_document.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace schakel::cf {

// How often each member of each class was read.
class member_counts {
public:
    template <class Object>
    void saw(const shape<Object>& of, const field<Object>& which) {
        ++seen_[static_cast<std::size_t>(of.which)][static_cast<std::size_t>(&which - of.fields.data())];
    }
    void saw_target_type() { ++target_types_; }
    void saw_extensions(std::string_view of) { extensions_.push_back(of); } // "CFPackage", "CFDefinitions"
    // "CFItem/fullStatement" -> goal.statement
    void add_to(field_trace& trace) const;

private:
    std::array<std::array<std::size_t, most_fields>, object_class_count> seen_{};
    std::size_t target_types_ = 0;
    std::vector<std::string_view> extensions_;
};

struct parsed_package {
    std::optional<wire::package> package;  // of a CFPackage
    std::vector<wire::document> documents; // of a list of documents
    std::string_view kind = "unknown";     // "CFPackage", "CFDocuments", "imsx_StatusInfo"
    member_counts seen;
    std::array<std::size_t, object_class_count> left{}; // objects left behind
};

parsed_package parse(json::value root, version which, leniencies& noted);

// One rubric as the model keeps it, in the form of 1.1. None when the text is no JSON object.
std::optional<wire::rubric> parse_rubric(std::string_view text);

} // namespace schakel::cf
