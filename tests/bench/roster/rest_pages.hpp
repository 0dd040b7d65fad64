// OneRoster over REST without sockets: what our client asks, what our service answers. A page is two files of a folder,
// N.json with the body and N.head with the request's path and query on the first line and a header on each other one.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/roster_view.hpp"

#include <string>

namespace schakel::bench {

// All throw std::runtime_error when the conversation does not end well.
void write_pages(const adapter& by, const roster_view& school, const std::string& folder);
void fetch_pages(const adapter& by, const std::string& folder);                            // the client's work
void serve_pages(const adapter& by, const roster_view& school, const std::string& folder); // the service's work

} // namespace schakel::bench
