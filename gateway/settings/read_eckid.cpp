#include "gateway/settings/read_eckid.hpp"

#include "gateway/settings/read_parties.hpp"

namespace schakel::settings {

void read_eckid(section& in, std::optional<eckid_service>& out) {
    eckid_service one;
    one.where = in.where();
    one.url = in.required_text("url");
    read_remote(in, one);
    if (!in.has("environment"))
        in.complain("config.missing", "environment", "is missing", "\"production\" or \"test\"");
    one.production = in.one_of("environment", {"production", "test"}, "test") == "production";
    one.salt = in.required_secret("salt");
    one.chain = in.text("chain", "http://purl.edustandaard.nl/begrippenkader/e7ec7d3c-c235-4513-bfb6-e54e66854795");
    one.sector = in.required_text("sector");
    one.sector_of = in.text_map("sector_of");
    one.batch_size = static_cast<std::size_t>(in.integer("batch_size", 250, 1, 10'000));
    one.poll = std::chrono::ceil<std::chrono::seconds>(in.duration("poll", one.poll));
    one.polls = static_cast<unsigned>(in.integer("polls", one.polls, 0, 1'000));
    in.finish();
    out = std::move(one);
}

} // namespace schakel::settings
