// The words of the ECK iD service (Nummervoorziening), contract 0.7-20171229.
#pragma once

#include "gateway/adapter/chain_ids.hpp"

#include <array>
#include <string_view>

namespace schakel::eck_id {

namespace space {
inline constexpr std::string_view soap = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view addressing = "http://www.w3.org/2005/08/addressing";
inline constexpr std::string_view service = "http://ketenid.nl/eck/schemas/v1_0";
inline constexpr std::string_view superseded = "http://id.school/eck/schemas/v1_0"; // contract of 2016
} // namespace space

using operation = chain_id_question::operation;

struct operation_words {
    operation what;
    std::string_view name;
    std::string_view request, response; // elements of the body
};

inline constexpr std::array operations{
    operation_words{operation::ping, "ping", "pingRequest", "pingResponse"},
    operation_words{
        operation::root, "retrieveStampseudonym", "retrieveStampseudonymRequest", "retrieveStampseudonymResponse"},
    operation_words{operation::id, "retrieveEckId", "retrieveEckIdRequest", "retrieveEckIdResponse"},
    operation_words{
        operation::root_batch, "submitStampseudonymBatch", "submitStampseudonymBatchRequest", "submitBatchResponse"},
    operation_words{operation::id_batch, "submitEckIdBatch", "submitEckIdBatchRequest", "submitBatchResponse"},
    operation_words{operation::fetch, "retrieveBatch", "retrieveBatchRequest", "retrieveBatchResponse"},
    operation_words{
        operation::replace, "replaceStampseudonym", "replaceStampseudonymRequest", "replaceStampseudonymResponse"},
    operation_words{operation::chains, "retrieveChains", "retrieveChainsRequest", "retrieveChainsResponse"},
    operation_words{operation::sectors, "retrieveSectors", "retrieveSectorsRequest", "retrieveSectorsResponse"},
};

const operation_words& words_of(operation what);
std::string action_of(operation what); // of the request: SOAPAction and wsa:Action

} // namespace schakel::eck_id
