// What settings say of the service that issues ECK iDs, for the operator's `schakel eckid`.
#pragma once

#include "gateway/settings/parties.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace schakel::settings {

struct eckid_service : remote {
    bool production = false; // pseudonyms of the other environment are refused
    std::string salt;        // a secret, in base64, of that environment
    std::string chain, sector;
    std::map<std::string, std::string, std::less<>> sector_of; // school id -> sector, where it is another one
    std::size_t batch_size = 250;                              // persons
    std::chrono::seconds poll{25};                             // between two questions for a batch
    unsigned polls = 10;
    place where;

    const std::string& sector_for(std::string_view school) const {
        const auto own = sector_of.find(school);
        return own == sector_of.end() ? sector : own->second;
    }
};

} // namespace schakel::settings
