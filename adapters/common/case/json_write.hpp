// Objects of CASE as JSON, in the form of one version. What the version has no member for is left out and counted.
#pragma once

#include "adapters/common/case/fields.hpp"
#include "adapters/common/case/link_text.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/codec/json_writer.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::cf {

// What became of members, by class.
class member_fates {
public:
    template <class Object>
    void carried(const shape<Object>& of, const field<Object>& which) {
        ++at(carried_, of, which);
    }
    template <class Object>
    void dropped(const shape<Object>& of, const field<Object>& which) {
        ++at(dropped_, of, which);
    }
    template <class Object>
    void defaulted(const shape<Object>& of, const field<Object>& which) {
        ++at(defaulted_, of, which);
    }
    // An association type that the version does not have.
    void related() { ++related_; }
    void target_type_dropped() { ++target_types_; }
    void target_type_carried() { ++carried_target_types_; }
    // Of the package itself and of its CFDefinitions.
    void extensions_of_package(version which) { note_extensions("case.CFPackage.extensions", which); }
    void extensions_of_definitions(version which) { note_extensions("case.CFDefinitions.extensions", which); }
    void add_to(field_fate& sum, version which) const;

private:
    using counts = std::array<std::array<std::size_t, most_fields>, object_class_count>;
    template <class Object>
    static std::size_t& at(counts& among, const shape<Object>& of, const field<Object>& which) {
        return among[static_cast<std::size_t>(of.which)][static_cast<std::size_t>(&which - of.fields.data())];
    }

    void note_extensions(std::string_view name, version which) { extensions_.emplace_back(name, which); }

    std::vector<std::pair<std::string_view, version>> extensions_;
    counts carried_{}, dropped_{}, defaulted_{};
    std::size_t related_ = 0, target_types_ = 0, carried_target_types_ = 0;
};

struct writing {
    version which = version::v1_1;
    bool in_package = false;
    member_fates* fates = nullptr;          // may be null: nobody asks
    std::uint64_t keep = ~std::uint64_t{0}; // which members, by their place in the shape
};

template <class Object>
void write_object(const shape<Object>& of, const Object& one, const writing& how, json::writer& out);

template <class Object>
std::string object_text(const shape<Object>& of, const Object& one, const writing& how) {
    json::writer out;
    write_object(of, one, how, out);
    return out.finish();
}

} // namespace schakel::cf
