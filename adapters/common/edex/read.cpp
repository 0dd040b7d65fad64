#include "adapters/common/edex/read.hpp"

#include "adapters/common/edex/parse.hpp"
#include "gateway/validation/xsd_reading.hpp"

namespace schakel::edex {

objects_read read_objects(
    const roster_input& input, const document_limits& limits, const validation::xsd_schema& schema,
    const document_form& form, object_handler& into
) {
    object_reader reader(input.bytes, form, into);
    objects_read out;
    out.checked = validation::validate_and_read(schema, input.bytes, input.file, limits, reader);
    out.container = reader.container();
    out.counts = reader.counts();
    return out;
}

} // namespace schakel::edex
