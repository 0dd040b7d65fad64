// Answers and questions of the catalogue service, as they are sent.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"

#include <functional>
#include <memory>

namespace schakel::eck_dt {

// A whole ReadCatalogResult with every product of the view.
std::unique_ptr<entitlement_writer>
write_result(const edition& by, const entitlement_view& view, const entitlement_writing_options& options);

// The answer to ReadCatalog: so many products from that one, in the order of their ids. At most 1000 at a time.
std::unique_ptr<byte_source> answer_source(
    const edition& by, const question& asked, std::int64_t counts_from, std::shared_ptr<const entitlement_view> view,
    instant now, std::shared_ptr<answer_tally> tally
);

// Without the secret, which add_secret() puts in when it is sent.
std::string question_text(const edition& by, const question& asked, std::string_view to);
void add_secret(std::string& question, const presented_credentials& secret);

// A SOAP Fault.
std::string fault_text(std::string_view code, std::string_view text);

} // namespace schakel::eck_dt
