#include "gateway/validation/xsd_schema.hpp"
#include "gateway/validation/xsd_source.hpp"

#include <map>

namespace schakel::validation {

schema_catalogue
extended_catalogue(std::span<const std::string> names, schema_catalogue standard, schema_catalogue partner) {
    std::map<std::string, std::string, std::less<>> by_space; // the first document of each namespace
    std::set<std::string, std::less<>> own;
    for (const auto& document : xsd::load_documents(names, standard)) {
        by_space.emplace(document->target, document->name);
        own.insert(document->name);
    }
    return schema_catalogue([by_space = std::move(by_space), own = std::move(own), standard = std::move(standard),
                             partner = std::move(partner)](std::string_view name, std::string_view space) {
        if (const auto known = by_space.find(space); !space.empty() && known != by_space.end())
            return standard.find(known->second);
        return own.contains(name) ? standard.find(name) : partner.find_import(name, space);
    });
}

} // namespace schakel::validation
