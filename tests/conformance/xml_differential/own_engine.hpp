// Our validator over our bundled schemas, as one of the judges.
#pragma once

#include "fault.hpp"
#include "standard.hpp"

#include "gateway/validation/xsd_schema.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::differential {

class own_engine {
public:
    // Compiles the bundled schemas of the standard as one set; `refusal` tells why not.
    static std::optional<own_engine> load(const standard& of, std::string& refusal);

    judgement judge(std::string_view message) const;

    // All findings of a message, one a line.
    std::string findings(std::string_view message) const;

private:
    own_engine(validation::xsd_schema schema, message_reader read)
        : schema_(std::move(schema)), read_(std::move(read)) {}
    validation::xsd_schema schema_;
    message_reader read_; // judges, where there is one
};

} // namespace schakel::differential
