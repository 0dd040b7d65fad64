#include "adapters/common/uwlr/pupil_data/roster_part.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_data/answer.hpp"
#include "adapters/common/uwlr/pupil_data/pull.hpp"
#include "adapters/common/uwlr/pupil_data/read_question.hpp"

namespace schakel::uwlr::pupil_data {

namespace {

constexpr std::size_t beginning = 4096;

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool begins_as_question(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, beginning);
    for (const call_words& one : calls()) {
        if (holds(start, one.question)) return true;
    }
    return false;
}

} // namespace

roster_part::roster_part(validation::xsd_schema schema, const roster_edition& edition, profiles known)
    : schema_(std::move(schema)), edition_(edition), profiles_(std::move(known)) {}

const roster_abilities& roster_part::abilities() const {
    static const roster_abilities all{true, true, true, true, "text/xml", ".xml", {}, {}};
    return all;
}

roster_reading roster_part::read(const roster_input& input, const decode_options& options, roster_sink& into) const {
    return read_data(input, options, reading(), into);
}

std::unique_ptr<roster_writer> roster_part::write(const roster_view& view, const encode_options& options) const {
    return write_data(view, options, profiles_, edition_.says);
}

roster_question roster_part::question(const exchange& asked, const decode_options& options) const {
    return read_question(asked, options, {schema_, profiles_, edition_.spoken});
}

roster_answer roster_part::answer(
    const exchange&, const roster_question& question, std::shared_ptr<const roster_view> view, const answering& options
) const {
    return answer_question(question, std::move(view), options, profiles_, edition_.says);
}

std::unique_ptr<roster_pull> roster_part::pull(const pull_options& options) const {
    return make_pull(options, reading());
}

decoded roster_part::check(const exchange& file, const decode_options& options) const {
    decoded out;
    if (begins_as_question(file.body)) {
        roster_question asked = question(file, options);
        out.report = std::move(asked.report);
        out.kind = std::move(asked.kind);
        out.school = std::move(asked.school);
        out.credentials = std::move(asked.credentials);
        return out;
    }
    discarding_sink nobody;
    roster_reading seen = read({file.body, nullptr, {}, {}}, options, nobody);
    out.report = std::move(seen.report);
    out.kind = std::move(seen.kind);
    out.version = std::move(seen.version);
    out.trace = std::move(seen.trace);
    return out;
}

// The namespaces do not tell the versions apart; xsdversie does, where it stands near the beginning.
int recognises_pupil_data(std::string_view bytes, std::string_view version) {
    const std::string_view start = bytes.substr(0, beginning);
    if (!holds(start, space::pupil_data)) return 0;
    const std::size_t named = start.find("xsdversie>");
    if (named == std::string_view::npos) return 70;
    return start.substr(named + 10).starts_with(version) ? 100 : 60;
}

} // namespace schakel::uwlr::pupil_data
