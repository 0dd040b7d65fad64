// Pupil data to canonical records: one document, or the answers of several steps that make up one roster together. A
// document may be the bare data, an answer, or an answer in its envelope.
#pragma once

#include "adapters/common/edex/references.hpp"
#include "adapters/common/edex/to_model.hpp"
#include "adapters/common/uwlr/pupil_data/calls.hpp"
#include "adapters/common/uwlr/pupil_data/known_people.hpp"
#include "adapters/common/uwlr/pupil_data/object_rules.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::uwlr::pupil_data {

// What a version brings along to read pupil data.
struct data_reading {
    const validation::xsd_schema& schema;
    spoken_versions spoken;
    version_rules own;
};

// What a document turned out to be.
struct document_read {
    enum class content {
        data,
        unchanged, // geenwijzigingen
        nothing,   // geengegevens
        fault,
        other // none of these, or not well-formed; the report says what
    } what = content::other;
    call which = call::everything;  // whose data
    std::string fault_code;         // without prefix; text of the peer
    std::optional<instant> made_at; // aanmaakdatum
};

class data_reader {
public:
    enum class documents { one, several };

    // `school`: whose data are expected; empty when that is not known.
    data_reader(const data_reading& with, decode_options options, model::identifiers school, documents count);
    ~data_reader();

    // References may lead to an earlier document. Who was told in an earlier one is not told again, nor is the school.
    document_read read(const roster_input& input, roster_sink& into);

    const roster_reading& reading() const { return reading_; }
    void holds(const extents& all) { reading_.holds = all; } // of the documents together

private:
    class one_document;

    data_reading with_;
    decode_options options_;
    model::identifiers school_;
    findings rule_findings_; // of the document that is being read
    edex::reference_check references_;
    known_people people_;
    bool several_;
    bool has_head_ = false, has_structure_ = false; // from a document before
    roster_reading reading_;
};

// What everything together tells of each kind of record.
extents extents_of(call which);

// A document that stands alone. References of a single step are not judged: what they lead to is in another answer.
roster_reading
read_data(const roster_input& input, const decode_options& options, const data_reading& with, roster_sink& into);

} // namespace schakel::uwlr::pupil_data
