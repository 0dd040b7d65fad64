// Any bytes as pupil data, as a question about pupils and as the answer to one, with all leniencies on. A roster that
// is accepted is written again, and that must be accepted by the schema of the version. Every fetch ends.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;

const adapter_registry& adapters() {
    static const adapter_registry list = all_adapters(schemas::bundled);
    return list;
}

decode_options lenient(const adapter& subject) {
    decode_options options;
    options.bare = true;
    for (const std::string_view quirk : subject.info().quirks) options.quirks.emplace(quirk);
    return options;
}

void check_schema(const roster_adapter& subject, const std::string& bytes) {
    discarding_sink nobody;
    const roster_reading again = subject.read({bytes, nullptr, {}, {}}, {}, nobody);
    if (again.report.at(layer::well_formed).outcome != verdict::valid) std::abort();
    if (again.report.at(layer::schema).outcome != verdict::valid) std::abort();
}

std::string all_of(byte_source& from) {
    std::string bytes;
    while (from.next(bytes)) {
    }
    return bytes;
}

void read_and_write(const adapter& subject, const std::string& bytes) {
    roster::memory_roster view;
    const roster_reading read = subject.roster()->read({bytes, nullptr, {}, {}}, lenient(subject), view);
    if (read.report.rejects()) return;
    encode_options options;
    for (const std::string_view profile : subject.info().profiles) {
        options.parameters["profile"] = profile;
        const auto writer = subject.roster()->write(view, options);
        const std::string again = all_of(*writer);
        // A school year is all that a document cannot do without.
        if (!again.empty() && !view.head().school_year.empty()) check_schema(*subject.roster(), again);
    }
}

void ask_and_answer(const adapter& subject, const std::string& bytes) {
    exchange asked;
    asked.body = bytes;
    const roster_question question = subject.roster()->question(asked, lenient(subject));
    if (question.report.rejects()) return;
    auto view = std::make_shared<roster::memory_roster>();
    model::roster::person pupil;
    pupil.id = "leerling:1";
    pupil.preferred_name = "Toets";
    view->add(pupil);
    const roster_answer told = subject.roster()->answer(asked, question, view, {});
    check_schema(*subject.roster(), told.stream ? all_of(*told.stream) : told.head.body);
}

void fetch(const adapter& subject, const std::string& bytes) {
    pull_options options;
    options.school = {{"brin", "99XX", {}}};
    options.school_year = "2026-2027";
    options.parameters = {{"steps", "several"}};
    const auto pull = subject.roster()->pull(options);
    roster::memory_roster into;
    received_answer answer;
    answer.status = 200;
    answer.body = bytes;
    while (const auto one = pull->next()) pull->take(*one, answer, into);
    if (pull->state().what == pull_state::phase::running) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    for (const std::string_view standard : {"uwlr-2.2", "uwlr-2.3"}) {
        const adapter& subject = *adapters().find(standard);
        read_and_write(subject, bytes);
        ask_and_answer(subject, bytes);
        fetch(subject, bytes);
    }
    return 0;
}
