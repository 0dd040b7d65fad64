#include "adapters/common/edex/read.hpp"

#include "adapters/common/edex/object_relay.hpp"
#include "adapters/common/edex/parse.hpp"
#include "gateway/validation/xsd_reading.hpp"

namespace schakel::edex {

namespace {

struct reading_task {
    const roster_input& input;
    const document_limits& limits;
    const validation::xsd_schema& schema;
    const document_form& form;

    objects_read run(object_handler& into, text_room* shared) const {
        object_reader reader(input.bytes, form, into, shared);
        objects_read out;
        out.checked = validation::validate_and_read(schema, input.bytes, input.file, limits, reader);
        out.container = reader.container();
        out.counts = reader.counts();
        return out;
    }
};

} // namespace

objects_read read_objects(
    const roster_input& input, const document_limits& limits, const validation::xsd_schema& schema,
    const document_form& form, object_handler& into, std::size_t alone
) {
    const reading_task task{input, limits, schema, form};
    if (input.bytes.size() <= alone) return task.run(into, nullptr);
    objects_read out;
    const auto reading = object_stage::start([&](object_stage::outlet& to) {
        object_relay relay(to);
        out = task.run(relay, &relay.texts());
        relay.finish();
    });
    if (!reading) return task.run(into, nullptr);
    while (const object_batch* batch = reading->next()) batch->hand_over(into);
    return out;
}

} // namespace schakel::edex
