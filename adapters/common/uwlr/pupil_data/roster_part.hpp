// What a version of UWLR does with rosters: the facet that its adapter hands out.
#pragma once

#include "adapters/common/uwlr/pupil_data/profile.hpp"
#include "adapters/common/uwlr/pupil_data/read_data.hpp"
#include "adapters/common/uwlr/pupil_data/written_roster.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/xsd_schema.hpp"

namespace schakel::uwlr::pupil_data {

struct roster_edition {
    spoken_versions spoken;
    version_rules own;
    spoken_data says;
};

class roster_part final : public roster_adapter {
public:
    // `schema` is that of the version's whole set.
    roster_part(validation::xsd_schema schema, const roster_edition& edition, profiles known);

    const roster_abilities& abilities() const override;

    roster_reading read(const roster_input& input, const decode_options& options, roster_sink& into) const override;
    std::unique_ptr<roster_writer> write(const roster_view& view, const encode_options& options) const override;
    roster_question question(const exchange& asked, const decode_options& options) const override;
    roster_answer answer(
        const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
        const answering& options
    ) const override;
    std::unique_ptr<roster_pull> pull(const pull_options& options) const override;

    // A file with a question or with data, for decode(): the report, and no records.
    decoded check(const exchange& file, const decode_options& options) const;

private:
    data_reading reading() const { return {schema_, edition_.spoken, edition_.own}; }

    validation::xsd_schema schema_;
    roster_edition edition_;
    profiles profiles_;
};

// How sure it is, from the beginning of a document, that it is about pupils and not about results: 0 to 100.
int recognises_pupil_data(std::string_view bytes, std::string_view version);

} // namespace schakel::uwlr::pupil_data
