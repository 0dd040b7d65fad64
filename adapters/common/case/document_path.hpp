// Filtering and sorting of CFDocuments: by a member, or by a member of a link ("licenseURI.title").
//
// Texts compare without regard to ASCII capitals, dates and moments by time. Of a list `=` asks for all its values,
// separated by commas; `~` for any. A member without a value fits `!=` only.
#pragma once

#include "adapters/common/case/fields.hpp"
#include "adapters/common/one_edtech/comparable.hpp"
#include "adapters/common/one_edtech/filter.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::cf {

class document_path {
public:
    // None when documents of the version have no such member.
    static std::optional<document_path> find(version which, std::string_view path);

    one_edtech::value_kind kind() const;
    bool is_list() const;
    texts values(const wire::document& of) const; // without empty ones

private:
    const field<wire::document>* field_ = nullptr;
    std::string link::*part_ = nullptr; // of a link
};

class document_filter {
public:
    // Refused: members that the version does not have, and values that a date cannot be compared with.
    static result<document_filter, one_edtech::filter_fault> make(const one_edtech::parsed_filter& from, version which);

    bool keeps(const wire::document& one) const;

private:
    struct clause {
        document_path path;
        one_edtech::comparison how = one_edtech::comparison::equal;
        std::string value;
    };
    static result<clause, one_edtech::filter_fault> make(const one_edtech::filter_clause& from, version which);
    static bool fits(const clause& one, const wire::document& of);

    one_edtech::parsed_filter::joint joined_ = one_edtech::parsed_filter::joint::none;
    clause first_, second_;
};

} // namespace schakel::cf
