// Z9: any bytes as a package of OneRoster CSV, and any texts as its files: "@users.csv" on a line of its own begins a
// file. With every leniency reading ends in a report; what the strict reading accepts is written and accepted again.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/codec/zip_writer.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <string>

namespace {

using namespace schakel;

std::string packed(std::string_view texts) {
    std::string bytes;
    zip::writer archive(bytes);
    while (texts.starts_with('@')) {
        const std::size_t line = std::min(texts.find('\n'), texts.size());
        const std::string_view name = texts.substr(1, line - 1);
        texts.remove_prefix(std::min(line + 1, texts.size()));
        const std::size_t next = texts.find("\n@");
        const std::string_view content = texts.substr(0, next == texts.npos ? next : next + 1);
        texts.remove_prefix(content.size());
        archive.begin(name);
        archive.write(content);
        archive.end();
    }
    archive.finish();
    return bytes;
}

roster_reading read(const adapter& by, const std::string& bytes, bool lenient, roster_sink& into) {
    decode_options options;
    options.limits.findings = 50;
    if (lenient)
        for (const std::string_view quirk : by.info().quirks) options.quirks.emplace(quirk);
    return by.roster()->read({bytes, nullptr, {}, {}}, options, into);
}

void read_and_return(const adapter& by, const std::string& bytes) {
    by.recognises(bytes);
    discarding_sink nobody;
    read(by, bytes, true, nobody);
    roster::memory_roster kept;
    const roster_reading strict = read(by, bytes, false, kept);
    for (const layer which : all_layers)
        for (const finding& one : strict.report.at(which).findings)
            fuzz::require(fuzz::is_utf8(one.where.path + one.got));
    if (strict.report.rejects()) return;
    std::string written;
    const auto writer = by.roster()->write(kept, {});
    while (writer->next(written)) {
    }
    fuzz::require(!read(by, written, false, nobody).report.rejects());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto find = [](std::string_view name) { return schemas::bundled(name); };
    static const auto older = make_oneroster_1_1_csv(find), newer = make_oneroster_1_2_csv(find);
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string bytes = input.starts_with('@') ? packed(input) : std::string(input);
    read_and_return(*older, bytes);
    read_and_return(*newer, bytes);
    return 0;
}
