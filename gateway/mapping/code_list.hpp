// A code list between two systems' terms, kept as a data file that a domain expert can edit.
//
// TOML: name, optionally from_vocabulary and to_vocabulary, and [[term]] with from, to and optionally to_name. Terms
// compare exactly.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/model/progress.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::mapping {

class code_list {
public:
    static result<code_list> read(const std::string& file);

    // The term on the other side; none when the list does not know it.
    std::optional<model::term> translate(const model::term& from) const;
    const std::string& name() const { return name_; }

private:
    std::string name_, from_vocabulary_;
    std::map<std::string, model::term, std::less<>> terms_;
};

} // namespace schakel::mapping
