// The input is a row of answers, each ended by a byte 0: one byte chooses the status, a line holds Link, the rest is
// the body. When they are used up the first comes again. The first byte of the input chooses the version and the
// quirks.
#include "adapters/common/oneroster/pull.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

received_answer answer_of(std::string_view text) {
    constexpr std::array statuses{200, 200, 200, 200, 200, 400, 401, 404, 429, 500};
    received_answer out;
    if (text.empty()) return out;
    const auto choice = static_cast<unsigned char>(text.front());
    out.status = statuses[choice % statuses.size()];
    text.remove_prefix(1);
    const std::size_t line = std::min(text.find('\n'), text.size());
    if (line > 0) out.headers.add("Link", std::string(text.substr(0, line)));
    if (choice / 16 % 4 == 1) out.headers.add("X-Total-Count", std::to_string(choice / 64));
    if (choice / 16 % 4 == 2) out.headers.add("Retry-After", "3");
    out.body = text.substr(std::min(line + 1, text.size()));
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const unsigned choice = data[0];
    std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::vector<received_answer> answers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\0'), text.size());
        answers.push_back(answer_of(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (answers.empty()) answers.emplace_back();

    pull_options options;
    options.base_url = "https://sis.example/ims/oneroster";
    options.parameters = {{"page_size", "2"}, {"most_pages", "20"}};
    if ((choice & 2) != 0) options.watermark = "2026-10-01T12:00:00.000Z";
    if ((choice & 4) != 0) options.quirks = {"lenient"};
    if ((choice & 8) != 0) options.quirks.insert("role-by-address");
    const auto pull =
        oneroster::make_pull((choice & 1) != 0 ? oneroster::version::v1_1 : oneroster::version::v1_2, options);
    discarding_sink sink;
    std::size_t turn = 0;
    while (const auto asked = pull->next()) {
        require(asked->path.starts_with('/') && asked->path.find("..") == std::string::npos);
        pull->take(*asked, answers[turn++ % answers.size()], sink);
        require(turn < 2000);
    }
    require(pull->state().what != pull_state::phase::running);
    require(pull->state().what != pull_state::phase::complete || !pull->reading().report.rejects());
    for (const layer which : all_layers) {
        for (const finding& one : pull->reading().report.at(which).findings) {
            for (const language lang : {language::nl, language::en}) require(!one.text(lang).empty());
            require(fuzz::is_utf8(one.where.path) && fuzz::is_utf8(one.got));
        }
    }
    return 0;
}
