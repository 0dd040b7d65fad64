// Lists of objects that come into being while they are sent.
#pragma once

#include "adapters/common/edu_v_access/from_model.hpp"

#include <functional>
#include <memory>

namespace schakel::edu_v_access {

// Makes the text of a record, or none when it does not belong in the list.
using make_text = std::function<std::optional<std::string>(const model::access::record&)>;

// A range whose texts are its own, so that it can outlive who asked.
struct kept_range {
    model::access::record_kind kind = model::access::record_kind::product;
    model::identifiers person;
    std::string order, contract, product;
    std::optional<instant> since;

    holdings_range seen_from(const std::string& after) const;
};

// The elements of an array, page by page.
class record_list final : public byte_source {
public:
    record_list(std::shared_ptr<const entitlement_view> view, kept_range range, make_text make)
        : view_(std::move(view)), range_(std::move(range)), make_(std::move(make)) {}

    bool next(std::string& into) override;

private:
    bool turn();

    std::shared_ptr<const entitlement_view> view_;
    kept_range range_;
    make_text make_;
    std::vector<model::access::record> page_;
    std::string after_;
    std::size_t at_ = 0;
    bool begun_ = false, first_ = true, last_ = false, done_ = false;
};

// The document of a service: an array of its records. `info`: the catalogue as portals see it.
std::unique_ptr<entitlement_writer>
write_document(service by, bool info, const entitlement_view& view, const entitlement_writing_options& options);

std::string space_of(const model::identifiers& school);

} // namespace schakel::edu_v_access
