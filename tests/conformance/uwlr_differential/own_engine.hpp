// Our validator over our bundled schemas, as one of the judges.
#pragma once

#include "gateway/validation/xsd_schema.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::differential {

class own_engine {
public:
    // Compiles the envelope, the authorisation header, results and test definitions as one set; `refusal` tells why
    // not.
    static std::optional<own_engine> load(std::string& refusal);

    bool valid(std::string_view message) const;

    // All findings of a message, one a line.
    std::string findings(std::string_view message) const;

private:
    explicit own_engine(validation::xsd_schema schema) : schema_(std::move(schema)) {}
    validation::xsd_schema schema_;
};

} // namespace schakel::differential
