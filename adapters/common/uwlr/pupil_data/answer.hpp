// Answers to questions about pupils: from a view of the school's roster, streamed, in the version and profile that was
// asked for. The same question about the same version of a roster gets the same bytes.
#pragma once

#include "adapters/common/uwlr/pupil_data/question.hpp"
#include "adapters/common/uwlr/pupil_data/written_roster.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>

namespace schakel::uwlr::pupil_data {

// The answer to a question that read_question() accepted, in an envelope. Nothing changed since `known_until`:
// geenwijzigingen. Nobody to tell about, or another school year than that of the roster: geengegevens.
//
// aanmaakdatum is the moment at which the roster last changed, so that an asker who sends it back as
// laatstontvangengegevens hears of every change.
roster_answer answer_question(
    const roster_question& asked, std::shared_ptr<const roster_view> view, const answering& options,
    const profiles& known_profiles, const spoken_data& version
);

// The whole roster as a leerlinggegevens document without envelope. The profile is a parameter; without it, none.
std::unique_ptr<roster_writer> write_data(
    const roster_view& view, const encode_options& options, const profiles& known_profiles, const spoken_data& version
);

} // namespace schakel::uwlr::pupil_data
