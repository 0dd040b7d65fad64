#include "gateway/pipeline/pull_options.hpp"

namespace schakel::pipeline {

pull_options
options_for(const settings::roster_source& source, const settings::school& school, std::string watermark, instant now) {
    pull_options out;
    out.school = school.identifiers_at(now);
    out.school.push_back({std::string(model::scheme::own_school), school.id, {}});
    out.school_year = model::roster::school_year_of(date_in_amsterdam(now));
    out.profile = source.profile;
    out.parameters = source.parameters;
    if (source.page_size > 0) out.parameters.emplace("page_size", std::to_string(source.page_size));
    out.quirks = source.quirks;
    out.watermark = std::move(watermark);
    out.base_url = source.url;
    out.now = now;
    return out;
}

} // namespace schakel::pipeline
