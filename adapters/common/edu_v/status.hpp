// What the answers of all services of Edu-V have in common: functional status codes, headers, the answer 401 without a
// body, and how a finding is told in a status message.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string>
#include <string_view>

namespace schakel::edu_v {

// Functional status codes. The published list has them with leading zeros, JSON has not: compare them as numbers.
namespace code {
inline constexpr int accepted = 2;
inline constexpr int schema = 11;  // the JSON or its schema is incorrect
inline constexpr int version = 12; // not supported
inline constexpr int scope = 21;   // required
inline constexpr int consent = 22; // required
inline constexpr int school = 23;  // the server does not know it
inline constexpr int other = 99;
} // namespace code

// An empty answer with the header API-Version.
reply answer_head(int http, std::string_view version);
// 401 has no body (RFC 7235 asks for the header), although the published files declare one.
reply no_token(std::string_view version);
// How long an asker is asked to wait when nobody says otherwise: 30 seconds.
std::string retry_after(const disposition& decided);

// The findings of one status message: place, text and rule id of at most ten errors, and how many more there are.
class told_faults {
public:
    // `of_schema`: the fault makes the code 11, else it is 99.
    void add(const finding& one, bool of_schema, language lang);
    bool any() const { return count_ > 0; }
    int code() const { return schema_ ? edu_v::code::schema : edu_v::code::other; }
    std::string text(language lang) const;

private:
    bool schema_ = false;
    std::size_t count_ = 0;
    std::string text_;
};

// "application/json", whatever its parameters. The media type of the exchange, in lower case and without parameters.
std::string media_type(const exchange& received);
// The token of "Authorization: Bearer …"; form bearer, key empty when there is none.
presented_credentials bearer(const exchange& received);
void authorise_bearer(outgoing& message, const send_credentials& credentials);

} // namespace schakel::edu_v
