#include "adapters/common/uwlr/pupil_data/known_people.hpp"

#include "adapters/common/edex/values.hpp"
#include "adapters/common/edex/write.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <functional>

namespace schakel::uwlr::pupil_data {

namespace {

template <class Person>
std::uint64_t content_of(const Person& one) {
    xml::writer out;
    edex::write(out, one);
    return std::hash<std::string>{}(out.finish());
}

template <class Person>
std::string name_of(std::string_view kind, const Person& one) {
    const std::string_view id = one.key ? one.key.text : one.eckid.text;
    return std::string(kind).append(edex::trimmed(id));
}

} // namespace

void known_people::begin_document(edex::object_handler& to) {
    to_ = &to;
    ++document_;
}

void known_people::leerling(const edex::wire::leerling& one) {
    if (is_new(name_of("l:", one), content_of(one), one.at)) to_->leerling(one);
}

void known_people::leerkracht(const edex::wire::leerkracht& one) {
    if (is_new(name_of("t:", one), content_of(one), one.at)) to_->leerkracht(one);
}

// Twice in one document is not ours to judge: the rule on keys does.
bool known_people::is_new(std::string who, std::uint64_t content, std::size_t at) {
    const auto [place, fresh] = people_.try_emplace(std::move(who), known{document_, content});
    if (fresh || place->second.document == document_) return true;
    if (place->second.content != content) out_.push_back(found("uwlr.roster-person-differs", at));
    return false;
}

} // namespace schakel::uwlr::pupil_data
