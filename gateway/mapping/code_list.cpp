#include "gateway/mapping/code_list.hpp"

#include "gateway/codec/data_file.hpp"

namespace schakel::mapping {

result<code_list> code_list::read(const std::string& file) {
    auto data = read_data_file(file, "term");
    if (!data) return data.error();
    code_list list;
    list.name_ = data->text("name");
    list.from_vocabulary_ = data->text("from_vocabulary");
    const std::string to_vocabulary = data->text("to_vocabulary");
    for (const auto& row : data->rows) {
        const auto cell = [&](std::string_view key) {
            const auto found = row.find(key);
            return found == row.end() ? std::string() : found->second;
        };
        if (cell("from").empty() || cell("to").empty()) return failure{file + ": a [[term]] lacks from or to"};
        const model::term to{cell("to"), to_vocabulary.empty() ? cell("to_vocabulary") : to_vocabulary, {}};
        if (!list.terms_.emplace(cell("from"), to).second)
            return failure{file + ": the term \"" + cell("from") + "\" stands twice"};
    }
    return list;
}

std::optional<model::term> code_list::translate(const model::term& from) const {
    if (!from_vocabulary_.empty() && !from.vocabulary.empty() && from.vocabulary != from_vocabulary_)
        return std::nullopt;
    const auto found = terms_.find(from.value);
    if (found == terms_.end()) return std::nullopt;
    return found->second;
}

} // namespace schakel::mapping
